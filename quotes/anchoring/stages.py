"""The stages of the search for a quote's words, strictest first.

Folded (folding.py), with identical characters preferred; with the case of the first
letter changed; with marked changes ([brackets], [sic], ellipses); interrupted in print.
Then the same in the loose form of the text, and without the quote's closing marks.
Places that join the words of two speakers (turns.py) are no places of the quote.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from articles.characters import QUOTES
from articles.text import shorten
from quotes.anchoring.anchors import (
    AMBIGUOUS,
    DIFFERS,
    EDITED,
    EXACT,
    MISSING,
    Anchor,
    Spans,
    anchored,
)
from quotes.anchoring.brackets import changed_sense
from quotes.anchoring.context_dependence import cut_without_mark
from quotes.anchoring.folding import BROKEN, FoldedText, fold, looks_same, visible
from quotes.anchoring.marked_changes import BRACKET_REACH, Piece, pieces_of
from quotes.anchoring.piece_search import PieceSearch
from quotes.anchoring.turns import OTHER, SAME, turns
from quotes.anchoring.word_diff import say_signs, say_words

_INTERRUPTED = "Interrupted in print"
_TWO_SPEAKERS = "Its parts are the words of two people: between them stands"
_ENTER_EACH = "Enter the words of each as a quote of its own."
_PERHAPS_TWO = "Its parts may be the words of two people: between them stands"
_GIVE_PLACE = "If one person said both, give the place of each part."
SIGNS = "Differs from print in typographic signs only."
_ENCODED = f"{SIGNS} The letters are the same, but some are encoded in another way."
_LEAVES_OUT = "Its marked changes leave out or put in"
_CUT_BESIDE = "Cut within a sentence, without a mark, right beside"
_CLOSING_MARK = "Differs from print in its closing mark only."
#: The end of a quote after its last word: signs, and the mark of an inner quotation.
_ENTERED_END = re.compile(r"(?P<sign>[.,;:!?]?)(?P<mark>[\"']?)(?P<last>[.,;:!?]?)$")
_PRINTED_END = re.compile(
    r"(?P<dots> ?\.{2,})?(?P<sign>[.,;:!?]?)(?P<mark> ?[\"'])?(?P<last>[.,;:!?]?)"
)
#: Signs that may stand for each other, or for none, where a quotation ends.
_ENDING = frozenset(("", ".", ",", ";", ":"))

#: Fewer words than this with another closing mark may be another speaker's.
_MIN_WORDS = 3

Stage = tuple[list[Spans], str, str]


def stages(
    held: FoldedText, words: str, folded: str, chosen: bool = False
) -> Iterator[Stage]:
    """Yield (places, status, reason) for each stage.

    Places where somebody else may speak between the parts come last, as ambiguous if
    that is not settled, and as missing if it is. If an editor has `chosen` the place,
    unsettled places count like any other. Raises TooCommonError if the parts of the
    quote could be anywhere.
    """
    doubtful: dict[int, dict[Spans, str]] = {}
    for places, status, reason in _all_stages(held, words, folded):
        own = []
        for spans in places:
            verdict, between = turns(held.original, spans)
            if verdict == SAME or (chosen and verdict != OTHER):
                own.append(spans)
            else:
                doubtful.setdefault(verdict, {})[spans] = between
        yield own, status, reason
    for verdict, found in sorted(doubtful.items()):
        between = shorten(next(iter(found.values())), 120)
        if verdict == OTHER:
            yield list(found), MISSING, f"{_TWO_SPEAKERS} “{between}”. {_ENTER_EACH}"
        else:
            yield list(found), AMBIGUOUS, f"{_PERHAPS_TWO} “{between}”. {_GIVE_PLACE}"


def _all_stages(held: FoldedText, words: str, folded: str) -> Iterator[Stage]:
    yield from _stages(held, words, folded)
    if "-" in folded:
        yield from _stages(held.loose, words, fold(words, loose=True))
    yield from _closing_stages(held, words, folded)


def _stages(held: FoldedText, words: str, folded: str) -> Iterator[Stage]:
    def as_printed(spans: Spans) -> bool:
        printed = "".join(held.original[start:end] for start, end in spans)
        return looks_same(printed, words)

    places = PieceSearch(held).places([Piece(folded)])
    yield list(filter(as_printed, places)), EXACT, ""
    yield places, EDITED, SIGNS
    places = PieceSearch(held).places([Piece(folded, any_case=True)])
    yield places, EDITED, "Differs from print in the case of its first letter."
    pieces = pieces_of(folded)
    marked = [piece.words for piece in pieces] != [folded]
    if marked:
        places = PieceSearch(held).places(pieces)
        yield places, EDITED, "Differs from print by marked changes only."
    if '"' not in held.folded and "'" not in held.folded:
        return
    places = PieceSearch(held, interrupted=True).places(pieces)
    if marked:
        yield places, EDITED, f"{_INTERRUPTED}, and changed where marked."
    else:
        exact = list(filter(as_printed, places))
        yield exact, EXACT, f"{_INTERRUPTED} by the words between."
        yield places, EDITED, f"{_INTERRUPTED}; signs or the first case differ."


def _closing_stages(held: FoldedText, words: str, folded: str) -> Iterator[Stage]:
    """Yield the places of a quote whose closing marks are not printed there.

    A comma or nothing may be printed for a full stop, and the reverse, where the
    quotation or its paragraph ends. With another sign, such as a question mark, the
    printed words differ. If the sentence continues, the quote is not here.
    """
    entered = _ENTERED_END.search(folded)
    if not entered or not entered.group() or not folded[: entered.start()].strip():
        return
    whole = folded[: entered.start()]
    found_stages = [_stages(held, words, whole)]
    if "-" in whole:
        found_stages.append(_stages(held.loose, words, fold(whole, loose=True)))
    for places, _, found_by in chain(*found_stages):
        ends = [_printed_end(held, spans, entered) for spans in places]
        reason = _CLOSING_MARK
        if is_interrupted(found_by):
            reason = f"{_INTERRUPTED}, and differs in its closing mark."
        for status in (EDITED, DIFFERS):
            found = [end[0] for end in ends if end and end[1] == status]
            if found and (status == EDITED or whole.count(" ") + 1 >= _MIN_WORDS):
                yield found, status, reason
                return


def _printed_end(
    held: FoldedText, spans: Spans, entered: re.Match[str]
) -> tuple[Spans, str] | None:
    """Return the spans with the printed sign at their end, and the status, or None."""
    at = held.folded_offset(spans[-1][1] - 1) + 1
    while at < len(held.folded) and held.original_span(at - 1, at)[1] < spans[-1][1]:
        at += 1
    printed = _PRINTED_END.match(held.folded, at)
    if printed is None:
        return None
    end = spans[-1][1]
    for group in ("sign", "mark") if entered["mark"] else ("sign",):
        if printed[group]:
            end = held.original_span(*printed.span(group))[1]
    rest = held.original[held.original_span(at - 1, at)[1] :]
    ends = printed["mark"] is not None or not rest.lstrip(".,;: \t").split("\n", 1)[0]
    marks = {entered["sign"], entered["last"], printed["sign"], printed["last"]}
    if not ends or (entered["mark"] and printed["mark"] is None):
        return None
    fits = marks <= _ENDING and not printed["dots"]
    status = EDITED if fits else DIFFERS
    return (*spans[:-1], (spans[-1][0], end)), status


def is_interrupted(reason: str) -> bool:
    """Return whether the reason of an anchor says that other words come between."""
    return _INTERRUPTED in reason


def printed_words(text: str, spans: Spans, interrupted: bool = False) -> str:
    """Return the text at the spans, with short text between them.

    Where they are far apart, “…” stands for the text between them; a cue that
    interrupts a quotation is left out.
    """
    parts = [text[slice(*spans[0])]]
    for (_, end), (start, last) in pairwise(spans):
        between = text[end:start]
        if interrupted and any(mark in between for mark in QUOTES):
            between = " "
        elif len(between) > BRACKET_REACH:
            between = " … "
        parts += [between, text[start:last]]
    return "".join(parts)


def settled(text: str, words: str, spans: Spans, status: str, reason: str) -> Anchor:
    """Return the anchor for a quote's only place, with the differences from the text.

    If only hyphens at the ends of lines and spaces around dashes differ, it is edited.
    """
    if status == DIFFERS and differs_in_hyphens(text, spans, words):
        status, reason = EDITED, SIGNS
    reason = explained(text, spans, status, reason, words)
    dropped = ""
    if status == EDITED and (dropped := changed_sense(text, spans, words)):
        reason = f"{_LEAVES_OUT} “{dropped}”. {reason}"
    elif status in (EXACT, EDITED) and (cut := cut_without_mark(text, spans, words)):
        status, dropped = EDITED, cut
        reason = f"{_CUT_BESIDE} “{cut}”. {reason}".rstrip()
    return anchored(text, spans, status, reason, dropped)


def differs_in_hyphens(text: str, spans: Spans, words: str) -> bool:
    """Return whether only hyphens at line ends and spaces around dashes differ."""
    printed = printed_words(text, spans)
    if "\n" not in printed:
        return False
    parts = (re.escape(fold(part, loose=True)) for part in BROKEN.split(printed))
    return re.fullmatch("-?".join(parts), fold(words, loose=True)) is not None


def explained(text: str, spans: Spans, status: str, reason: str, words: str) -> str:
    """Return the reason, with the exact differences from print, if there are any."""
    if status not in (EDITED, DIFFERS):
        return reason
    printed = printed_words(text, spans, is_interrupted(reason))
    said = say_words(printed, words) or say_signs(printed, words)
    if not said and reason == SIGNS:
        return _ENCODED if visible(printed) != visible(words) else reason
    return f"{reason} {said[:1].upper()}{said[1:]}." if said else reason
