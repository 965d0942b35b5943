"""Finds the words of a sentence that are the content of a cue.

In: many cues of a text, the sides of their contents, and their sentences. Out: the
spans of each content and their likelihood. If there are several starts and ends, the
choice is the one most likely to share four fifths of its letters with the right one:
choices that differ by a word or two support each other.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from quotes.extraction.boundaries import Boundaries
from quotes.extraction.columns import spread
from quotes.extraction.cues import SPEECH
from quotes.extraction.features import (
    AFTER,
    AROUND,
    BEFORE,
    ENDS_AFTER,
    ENDS_BEFORE,
    FRAMES,
    STARTS_AFTER,
    STARTS_BEFORE,
)
from quotes.extraction.model import Scorer, highest, likeliest
from quotes.extraction.phrases import phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.templates import Floats, Ints
from quotes.extraction.tokens import Tokens

#: Share of letters that contents have in common to count as equal (as in score.py of
#: the corpora).
_MIN_OVERLAP = 0.8
#: Minimum likelihoods to try a second start, and to count an end.
_MIN_START = 0.2
_MIN_END = 0.02
_AFTER, _BEFORE, _AROUND = map(FRAMES.index, (AFTER, BEFORE, AROUND))
#: Indexes of the tables that `STARTS_AFTER` and `ENDS_AFTER` name.
_TABLE_AFTER, _TABLE_REST = 0, 1

Content = tuple[list[Span], float]


class _Spans(NamedTuple):
    """Possible contents: spans, in order, each with the number of its cue."""

    of: Ints
    first: Ints
    last: Ints
    chance: Floats


def contents_of(
    boundaries: Boundaries,
    scorer: Scorer,
    cue: Ints,
    frame: Ints,
    first: Ints,
    last: Ints,
) -> list[Content]:
    """Return the spans of contents, none or more, and the likelihood of the first.

    `frame` is an index of FRAMES; `first` and `last` delimit the sentences, without
    their final full stop.
    """
    tokens = boundaries.columns.tokens
    behind = _chosen(tokens, _behind(boundaries, scorer, cue, frame, last))
    before = _chosen(tokens, _before(boundaries, scorer, cue, frame, first))
    found: list[Content] = []
    for number, (at, side, begun, end) in enumerate(
        zip(cue.tolist(), frame.tolist(), first.tolist(), last.tolist(), strict=True)
    ):
        nearest = (behind if side == _AFTER else before).get(number)
        if nearest is None:
            found.append(([], 0.0))
            continue
        span, sure = nearest
        parts = [span]
        if side == _AFTER:
            parts[:0] = _interrupted(tokens, at, span[0], begun)
        elif side == _AROUND:
            rest = list(quoted_rest(tokens, at, end))
            if rest and tokens.closes(span[1] - 1):
                parts += rest  # “…,” she said, as they left, “…”
            elif number in behind:
                parts.append(behind[number][0])
        elif tokens.closes(span[1] - 1):
            parts += quoted_rest(tokens, at, end)
        found.append((parts, sure))
    return found


def _behind(
    boundaries: Boundaries, scorer: Scorer, cue: Ints, frame: Ints, last: Ints
) -> _Spans:
    """Return spans after cues, each with its likelihood."""
    asked = np.flatnonzero(frame != _BEFORE)
    cue, last = cue[asked], last[asked]
    table = np.where(frame[asked] == _AFTER, _TABLE_AFTER, _TABLE_REST)
    stem = scorer.stems[cue]
    starts = boundaries.starts_after(cue, last)
    chance = scorer.chances(STARTS_AFTER, starts, stem, table)
    tried = _likeliest(starts.of, chance)
    of, start, chance = starts.of[tried], starts.place[tried], chance[tried]
    ends = boundaries.ends_after(cue[of], start, last[of])
    sure = scorer.chances(ENDS_AFTER, ends, stem[of], table[of])
    begun = ends.of
    return _Spans(asked[of[begun]], start[begun], ends.place, chance[begun] * sure)


def _before(
    boundaries: Boundaries, scorer: Scorer, cue: Ints, frame: Ints, first: Ints
) -> _Spans:
    """Return spans before cues, each with its likelihood."""
    asked = np.flatnonzero(frame != _AFTER)
    cue, first = cue[asked], first[asked]
    stem = scorer.stems[cue]
    ends = boundaries.ends_before(cue, first)
    chance = scorer.chances(ENDS_BEFORE, ends, stem)
    tried = _likeliest(ends.of, chance)
    of, end, chance = ends.of[tried], ends.place[tried], chance[tried]
    starts = boundaries.starts_before(end, first[of])
    sure = scorer.chances(STARTS_BEFORE, starts, stem[of])
    ended = starts.of
    return _Spans(asked[of[ended]], starts.place, end[ended], chance[ended] * sure)


def _likeliest(of: Ints, chance: Floats) -> Ints:
    """Return the likeliest choice of each question, and the second if likely too."""
    best = likeliest(of, chance, 2)
    later = of[best] == np.concatenate(([-1], of[best][:-1]))
    kept: Ints = best[~later | (chance[best] >= _MIN_START)]
    return kept


def _chosen(tokens: Tokens, spans: _Spans) -> dict[int, tuple[Span, float]]:
    """Return {number of a cue: (span, likelihood)} for the best supported span."""
    of, first, last, chance = spans
    if not len(of):
        return {}
    counted = (chance >= _MIN_END) | (chance == highest(of, chance))
    of, first, last, chance = (column[counted] for column in spans)
    starts = np.array([tokens.starts[at] for at in first.tolist()])
    ends = np.array([tokens.ends[at - 1] for at in last.tolist()])
    # Every span with every other of the same cue.
    low, high = of.searchsorted(of), of.searchsorted(of, "right")
    other, one = spread(low, high)
    shared = np.minimum(ends[one], ends[other]) - np.maximum(starts[one], starts[other])
    whole = np.maximum(ends[one], ends[other]) - np.minimum(starts[one], starts[other])
    agrees = shared >= _MIN_OVERLAP * whole
    sure = np.bincount(one, chance[other] * agrees, len(of))
    best = likeliest(of, sure, 1)
    columns = (of, first, last, np.minimum(sure, 1.0))
    return {
        number: ((begun, end), likely)
        for number, begun, end, likely in zip(
            *(column[best].tolist() for column in columns), strict=True
        )
    }


def _interrupted(tokens: Tokens, cue: int, start: int, first: int) -> Iterator[Span]:
    """Yield the first part of a quotation: “This,” she told us, “is the end.”

    It is at the start of the sentence and ends with a comma; the second part begins
    with a lower-case letter.
    """
    if tokens.opens(start) and tokens.words[start][0].islower() and tokens.opens(first):
        end = tokens.quote_words[tokens.quote[first]][1]
        if first < end <= cue and tokens.words[end - 1] == ",":
            yield first, end


def quoted_rest(tokens: Tokens, cue: int, last: int) -> Iterator[Span]:
    """Yield a quotation that continues after its cue: “…,” she said, “…”."""
    for at in range(cue + 1, last):
        if tokens.opens(at):
            ahead = tokens.words[cue + 1 : at]
            bracketed = ahead.count("(") > ahead.count(")")
            parted = tokens.tags[at - 1] in (",", ":", "-") and not bracketed
            if parted and not _is_others(tokens, cue, at):
                yield at, tokens.quote_words[tokens.quote[at]][1]
            return


def _is_others(tokens: Tokens, cue: int, first: int) -> bool:
    """Return whether somebody else's cue leads to the rest of a quotation.

    “…,” said Ann Lowe, and Bob Reed | agreed: “…”; not “…,” said Ann Lowe, who added:
    “…”.
    """
    for at in range(cue + 1, first):
        if tokens.tags[at] in ("VB", "ED") and (
            tokens.language.kind_of(tokens.stems[at]) == SPEECH
            or tokens.words[at + 1] == ":"
        ):
            subject = phrase_before(tokens, at - (tokens.tags[at - 1] == "RB"))
            return subject is not None and subject[0] > cue + 1
    return False
