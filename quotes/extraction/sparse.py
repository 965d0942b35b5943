"""A table of weights by the numbers of features, for many lookups at once.

In: numbers of features and their weights. Out: for a matrix of numbers, with a column
for each choice, the sum of the weights of each column. A number without a weight adds
0.

Each number has two possible slots, by two products, and moves to the other one if its
slot is taken ("cuckoo hashing", Pagh and Rodler 2004), so that two lookups suffice. The
stored number is compared, so lookups are exact.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from quotes.extraction.templates import Bits, Ints

Whole = npt.NDArray[np.signedinteger[Any]]

#: Odd factors whose products have well mixed high bits.
_FACTORS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93)
#: Slots for each number, at least.
_SLOTS_PER_NUMBER = 3
_MAX_MOVES = 500
#: No number is 0: templates.py sets a bit in all of them.
_EMPTY = 0


class Weights:
    """A fixed table of integers, each with a weight."""

    def __init__(self, numbers: Bits, weights: Ints) -> None:
        """Store numbers other than 0; ValueError for duplicates."""
        if len(np.unique(numbers)) < len(numbers):
            raise ValueError("two features have the same number")
        bits = max(4, (_SLOTS_PER_NUMBER * len(numbers)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._factors = [np.uint64(factor) for factor in _FACTORS]
        first, second = (self._places(numbers, factor) for factor in self._factors)
        at = _assign_slots(first, second, 1 << bits)
        self._numbers = np.full(1 << bits, _EMPTY, np.uint64)
        # As few bytes as possible, so that the table stays in the processor's cache.
        fit = (abs(weights) < 1 << 15).all()
        self._weights: Whole = np.zeros(1 << bits, np.int16 if fit else np.int64)
        self._numbers[at] = numbers
        self._weights[at] = weights

    def _places(self, numbers: Bits, factor: np.uint64) -> Ints:
        return ((numbers * factor) >> self._shift).view(np.int64)

    def sums(self, numbers: Bits) -> Ints:
        """Return the sums of the weights of a matrix's columns."""
        place = self._places(numbers, self._factors[0])
        found = self._numbers.take(place)
        weights: Whole = self._weights.take(place)
        weights = weights * (found == numbers)
        # Only a number whose first slot is taken can be in its second.
        other = np.flatnonzero((found != numbers) & (found != _EMPTY))
        if len(other):
            left = numbers.reshape(-1).take(other)
            place = self._places(left, self._factors[1])
            weights.reshape(-1)[other] = self._weights.take(place) * (
                self._numbers.take(place) == left
            )
        total: Ints = weights.sum(axis=0, dtype=np.int64)
        return total


def _assign_slots(first: Ints, second: Ints, size: int) -> Ints:
    """Return a slot for each number, out of its two possible ones."""
    holder = np.full(size, -1)
    places, numbers = np.unique(first, return_index=True)
    holder[places] = numbers
    # Most get their first slot at once; the others move those in their way.
    for number in np.setdiff1d(np.arange(len(first)), numbers).tolist():
        place, moving = int(first[number]), number
        for _ in range(_MAX_MOVES):
            moved = int(holder[place])
            holder[place] = moving
            if moved < 0:
                break
            moving = moved
            one, other = int(first[moving]), int(second[moving])
            place = other if place == one else one
        else:
            raise ValueError("no slot for a feature: choose other factors")
    taken = np.flatnonzero(holder >= 0)
    at = np.empty(len(first), np.int64)
    at[holder[taken]] = taken
    return at
