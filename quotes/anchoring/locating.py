"""Finds the words of a quote in a text, and never guesses.

An anchor is a TextPositionSelector of the W3C Web Annotation Data Model (section 4.2.5:
start and end) with a TextQuoteSelector (section 4.2.4: exact, prefix, suffix). A quote
may have several spans, where a cue interrupts it in print or the editor left out words.
All offsets are half-open code points.

Words are searched in stages (stages.py); the first stage with a result decides. If
there is none, the passage whose words differ is searched (near_misses.py). When a text
changes, relocation.py moves the anchors.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from articles.text import shorten
from quotes.anchoring.anchors import (
    AMBIGUOUS,
    CONTEXT_LENGTH,
    DIFFERS,
    EDITED,
    EXACT,
    MAX_PLACES,
    MISSING,
    Anchor,
    Span,
    Spans,
)
from quotes.anchoring.divergence import describe_divergence
from quotes.anchoring.folding import FoldedText, fold
from quotes.anchoring.near_misses import near_misses
from quotes.anchoring.piece_search import TooCommonError
from quotes.anchoring.stages import SIGNS, differs_in_hyphens, settled, stages

_TOO_COMMON = "Its parts are so short and common that they could stand anywhere."


def locate(
    text: str | FoldedText, words: str, prefix: str = "", suffix: str = ""
) -> Anchor:
    """Find the words of a quote in a text.

    If they occur several times, the words before (`prefix`) and after (`suffix`)
    decide, provided that they fit only one place. If they occur nowhere, the words
    around show which passage differs. Pass a FoldedText to look for many quotes in the
    same text. Never raises.
    """
    held = text if isinstance(text, FoldedText) else FoldedText(text)
    folded = fold(words)
    if not folded:
        return Anchor(MISSING, reason="The quote has no words to look for.")
    try:
        outcomes = (stage for stage in stages(held, words, folded) if stage[0])
        places, status, reason = next(outcomes, ([], MISSING, ""))
    except TooCommonError:
        return Anchor(AMBIGUOUS, reason=_TOO_COMMON)
    if not places:
        return differing(held, words, folded, prefix, suffix)
    if status == MISSING:
        return Anchor(MISSING, reason=reason)
    if status == AMBIGUOUS:
        return Anchor(AMBIGUOUS, reason=reason, places=tuple(places))
    place = places[0] if len(places) == 1 else None
    place = place or fitting(held.original, places, prefix, suffix)
    return (
        settled(held.original, words, place, status, reason)
        if place
        else ambiguous(places)
    )


def locate_at(text: str, words: str, spans: Sequence[Span]) -> Anchor:
    """Anchor a quote at the given spans, if its words are there.

    Raises ValueError, with a sentence for the editor, if the spans are out of range,
    out of order, have other words, or join the words of two speakers.
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
    # Search the words only there: they may occur elsewhere too.
    start = text.rfind(" ", 0, max(0, given[0][0] - CONTEXT_LENGTH)) + 1
    end = text.find(" ", last + CONTEXT_LENGTH)
    around = FoldedText(text[start : end if end >= 0 else None])
    wanted = tuple((first - start, last - start) for first, last in given)
    with suppress(TooCommonError):
        for places, status, reason in stages(around, words, folded, chosen=True):
            if wanted in places and status == MISSING:
                raise ValueError(reason)
            if wanted in places and status in (EXACT, EDITED):
                return settled(text, words, given, status, reason)
    if differs_in_hyphens(text, given, words):
        return settled(text, words, given, EDITED, SIGNS)
    there = " … ".join(text[first:last] for first, last in given)
    raise ValueError(f"The text has other words there: “{shorten(there)}”.")


def starts_of(places: Sequence[Spans]) -> str:
    """Return the offsets at which the first five places start: “12, 340”."""
    return ", ".join(str(spans[0][0]) for spans in places[:5])


def ambiguous(places: Sequence[Spans], differing: bool = False) -> Anchor:
    """Return the anchor of a quote with several possible places."""
    times = f"{len(places)}{' or more' if len(places) == MAX_PLACES else ''}"
    what = "Words much like these" if differing else "These words"
    return Anchor(
        AMBIGUOUS,
        reason=(
            f"{what} stand {times} times in the text (at characters "
            f"{starts_of(places)}). Give some of the words before or after it."
        ),
        places=tuple(places),
    )


def differing(
    held: FoldedText,
    words: str,
    folded: str,
    prefix: str,
    suffix: str,
    sides: int = 0,
) -> Anchor:
    """Return the anchor of a quote whose exact words are not in the text.

    One passage or several may have almost the same words, or the quote is missing. At
    least `sides` of its context must fit.
    """
    near = near_misses(held, folded, fold(prefix), fold(suffix))
    near = [each for each in near if each.sides >= sides]
    places = [(held.original_span(*each.span),) for each in near]
    if len(places) > 1:
        return ambiguous(places[:MAX_PLACES], differing=True)
    if places:
        return settled(
            held.original, words, places[0], DIFFERS, "Print has other words."
        )
    return Anchor(MISSING, reason=describe_divergence(held, folded))


def fitting(
    text: str, places: Iterable[Spans], prefix: str, suffix: str
) -> Spans | None:
    """Return the only place that the surrounding words fit best, or None."""
    before, after = fold(prefix), fold(suffix)
    fits: dict[int, list[Spans]] = {}
    for spans in places:
        start, end = spans[0][0], spans[-1][1]
        ahead = fold(text[max(0, start - 2 * len(prefix) - CONTEXT_LENGTH) : start])
        behind = fold(text[end : end + 2 * len(suffix) + CONTEXT_LENGTH])
        score = bool(before) * ahead.endswith(before)
        score += bool(after) * behind.startswith(after)
        fits.setdefault(score, []).append(spans)
    best = max(fits, default=0)
    return fits[best][0] if best and len(fits[best]) == 1 else None
