"""The text of an article in pages of paragraphs, with its quotes marked in place.

Readers see all of the text or only the words around quotes (Rights). Each page has a
limited number of characters, paragraphs and quotes.
"""

from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from quotes.passages import (
    CONTEXT_LENGTH,
    MAX_CONTEXT,
    split_paragraphs,
    word_end,
    word_start,
)

#: Code points, paragraphs and quotes on a page, at most. Longer paragraphs are cut.
MAX_LENGTH_OF_PAGE, MAX_PARAGRAPHS, MAX_QUOTES_OF_PAGE = 30_000, 200, 50


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with the same quotes: the key of the one they link to, or None.

    Words in nested quotes link to the shortest; `nested`: others have them too.
    """

    text: str
    quote: int | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphPart:
    """A paragraph or a part of one, with the keys of the quotes that begin in it.

    `number` counts paragraphs from 1; `begins`: the block is the first of its
    paragraph. `windows` are the spans that readers see, `marks` (start, end, key).
    `cut_before` and `cut_after`: its paragraph has words there that readers do not see.
    """

    number: int
    begins: bool
    windows: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, int, int], ...] = ()
    quotes: tuple[int, ...] = ()
    cut_before: bool = False
    cut_after: bool = False

    @property
    def length(self):
        return sum(end - start for start, end in self.windows)


def layout_text(text, placed, *, whole):
    """Return the ParagraphParts of a text, in order, for the quotes `placed` in it.

    `placed` are (key, spans). Without `whole`, only paragraphs that have quotes.
    """
    paragraphs = split_paragraphs(text)
    marks, begun = {}, {}
    for key, spans in sorted(placed, key=lambda each: (each[1][0], each[0])):
        begun.setdefault(paragraphs.at(spans[0][0]), []).append(key)
        for start, end in spans:
            for at in range(paragraphs.at(start), paragraphs.at(end - 1) + 1):
                first, last = paragraphs.spans[at]
                if max(start, first) < min(end, last):
                    clipped = max(start, first), min(end, last), key
                    marks.setdefault(at, []).append(clipped)
    blocks = []
    for at in range(len(paragraphs.spans)) if whole else sorted({*marks, *begun}):
        limits = paragraphs.spans[at]
        of_this = tuple(sorted(marks.get(at, ())))
        windows = (limits,) if whole else _windows(text, of_this, limits)
        block = ParagraphPart(
            at + 1,
            begins=True,
            windows=windows,
            marks=of_this,
            quotes=tuple(begun.get(at, ())),
            cut_before=bool(windows) and windows[0][0] > limits[0],
            cut_after=bool(windows) and windows[-1][1] < limits[1],
        )
        blocks += _cut(text, block)
    return blocks


def _windows(text, marks, limits):
    """Return the spans around marks that readers see of a paragraph, merged.

    No more than the pages of the quotes show: if little of the paragraph is left, all
    of it, or else whole words.
    """
    windows = []
    for start, end, _ in marks:
        first, last = limits
        if start - first > MAX_CONTEXT:
            first = word_start(text, start - CONTEXT_LENGTH, start)
        if last - end > MAX_CONTEXT:
            last = word_end(text, end + CONTEXT_LENGTH, end)
        if windows and first <= windows[-1][1]:
            windows[-1] = windows[-1][0], max(last, windows[-1][1])
        else:
            windows.append((first, last))
    return tuple(windows)


def _cut(text, block):
    """Yield a block in parts that fit on a page."""
    if block.length > MAX_LENGTH_OF_PAGE:
        for part in _cut_windows(text, block):
            yield from _cut_quotes(part)
    else:
        yield from _cut_quotes(block)


def _cut_quotes(block):
    """Yield a block as often as it takes to have few quotes in each."""
    if len(block.quotes) <= MAX_QUOTES_OF_PAGE:
        yield block
        return
    for place in range(0, len(block.quotes), MAX_QUOTES_OF_PAGE):
        quotes = block.quotes[place : place + MAX_QUOTES_OF_PAGE]
        yield replace(
            block,
            begins=block.begins and not place,
            marks=tuple(mark for mark in block.marks if mark[2] in set(quotes)),
            quotes=quotes,
        )


def _cut_windows(text, block):
    """Yield the parts of a block that is too long, each with the quotes it begins."""
    begins, left = block.begins, dict.fromkeys(block.quotes)
    marked = {key for *_, key in block.marks}
    for start, end in block.windows:
        while start < end:
            stop = end
            if end - start > MAX_LENGTH_OF_PAGE:
                stop = word_end(
                    text, start + MAX_LENGTH_OF_PAGE, start + MAX_LENGTH_OF_PAGE // 2
                )
            marks = tuple(
                (max(first, start), min(last, stop), key)
                for first, last, key in block.marks
                if first < stop and last > start
            )
            here = {key for *_, key in marks}
            quotes = tuple(key for key in left if key in here or key not in marked)
            for key in quotes:
                del left[key]
            yield replace(
                block,
                begins=begins,
                windows=((start, stop),),
                marks=marks,
                quotes=quotes,
            )
            start, begins = stop, False


def paginate(blocks):
    """Return the blocks in pages: a list of lists, at least one."""
    pages, length, quotes = [[]], 0, 0
    for block in blocks:
        length, quotes = length + block.length, quotes + len(block.quotes)
        if pages[-1] and (
            length > MAX_LENGTH_OF_PAGE
            or quotes > MAX_QUOTES_OF_PAGE
            or len(pages[-1]) == MAX_PARAGRAPHS
        ):
            pages.append([])
            length, quotes = block.length, len(block.quotes)
        pages[-1].append(block)
    return pages


def segments(text, block):
    """Return the Segments of each window of a block, in order: a list of lists."""
    return [
        list(_segments(text, start, end, block.marks)) for start, end in block.windows
    ]


def _segments(text, start, end, marks):
    marks = [
        (max(first, start), min(last, end), key)
        for first, last, key in marks
        if first < end and last > start
    ]
    ends = sorted(last for _, last, _ in marks)
    edges = sorted({start, end, *ends, *(first for first, _, _ in marks)})
    begun, ended, open_ = 0, 0, []  # of those open at an edge, the shortest is first
    for first, last in pairwise(edges):
        while begun < len(marks) and marks[begun][0] <= first:
            at, stop, key = marks[begun]
            heappush(open_, (stop - at, -at, stop, key))
            begun += 1
        while ended < len(ends) and ends[ended] <= first:
            ended += 1
        while open_ and open_[0][2] <= first:
            heappop(open_)
        key = open_[0][3] if open_ else None
        yield Segment(text[first:last], key, begun - ended > 1)
