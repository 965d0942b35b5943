"""Moves the anchor of a quote when the text of its article changes.

Because the old text is known, deletions can be recognised: a quote is at the new place
of its words, or has moved with the words around it, or is missing. It never moves to
words that are merely similar, nor to the same words said by somebody else in another
place. If it moved at all, or if somebody else may speak there now, the anchor says so
in `recheck`, and an editor has to confirm it. docs/decisions/0030-fuzzy-anchoring.md
has the rules and their reasons.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from quotes.anchoring.alignment import Alignment
from quotes.anchoring.anchors import (
    AMBIGUOUS,
    DIFFERS,
    EDITED,
    EXACT,
    MISSING,
    Anchor,
    Span,
    Spans,
    anchored,
)
from quotes.anchoring.context_dependence import cut_without_mark
from quotes.anchoring.divergence import describe_divergence
from quotes.anchoring.folding import FoldedText, fold, looks_same
from quotes.anchoring.identity import (
    Occurrence,
    is_certain,
    is_doubtful,
    occurrence_of,
    ranked_places,
    recheck_reason,
    similarity,
    word_span,
)
from quotes.anchoring.locating import (
    ambiguous,
    differing,
    fitting,
    locate,
    locate_at,
    starts_of,
)
from quotes.anchoring.near_misses import (
    MAX_BOTH_SIDES,
    MIN_CONTEXT,
    bounded_distance,
    near_misses,
)
from quotes.anchoring.piece_search import TooCommonError
from quotes.anchoring.speech import denials
from quotes.anchoring.stages import settled, stages
from quotes.anchoring.surroundings import read_surroundings
from quotes.anchoring.word_index import WORD

_STAYS_OPEN = (
    "It was not settled which of several places is meant, and the text was changed. "
    "Give the place, or some of the words before or after it."
)
_REPEATED = "The text has its words again, but only to correct or deny them:"
_BESIDE = "The text has its words in another passage beside it now."
_RETURNED = "Its words were not in the text any more, and are there again."
#: Fewer words than this, in a new place among new words, may be another speaker's.
_MIN_WORDS = 4
#: How much longer than a short quote its passage may become, in code points.
_MAX_GROWTH_SHORT = 40
#: How much longer than a quote the text between known words may be to be searched.
_MAX_GROWTH = 1_500


def stay(
    text: str | FoldedText,
    words: str,
    spans: Sequence[Span],
    prefix: str = "",
    suffix: str = "",
) -> Anchor:
    """Check a quote at its spans in an unchanged text, or locate it again.

    An editor may have chosen one of several equal places; the choice is kept.
    """
    held = text if isinstance(text, FoldedText) else FoldedText(text)
    if spans:
        with suppress(ValueError):
            return locate_at(held.original, words, spans)
    return locate(held, words, prefix, suffix)


def return_to(
    text: str | FoldedText, words: str, prefix: str, suffix: str, was_ambiguous: bool
) -> Anchor:
    """Locate a quote that had no place in the text before.

    An ambiguous quote stays so if all but one of its places were deleted. A quote that
    was lost (it has words before or after it) and is found again has to be checked;
    words that are only repeated to correct them are not found.
    """
    held = text if isinstance(text, FoldedText) else FoldedText(text)
    found = locate(held, words, prefix, suffix)
    if found.status not in (EXACT, EDITED):
        return found
    if was_ambiguous:
        return Anchor(AMBIGUOUS, reason=_STAYS_OPEN, places=(found.spans,))
    if not prefix and not suffix:
        return found
    around = read_surroundings(held.original, found.spans)
    if denied := denials(around.words):
        said = ", ".join(sorted(denied))
        return Anchor(MISSING, reason=f"{_REPEATED} “{said}”.")
    return replace(found, recheck=_RETURNED)


def relocate(
    alignment: Alignment,
    words: str,
    spans: Sequence[Span],
    prefix: str = "",
    suffix: str = "",
) -> Anchor:
    """Find a quote in the new text that was at `spans` of the old one.

    `prefix` and `suffix` are the words around it. Without spans it is located from
    scratch. Never raises.
    """
    old, new = alignment.old, alignment.new
    folded = fold(words)
    if not folded or not spans or spans[-1][1] > len(old.original):
        return locate(new, words, prefix, suffix)
    first, last = word_span(old, tuple(spans))
    if first == last:  # only punctuation
        return locate(new, words, prefix, suffix)
    if unchanged := _unchanged(alignment, words, spans, first, last):
        if is_certain(alignment, tuple(spans), unchanged.spans):
            return unchanged
        if own := _checked(alignment, words, folded, spans, unchanged):
            return own
        return _moved(alignment, words, folded, spans, prefix, suffix)
    start, end = alignment.region(first, last)
    stretch = _stretch(new, start, end)
    # If everything around is new too, the whole text is searched instead.
    if stretch[1] - stretch[0] <= _MAX_GROWTH + 2 * (spans[-1][1] - spans[0][0]):
        if found := _within(new, stretch, words, folded):
            if own := _checked(alignment, words, folded, spans, found):
                return own
            return _moved(alignment, words, folded, spans, prefix, suffix)
        if start < end and (near := _nearly(new, stretch, words, folded)):
            return near
    return _moved(alignment, words, folded, spans, prefix, suffix)


def _checked(
    alignment: Alignment,
    words: str,
    folded: str,
    spans: Sequence[Span],
    found: Anchor,
) -> Anchor | None:
    """Return the anchor of a passage in its place, with what an editor has to check.

    None if it is more likely another passage of the old text with the same words.
    """
    if found.status not in (EXACT, EDITED):
        return found
    old, new = alignment.old, alignment.new
    was, now = occurrence_of(old, tuple(spans)), occurrence_of(new, found.spans)
    if _may_recur(old, folded) or _may_recur(new, folded):
        places, status, reason = _places(new, words, folded)
        claimed = _claimed(alignment, _twins(old, words, folded, was), was, places)
        if any(not place.is_apart(now) for place in claimed):
            return None
        free = [place for place in places if place not in claimed]
        if all(place.is_apart(now) for place in free):
            free.append(now)  # an editor chose it: a search may stop before it
        ranked = ranked_places(alignment, was, free)
        if ranked[0][1].is_apart(now):
            if ranked[0][0] == similarity(alignment, was, now):
                return None
            now = ranked[0][1]
            found = settled(new.original, words, now.spans, status, reason)
        if len(ranked) > 1 and is_doubtful(alignment, was, ranked):
            return replace(found, recheck=_BESIDE)
    recheck = recheck_reason(alignment, was.spans, now.spans)
    return replace(found, recheck=recheck)


def _may_recur(held: FoldedText, folded: str) -> bool:
    """Return whether a text may have these words more than once."""
    rarest = held.index.rarest(folded)
    return rarest is None or len(rarest[1]) > 1


def _places(
    held: FoldedText, words: str, folded: str
) -> tuple[list[Occurrence], str, str]:
    """Return the places of the words in a text, with their status and reason."""
    with suppress(TooCommonError):
        for places, status, reason in stages(held, words, folded):
            if places and status in (EXACT, EDITED):
                return [occurrence_of(held, spans) for spans in places], status, reason
    return [], "", ""


def _unchanged(
    alignment: Alignment, words: str, spans: Sequence[Span], first: int, last: int
) -> Anchor | None:
    """Return the anchor of a passage that is unchanged to the character, or None."""
    old, new = alignment.old, alignment.new
    number = alignment.shifted(first, last)
    if number is None:
        return None
    before = old.original_span(*_word(old, first))[0]
    shift = new.original_span(*_word(new, number))[0] - before
    start, end = spans[0][0], spans[-1][1]
    printed = old.original[start:end]
    if start + shift < 0 or new.original[start + shift : end + shift] != printed:
        return None
    there = tuple((begin + shift, stop + shift) for begin, stop in spans)
    if (
        len(spans) == 1
        and looks_same(printed, words)
        and not cut_without_mark(new.original, there, words)
    ):
        return anchored(new.original, there, EXACT, "")
    with suppress(ValueError):
        return locate_at(new.original, words, there)
    return None


def _word(held: FoldedText, number: int) -> Span:
    start = held.index.starts[number]
    return start, start + len(held.index.words[number])


def _stretch(new: FoldedText, start: int, end: int) -> Span:
    """Return the offsets between the words around, including punctuation."""
    index = new.index
    begin = sum((index.starts[start - 1], len(index.words[start - 1]))) if start else 0
    stop = index.starts[end] if end < len(index.words) else len(new.folded)
    if begin >= stop:
        return 0, 0
    return new.original_span(begin, stop)


def _within(new: FoldedText, stretch: Span, words: str, folded: str) -> Anchor | None:
    """Return the anchor of the one place of the words within the stretch."""
    begin, stop = stretch
    if begin >= stop:
        return None
    if (
        folded.count(" ") + 1 < _MIN_WORDS
        and stop - begin > len(words) + _MAX_GROWTH_SHORT
    ):
        return None
    part = new.original[begin:stop]
    with suppress(TooCommonError):
        for places, status, reason in stages(FoldedText(part), words, folded):
            if len(places) > 1 and status not in (MISSING, AMBIGUOUS):
                return ambiguous([_shift(spans, begin) for spans in places])
            if places and status in (MISSING, AMBIGUOUS):
                return Anchor(status, reason=reason)
            if places:
                spans = _shift(places[0], begin)
                return settled(new.original, words, spans, status, reason)
    return None


def _nearly(new: FoldedText, stretch: Span, words: str, folded: str) -> Anchor | None:
    """Return the anchor of a passage whose words changed in place."""
    begin, stop = stretch
    part = FoldedText(new.original[begin:stop])
    near = near_misses(part, folded, "", "")
    span = near[0].span if len(near) == 1 else _without_signs(part.folded, folded)
    there = part.folded[slice(*span)] if span else ""
    if not span or bounded_distance(folded, there, MAX_BOTH_SIDES) is None:
        return None
    spans = _shift((part.original_span(*span),), begin)
    return settled(new.original, words, spans, DIFFERS, "Print has other words.")


def _without_signs(part: str, folded: str) -> Span | None:
    """Return the span of the words of a part, with the quote's own punctuation."""
    there, here = list(WORD.finditer(part)), list(WORD.finditer(folded))
    if not there or not here:
        return None
    start, end = there[0].start(), there[-1].end()
    before, behind = folded[: here[0].start()], folded[here[-1].end() :]
    if before and part[:start].endswith(before):
        start -= len(before)
    if behind and part[end:].startswith(behind):
        end += len(behind)
    return start, end


