"""Finds the noun phrase of a sentence that is the speaker of a cue.

In: many cues of a text and their contents. Out: for each the noun phrases, and none,
with the values for the gaps of their features, from which the table "speaker" chooses.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from quotes.extraction.columns import (
    EDGE,
    OUTSIDE,
    WORDS_AROUND_CUE,
    Choices,
    Columns,
    between,
    counted,
    latest,
    next_true,
    spread,
    tag_set,
)
from quotes.extraction.features import MIDDLE, NO_SPEAKER, PLACE, SPEAKER
from quotes.extraction.model import Scorer, chances, likeliest
from quotes.extraction.phrases import ALONE
from quotes.extraction.scanning import Span
from quotes.extraction.tags import NOMINAL, TAGS
from quotes.extraction.templates import Floats, Ints

#: Number of noun phrases considered on each side.
_MAX_PER_SIDE = 8
_VERBAL = tag_set(("VB", "ED", "BE", "HV", "DO", "MD", "IG"))
_BEFORE_SUBJECT = tag_set((",", "CC", "SB", "TH", "-"))
_SURE_SUBJECT = tag_set(("PR", "CP"))
_NOMINAL = tag_set(NOMINAL)
_ALONE = tag_set(ALONE)
_PARTING = tag_set(("DT", "PO"))
_NAME, _GENITIVE, _DETERMINER = map(TAGS.index, ("CP", "GE", "DT"))
#: The number of words between: none, one (given by its tag), two, or more.
_MIDDLE = np.array([MIDDLE.index(size) for size in ("0", "2", "2", "3")])


class Speakers:
    """The noun phrases of a text, and which of them may speak."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @cached_property
    def _phrases(self) -> tuple[Ints, Ints]:
        """Find the bounds of noun phrases: those of `noun_phrases`, all at once."""
        columns = self.columns
        tag = columns.tag
        nominal, alone = _NOMINAL[tag], _ALONE[tag]
        # A run of nominal words begins with the first that is not "'s".
        begun = latest(nominal & (tag != _GENITIVE))[1:] > latest(~nominal)[1:]
        parted = np.zeros_like(begun)
        parted[1:] = (_PARTING[tag[1:]] & (tag[:-1] != _DETERMINER)) | (
            (columns.closing[:-1] == EDGE)
            & (columns.opening[1:] != EDGE)
            & (tag[1:] != _GENITIVE)
        )
        parted[0] = True
        parted[1:] |= ~begun[:-1]
        begins = (begun & parted) | alone
        edges = np.flatnonzero(begins | ~begun)
        first = np.flatnonzero(begins)
        return first, edges[edges.searchsorted(first) + 1]

    @cached_property
    def _bare(self) -> Ints:
        """The first place from each one on that is not "'s", where a part may begin."""
        return next_true(self.columns.tag != _GENITIVE)

    @cached_property
    def _verbs(self) -> Ints:
        return counted(_VERBAL[self.columns.tag])

    @cached_property
    def _names(self) -> Ints:
        return counted(self.columns.tag == _NAME)

    def _within(
        self, first: Ints, last: Ints, content: Ints, *, from_behind: bool
    ) -> tuple[Ints, Ints, Ints, Ints]:
        """Return the nearest noun phrases in ranges, outside of contents.

        As their first words, ends, the numbers of their ranges, and how many are
        nearer. If a range cuts a phrase, the remainder counts.
        """
        starts, ends = self._phrases
        low, high = ends.searchsorted(first, "right"), starts.searchsorted(last)
        if from_behind:
            chosen, of = spread(-high, -low)
            chosen = -1 - chosen
        else:
            chosen, of = spread(low, high)
        a = self._bare[np.maximum(starts[chosen], first[of])]
        b = np.minimum(ends[chosen], last[of])
        free = a < b
        for span in range(0, content.shape[1], 2):
            free &= (b <= content[of, span]) | (content[of, span + 1] <= a)
        a, b, of = a[free], b[free], of[free]
        order = np.arange(len(of)) - of.searchsorted(of)
        near = order < _MAX_PER_SIDE
        return a[near], b[near], of[near], order[near]

    def choose(
        self,
        scorer: Scorer,
        cue: Ints,
        stem: Floats,
        frame: Ints,
        contents: Sequence[Sequence[Span]],
        begun: Ints,
        end: Ints,
    ) -> tuple[list[Span | None], Floats]:
        """Return the speaker for `choices`, or None, and how likely that is.

        `stem` are the numbers of the cues' stems.
        """
        held = np.zeros((len(cue), 2 * max(map(len, contents))), np.int64)
        for row, content in zip(held, contents, strict=True):
            row[: 2 * len(content)] = list(chain.from_iterable(content))
        nobody, phrases, last = self.choices(cue, frame, held, begun, end)
        # None comes first, so that it wins a tie.
        of = np.concatenate((nobody.of, phrases.of))
        order = of.argsort(kind="stable")
        sums = np.concatenate(
            (
                scorer.sums(NO_SPEAKER, nobody, stem),
                scorer.sums(SPEAKER, phrases, stem),
            )
        )
        likely = chances(of[order], sums[order])
        best = likeliest(of[order], likely, 1)
        found: list[Span | None] = []
        for row in (order[best] - len(cue)).tolist():
            found.append(
                (int(phrases.place[row]), int(last[row])) if row >= 0 else None
            )
        return found, likely[best]

    def choices(
        self, cue: Ints, frame: Ints, content: Ints, begun: Ints, end: Ints
    ) -> tuple[Choices, Choices, Ints]:
        """Return the choices: nobody, noun phrases outside of contents; and their ends.

        `frame` is an index of FRAMES; `content` has, for each cue, a row of the starts
        and ends of spans, padded with zeros; `begun` and `end` delimit the sentences.
        """
        columns = self.columns
        tag = columns.tag
        first, last = (
            np.maximum(begun, cue - WORDS_AROUND_CUE),
            np.minimum(end, cue + WORDS_AROUND_CUE),
        )
        left = self._within(first, cue, content, from_behind=True)
        right = self._within(cue + 1, last, content, from_behind=False)
        count = len(left[0])
        a, b, of, order = map(np.concatenate, zip(left, right, strict=True))
        is_right = np.arange(len(of)) >= count
        own = cue[of]
        low, high = np.where(is_right, own + 1, b), np.where(is_right, a, own)
        before_word = np.where(a > first[of], a - 1, columns.outside)
        after_word = np.where(b < last[of], b, columns.outside)
        before = tag[before_word]
        head = tag[b - 1]
        size = high - low
        before_cue = np.where(cue > first, tag[cue - 1], OUTSIDE)
        cue_end = columns.ending[cue]
        gaps = {
            "place": is_right * (len(PLACE) // 2) + np.minimum(order, 4),
            "side": is_right,
            "frame": frame[of],
            "end": cue_end[of],
            "before": before,
            "after": tag[after_word],
            "head": head,
            "name": np.where(between(self._names, a, b) > 0, _NAME, head),
            "commas": np.minimum(between(columns.commas, low, high), 2),
            "verbs": np.minimum(between(self._verbs, low, high), 2),
            "middle": np.where(size == 1, tag[low], _MIDDLE[np.minimum(size, 3)]),
            "before_word": before_word,
            "after_word": after_word,
            "head_word": b - 1,
            "several": b - a > 1,
            "subject": (a == first[of]) | _BEFORE_SUBJECT[before],
            "before_cue": before_cue[of],
        }
        nearest_left = (order == 0) & ~is_right
        has_left, has_right, sure = np.zeros((3, len(cue)), np.int64)
        has_left[of[nearest_left]] = 1
        has_right[of[is_right]] = 1
        sure[of[nearest_left]] = _SURE_SUBJECT[head[nearest_left]]
        nobody = {
            "frame": frame,
            "end": cue_end,
            "left": has_left,
            "right": has_right,
            "before": before_cue,
            "after": np.where(cue + 1 < last, tag[cue + 1], OUTSIDE),
            "before_word": np.where(cue > 0, cue - 1, columns.nothing),
            "subject": sure,
        }
        return Choices(np.arange(len(cue)), cue, nobody), Choices(of, a, gaps), b
