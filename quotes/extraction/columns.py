"""A page as columns of whole numbers, for looking at many places of it at once.

In: a page. Out: arrays with an entry for each word, by its place; behind the last word
come entries for what is outside of a sentence, for nothing, and for a dash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from quotes.extraction import cues
from quotes.extraction.forms import ENDING, KIND, KIND_SHIFT
from quotes.extraction.templates import Ints
from quotes.extraction.tokens import Page
from quotes.extraction.words import FINITE, TAGS

Flags = npt.NDArray[np.bool_]

_TAG = {tag: number for number, tag in enumerate(TAGS)}
OUTSIDE, NOTHING, COMMA, THAT = map(_TAG.__getitem__, ("^", "", ",", "TH"))
#: Values of `opening` and `closing`: the first (last) word of a quotation; any other.
EDGE, INNER = 1, 2
#: What stands behind the last word, as words and as tags.
PADDING = ("^", "", "-")


def _from_bytes(numbers: Iterable[int]) -> Ints:
    """Return small numbers as an array; by way of bytes, which are made fast."""
    return np.frombuffer(bytes(numbers), np.uint8).astype(np.int64)


def tag_set(tags: Iterable[str], names: Sequence[str] = TAGS) -> Flags:
    """Return for each number of a tag whether it is one of these; of all `names`."""
    found = np.zeros(len(names), np.bool_)
    found[[_TAG[tag] for tag in tags]] = True
    return found


def tag_pairs(pairs: Iterable[str]) -> Flags:
    """Return for the numbers of two tags whether the pair is one of these: "DT NN"."""
    found = np.zeros((len(TAGS), len(TAGS)), np.bool_)
    for pair in pairs:
        first, second = pair.split(" ")
        found[_TAG[first], _TAG[second]] = True
    return found


def counted(flags: Flags) -> Ints:
    """Return how many are true before each place, and before the end."""
    counts = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=counts[1:])
    return counts


def between(counts: Ints, first: Ints, last: Ints) -> Ints:
    """Return how many are true from `first` to before `last`, by what was counted."""
    return counts[last] - counts[first]


def nearest(flags: Flags) -> Ints:
    """Return of each place the first from there on that is true, or the length."""
    places = np.where(flags, np.arange(len(flags)), len(flags))
    return np.minimum.accumulate(places[::-1])[::-1]


def latest(flags: Flags) -> Ints:
    """Return of each place, and of the end, the last before it that is true, or -1."""
    places = np.full(len(flags) + 1, -1)
    np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1), out=places[1:])
    return places


def spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return all numbers of half-open ranges, and for each of which range it is."""
    sizes = np.maximum(last - first, 0)
    of = np.repeat(np.arange(len(sizes)), sizes)
    ends = np.cumsum(sizes)
    shift = first - ends + sizes
    return np.arange(len(of)) + shift[of], of


_FINITE = tag_set(FINITE)
_SAYING = tag_set(("VB", "ED", "IG", "NN"))
_OTHER = cues.KINDS.index(cues.OTHER)


@dataclass(slots=True)
class Choices:
    """What may be chosen: for each choice, in order, the number of its question.

    `place` is what would be chosen, and `gaps` holds what fills the gaps of features.
    """

    of: Ints
    place: Ints
    gaps: dict[str, Ints]


class Columns:
    """The columns of a page. `never` tells, of its tables, between which two tags no
    content begins or ends. What not all need is made when it is asked for.
    """

    def __init__(self, page: Page, never: dict[str, Flags]) -> None:
        self.page = page
        self.never = never
        self.size = size = len(page.words)
        self.outside, self.nothing, self.dash = range(size, size + len(PADDING))
        self.tag = _from_bytes(map(_TAG.__getitem__, chain(page.tags, PADDING)))
        length = len(self.tag)
        traits = _from_bytes(chain(page.traits, repeat(0, len(PADDING))))
        #: How each word would end as a verb, an index of ENDINGS.
        self.ending = traits & ENDING
        #: The kind of each word as a cue, an index of KINDS.
        self.kind = traits >> KIND_SHIFT & KIND
        #: The number of the quotation that a word stands in, or -1.
        self.quote = np.full(length, -1)
        self.opening = np.zeros(length, np.int64)
        self.closing = np.zeros(length, np.int64)
        for number, (first, last) in enumerate(page.quote_words):
            if first < last:
                self.quote[first:last] = number
                self.opening[first:last] = self.closing[first:last] = INNER
                self.opening[first] = self.closing[last - 1] = EDGE
        self.bare = self.quote < 0
        self.quoted = counted(~self.bare)
        self.verbs = counted(_FINITE[self.tag])
        self.comma = self.tag == COMMA
        self.commas = counted(self.comma)

    @cached_property
    def next_cue(self) -> Ints:
        """The first place from each one on that may be a cue of speech or thought."""
        return nearest((self.kind != _OTHER) & _SAYING[self.tag] & self.bare)

    @cached_property
    def words(self) -> list[str]:
        """The words in small letters, for the names of features."""
        return [*self.page.lower, *PADDING]

    @cached_property
    def stems(self) -> list[str]:
        """The stems of words, for the names of features."""
        return [*self.page.stems, *PADDING]
