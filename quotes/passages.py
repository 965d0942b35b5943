"""Cuts the text around a quote, marks its words, and numbers paragraphs.

Plain Python. Offsets are half-open code points, and marking is done here, on the
server, because JavaScript counts UTF-16 units.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from articles.text import ABBREVIATION

Span = tuple[int, int]

#: Code points of context shown on each side, at most.
MAX_CONTEXT = 280
#: The same if several passages of one article are shown.
CONTEXT_LENGTH = 120
#: The same for a paragraph next to that of a quote.
NEIGHBOUR_LENGTH = 160
#: Code points of the sentence before a fragment that are shown, at most.
MAX_LEAD_IN = 110
#: Code points and paragraphs after which a place may be on another page of the article.
FAR_OFFSET, FAR_PARAGRAPH = 15_000, 100
#: Texts with longer lines are not wrapped: each of these lines is a paragraph.
MAX_WRAPPED_LINE = 120
_NEWLINE = re.compile(r"\n\s*")
_OMISSION = re.compile(r"\[(?:…|\.\.\.|\. \. \.)\]")
_QUOTATION_MARK = re.compile('["“”«»]')
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»“›)\]]*\s+\Z")
_SENTENCE_START = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*\n")
_LETTER = re.compile(r"[^\W\d_]")
#: Abbreviations that do not end a sentence.
_ABBREVIATED = re.compile(rf"{ABBREVIATION}\.\s+\Z")


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


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The spans of the paragraphs of a text, in order.

    `excerpts`: the text marks what it leaves out, so they are excerpts of a longer one.
    """

    spans: tuple[Span, ...]
    excerpts: bool = False

    def at(self, offset: int) -> int:
        """Return the index of the paragraph that has an offset, or of the one before.

        An offset before the first paragraph is in the first.
        """
        return max(bisect_right(self.spans, offset, key=itemgetter(0)) - 1, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """The paragraphs that a quote is in: their numbers, from 1, `of` how many."""

    first: int
    last: int
    of: int
    excerpts: bool
    #: Whether it may be on a later page of a long text.
    far: bool = False

    @property
    def anchor(self) -> str:
        """Return the fragment of the first one on the page of the article: “p3”."""
        return f"p{self.first}"

    @property
    def link(self) -> str:
        """Return what follows the path of the article: “#p3”, “?paragraph=310#p310”."""
        page = f"?paragraph={self.first}" if self.far else ""
        return f"{page}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paragraph beside that of a quote: its place, and a part of it."""

    place: Place
    passage: Passage


def paragraph_place(text: str, spans: Sequence[Span]) -> Place | None:
    """Return in which paragraphs of a text some spans are, or None without spans.

    Numbers are those of the article's page, if it shows the same text.
    """
    if not spans:
        return None
    found = split_paragraphs(text)
    first, last = found.at(spans[0][0]), found.at(spans[-1][1] - 1)
    far = spans[0][0] > FAR_OFFSET or first >= FAR_PARAGRAPH
    return Place(first + 1, last + 1, len(found.spans), found.excerpts, far)


def neighbours(text: str, place: Place) -> list[Neighbour | None]:
    """Return the paragraphs right before and after a Place of the text, each or None.

    They are the end of the first and the start of the second, at most NEIGHBOUR_LENGTH.
    Neighbours of an excerpt may be far away in the source, so it has none.
    """
    spans, found = split_paragraphs(text).spans, list[Neighbour | None]()
    for number in (place.first - 2, place.last):
        if place.excerpts or not 0 <= number < len(spans):
            found.append(None)
            continue
        start, end = shown, shown_end = spans[number]
        if end - start > NEIGHBOUR_LENGTH and number < place.first:
            shown = word_start(text, end - NEIGHBOUR_LENGTH, end)
        elif end - start > NEIGHBOUR_LENGTH:
            shown_end = word_end(text, start + NEIGHBOUR_LENGTH, start)
        far = start > FAR_OFFSET or number >= FAR_PARAGRAPH
        words = Run(" ".join(text[shown:shown_end].split()))
        found.append(
            Neighbour(
                Place(number + 1, number + 1, place.of, False, far),
                Passage((words,), start < shown, shown_end < end),
            )
        )
    return found


@lru_cache(maxsize=8)
def split_paragraphs(text: str) -> Paragraphs:
    """Return the Paragraphs of a text. A blank text has one, which is empty.

    Empty lines separate them, and so do newlines next to lines too long to be wrapped.
    An omission, “[…]”, between paragraphs or sentences separates excerpts.
    """
    spans: list[Span] = []
    excerpts, start, line = False, 0, 0
    for gap in _NEWLINE.finditer(text):
        after = text.find("\n", gap.end())
        after = len(text) if after < 0 else after
        if (
            gap.group().count("\n") > 1
            or gap.start() - line > MAX_WRAPPED_LINE
            or after - gap.end() > MAX_WRAPPED_LINE
        ):
            excerpts |= _add_excerpts(spans, text, start, gap.start())
            start = gap.end()
        line = gap.end()
    excerpts |= _add_excerpts(spans, text, start, len(text))
    return Paragraphs(tuple(spans) or ((0, len(text)),), excerpts)


def _add_excerpts(spans: list[Span], text: str, start: int, end: int) -> bool:
    """Add the spans of one paragraph, and return whether omissions divide it.

    An omission inside a quotation or a sentence belongs to the source.
    """
    found, checked = False, start
    balance = Counter[str]()
    for gap in _OMISSION.finditer(text, start, end):
        balance.update(_QUOTATION_MARK.findall(text, checked, gap.start()))
        checked = gap.end()
        before = text[max(start, gap.start() - 12) : gap.start()]
        behind = text[gap.end() : min(gap.end() + 12, end)]
        if (
            (not before.strip() or _SENTENCE_END.search(before))
            and (not behind or behind[0].isspace())
            and not behind.lstrip()[:1].islower()
            and balance['"'] % 2 == 0
            and balance["“"] == balance["”"]
            and balance["«"] == balance["»"]
        ):
            found = True
            _add(spans, text, start, gap.start())
            start = gap.end()
    _add(spans, text, start, end)
    return found


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add the span of a part of the text, without the white space around it."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    if part := part.strip():
        spans.append((start, start + len(part)))


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


def paragraph_passage(text: str, spans: Sequence[Span]) -> Passage:
    """Return the numbered paragraphs that have the spans, as paragraph_place() does.

    At most MAX_CONTEXT beyond the spans on each side; `cut_before` and `cut_after` say
    whether these paragraphs have more.
    """
    found = split_paragraphs(text)
    opening = found.spans[found.at(spans[0][0])][0]
    closing = found.spans[found.at(spans[-1][1] - 1)][1]
    start, end = passage_span(text, spans)
    start, end = (
        max(start, min(opening, spans[0][0])),
        min(end, max(closing, spans[-1][1])),
    )
    return Passage(
        tuple(marked_runs(text, [(0, spans)], start, end)),
        cut_before=bool(text[opening:start].strip()),
        cut_after=bool(text[end:closing].strip()),
    )


def sentence_passage(text: str, spans: Sequence[Span]) -> Passage:
    """Return the sentences that have the spans, at most CONTEXT_LENGTH beyond them.

    Used for texts of which readers see no more. Long gaps between spans are cut too.
    """
    first, last, reach = spans[0][0], spans[-1][1], CONTEXT_LENGTH
    start, end = passage_span(text, spans, reach)
    for found in _SENTENCE_START.finditer(text, start, first):
        if not _ABBREVIATED.search(text[max(found.start() - 8, 0) : found.end()]):
            start = found.end()
    for found in _SENTENCE_START.finditer(text, max(first, last - 2), end):
        abbreviated = _ABBREVIATED.search(text[max(found.start() - 8, 0) : found.end()])
        if found.end() > last and not abbreviated:
            end = max(last, found.start() + len(found[0].rstrip()))
            break
    runs: list[Run] = []
    for number, (begin, stop) in enumerate(spans):
        before = spans[number - 1][1] if number else start
        if begin - before > 2 * reach:
            after = word_end(text, before + reach, before)
            again = word_start(text, begin - reach, begin)
            runs.append(Run(f"{text[before:after]} […] {text[again:begin]}"))
        elif before < begin:
            runs.append(Run(text[before:begin]))
        runs.append(Run(text[begin:stop], 0))
    if last < end:
        runs.append(Run(text[last:end]))
    return Passage(
        tuple(runs),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def passage_span(text: str, spans: Sequence[Span], reach: int = MAX_CONTEXT) -> Span:
    """Return the start and end of the passage around the spans."""
    first, last = spans[0][0], spans[-1][1]
    at = text.rfind("\n\n", 0, first)
    start = at + 2 if at >= 0 else 0
    end = text.find("\n\n", last)
    end = len(text) if end < 0 else end
    if first - start > reach:
        start = word_start(text, first - reach, first)
    if end - last > reach:
        end = word_end(text, last + reach, last)
    return start, end


def lead_in(text: str, spans: Sequence[Span]) -> str:
    """Return the words of the sentence before a fragment, as printed, or "".

    A fragment begins with a small letter, within a sentence. At most MAX_LEAD_IN code
    points, from a whole word.
    """
    if not spans:
        return ""
    start, end = spans[0]
    first = _LETTER.search(text, start, end)
    if not first or not first.group().islower() or "[" in text[start : first.start()]:
        return ""
    reach = max(start - 10 * MAX_LEAD_IN, 0)
    begin = reach
    for found in _SENTENCE_START.finditer(text, reach, start):
        if not _ABBREVIATED.search(text[max(found.start() - 8, 0) : found.end()]):
            begin = found.end()
    before = text[begin:start].rstrip("\"'“‘„«‹「 \n([")
    before = " ".join(before.split())
    if not _LETTER.search(before):
        return ""
    if len(before) > MAX_LEAD_IN:
        cut = word_start(before, len(before) - MAX_LEAD_IN, len(before))
        return f"… {before[cut:]}"
    return before


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
