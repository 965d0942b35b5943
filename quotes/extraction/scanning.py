"""Scan for quotations: which words of a text are inside quotation marks.

In: a text. Out: its outermost quotations, each with a span for every paragraph it
continues through, including the marks. A quotation that is closed paragraphs later has
an opening mark at the start of each paragraph (Chicago Manual of Style 13.32).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_MARKS = re.compile(r"[\"“”„«»‹›‘’']+")
#: This many marks in a row or more are an ornament.
_MIN_ORNAMENT = 4
_DOUBLE = {"“": '”"', "„": "“”", "«": "»", "‹": "›", '"': '"”', "''": "''", "”": "”"}
#: A text with a longer line is not wrapped, so each line is a paragraph.
_MAX_WRAPPED_LINE = 120
_DOUBLE_MARK = re.compile(r"''|[\"“”„«»‹›]")
_SINGLE = ("'", "‘", "’")
#: A deeper nested quotation is a misplaced mark.
_MAX_DEPTH = 4
#: Length of a single quotation; a longer one was an apostrophe.
_MAX_SINGLE_LENGTH = 1_500
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_LINE = re.compile(r"\n\s*")


@dataclass(slots=True)
class Quotation:
    """The spans between two marks, and whether there is a closing mark."""

    spans: list[Span]
    single: bool
    closed: bool = True

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph: a line, or wrapped lines between blank ones."""
    wrapped = max(map(len, text.split("\n"))) <= _MAX_WRAPPED_LINE
    parting = _BLANK_LINE if wrapped and _BLANK_LINE.search(text.strip()) else _LINE
    start = 0
    for gap in parting.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _opens(text: str, at: int, width: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/:“‘\"'„«")


def _closes_single(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    before = text[at - 1] if at else " "
    return not after.isalnum() and not before.isspace()


def _marks(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the quotation marks of a part of a text, each with its place."""
    for run in _MARKS.finditer(text, start, end):
        at, stop = run.span()
        if stop - at >= _MIN_ORNAMENT:
            continue
        while at < stop:
            width = 2 if text.startswith("''", at, stop) else 1
            yield text[at : at + width], at
            at += width


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[Span, bool, bool]]:
    """Return (span, single, closed) of the outermost quotations of one paragraph."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[Span, bool, bool]] = []
    #: Those inside a single mark, in case that was an apostrophe.
    within: list[tuple[Span, bool, bool]] = []
    for sign, at in _marks(text, start, end):
        width = len(sign)
        top = stack[-1][0] if stack else ""
        if sign in _SINGLE:
            if top in ("'", "‘") and sign != "‘" and _closes_single(text, at, end):
                begun = stack.pop()[1]
                if not stack:
                    within.clear()
                    found.append(((begun, at + 1), True, True))
            elif (
                sign != "’"
                and top != sign
                and len(stack) < _MAX_DEPTH
                and _opens(text, at, 1, end)
            ):
                stack.append((sign, at))
            continue
        singles = 0
        while singles < len(stack) and stack[-1 - singles][0] in _SINGLE:
            singles += 1
        holder = stack[-1 - singles][0] if singles < len(stack) else ""
        opens = _opens(text, at, width, end)
        if holder and sign in _DOUBLE[holder]:
            if sign == '"' and opens and (singles or holder != sign):
                continue
            del stack[len(stack) - singles :]
            begun = stack.pop()[1]
            whole = ((begun, at + width), False, True)
            if not stack:
                found.append(whole)
            elif len(stack) == 1 and stack[0][0] in _SINGLE:
                within.append(whole)
        elif (
            sign in _DOUBLE
            and sign != "”"
            and len(stack) < _MAX_DEPTH
            and (opens or sign not in ('"', "''"))
        ):
            stack.append((sign, at))
    found += within
    for sign, begun in stack:
        if sign not in _SINGLE:
            found.append(((begun, end), False, False))
            break
    found.sort()
    return found


def _closing(text: str, start: int, end: int) -> int:
    """Return the end of a paragraph's first double mark, if it closes, or -1."""
    mark = _DOUBLE_MARK.search(text, start, end)
    if mark is None or mark[0] in "“„«‹":
        return -1
    straight = mark[0] not in "”»›"
    if straight and _opens(text, mark.start(), len(mark[0]), end):
        return -1
    return mark.end()


def scan(text: str) -> list[Quotation]:
    """Return the outermost quotations of a text, in order, in linear time."""
    found: list[Quotation] = []
    open_: Quotation | None = None
    for start, end in paragraphs(text):
        begins = start
        if open_ is not None:
            # One more paragraph, whose opening mark was left out.
            stop = _closing(text, start, end)
            if stop > 0:
                open_.spans.append((start, stop))
                open_.closed, open_, begins = True, None, stop
        here = _in_paragraph(text, begins, end)
        if open_ is not None:
            first = here[0] if here else None
            if first and first[0][0] == start and not first[1]:
                open_.spans.append(first[0])
                open_.closed = first[2]
                here = here[1:]
            if open_.closed or not first or first[0][0] != start:
                open_ = None
        for span, single, closed in here:
            if single and span[1] - span[0] > _MAX_SINGLE_LENGTH:
                continue
            found.append(Quotation([span], single, closed))
            if not closed:
                open_ = found[-1]
    return found
