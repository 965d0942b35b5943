"""Finds where the contents of cues may begin and end.

In: cues of a text, many at once, and the side of their contents. Out: the possible
places for each, with the values for the gaps of their features (features.py), from
which a table chooses one.
"""

from functools import cached_property

import numpy as np

from quotes.extraction.columns import (
    COMMA,
    EDGE,
    INNER,
    NOTHING,
    OUTSIDE,
    THAT,
    Choices,
    Columns,
    Flags,
    between,
    counted,
    spread,
    tag_set,
)
from quotes.extraction.features import FORM
from quotes.extraction.scanning import Span
from quotes.extraction.tags import ENDINGS, FINITE
from quotes.extraction.templates import Ints
from quotes.extraction.tokens import Tokens

#: Words between a cue and its content, at most: "told reporters on a call".
MAX_WORDS_TO_CONTENT = 24
#: Words between a content and its cue, at most: "…,” Ana Ruiz, 69, the town's …, said".
MAX_WORDS_BACK_TO_CUE = 40
#: Words from the start to the end of a content, at most, except for a quotation or the
#: end of its sentence.
MAX_CONTENT_WORDS = 90
#: Number of starts considered after a cue.
_MAX_STARTS = 10
#: How many words after an end are searched for another cue of speech.
_MAX_NEXT_CUE = 5
_SIGNS = tag_set((",", ":", ".", ";", "-", "(", ")"))
_PARTING = tag_set((",", ";", ":", "(", "-"))
_BEFORE_CUE = tag_set((",", "-", ";", ":"))
_BEFORE_START = tag_set((",", ".", "-", ":", ";"))
_JOINING = tag_set((",", "CC", "SB", "-"))
_VERBAL = tag_set(("VB", "ED", "IG", "BE", "HV", "NN"))
_FINITE = tag_set(FINITE)
#: Lengths in words, grouped: up to 3, to 7, to 9, and more.
_TO_SEVEN = np.array((0, 1, 2, 3, 4, 4, 4, 4, 5))
_TO_NINE = np.array((0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 5))
_QUOTED_FORM = FORM.index("Q")


