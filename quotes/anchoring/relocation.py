"""Move the anchor of a quote when its text changes.

Because the old text is known, deletions are known: a quote is at the new place of its
words, or moved together with the words around it, or missing. It never moves to words
that are merely similar, nor to the same words said by somebody else in another place.
docs/decisions/0030-fuzzy-anchoring.md has the rules and their reasons.
"""

from collections.abc import Sequence
from contextlib import suppress

from quotes.anchoring.alignment import Alignment
from quotes.anchoring.anchors import (
    AMBIGUOUS,
    DIFFERS,
    EXACT,
    MISSING,
    Anchor,
    Span,
    Spans,
    anchored,
)
from quotes.anchoring.divergence import describe_divergence
from quotes.anchoring.folding import FoldedText, fold, looks_same
from quotes.anchoring.locating import (
    ambiguous,
    differing,
    fitting,
    locate,
    locate_at,
)
from quotes.anchoring.near_misses import (
    MAX_BOTH_SIDES,
    MIN_CONTEXT,
    compared,
    near_misses,
)
from quotes.anchoring.piece_search import TooCommonError
from quotes.anchoring.stages import settled, stages
from quotes.anchoring.word_index import WORD

#: Fewer words than this, in a new place among new words, may be somebody else's.
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


def move(
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
    first = old.index.number(old.folded_offset(spans[0][0]))
    last = old.index.number(old.folded_offset(spans[-1][1]))
    if first == last:  # only punctuation
        return locate(new, words, prefix, suffix)
    if unchanged := _unchanged(alignment, words, spans, first, last):
        return unchanged
    start, end = alignment.region(first, last)
    stretch = _stretch(new, start, end)
    # If everything around is new too, the whole text is searched instead.
    if stretch[1] - stretch[0] <= _MAX_GROWTH + 2 * (spans[-1][1] - spans[0][0]):
        if found := _within(new, stretch, words, folded):
            return found
        if start < end and (near := _nearly(new, stretch, words, folded)):
            return near
    return _moved(alignment, words, folded, (first, last), prefix, suffix)


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
    if len(spans) == 1 and looks_same(printed, words):
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
    return new.original_span(begin, stop)[0], new.original_span(begin, stop)[1]


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
    if not span or compared(folded, part.folded[slice(*span)], MAX_BOTH_SIDES) is None:
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
    was_at: Span,
    prefix: str,
    suffix: str,
) -> Anchor:
    """Return the anchor of a quote whose passage is no longer in its place."""
    new = alignment.new
    places: list[Spans] = []
    status = reason = ""
    with suppress(TooCommonError):
        for places, status, reason in stages(new, words, folded):  # noqa: B007
            if places and status not in (DIFFERS, MISSING, AMBIGUOUS):
                break
        else:
            places = []
    around = [each for each in (prefix, suffix) if len(fold(each)) >= MIN_CONTEXT]
    if around and (place := fitting(new.original, places, prefix, suffix)):
        return settled(new.original, words, place, status, reason)
    # A passage that was elsewhere before is another one with the same words.
    others = [spans for spans in places if _stood_elsewhere(alignment, spans, was_at)]
    own = [spans for spans in places if spans not in others]
    if len(own) == 1 and not others and folded.count(" ") + 1 >= _MIN_WORDS:
        return settled(new.original, words, own[0], status, reason)
    if own:
        starts = ", ".join(str(spans[0][0]) for spans in places[:5])
        return Anchor(
            AMBIGUOUS,
            reason=(
                "The text was changed around it, and it is not settled whether it is "
                f"these words that stand at characters {starts} now. Give the place."
            ),
            places=tuple(places),
        )
    if others:
        starts = ", ".join(str(spans[0][0]) for spans in others[:5])
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


def _stood_elsewhere(alignment: Alignment, spans: Spans, was_at: Span) -> bool:
    """Return whether this place was in the old text, but not as the quote's."""
    new = alignment.new
    first = new.index.number(new.folded_offset(spans[0][0]))
    last = new.index.number(new.folded_offset(spans[-1][1]))
    was = alignment.was(first, last)
    return was is not None and (was[1] <= was_at[0] or was_at[1] <= was[0])


def _shift(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)
