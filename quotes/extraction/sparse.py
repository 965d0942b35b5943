"""Weights by the numbers of their features, looked up many at once.

In: numbers of features and their weights. Out: for a matrix of numbers, one column a
choice, the sum of the weights of each column; a number that has no weight adds nothing.

Each number has two places where it may stand, told by two products, and a number that
would share one moves to its other ("cuckoo hashing", Pagh and Rodler 2004), so that two
looks tell all. What stands there is compared: a look-up is exact.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from quotes.extraction.templates import Bits, Ints

Whole = npt.NDArray[np.signedinteger[Any]]

#: Odd factors whose products have well mixed high bits.
_FACTORS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93)
#: So many places a number, at least.
_ROOM = 3
#: No number is 0: templates.py sets a bit in all of them.
_EMPTY = 0


class Weights:
    """A fixed table of whole numbers, each with a weight."""

    def __init__(self, numbers: Bits, weights: Sequence[int]) -> None:
        """Take numbers but 0; ValueError if one is there twice."""
        if len(np.unique(numbers)) < len(numbers):
            raise ValueError("two features have one number")
        bits = max(4, (_ROOM * len(numbers)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._factors = [np.uint64(factor) for factor in _FACTORS]
        first, second = (
            self._places(numbers, factor).tolist() for factor in self._factors
        )
        at = _settled(first, second)
        self._numbers = np.full(1 << bits, _EMPTY, np.uint64)
        # In as few bytes as they need: what is looked up should stay in the cache.
        held = np.array(weights, np.int64)
        fit = (abs(held) < 1 << 15).all()
        self._weights: Whole = np.zeros(1 << bits, np.int16 if fit else np.int64)
        self._numbers[at] = numbers
        self._weights[at] = held

    def _places(self, numbers: Bits, factor: np.uint64) -> Ints:
        return ((numbers * factor) >> self._shift).view(np.int64)

    def sums(self, numbers: Bits) -> Ints:
        """Return the sums of the weights of a matrix's columns."""
        place = self._places(numbers, self._factors[0])
        found = self._numbers.take(place)
        weights: Whole = self._weights.take(place)
        weights = weights * (found == numbers)
        # Only a number whose first place another has may stand in its second.
        other = np.flatnonzero((found != numbers) & (found != _EMPTY))
        if len(other):
            left = numbers.reshape(-1).take(other)
            place = self._places(left, self._factors[1])
            weights.reshape(-1)[other] = self._weights.take(place) * (
                self._numbers.take(place) == left
            )
        total: Ints = weights.sum(axis=0, dtype=np.int64)
        return total


def _settled(first: list[int], second: list[int]) -> list[int]:
    """Return a place of its own for each number, out of two that it may have."""
    holders: dict[int, int] = {}
    for number in range(len(first)):
        place, moving = first[number], number
        for _ in range(500):
            moved = holders.get(place)
            holders[place] = moving
            if moved is None:
                break
            moving = moved
            place = second[moving] if place == first[moving] else first[moving]
        else:
            raise ValueError("no place for a feature: choose other factors")
    at = [0] * len(first)
    for place, number in holders.items():
        at[number] = place
    return at
