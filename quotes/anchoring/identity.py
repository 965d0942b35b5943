"""Decides whether words in a new text are the passage that a quote had in the old one.

A text may have the same words twice: in a summary, in a correction that repeats them,
or said by somebody else. So the words around them decide, not the words themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz.distance import Indel

from articles.characters import QUOTES
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.anchors import Span, Spans
from quotes.anchoring.folding import FoldedText, fold
from quotes.anchoring.speech import sentences
from quotes.anchoring.surroundings import changed_speaker, read_surroundings
from quotes.anchoring.word_index import WORD

_Sides = tuple[list[str], list[str]]
#: Words on each side by which places are compared.
_WINDOW = 30
#: If this many words on both sides are unchanged, nothing else is compared.
CERTAIN = 40
#: If this many on one side are unchanged, the paragraph is still there.
_SURE = 25
#: Code points on both sides that are compared sign by sign.
_SIGNS = 3
#: A change of at most this many words next to a quote is an edit, not another passage.
_EDIT = 12
#: This many changed words in its own sentence make it a different sentence.
_MANY = 4
#: One of two places is chosen if this many more of its surrounding words match.
_CLEARLY = 10
#: Code points of the quote's own sentence that are read before and after it.
_REACH = 300

_QUOTES = frozenset(QUOTES)
_PAUSES = frozenset(",;:.!?…–—")

MOVED = "It moved: its words stand elsewhere in the text now, with other words around."
REWRITTEN = "The text around it was rewritten."


def word_span(held: FoldedText, spans: Spans) -> Span:
    """Return the numbers [from, to) of the words at these spans."""
    first = held.index.number(held.folded_offset(spans[0][0]))
    return first, held.index.number(held.folded_offset(spans[-1][1]))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place of words in a text: its spans, and the numbers [from, to) of words."""

    spans: Spans
    words: Span

    def is_apart(self, other: "Occurrence") -> bool:
        """Return whether it has no word in common with another."""
        return self.words[1] <= other.words[0] or other.words[1] <= self.words[0]


def occurrence_of(held: FoldedText, spans: Spans) -> Occurrence:
    """Return the place of these spans."""
    return Occurrence(spans, word_span(held, spans))


def similarity(
    alignment: Alignment, old_place: Occurrence, new_place: Occurrence
) -> int:
    """Return how many words around these places of both texts are the same.

    Words right next to them count twice. A side that is the same up to the end of both
    texts counts as complete. The same speaker counts as much as a side, an unchanged
    paragraph as half of one.
    """
    old, new = old_place.words, new_place.words
    olds, news = alignment.old.index.words, alignment.new.index.words
    left, right = alignment.extent(old, new, _WINDOW)
    around = read_surroundings(alignment.old.original, old_place.spans).cues()
    others = read_surroundings(alignment.new.original, new_place.spans).cues()
    found = 2 * _WINDOW if around and around == others else 0
    paragraphs = (
        _paragraph(alignment.old, old_place.spans),
        _paragraph(alignment.new, new_place.spans),
    )
    if olds[slice(*paragraphs[0])] == news[slice(*paragraphs[1])]:
        found += _WINDOW
    if left == _WINDOW or 0 < left == old[0] == new[0]:
        found += 2 * _WINDOW
    else:
        before = olds[max(0, old[0] - _WINDOW) : old[0]]
        found += left + _common(before, news[max(0, new[0] - _WINDOW) : new[0]])
    if right == _WINDOW or 0 < right == len(olds) - old[1] == len(news) - new[1]:
        return found + 2 * _WINDOW
    behind = olds[old[1] : old[1] + _WINDOW], news[new[1] : new[1] + _WINDOW]
    return found + right + _common(*behind)


def _common(one: list[str], other: list[str]) -> int:
    return (len(one) + len(other) - Indel.distance(one, other)) // 2


def ranked_places(
    alignment: Alignment, was: Occurrence, places: Iterable[Occurrence]
) -> list[tuple[int, Occurrence]]:
    """Return (similarity, place), the most similar place first."""
    ranked = [(similarity(alignment, was, place), place) for place in places]
    return sorted(ranked, key=itemgetter(0), reverse=True)


def is_doubtful(
    alignment: Alignment, was: Occurrence, ranked: list[tuple[int, Occurrence]]
) -> bool:
    """Return whether the second place, of the same speaker, is nearly as similar."""
    if ranked[0][0] >= ranked[1][0] + _CLEARLY:
        return False
    cues = read_surroundings(alignment.old.original, was.spans).cues()
    other = read_surroundings(alignment.new.original, ranked[1][1].spans).cues()
    return cues == other


def recheck_reason(
    alignment: Alignment, old_spans: Spans, new_spans: Spans, moved: bool = False
) -> str:
    """Return why an editor has to look at a quote that was found again, or ""."""
    same = not moved and _same_around(alignment, old_spans, new_spans)
    if not same and (
        changed := _changed_around(alignment, old_spans, new_spans, moved)
    ):
        return changed
    return _rewritten(
        alignment,
        word_span(alignment.old, old_spans),
        word_span(alignment.new, new_spans),
        _paragraph(alignment.old, old_spans),
    )


def _same_around(alignment: Alignment, old_spans: Spans, new_spans: Spans) -> bool:
    """Return whether everything around these places is the same."""
    old, new = alignment.old.original, alignment.new.original
    return len(old_spans) == len(new_spans) == 1 and all(
        old[max(0, was) : was + _REACH] == new[max(0, now) : now + _REACH]
        for was, now in (
            (old_spans[0][1], new_spans[0][1]),
            (old_spans[0][0] - _REACH, new_spans[0][0] - _REACH),
        )
    )


