"""Which words of a sentence are the content of a cue.

In: a page, a cue, the side its content stands on and the sentence. Out: the spans of
the content and how likely they are right. Of several beginnings and ends the one is
chosen that most likely shares four fifths of its letters with the right one: two that
differ by a word or two speak for each other.
"""

from collections.abc import Iterator, Sequence

from quotes.extraction import boundaries, model
from quotes.extraction.frames import AFTER, AROUND
from quotes.extraction.model import Choice
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page

#: Contents that share so much of their letters are taken for the same (as score.py of
#: the corpora does).
_SAME = 0.8
#: A second beginning is tried, and an end counted, from this likelihood on.
_LEAST_START = 0.2
_LEAST_END = 0.02

_Weighed = tuple[int, int, float]


def content_of(
    page: Page, cue: int, frame: str, sentence: Span
) -> tuple[list[Span], float]:
    """Return the spans of a content, and how likely the first is right."""
    if frame == AFTER:
        span, sure = _chosen(page, _behind(page, cue, sentence[1], "after"))
        if not span:
            return [], 0.0
        return [*_interrupted(page, cue, span[0], sentence[0]), span], sure
    span, sure = _chosen(page, _before(page, cue, sentence))
    if not span:
        return [], 0.0
    parts = [span]
    if frame == AROUND:
        rest, _ = _chosen(page, _behind(page, cue, sentence[1], "rest"))
        if rest:
            parts.append(rest)
    elif page.closes(span[1] - 1):
        parts += quoted_rest(page, cue, sentence[1])
    return parts, sure


def _behind(page: Page, cue: int, last: int, side: str) -> Iterator[_Weighed]:
    """Yield spans behind a cue, each with its likelihood."""
    tables, never = model.tables(), model.seams()
    stem = page.stems[cue]
    starts = boundaries.starts_after(page, cue, last, never["start after"])
    for start, chance in _likeliest(tables[f"start {side}"], stem, starts):
        ends = boundaries.ends_after(page, cue, start, last, never["end after"])
        if ends:
            likely = model.chances(tables[f"end {side}"], stem, ends)
            for (end, *_), sure in zip(ends, likely, strict=True):
                yield start, end, chance * sure


def _before(page: Page, cue: int, sentence: Span) -> Iterator[_Weighed]:
    """Yield spans before a cue, each with its likelihood."""
    tables, never = model.tables(), model.seams()
    stem = page.stems[cue]
    ends = boundaries.ends_before(page, cue, sentence[0], never["end before"])
    for end, chance in _likeliest(tables["end before"], stem, ends):
        starts = boundaries.starts_before(page, cue, end, sentence)
        if starts:
            likely = model.chances(tables["start before"], stem, starts)
            for (start, *_), sure in zip(starts, likely, strict=True):
                yield start, end, chance * sure


def _likeliest(
    table: model.Table, stem: str, choices: Sequence[Choice[int]]
) -> list[tuple[int, float]]:
    """Return the likeliest choice, and the next where it is likely too."""
    if not choices:
        return []
    likely = model.chances(table, stem, choices)
    ranked = sorted(zip(likely, choices, strict=True), key=lambda one: -one[0])
    return [
        (place, chance)
        for order, (chance, (place, *_)) in enumerate(ranked[:2])
        if order == 0 or chance >= _LEAST_START
    ]


def _chosen(page: Page, weighed: Iterator[_Weighed]) -> tuple[Span | None, float]:
    """Return the span that most of the likelihood agrees with."""
    spans = list(weighed)
    if not spans:
        return None, 0.0
    most = max(chance for *_, chance in spans)
    placed = [
        (page.starts[first], page.ends[last - 1], chance, (first, last))
        for first, last, chance in spans
        if chance >= _LEAST_END or chance == most
    ]
    if len(placed) == 1:
        return placed[0][3], placed[0][2]
    best, sure = placed[0][3], -1.0
    for start, end, _, span in placed:
        agreeing = 0.0
        for other_start, other_end, chance, _ in placed:
            # Without min() and max(), which are slow for two numbers.
            begun, first = (
                (start, other_start) if start < other_start else (other_start, start)
            )
            last, ended = (end, other_end) if end < other_end else (other_end, end)
            if last - first >= _SAME * (ended - begun):
                agreeing += chance
        if agreeing > sure:
            best, sure = span, agreeing
    return best, min(sure, 1.0)


def _interrupted(page: Page, cue: int, start: int, first: int) -> Iterator[Span]:
    """Yield what a quotation goes on from: “This,” she told us, “is the end.”

    That is one at the head of the sentence which ends with a comma, where the later
    begins with a small letter.
    """
    if page.opens(start) and page.words[start][0].islower() and page.opens(first):
        end = page.quote_words[page.quote[first]][1]
        if first < end <= cue and page.words[end - 1] == ",":
            yield first, end


def quoted_rest(page: Page, cue: int, last: int) -> Iterator[Span]:
    """Yield a quotation that goes on behind its cue: “…,” she said, “…”."""
    for at in range(cue + 1, last):
        if page.opens(at):
            if page.tags[at - 1] in (",", ":", "-"):
                yield at, page.quote_words[page.quote[at]][1]
            return
