"""Tokens as columns of integers, to process many places at once.

In: `Tokens`. Out: arrays with an entry for each word, by its place. After the last word
come entries for the outside of a sentence, for nothing, and for a dash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from quotes.extraction import cues
from quotes.extraction.tags import FINITE, TAGS
from quotes.extraction.templates import Ints
from quotes.extraction.tokens import Tokens
from quotes.extraction.word_shapes import ENDING, KIND, KIND_SHIFT

Flags = npt.NDArray[np.bool_]

_TAG = {tag: number for number, tag in enumerate(TAGS)}
OUTSIDE, NOTHING, COMMA, THAT = map(_TAG.__getitem__, ("^", "", ",", "TH"))
#: Values of `opening` and `closing`: the first (last) word of a quotation; any other.
EDGE, INNER = 1, 2
#: Entries after the last word, as words and as tags.
PADDING = ("^", "", "-")
#: How far around a cue to look, in words.
WORDS_AROUND_CUE = 80


def _from_bytes(numbers: Iterable[int]) -> Ints:
    """Return small numbers as an array; fast, by way of bytes."""
    return np.frombuffer(bytes(numbers), np.uint8).astype(np.int64)


def tag_set(tags: Iterable[str], names: Sequence[str] = TAGS) -> Flags:
    """Return an array: whether each tag of `names`, by index, is one of `tags`."""
    found = np.zeros(len(names), np.bool_)
    found[[_TAG[tag] for tag in tags]] = True
    return found


def tag_pairs(pairs: Iterable[str]) -> Flags:
    """Return a matrix: whether two tags, by number, are one of `pairs`: "DT NN"."""
    found = np.zeros((len(TAGS), len(TAGS)), np.bool_)
    for pair in pairs:
        first, second = pair.split(" ")
        found[_TAG[first], _TAG[second]] = True
    return found


def counted(flags: Flags) -> Ints:
    """Return the number of true flags before each place, and before the end."""
    counts = np.zeros(len(flags) + 1, np.int64)
    flags.cumsum(out=counts[1:])
    return counts


def between(counts: Ints, first: Ints, last: Ints) -> Ints:
    """Return how many flags are true from `first` to before `last`, from `counted`."""
    return counts[last] - counts[first]


def next_true(flags: Flags) -> Ints:
    """Return, for each place, the first true place from there on, or the length."""
    places = np.where(flags, np.arange(len(flags)), len(flags))
    return np.minimum.accumulate(places[::-1])[::-1]


def latest(flags: Flags) -> Ints:
    """Return the last true place before each place, and before the end, or -1."""
    places = np.full(len(flags) + 1, -1)
    np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1), out=places[1:])
    return places


def spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return all numbers of half-open ranges, and the index of the range of each."""
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
    """Alternatives, each with the number of its question, in order.

    `place` is what would be chosen, and `gaps` has the values for the gaps of features.
    """

    of: Ints
    place: Ints
    gaps: dict[str, Ints]


class Columns:
    """The columns of a text; those that not every caller needs are built on first use.

    `never` has, for each of its tables, the pairs of tags between which no content
    begins or ends.
    """

    def __init__(self, tokens: Tokens, never: dict[str, Flags]) -> None:
        self.tokens = tokens
        self.never = never
        self.size = size = len(tokens.words)
        self.outside, self.nothing, self.dash = range(size, size + len(PADDING))
        self.tag = _from_bytes(map(_TAG.__getitem__, chain(tokens.tags, PADDING)))
        length = len(self.tag)
        traits = np.zeros(length, np.int64)
        traits[:size] = tokens.traits
        #: The ending that each word would have as a verb, an index of ENDINGS.
        self.ending = traits & ENDING
        #: The kind of each word as a cue, an index of KINDS.
        self.kind = traits >> KIND_SHIFT & KIND
        #: The number of the quotation that a word is in, or -1.
        self.quote = np.full(length, -1)
        self.opening = np.zeros(length, np.int64)
        self.closing = np.zeros(length, np.int64)
        for number, (first, last) in enumerate(tokens.quote_words):
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
        """The first possible cue of speech or thought from each place on."""
        return next_true((self.kind != _OTHER) & _SAYING[self.tag] & self.bare)

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case, for the names of features."""
        return [*self.tokens.lower, *PADDING]

    @cached_property
    def stems(self) -> list[str]:
        """The stems of the words, for the names of features."""
        return [*self.tokens.stems, *PADDING]
