"""Cut the text around a quote and mark its words, for display.

Plain Python. Offsets are half-open code points, and marking is done here, on the
server, because JavaScript counts UTF-16 units.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

#: Code points of context shown on each side, at most.
MAX_CONTEXT = 280
#: The same where there are several passages of one article.
CONTEXT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters marked by the same quote, or by none."""

    text: str
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs of text, and whether text was cut before and after them."""

    runs: tuple[Run, ...]
    cut_before: bool
    cut_after: bool


def passage(text: str, spans: Sequence[Span], reach: int = MAX_CONTEXT) -> Passage:
    """Return the paragraph around the spans, at most `reach` beyond them.

    It starts and ends with whole words. Marked runs have the mark 0.
    """
    start, end = passage_span(text, spans, reach)
    return Passage(
        tuple(marked_runs(text, [(0, spans)], start, end)),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def passage_span(text: str, spans: Sequence[Span], reach: int = MAX_CONTEXT) -> Span:
    """Return the start and end of the passage around the spans."""
    first, last = spans[0][0], spans[-1][1]
    start = max(text.rfind("\n\n", 0, first) + 2, 0)
    if start == 1:  # rfind found no paragraph before
        start = 0
    end = text.find("\n\n", last)
    end = len(text) if end < 0 else end
    if first - start > reach:
        start = word_start(text, first - reach, first)
    if end - last > reach:
        end = word_end(text, last + reach, last)
    return start, end


def cut_surroundings(
    text: str, spans: Sequence[Span], reach: int = 100, longest: int = 240
) -> list[str]:
    """Return [the words before, those of the spans, those after] for a list.

    At most `reach` code points of the text on each side, from whole words, in one line;
    long words of the spans are cut in the middle.
    """
    first, last = spans[0][0], spans[-1][1]
    start = word_start(text, first - reach, first) if first > reach else 0
    end = last + reach
    end = word_end(text, end, last) if end < len(text) else len(text)
    words = text[first:last]
    if len(words) > longest:
        words = f"{words[: longest // 2]} … {words[-longest // 2 :]}"
    before, behind = text[start:first], text[last:end]
    if text[:start].strip():
        before = f"… {before}"
    if text[end:].strip():
        behind = f"{behind} …"
    return [" ".join(f"|{each}|".split())[1:-1] for each in (before, words, behind)]


def marked_runs(
    text: str,
    quotes: Iterable[tuple[int, Sequence[Span]]],
    start: int = 0,
    end: int | None = None,
) -> Iterator[Run]:
    """Yield text[start:end] in runs; those within a quote's spans have its mark.

    `quotes` are (mark, spans). Where quotes overlap, the one that starts first is
    marked.
    """
    end = len(text) if end is None else end
    marked = sorted(
        (first, last, mark) for mark, spans in quotes for first, last in spans
    )
    at = start
    for first, last, mark in marked:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if at < first:
            yield Run(text[at:first])
        yield Run(text[first:last], mark)
        at = last
    if at < end:
        yield Run(text[at:end])


def word_start(text: str, offset: int, limit: int) -> int:
    """Return the start of the first whole word from offset on, at most `limit`.

    In a script without spaces, such as Chinese, the next whole letter.
    """
    start = offset
    while start < limit and not text[start - 1].isspace():
        start += 1
    return start if text[start - 1].isspace() else _letter_start(text, offset)


def word_end(text: str, offset: int, limit: int) -> int:
    """Return the end of the last whole word up to offset, at least `limit`."""
    end = offset
    while end > limit and not text[end].isspace():
        end -= 1
    return end if text[end].isspace() else max(limit, _letter_start(text, offset))


def _letter_start(text: str, offset: int) -> int:
    """Go back over the marks (accents, vowel signs) of a letter."""
    while offset and unicodedata.category(text[offset]).startswith("M"):
        offset -= 1
    return offset
