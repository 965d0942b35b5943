"""Quotation marks: around all words of a quote, and those in a title.

A style prints its own marks around the quotations of a title. Only English ones, curly
or straight, are recognised there. Those of other languages stay as printed.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class QuotedWords(NamedTuple):
    """Words in quotation marks."""

    double: bool  #: in “double” marks, not in ‘single’ ones
    text: str  #: what is between the marks


_OPENING: Final = re.compile("(?<!\\w)[\"“'‘](?=\\S)")
#: A mark before these is an apostrophe: ’n’, ’90s, ’tis, ’em.
_ELISION: Final = re.compile(
    r"['’‘](?:n\b|\d\ds?\b(?!['’])|(?:tis|twas|em|til|cause|bout|round|cos|neath)\b)",
    re.IGNORECASE,
)
_SINGLE: Final = "'’"
#: Straight marks that are left over: apostrophes after or before a letter.
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'|(?<!\w)'(?=\w)")


_AROUND: Final = re.compile("“[^“”]*”")


def without_marks(text: str) -> str:
    """Return a text without the “marks” around it, if all of it is in one pair."""
    return text[1:-1] if _AROUND.fullmatch(text) else text


def split_quotations(text: str) -> Iterator[str | QuotedWords]:
    """Yield the parts of a text in order: plain text, and quotations.

    A quotation may contain others. Straight apostrophes become typographic ones, as
    citation styles print them.
    """
    plain = start = 0
    while found := _OPENING.search(text, start):
        start = found.end()
        end = _closing(text, found.start())
        if end is None or end <= start:
            continue
        if before := text[plain : found.start()]:
            yield _APOSTROPHE.sub("’", before)
        yield QuotedWords(found[0] in '"“', text[start:end])
        plain = start = end + 1
    if rest := text[plain:]:
        yield _APOSTROPHE.sub("’", rest)


def _closing(text: str, opening: int) -> int | None:
    """Return the place of the mark that closes a quotation, or None."""
    mark = text[opening]
    if mark == "“":
        end = text.find("”", opening)
        return end if end > 0 and "“" not in text[opening + 1 : end] else None
    if mark == '"':
        closing = re.compile(r'(?<=\S)"(?!\w)').search(text, opening + 2)
        return closing.start() if closing else None
    if _ELISION.match(text, opening):
        return None
    ends = list(_single_ends(text, opening))
    # In ‘The boys’ club’, the first mark after an s is an apostrophe, because the last
    # is not after an s.
    if len(ends) > 1 and text[ends[-1] - 1] != "s":
        return next(end for end in ends if text[end - 1] != "s")
    return ends[0] if ends else None


def _single_ends(text: str, opening: int) -> Iterator[int]:
    """Yield the places at which a single quotation may end, before another begins."""
    for place in range(opening + 2, len(text)):
        character = text[place]
        after = text[place + 1 : place + 2]
        if character == "‘" and not _ELISION.match(text, place):
            return
        if character not in _SINGLE:
            continue
        before = text[place - 1]
        if before.isspace() or not (before.isalnum() or before in ".,;:!?…)”’'\"%"):
            if character == "'" and after.isalnum() and not _ELISION.match(text, place):
                return  # another quotation begins
        elif not (after.isalnum() or after == "_"):
            yield place
