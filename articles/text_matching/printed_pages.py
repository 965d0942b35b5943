"""Finds the pages of a document in its text, also after the text was cleaned.

A page is found by its first and last words. If the very first ones are not in the text,
such as a title that went into its own field, the page begins with the next that are,
and in the same way ends with the last that are. Where none are found, because an editor
changed them, nothing is said of that page.
"""

import re
from collections.abc import Iterable, Sequence

#: Number of letters and digits by which the beginning and end of a page are found.
_LENGTH = 40
#: Number of letters at both ends of a page that are looked through for some that are in
#: the text, and how many are skipped each time.
_ENDS, _STEP = 240, 10
_LETTERS = re.compile(r"[^\W_]")


def mark_pages(pages: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return [number, first letters, last letters] of each [number, text of a page]."""
    marks = []
    for number, text in pages:
        letters = "".join(_LETTERS.findall(text))
        if number and letters:
            marks.append([number, letters[:_ENDS], letters[-_ENDS:]])
    return marks


def place_pages(text: str, marks: Iterable[Sequence[str]]) -> list[list[str | int]]:
    """Return [number, start, end] of each page that is found, in code points."""
    places = [found.start() for found in _LETTERS.finditer(text)]
    letters = "".join(text[place] for place in places)
    found: list[list[str | int]] = []
    at = 0
    for number, first, last in marks:
        start = _find_beginning(letters, first, at)
        end = _find_end(letters, last, start) if start >= 0 else -1
        if end < 0:
            continue
        at = end
        found.append([number, places[start], places[at - 1] + 1])
    return found


def _find_beginning(letters: str, first: str, at: int) -> int:
    """Return where the first letters of a page that are in a text begin, or -1."""
    for skipped in range(0, max(1, len(first) - _LENGTH + 1), _STEP):
        place = letters.find(first[skipped : skipped + _LENGTH], at)
        if place >= 0:
            return place
    return -1


def _find_end(letters: str, last: str, at: int) -> int:
    """Return where the last letters of a page that are in a text end, or -1."""
    for skipped in range(0, max(1, len(last) - _LENGTH + 1), _STEP):
        window = last[: len(last) - skipped][-_LENGTH:]
        place = letters.find(window, at)
        if place >= 0:
            return place + len(window)
    return -1


def page_of(
    pages: Sequence[Sequence[str | int]], spans: Sequence[Sequence[int]]
) -> str:
    """Return the page on which spans of the text are: “12”, “12–13”, or "".

    `pages` are as `place_pages` returns them. If an end of the spans is on no known
    page, the page is not known.
    """
    if not pages or not spans:
        return ""
    first = _page_at(pages, spans[0][0])
    last = _page_at(pages, spans[-1][1] - 1)
    if not first or not last:
        return ""
    return first if first == last else f"{first}–{last}"


def _page_at(pages: Sequence[Sequence[str | int]], place: int) -> str:
    # Signs before the first letter and after the last: quotation marks, a full stop.
    for slack in (0, 3):
        for number, start, end in pages:
            if int(start) - slack <= place < int(end) + slack:
                return str(number)
    return ""
