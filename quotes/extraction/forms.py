"""What the form of a word alone tells, cached across texts.

In: words as printed. Out: their lower case, tag, stem and traits.
"""

from collections.abc import Callable
from sys import intern
from typing import NamedTuple

from quotes.extraction import cues
from quotes.extraction.languages.english import ending, stem, tag
from quotes.extraction.tags import ENDINGS

#: Number of letters of a word that are read, so that time stays linear.
_MAX_LETTERS = 40
#: Number of words cached.
_MAX_CACHED = 50_000


class Form(NamedTuple):
    """The form of a word.

    The bits of `traits` are the ending that it would have as a verb (an index of
    ENDINGS, two bits), its kind as a cue (an index of KINDS, two bits), and whether its
    first letter is a capital.
    """

    lower: str
    tag: str
    stem: str
    traits: int


ENDING, KIND_SHIFT, KIND, CAPITAL = 3, 2, 3, 16


class WordCache[T](dict[str, T]):
    """A cache by word: made on demand, and emptied when there are too many entries."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) >= _MAX_CACHED:
            self.clear()
        made = self[word] = self._make(word)
        return made


def _form(word: str) -> Form:
    word = word[:_MAX_LETTERS]
    lower = intern(word.lower())
    stemmed = intern(stem(lower))
    kind = cues.KINDS.index(cues.learned_kind_of(stemmed))
    traits = ENDINGS.index(ending(lower)) | kind << KIND_SHIFT
    if word[0].isupper():
        traits |= CAPITAL
    return Form(lower, intern(tag(word)), stemmed, traits)


form_of = WordCache(_form)
