"""Reads what the form of a word alone shows, with a cache across texts."""

from collections.abc import Callable
from typing import NamedTuple

#: Number of letters of a word that are read, so that time stays linear.
MAX_LETTERS = 40
#: Number of words cached.
_MAX_CACHED = 50_000


class Form(NamedTuple):
    """The form of a word.

    The bits of `traits` are the ending that it would have as a verb (an index of
    ENDINGS, two bits), its kind as a cue (an index of KINDS, two bits), and one bit for
    each of the traits below.
    """

    lower: str
    tag: str
    stem: str
    traits: int


ENDING, KIND_SHIFT, KIND = 3, 2, 3
#: The first letter is a capital; a sign that may end a sentence; a comma; a pronoun
#: that tells a sex; the sign of a rare construction (patterns.py).
CAPITAL, STOP, COMMA, PRONOUN, PATTERN = 16, 32, 64, 128, 256
#: Signs that may end a sentence.
STOPS = frozenset((".", "?", "!", "...", "…"))


class WordCache[T](dict[str, T]):
    """A cache by word: made on demand, and emptied when there are too many entries."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) >= _MAX_CACHED:
            self.clear()
        made = self[word] = self._make(word)
        return made
