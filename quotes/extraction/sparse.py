"""A table of weights by the numbers of features, for many lookups at once.

In: numbers of features and their weights. Out: for a matrix of numbers, with a column
for each choice, the sum of the weights of each column. A number without a weight adds
0.

Each number has two possible slots, by two products, and moves to the other one if its
slot is taken ("cuckoo hashing", Pagh and Rodler 2004), so that two lookups suffice. The
stored number is compared, so lookups are exact.
"""

from collections.abc import Collection

import numpy as np

from quotes.extraction.templates import Bits, Ints

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
        #: The number in each slot, and its weight.
        self.slots = np.full((2, 1 << bits), _EMPTY)
        self.slots[:, at] = numbers.view(np.int64), weights

    def _places(self, numbers: Bits, factor: np.uint64) -> Ints:
        return ((numbers * factor) >> self._shift).view(np.int64)

    def sums(self, numbers: Bits) -> Ints:
        """Return the sums of the weights of a matrix's columns."""
        stored, weights = self.slots
        place = self._places(numbers, self._factors[0])
        wanted = numbers.view(np.int64)
        held = stored.take(place)
        is_found = held == wanted
        found = weights.take(place) * is_found
        # Only a number whose first slot is taken can be in its second.
        other = np.flatnonzero(~is_found & (held != _EMPTY))
        if len(other):
            place = self._places(numbers.reshape(-1).take(other), self._factors[1])
            is_found = stored.take(place) == wanted.reshape(-1).take(other)
            found.reshape(-1)[other] = weights.take(place) * is_found
        total: Ints = found.sum(axis=0)
        return total


def share_memory(tables: Collection[Weights]) -> None:
    """Move tables into one block of memory, for which Linux may use large pages.

    Look-ups in many small pages take twice as long: the processor often has to search
    for the page first. numpy requests large pages for blocks of 4 MB or more.
    """
    block = np.concatenate([table.slots for table in tables], axis=1)
    last = 0
    for table in tables:
        first, last = last, last + table.slots.shape[1]
        table.slots = block[:, first:last]


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
