"""Where do the words of a quote stand in a text? Never a guess.

An anchor is what the W3C Web Annotation Data Model calls a TextPositionSelector
(section 4.2.5: start and end) with a TextQuoteSelector (section 4.2.4: exact,
prefix, suffix), but for one quote there may be several spans, where the print
interrupts it by its cue or the editor left words out. All offsets are half-open
code points.

Words are looked for in stages, and the first that finds any place decides:
folded (quotes/folding.py), where places with the very characters go first; with the
first letter in the other case; with marked changes ([brackets], [sic], ellipses);
interrupted in print.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from quotes.folding import FoldedText, cuts_word, fold, visible

EXACT = "exact"
EDITED = "edited"
AMBIGUOUS = "ambiguous"
MISSING = "missing"
NO_TEXT = "no_text"

Span = tuple[int, int]
Spans = tuple[Span, ...]

#: How many code points of context are kept on each side.
CONTEXT = 32
#: How many code points an ellipsis, or words in brackets, may stand for.
ELLIPSIS_REACH = 3_000
BRACKET_REACH = 200
#: So many equal places are looked at; more are as ambiguous as these.
_MOST_PLACES = 50
#: So much may be done for one quote before its parts count as too common: compare
#: that many characters, or try a place for 10 or 40 of them.
_MOST_WORK = 5_000_000
_MOST_PIECES = 200

_SIC = re.compile(r" ?[\[(][Ss]ic!?[\])]")
_MARK = re.compile(
    r" ?(?P<ellipsis>[\[(] ?\.(?: ?\.){2,} ?[\])]|\.(?: ?\.){2,}) ?"
    r"|(?P<before> ?)\[(?P<inner>[^\[\]]*)\](?P<behind> ?)"
)
#: What may stand between two parts of an interrupted quotation: a closing mark,
#: the cue, an opening mark.
_INTERRUPTION = re.compile(
    r"""[,.;:!?-]{0,2}(?:(?P<double>")[^"\w]{0,5}\w[^"]{0,300}"|"""
    r"""'(?=[ ,-])[^"\w]{1,5}\w[^"]{0,300}?[ -]'(?=\S)) ?(?:- ?)?"""
)
_CLOSING = "»›”’"
#: A quotation's next paragraph opens with a mark, though the last did not close.
_REOPENED = re.compile(r"""["'] ?(?=\S)""")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The outcome of looking for a quote: a status, and the spans if it was found.

    `reason` says in a sentence, for editors, what differs or why there is no place;
    `places` are the spans of each equal place where the quote is ambiguous.
    """

    status: str
    spans: Spans = ()
    reason: str = ""
    prefix: str = ""
    suffix: str = ""
    places: tuple[Spans, ...] = ()


class _TooCommonError(Exception):
    """The parts of the quote stand in too many places to try them all."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words in a row, and how far before them the last ones may have ended."""

    words: str
    #: So many characters, so many spaces among them; None: anywhere in the text.
    gap: tuple[int, int] | None = None
    any_case: bool = False
    #: A bracket may stand for part of a word: no word's edge is asked for there.
    open_start: bool = False
    open_end: bool = False

    @property
    def variants(self) -> tuple[str, ...]:
        """Return the words, and with the first letter in the other case."""
        other = self.words[0].swapcase() + self.words[1:]
        return (self.words, other) if self.any_case else (self.words,)


def locate(
    text: str | FoldedText, words: str, prefix: str = "", suffix: str = ""
) -> Anchor:
    """Find the words of a quote in a text.

    Where they stand several times, the words before (`prefix`) and after (`suffix`)
    choose, if they fit one place only. Give a FoldedText to look for many quotes in
    the same text.
    """
    held = text if isinstance(text, FoldedText) else FoldedText(text)
    folded = fold(words)
    if not folded:
        return Anchor(MISSING, reason="The quote has no words to look for.")
    try:
        outcomes = (stage for stage in _stages(held, words, folded) if stage[0])
        places, status, reason = next(outcomes, ([], MISSING, ""))
    except _TooCommonError:
        return Anchor(
            AMBIGUOUS,
            reason="Its parts are so short and common that they could stand anywhere.",
        )
    if not places:
        return Anchor(MISSING, reason=_difference(held, folded))
    if len(places) > 1:
        fitting = _fitting(held.original, places, prefix, suffix)
        if fitting is None:
            starts = ", ".join(str(spans[0][0]) for spans in places[:5])
            times = f"{len(places)}{' or more' if len(places) == _MOST_PLACES else ''}"
            return Anchor(
                AMBIGUOUS,
                reason=(
                    f"These words stand {times} times in the text (at characters "
                    f"{starts}). Give some of the words before or after it."
                ),
                places=tuple(places),
            )
        places = [fitting]
    return _anchored(held.original, places[0], status, reason)


def locate_at(text: str, words: str, spans: Sequence[Span]) -> Anchor:
    """Anchor a quote at the given spans, if its words do stand there.

    Raises ValueError, with a sentence for the editor, if they are out of range, out
    of order, or hold other words.
    """
    given = tuple((start, end) for start, end in spans)
    last = 0
    for start, end in given:
        if not 0 <= start < end:
            raise ValueError(f"{start}-{end} is no span: it must end after it starts.")
        if end > len(text):
            raise ValueError(
                f"{start}-{end} is out of range: the text ends at {len(text)}."
            )
        if start < last:
            raise ValueError(f"{start}-{end} starts before the last span ended.")
        last = end
    if not given or not (folded := fold(words)):
        raise ValueError("Give the words of the quote and at least one span.")
    # The words are looked for there only: they may stand elsewhere as well.
    start = text.rfind(" ", 0, max(0, given[0][0] - CONTEXT)) + 1
    end = text.find(" ", last + CONTEXT)
    around = FoldedText(text[start : end if end >= 0 else None])
    wanted = tuple((first - start, last - start) for first, last in given)
    with suppress(_TooCommonError):
        for places, status, reason in _stages(around, words, folded):
            if wanted in places:
                return _anchored(text, given, status, reason)
    there = " … ".join(text[first:last] for first, last in given)
    raise ValueError(f"The text has other words there: “{_shorten(there)}”.")


def _anchored(text: str, spans: Spans, status: str, reason: str) -> Anchor:
    start, end = spans[0][0], spans[-1][1]
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(status, spans, reason, prefix, suffix)


def _stages(
    held: FoldedText, words: str, folded: str
) -> Iterator[tuple[list[Spans], str, str]]:
    """Yield the places that each stage finds, with status and reason."""

    def as_printed(spans: Spans) -> bool:
        printed = "".join(held.original[start:end] for start, end in spans)
        return visible(printed) == visible(words)

    places = _Search(held).places([_Piece(folded)])
    yield list(filter(as_printed, places)), EXACT, ""
    yield places, EDITED, "Differs from print in typographic signs only."
    places = _Search(held).places([_Piece(folded, any_case=True)])
    yield places, EDITED, "Differs from print in the case of its first letter."
    pieces = _pieces(folded)
    marked = [piece.words for piece in pieces] != [folded]
    if marked:
        places = _Search(held).places(pieces)
        yield places, EDITED, "Differs from print by marked changes only."
    if '"' not in held.folded and "'" not in held.folded:
        return
    places = _Search(held, interrupted=True).places(pieces)
    if marked:
        yield places, EDITED, "Interrupted in print, and changed where marked."
    else:
        exact = list(filter(as_printed, places))
        yield exact, EXACT, "Interrupted in print by the words between."
        yield places, EDITED, "Interrupted in print; signs or the first case differ."


def _pieces(folded: str) -> list[_Piece]:
    """Part the folded words of a quote where a change is marked."""
    folded = _SIC.sub("", folded)
    pieces: list[_Piece] = []
    gap: tuple[int, int] | None = None
    start, letter, any_case, open_start = 0, "", True, False
    for mark in _MARK.finditer(folded):
        words = letter + folded[start : mark.start()]
        start, inner = mark.end(), mark["inner"] or ""
        # A bracket that touches a letter stands for a part of that word.
        open_end = mark["before"] == "" and words[-1:].isalnum()
        opens_next = mark["behind"] == "" and folded[start : start + 1].isalnum()
        # “[T]he”: the letter is printed in the other case.
        cased = len(inner) == 1 and inner.swapcase() != inner
        letter = inner if opens_next and not open_end and cased else ""
        reach = ELLIPSIS_REACH if mark["ellipsis"] else 1 if letter else BRACKET_REACH
        touches = open_end or opens_next
        spaces = len(mark["before"] + mark["behind"]) if touches else reach
        if words := words.strip():
            pieces.append(_Piece(words, gap, any_case, open_start, open_end))
            gap = reach, spaces
        elif gap:
            gap = max(gap, (reach, spaces))
        any_case = bool(mark["ellipsis"] or letter)
        open_start = opens_next and not letter
    if words := (letter + folded[start:]).strip():
        pieces.append(_Piece(words, gap, any_case, open_start))
    return pieces


class _Search:
    """One search of a text for pieces that stand one after another."""

    def __init__(self, held: FoldedText, interrupted: bool = False) -> None:
        self.held = held
        self.text = held.folded
        self.interrupted = interrupted
        self.work = 0

    def places(self, pieces: Sequence[_Piece]) -> list[Spans]:
        """Return the different places at which all the pieces stand."""
        if len(pieces) > _MOST_PIECES:
            raise _TooCommonError
        chains = islice(self._chains(pieces, 0), _MOST_PLACES) if pieces else ()
        found = (
            tuple(self.held.original_span(start, end) for start, end in chain)
            for chain in chains
        )
        return list(dict.fromkeys(found))

    def _chains(self, pieces: Sequence[_Piece], after: int) -> Iterator[list[Span]]:
        """Yield folded spans of all pieces, the first of which starts at `after` on."""
        rest = pieces[1:]
        for spans in self._standing(pieces[0], after):
            self._spend(40)
            if not rest:
                yield spans
                continue
            for others in self._chains(rest, spans[-1][1]):
                yield [*spans, *others]

    def _standing(self, piece: _Piece, after: int) -> Iterator[list[Span]]:
        """Yield the folded spans of a piece, within its gap's reach."""
        reach, spaces = piece.gap or (len(self.text), len(self.text))
        for words in piece.variants:
            # An interruption comes after a word at the earliest.
            head = _first_word(words) if self.interrupted else words
            limit = after + reach + len(head)
            at = self.text.find(head, after, limit)
            while at >= 0:
                self._spend(10 + len(head))
                if spaces < reach and self.text.count(" ", after, at) > spaces:
                    break
                if self.held.may_part(at, piece.open_start):
                    spans = self._spans(words, at)
                    if spans and self.held.may_part(spans[-1][1], piece.open_end):
                        yield spans
                at = self.text.find(head, at + 1, limit)

    def _spans(self, words: str, at: int) -> list[Span] | None:
        """Return the spans of words that start at `at`, over interruptions, or None."""
        if not self.interrupted:
            return [(at, at + len(words))]
        spans: list[Span] = []
        start, done = at, 0
        while True:
            common = _common_length(self.text, at, words, done)
            self._spend(common)
            at, done = at + common, done + common
            if done == len(words):
                return [*spans, (start, at)]
            if not common or cuts_word(words, done):
                return None
            self._spend(40)
            spans.append((start, at - (self.text[at - 1] == " ")))
            if (goes_on := self._after_interruption(at)) is None:
                return None
            done += words[done] == " "
            start = at = goes_on

    def _after_interruption(self, at: int) -> int | None:
        """Return where the quotation goes on that is interrupted at `at`, or None."""
        ended = self.text[at - 1] == " " and not self.text[at - 2].isalnum()
        mark = _REOPENED.match(self.text, at)
        if mark and ended and "\n" in self.held.printed(at - 1, at):
            return mark.end()
        gap = _INTERRUPTION.match(self.text, at)
        if not gap or _BLANK_LINE.search(self.held.printed(*gap.span())):
            return None
        if (closing := gap.start("double")) >= 0:
            # It may open as well: a word in quotation marks is no interruption.
            before, after = self.text[closing - 1], self.text[closing + 1]
            spaced, starts_word = before == " ", after.isalnum()
            closes = self.held.printed(closing, closing + 1) in _CLOSING
            if (spaced and starts_word) or (not closes and (spaced or starts_word)):
                return None
        return gap.end()

    def _spend(self, work: int) -> None:
        self.work += work
        if self.work > _MOST_WORK:
            raise _TooCommonError


def _first_word(words: str) -> str:
    longest = words[:100]
    ends = (end for end in range(1, len(longest)) if not cuts_word(words, end))
    return words[: next(ends, len(longest))]


def _common_length(text: str, at: int, words: str, done: int) -> int:
    length = 0
    longest = min(len(text) - at, len(words) - done)
    while length < longest and text[at + length] == words[done + length]:
        length += 1
    return length


def _fitting(
    text: str, places: Sequence[Spans], prefix: str, suffix: str
) -> Spans | None:
    """Return the one place that fits the words around best, or None."""
    before, after = fold(prefix), fold(suffix)
    fits: dict[int, list[Spans]] = {}
    for spans in places:
        start, end = spans[0][0], spans[-1][1]
        ahead = fold(text[max(0, start - 2 * len(prefix) - CONTEXT) : start])
        behind = fold(text[end : end + 2 * len(suffix) + CONTEXT])
        score = bool(before) * ahead.endswith(before)
        score += bool(after) * behind.startswith(after)
        fits.setdefault(score, []).append(spans)
    best = max(fits)
    return fits[best][0] if best and len(fits[best]) == 1 else None


def _difference(held: FoldedText, folded: str) -> str:
    """Say where the text parts from the words, for an editor who looks for them."""
    pieces = _pieces(folded)
    for piece in pieces:
        if not any(words in held.folded for words in piece.variants):
            return _parting(held.folded, piece)
    if len(pieces) == 1:
        return "The text has these words only as a part of longer ones."
    return "The text has its parts, but not in this order, whole, and near each other."


def _parting(text: str, piece: _Piece) -> str:
    """Say how far the text holds the words of a piece that it does not hold whole."""
    known = 0
    for words in piece.variants:
        parts = words.split(" ")
        longest = bisect_left(
            range(1, len(parts)), True, key=lambda n: " ".join(parts[:n]) not in text
        )
        if longest > known:
            known, head = longest, " ".join(parts[:longest])
    if known < 2:
        return "The text does not hold these words."
    at = text.find(head) + len(head)
    printed = _shorten(text[at : at + 60].strip(), 40)
    entered = _shorten(" ".join(parts[known:]), 40)
    return (
        f"The text has “{_shorten(head, 60)}”, but then “{printed}” where the quote "
        f"has “{entered}”."
    )


def _shorten(words: str, length: int = 80) -> str:
    """Return at most `length` code points, the last ones of them cut off."""
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
