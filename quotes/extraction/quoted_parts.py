"""Measures how much of a passage is inside quotation marks.

In: a text and the spans of a quote in it. Out: all, some or none.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from articles.characters import DOUBLE_QUOTES, SINGLE_QUOTES
from quotes.extraction.scanning import Span, scan

ALL, SOME, NONE = "all", "some", "none"
#: Code points before and after the spans in which their marks are searched.
MAX_DISTANCE_OF_MARKS: Final = 10_000
#: Marks that only serve to quote. Single marks may be apostrophes, so they are
#: excluded.
_DOUBLE: Final = frozenset(DOUBLE_QUOTES + "《》")
_SINGLE: Final = frozenset(SINGLE_QUOTES)
_MARKS: Final = _DOUBLE | _SINGLE


def quoted_part(text: str, spans: Sequence[Span]) -> str:
    """Return how much of the spans is inside quotation marks: ALL, SOME or NONE.

    Only letters and digits count. A quotation that nobody closes ends with its
    paragraph.
    """
    if not spans:
        return NONE
    start = max(spans[0][0] - MAX_DISTANCE_OF_MARKS, 0)
    start = max(text.rfind("\n\n", start, spans[0][0]), start) if start else 0
    near = text[start : spans[-1][1] + MAX_DISTANCE_OF_MARKS]
    quoted = [span for quotation in scan(near) for span in quotation.spans]
    inside = total = 0
    for first, last in spans:
        words = _counted(text[first:last])
        total += words
        if _has_marks_around(text, first, last):
            inside += words
            continue
        inside += sum(
            _counted(text[max(first, begin + start) : min(last, end + start)])
            for begin, end in quoted
            if begin + start < last and end + start > first
        )
    if not inside:
        return NONE
    return ALL if inside >= total else SOME


def has_marks(text: str) -> bool:
    """Return whether a text has a quotation mark that cannot be an apostrophe."""
    return not _DOUBLE.isdisjoint(text) or any(
        sign in _SINGLE and not text[at - 1 : at].isalnum()
        for at, sign in enumerate(text)
    )


def _counted(text: str) -> int:
    return sum(unicodedata.category(each)[0] in "LN" for each in text)


def _has_marks_around(text: str, first: int, last: int) -> bool:
    """Return whether a mark touches the first word of a span and one its last.

    This knows the marks of more languages than the scanner does.
    """
    while first < last and not text[first].isalnum():
        first += 1
    while first < last and not text[last - 1].isalnum():
        last -= 1
    before = text[max(first - 40, 0) : first].rstrip("([¿¡…")
    after = text[last : last + 40].lstrip(".,;:!?…،。！？-–—)]")
    opens = before[-1:] in _MARKS or before.rstrip()[-1:] == "«"
    closes = after[:1] in _MARKS or after.lstrip()[:1] == "»"
    return opens and closes and _DOUBLE.isdisjoint(text[first:last])
