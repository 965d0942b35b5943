"""The stages of the search for a quote's words, strictest first.

Folded (folding.py), with identical characters preferred; with the case of the first
letter changed; with marked changes ([brackets], [sic], ellipses); interrupted in print.
"""

from collections.abc import Iterator
from itertools import pairwise

from quotes.anchoring.anchors import DIFFERS, EDITED, EXACT, Spans
from quotes.anchoring.folding import FoldedText, visible
from quotes.anchoring.marked_changes import BRACKET_REACH, Piece, pieces_of
from quotes.anchoring.piece_search import PieceSearch
from quotes.anchoring.word_diff import say_signs, say_words

_INTERRUPTED = "Interrupted in print"
_MARKS = frozenset("\"“”„«»‘’‚‹›'")
SIGNS = "Differs from print in typographic signs only."


def stages(
    held: FoldedText, words: str, folded: str
) -> Iterator[tuple[list[Spans], str, str]]:
    """Yield (places, status, reason) for each stage.

    Raises TooCommonError if the parts of the quote could be anywhere.
    """

    def as_printed(spans: Spans) -> bool:
        printed = "".join(held.original[start:end] for start, end in spans)
        return visible(printed) == visible(words)

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


def printed_words(text: str, spans: Spans, interrupted: bool = False) -> str:
    """Return the text at the spans, with short text between them.

    Where they are far apart, “…” stands for the text between them; a cue that
    interrupts a quotation is left out.
    """
    parts = [text[slice(*spans[0])]]
    for (_, end), (start, last) in pairwise(spans):
        between = text[end:start]
        if interrupted and _MARKS & set(between):
            between = " "
        elif len(between) > BRACKET_REACH:
            between = " … "
        parts += [between, text[start:last]]
    return "".join(parts)


def explained(text: str, spans: Spans, status: str, reason: str, words: str) -> str:
    """Return the reason, with the exact differences from print, if there are any."""
    if status not in (EDITED, DIFFERS):
        return reason
    printed = printed_words(text, spans, reason.startswith(_INTERRUPTED))
    said = say_words(printed, words) or say_signs(printed, words)
    return f"{reason} {said[:1].upper()}{said[1:]}." if said else reason