class Boundaries:
    """The possible boundaries in a text."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def _seam(self, table: str) -> Flags:
        """Return before which words something may begin, or after which it may end."""
        tag, never = self.columns.tag, self.columns.never
        if table not in never:
            return np.ones(len(tag) - 1, np.bool_)
        return ~never[table][tag[:-1], tag[1:]]

    @cached_property
    def _starts_behind(self) -> Ints:
        """The words at which a content after its cue may start."""
        columns = self.columns
        bare = (columns.opening == 0) & ~_SIGNS[columns.tag]
        bare[1:] &= self._seam("start after")
        return np.flatnonzero(bare | (columns.opening == EDGE))

    @cached_property
    def _counts_behind(self) -> tuple[Ints, ...]:
        """Counts of "that", quotations, signs and verbs before each word."""
        tag, opening = self.columns.tag, self.columns.opening
        outer = opening != INNER
        return (
            counted(outer & (tag == THAT)),
            counted(opening == EDGE),
            counted((opening == 0) & _SIGNS[tag]),
            counted(outer & _FINITE[tag]),
        )

    def starts_after(self, cue: Ints, last: Ints) -> Choices:
        """Return the words at which a content after its cue may start."""
        columns, places = self.columns, self._starts_behind
        tag = columns.tag
        low = places.searchsorted(cue + 1)
        high = places.searchsorted(np.minimum(cue + MAX_WORDS_TO_CONTENT, last))
        chosen, of = spread(low, np.minimum(high, low + _MAX_STARTS))
        at = places[chosen]
        cue = cue[of]
        that, quote, commas, verbs = (
            between(counts, cue + 1, at) for counts in self._counts_behind
        )
        gaps = {
            "word": at,
            "far": _TO_SEVEN[np.minimum(at - cue, 8)],
            "earlier": at - 1,
            "here": tag[at],
            "mark": columns.opening[at],
            "before": tag[at - 1],
            "after": np.where(at + 1 < last[of], tag[at + 1], OUTSIDE),
            "that": np.minimum(that, 1),
            "quote": np.minimum(quote, 1),
            "commas": np.minimum(commas, 2),
            "verbs": np.minimum(verbs, 2),
            "end": columns.ending[cue],
        }
        return Choices(of, at, gaps)

    @cached_property
    def _ends_behind(self) -> Ints:
        """The last words of contents after their cue, except at ends of sentences."""
        columns = self.columns
        bare = columns.bare & ~_PARTING[columns.tag]
        bare[:-1] &= self._seam("end after")
        return np.flatnonzero(bare | (columns.closing == EDGE))

    @cached_property
    def _commas_within(self) -> Ints:
        """The number of commas and the like before each word, within a content."""
        columns = self.columns
        return counted(
            (columns.bare & _PARTING[columns.tag])
            | ((columns.closing == INNER) & columns.comma)
        )

    def ends_after(self, cue: Ints, start: Ints, last: Ints) -> Choices:
        """Return the ends (half-open) of contents after their cue."""
        columns, places = self.columns, self._ends_behind
        tag = columns.tag
        final = last - 1
        # The end of the sentence is the last choice, even inside a quotation.
        stop = np.minimum(final, start + MAX_CONTENT_WORDS + 1)
        low, high = places.searchsorted(start), places.searchsorted(stop)
        ends_there = (start < last) & ~(columns.bare[final] & _PARTING[tag[final]])
        high = np.maximum(low, high)
        chosen, of = spread(low, high + ends_there)
        at = places.take(chosen, mode="clip")
        rows = np.cumsum(high - low + ends_there) - 1
        at[rows[ends_there]] = final[ends_there]
        verbs = between(columns.verbs, start[of], at + 1)
        # "that in 1997, she …": a clause has a verb.
        kept = (tag[start][of] != THAT) | (verbs > 0) | (at == final[of])
        kept |= (columns.opening[start] == EDGE)[of]
        if not kept.all():
            at, of, verbs = at[kept], of[kept], verbs[kept]
        return Choices(of, at + 1, self._end_gaps(cue, start, last, of, at, verbs))

    def _end_gaps(
        self, cue: Ints, start: Ints, last: Ints, of: Ints, at: Ints, verbs: Ints
    ) -> dict[str, Ints]:
        columns = self.columns
        tag = columns.tag
        left = last[of] - at
        is_final = left == 1
        opens = columns.opening[start] == EDGE
        following = np.where(is_final, columns.outside, at + 1)
        second_word = np.where(left > 2, at + 2, columns.outside)
        follows, second = tag[following], tag[second_word]
        third_word = np.where((follows == COMMA) & (left > 2), at + 2, columns.nothing)
        third_tag = tag[third_word]
        behind_word = np.where(third_tag == NOTHING, following, third_word)
        behind = tag[behind_word]
        size = at - start[of]
        commas = between(self._commas_within, start[of], at)
        near = columns.next_cue[at + 1]
        speaks = _JOINING[follows] & (
            near < np.minimum(at + 1 + _MAX_NEXT_CUE, last[of])
        )
        return {
            "following": following,
            "third_word": third_word,
            "verbs": np.minimum(verbs, 2),
            "commas": np.minimum(commas, 2),
            "closed": columns.closing[at] & EDGE,
            "follows": follows,
            "third_tag": third_tag,
            "size": _TO_NINE[np.minimum(size, 10)],
            "here": tag[at],
            "opened": (~columns.bare[start]).astype(np.int64)[of],
            "rest": np.where(is_final, 0, np.where(left <= 3, 1, 2)),
            "form": np.where(opens, _QUOTED_FORM, tag[start])[of],
            "second": second,
            "third": np.where(left > 3, tag[at + 3], OUTSIDE),
            "behind": behind,
            "behind_end": np.where(_VERBAL[behind], columns.ending[behind_word], 0),
            "cue_end": columns.ending[cue][of],
            "behind_word": behind_word,
            "word": at,
            "speaks": np.where(speaks, self._speaking(at, near), 0),
        }

    def _speaking(self, at: Ints, near: Ints) -> Ints:
        """Return indexes of SPEAKS, without the first, for cues nearby."""
        near = np.minimum(near, self.columns.size)
        kind, end = self.columns.kind[near], self.columns.ending[near]
        return 1 + (kind * _MAX_NEXT_CUE + near - at - 1) * len(ENDINGS) + end

    @cached_property
    def _ends_before_cue(self) -> Ints:
        """The last words of contents before their cue."""
        columns = self.columns
        bare = (columns.closing == 0) & ~_BEFORE_CUE[columns.tag]
        bare[:-1] &= self._seam("end before")
        return np.flatnonzero(bare | (columns.closing == EDGE))

    @cached_property
    def _signs(self) -> Ints:
        """The number of punctuation signs outside quotations before each word."""
        columns = self.columns
        return counted((columns.closing == 0) & _BEFORE_CUE[columns.tag])

    def ends_before(self, cue: Ints, first: Ints) -> Choices:
        """Return the ends (half-open) of contents before their cue, nearest first."""
        columns, places = self.columns, self._ends_before_cue
        tag = columns.tag
        low = places.searchsorted(np.maximum(first, cue - MAX_WORDS_BACK_TO_CUE))
        chosen, of = spread(-places.searchsorted(cue), -low)
        at = places[-1 - chosen]
        cue = cue[of]
        signs = between(self._signs, at + 1, cue)
        gaps = {
            "far": np.minimum(cue - 1 - at, 6),
            "follows": tag[at + 1],
            "following": at + 1,
            "here": tag[at],
            "closed": columns.closing[at],
            "signs": np.minimum(signs, 3),
            "few_signs": np.minimum(signs, 2),
        }
        return Choices(of, at + 1, gaps)

    @cached_property
    def _starts_before_cue(self) -> Ints:
        """The first words of contents before their cue."""
        opening = self.columns.opening
        bare = (opening == 0) & ~_BEFORE_START[self.columns.tag]
        return np.flatnonzero(bare | (opening == EDGE))

    def starts_before(self, end: Ints, first: Ints) -> Choices:
        """Return the starts of contents before their cue, nearest to the end first."""
        columns, places = self.columns, self._starts_before_cue
        tag = columns.tag
        low, high = places.searchsorted(first), places.searchsorted(end)
        chosen, of = spread(-high, -np.maximum(low, high - MAX_CONTENT_WORDS))
        at = places[-1 - chosen]
        size = end[of] - at
        begins = at == first[of]
        earlier = np.where(begins, columns.outside, at - 1)
        gaps = {
            "before": tag[earlier],
            "earlier": earlier,
            "mark": columns.opening[at],
            "quoted": (~columns.bare[end - 1]).astype(np.int64)[of],
            "here": tag[at],
            "verbs": np.minimum(between(columns.verbs, at, end[of]), 2),
            "word": at,
            "size": _TO_SEVEN[np.minimum(size, 8)],
        }
        return Choices(of, at, gaps)


def trimmed(tokens: Tokens, sentence: Span) -> Span:
    """Return a sentence without its final full stop, unless that is in a quotation."""
    first, last = sentence
    while (
        last - 1 > first and tokens.tags[last - 1] == "." and tokens.quote[last - 1] < 0
    ):
        last -= 1
    return first, last
