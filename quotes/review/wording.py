"""Turns words of a text into a quote as it is entered, and finds the printed name.

The rules are those of docs/editors.md: a direct quote goes without its outer marks, a
mixed one keeps its inner marks, an indirect one has the article's own words. Plain
Python; offsets are half-open code points.
"""

import re
from collections.abc import Iterable, Sequence

from articles.characters import DOUBLE_QUOTES, SINGLE_QUOTES
from articles.cleaning.hyphens import join_parts

Span = tuple[int, int]

DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"
_OPENING = "\"“„‟«»「『‘‚‹›'"
_CLOSING = "\"”“»«」』’‘›‹'"
#: A word that a line break divides.
_DIVIDED = re.compile(
    r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})[-‐][ \t]*\n[ \t]*"
    r"(?P<rest>[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]+)"
)
_SPACES = re.compile(r"[ \t\n]+")


def entered_spans(text: str, kind: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans to be entered: trimmed, and a direct quote's without marks.

    Empty spans are left out.
    """
    entered = []
    for start, end in spans:
        start, end = _trimmed(text, start, end)
        if kind == DIRECT:
            start, end = _bare(text, start, end)
        if start < end:
            entered.append((start, end))
    return _merged(text, entered)


def words_between(text: str, spans: Iterable[Span], joint: str = " ") -> str:
    """Return the words of spans, joined, with line breaks as spaces."""
    return joint.join(_SPACES.sub(" ", text[start:end]) for start, end in spans)


def undivided(text: str, span: Span) -> str:
    """Return the words of a span, with words that a line break divides as one."""
    words = _DIVIDED.sub(
        lambda found: join_parts(found["first"], found["rest"], text.count),
        text[slice(*span)],
    )
    return _SPACES.sub(" ", words)


def _merged(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return spans, merged if only white space separates them."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and merged[-1][1] < start and text[merged[-1][1] : start].isspace():
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return merged


def sentences_between(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans, with the punctuation of a careful editor between.

    A comma before the reporting words is a full stop if a sentence begins after them:
    “We answer,” she said. “It is right.” is *We answer. It is right.*
    """
    joined = ""
    spans = _merged(text, spans)
    for number, (start, end) in enumerate(spans):
        words = undivided(text, (start, end))
        if number and _begins_sentence(text, spans[number - 1][1], start):
            joined = joined.rstrip()
            if joined.endswith(","):
                joined = f"{joined[:-1]}."
            elif joined[-1:].isalnum():
                joined += "."
        joined = f"{joined} {words}" if number else words
    return joined


def _begins_sentence(text: str, end: int, start: int) -> bool:
    """Return whether a part at `start` begins a sentence, after one that ends at `end`.

    It begins with a capital, and the article's words between end with a full stop.
    """
    between = text[end:start].rstrip(" \t\n" + _OPENING)
    first = next((each for each in text[start:] if each.isalnum()), "")
    has_words = any(each.isalnum() for each in between)
    return has_words and between.endswith((".", "!", "?")) and not first.islower()


def one_line(text: str) -> str:
    """Return the text with each run of spaces, tabs and line breaks as one space."""
    return _SPACES.sub(" ", text).strip()


def kind_of_selection(text: str, spans: Sequence[Span]) -> str:
    """Return the kind of quote that an editor selected, by the marks in and around it.

    Direct if marks surround each part or are its first and last characters; mixed if
    there are double marks within; indirect otherwise.
    """
    if spans and all(_is_quoted(text, *_trimmed(text, *span)) for span in spans):
        return DIRECT
    chosen = "".join(text[start:end] for start, end in spans)
    return MIXED if any(mark in chosen for mark in DOUBLE_QUOTES) else INDIRECT


def name_as_printed(printed: str, name: str, role: str) -> str:
    """Return the name within the printed words for a speaker.

    `printed` may include the role (“research fellow Dean Ball”), or have only a part of
    the name (“Ball”) or none of it (“she”). In the last case, returns `name`, the full
    name as printed elsewhere in the article.
    """
    if name and name in printed:
        return name
    own = printed
    if role and own.casefold().startswith(role.casefold()):
        own = own[len(role) :].strip(" ,")
    known = set(name.casefold().split())
    if not name or known & set(own.casefold().split()):
        return own or printed
    return name


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _bare(text: str, start: int, end: int) -> Span:
    """Remove one layer of marks: the opening and the closing one, if they are there.

    A quotation that continues in the next paragraph only closes there.
    """
    opening = text[start : start + 1]
    single = opening != "" and opening in SINGLE_QUOTES and opening in _OPENING
    opened = opening != "" and opening in DOUBLE_QUOTES and opening in _OPENING
    if single or opened:
        start += 1
    closing = text[end - 1 : end] if end > start else ""
    inner = text[start : end - 1]
    doubles = sum(inner.count(mark) for mark in DOUBLE_QUOTES)
    closes = closing != "" and closing in _CLOSING
    if closing in DOUBLE_QUOTES:
        # The last mark closes an inner quotation if the inner marks are not paired.
        closes = closes and not single and (opened or not doubles) and not doubles % 2
    else:
        closes = closes and single
    if closes:
        end -= 1
    return _trimmed(text, start, end)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether marks surround a span, or are its first and last characters."""
    if start >= end:
        return False
    if text[start] in _OPENING and text[end - 1] in _CLOSING and end - start > 2:
        inner = text[start + 1 : end - 1]
        return text[start] in SINGLE_QUOTES or {*DOUBLE_QUOTES}.isdisjoint(inner)
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return before != "" and before in _OPENING and after != "" and after in _CLOSING
