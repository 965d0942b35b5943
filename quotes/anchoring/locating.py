"""Where do the words of a quote stand in a text? Never a guess.

An anchor is what the W3C Web Annotation Data Model calls a TextPositionSelector
(section 4.2.5: start and end) with a TextQuoteSelector (section 4.2.4: exact,
prefix, suffix), but for one quote there may be several spans, where the print
interrupts it by its cue or the editor left words out. All offsets are half-open
code points.

Words are looked for in stages (stages.py), and the first that finds any place
decides; where none does, the passage is looked for whose words differ
(near_misses.py). When a text changes, moving.py moves anchors with it.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from quotes.anchoring.anchors import (
    AMBIGUOUS,
    CONTEXT,
    DIFFERS,
    MAX_PLACES,
    MISSING,
    Anchor,
    Span,
    Spans,
    anchored,
    shorten,
)
from quotes.anchoring.divergence import parting
from quotes.anchoring.folding import FoldedText, fold
from quotes.anchoring.near_misses import near_misses
from quotes.anchoring.piece_search import TooCommonError
from quotes.anchoring.stages import explained, stages

_TOO_COMMON = "Its parts are so short and common that they could stand anywhere."


def locate(
    text: str | FoldedText, words: str, prefix: str = "", suffix: str = ""
) -> Anchor:
    """Find the words of a quote in a text.

    Where they stand several times, the words before (`prefix`) and after (`suffix`)
    choose, if they fit one place only. Where they stand nowhere, the words around say
    which passage differs. Give a FoldedText to look for many quotes in the same text.
    Raises nothing, whatever the text and the words are.
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
    place = places[0] if len(places) == 1 else None
    place = place or fitting(held.original, places, prefix, suffix)
    return settled(held, words, place, status, reason) if place else ambiguous(places)


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
    with suppress(TooCommonError):
        for places, status, reason in stages(around, words, folded):
            if wanted in places:
                reason = explained(text, given, status, reason, words)
                return anchored(text, given, status, reason)
    there = " … ".join(text[first:last] for first, last in given)
    raise ValueError(f"The text has other words there: “{shorten(there)}”.")


def settled(
    held: FoldedText, words: str, spans: Spans, status: str, reason: str
) -> Anchor:
    """Return the anchor of the one place of a quote, with what differs there."""
    reason = explained(held.original, spans, status, reason, words)
    return anchored(held.original, spans, status, reason)


def ambiguous(places: Sequence[Spans], differing: bool = False) -> Anchor:
    """Return the anchor of a quote that could stand in each of these places."""
    starts = ", ".join(str(spans[0][0]) for spans in places[:5])
    times = f"{len(places)}{' or more' if len(places) == MAX_PLACES else ''}"
    what = "Words much like these" if differing else "These words"
    return Anchor(
        AMBIGUOUS,
        reason=(
            f"{what} stand {times} times in the text (at characters {starts}). Give "
            "some of the words before or after it."
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
    """Return the anchor of a quote whose words the text has not, but may have nearly.

    Its passage differs, or several do, or it is missing. So many `sides` of it are
    asked for at least.
    """
    near = near_misses(held, folded, fold(prefix), fold(suffix))
    near = [each for each in near if each.sides >= sides]
    places = [(held.original_span(*each.span),) for each in near]
    if len(places) > 1:
        return ambiguous(places[:MAX_PLACES], differing=True)
    if places:
        return settled(held, words, places[0], DIFFERS, "Print has other words.")
    return Anchor(MISSING, reason=parting(held, folded))


def fitting(
    text: str, places: Iterable[Spans], prefix: str, suffix: str
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
    best = max(fits, default=0)
    return fits[best][0] if best and len(fits[best]) == 1 else None