def _moved(
    alignment: Alignment,
    words: str,
    folded: str,
    spans: Sequence[Span],
    prefix: str,
    suffix: str,
) -> Anchor:
    """Return the anchor of a quote whose passage is no longer in its place."""
    new = alignment.new
    was = occurrence_of(alignment.old, tuple(spans))
    places, status, reason = _places(new, words, folded)
    twins = _twins(alignment.old, words, folded, was)
    claimed = _claimed(alignment, twins, was, places)
    # If the old text had the passage elsewhere, it is another one with the same words.
    others = [
        place
        for place in places
        if place in claimed or _was_elsewhere(alignment, place, [was, *twins])
    ]
    own = [place for place in places if place not in others]
    around = [each for each in (prefix, suffix) if len(fold(each)) >= MIN_CONTEXT]
    spans_ = [place.spans for place in own]
    chosen = fitting(new.original, spans_, prefix, suffix) if around else None
    if len(own) == 1 and not others and folded.count(" ") + 1 >= _MIN_WORDS:
        chosen = own[0].spans
    if chosen:
        now_around = read_surroundings(new.original, chosen)
        was_around = read_surroundings(alignment.old.original, was.spans)
        if denied := denials(now_around.words) - denials(was_around.words):
            said = ", ".join(sorted(denied))
            return Anchor(MISSING, reason=f"{_REPEATED} “{said}”.")
        recheck = recheck_reason(alignment, was.spans, chosen, moved=True)
        found = settled(new.original, words, chosen, status, reason)
        return replace(found, recheck=recheck)
    if own:
        possible = tuple(place.spans for place in places)
        return Anchor(
            AMBIGUOUS,
            reason=(
                "The text was changed around it, and it is not settled whether it is "
                f"these words that stand at characters {starts_of(possible)} now. Give "
                "the place."
            ),
            places=possible,
        )
    if others:
        starts = starts_of([place.spans for place in others])
        return Anchor(
            MISSING,
            reason=(
                "Its passage is not in the text any more. The same words stand at "
                f"characters {starts}, which is another passage."
            ),
        )
    if len(around) == 2:
        found = differing(new, words, folded, prefix, suffix, sides=2)
    else:
        found = Anchor(MISSING, reason=describe_divergence(new, folded))
    if found.status != MISSING:
        return found
    return Anchor(
        MISSING, reason=f"Its passage is not in the text any more. {found.reason}"
    )


def _was_elsewhere(
    alignment: Alignment, now: Occurrence, known: list[Occurrence]
) -> bool:
    """Return whether the old text had this place, but not as one of the known ones."""
    before = alignment.was(*now.words)
    return before is not None and all(
        Occurrence((), before).is_apart(place) for place in known
    )


def _twins(
    held: FoldedText, words: str, folded: str, was: Occurrence
) -> list[Occurrence]:
    """Return the other places of the quote's words in the old text."""
    return [each for each in _places(held, words, folded)[0] if each.is_apart(was)]


def _claimed(
    alignment: Alignment,
    twins: list[Occurrence],
    was: Occurrence,
    places: list[Occurrence],
) -> list[Occurrence]:
    """Return the places that belong to twins rather than to the quote.

    Each twin claims the place that is most like its own.
    """
    claimed = []
    for twin in twins if places else ():
        best = max(places, key=lambda place: similarity(alignment, twin, place))
        if similarity(alignment, twin, best) >= similarity(alignment, was, best):
            claimed.append(best)
    return claimed


def _shift(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)