def _changed_around(
    alignment: Alignment, old_spans: Spans, new_spans: Spans, moved: bool
) -> str:
    """Return how the words around a quote changed, or ""."""
    old, new = alignment.old.original, alignment.new.original
    changed = changed_speaker(
        read_surroundings(old, old_spans),
        read_surroundings(new, new_spans),
        lambda word: word in alignment.old.index or word in alignment.new.index,
    )
    if moved:
        return f"{MOVED} {changed}".strip()
    if changed or (changed := _new_edge(old, new, old_spans, new_spans)):
        return changed
    sentences_ = _sentence(old, old_spans), _sentence(new, new_spans)
    return REWRITTEN if _sentence_changed(*sentences_) else ""


def _paragraph(held: FoldedText, spans: Spans) -> Span:
    """Return the numbers [from, to) of the words of the paragraph of these spans."""
    text, start, end = held.original, spans[0][0], spans[-1][1]
    first = text.rfind("\n\n", 0, start) + 1
    last = text.find("\n\n", end)
    return word_span(held, ((first, len(text) if last < 0 else last),))


def _sentence(text: str, spans: Spans) -> tuple[list[str], list[str]]:
    """Return the words of a quote's own sentence, before and after it."""
    start, end = spans[0][0], spans[-1][1]
    lead = sentences(text[max(0, start - _REACH) : start].rpartition("\n")[2])[-1]
    rest = text[end : end + _REACH].partition("\n")[0]
    behind = rest.lstrip("\"”“»’‘›' \u00a0\u202f")
    ended = text[end - 1] in ".!?…" and not behind[:1].islower()
    tail = "" if ended else sentences(behind)[0]
    return WORD.findall(fold(lead)), WORD.findall(fold(tail))


def _sentence_changed(old: _Sides, new: _Sides) -> bool:
    """Return whether a sentence has other words on both sides, or many on one."""
    changed = [Indel.distance(*sides) for sides in zip(old, new, strict=True)]
    return all(changed) or max(changed) >= _MANY


def _new_edge(old: str, new: str, old_spans: Spans, new_spans: Spans) -> str:
    """Return the text that is now where the quotation began or ended, or "".

    It is a question mark, or different words.
    """
    before, other = (
        text[max(0, spans[0][0] - 9) : spans[0][0]].rstrip()[-1:]
        for text, spans in ((old, old_spans), (new, new_spans))
    )
    asked = (
        any(mark in text[spans[-1][1] : spans[-1][1] + 2] for mark in "?？؟")
        for text, spans in ((old, old_spans), (new, new_spans))
    )
    if next(asked) < next(asked):
        return "A question mark stands behind it now."
    if before in _QUOTES and (other.isalnum() or other in _PAUSES):
        return "The quotation in which it stands begins with other words now."
    behind, other = (
        text[spans[-1][1] : spans[-1][1] + 9].lstrip(" ,.")[:1]
        for text, spans in ((old, old_spans), (new, new_spans))
    )
    if behind in _QUOTES and other.isalnum():
        return "The quotation in which it stands goes on with other words now."
    return ""


def _rewritten(alignment: Alignment, old: Span, new: Span, paragraph: Span) -> str:
    """Return why the passage may be another one, though it is in its place, or ""."""
    left, right = alignment.extent(old, new, CERTAIN)
    before = alignment.gap_before(old[0] - left, new[0] - left)
    behind = alignment.gap_after(old[1] + right, new[1] + right)
    if all(min(gap) > 0 and max(gap) > _EDIT for gap in (before, behind)):
        return REWRITTEN
    if (max(before) and max(behind)) or (
        max(left, right) < _SURE and (min(before) or min(behind))
    ):
        # A third of its paragraph is gone: what has its words may be a summary.
        first, last = paragraph
        there = alignment.covered(first, old[0]) + alignment.covered(old[1], last)
        if there * 3 < (last - first - old[1] + old[0]) * 2:
            return REWRITTEN
    olds = alignment.old.index.words
    edge = old[1] + right
    lost = olds[edge : edge + min(behind[0], _EDIT)]
    if right < _WINDOW and _stands(alignment, lost, 0, new[0]):
        return MOVED
    lost = olds[max(0, old[0] - left - min(before[0], _EDIT)) : old[0] - left]
    last = len(alignment.new.index.words)
    return MOVED if left < _WINDOW and _stands(alignment, lost, new[1], last) else ""


def _stands(alignment: Alignment, words: list[str], start: int, end: int) -> bool:
    """Return whether a range has four of these words that the old text has once."""
    return any(
        len(alignment.old.index.runs(four)) == 1
        and any(start <= at < end for at in alignment.new.index.runs(four))
        for four in zip(words, words[1:], words[2:], words[3:], strict=False)
    )


def is_certain(alignment: Alignment, old_spans: Spans, new_spans: Spans) -> bool:
    """Return whether enough text around is unchanged to settle it.

    The signs right next to the quote must be unchanged, and many words.
    """
    if _signs(alignment.old, old_spans) != _signs(alignment.new, new_spans):
        return False
    old = word_span(alignment.old, old_spans)
    new = word_span(alignment.new, new_spans)
    left, right = alignment.extent(old, new, CERTAIN)
    olds, news = len(alignment.old.index.words), len(alignment.new.index.words)
    starts = old[0] == left and new[0] == left
    ends = old[1] + right == olds and new[1] + right == news
    return (left == CERTAIN or starts) and (right == CERTAIN or ends)


def _signs(held: FoldedText, spans: Spans) -> tuple[str, str]:
    """Return the code points right before and right after a quote."""
    start, end = spans[0][0], spans[-1][1]
    ahead = held.original[max(0, start - _SIGNS) : start]
    return ahead, held.original[end : end + _SIGNS]
