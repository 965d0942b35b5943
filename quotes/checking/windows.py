"""The parts of a long text that may have the words of a claim. Plain Python.

Comparing takes time for each word of a text. Looking for a word with `str.find` takes
nearly none, so a long text is first cut down to the places that have most words of the
claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import batched

from quotes.anchoring.anchors import Span

#: Texts up to this length (code points) are compared as a whole.
MAX_WHOLE = 4_000
#: Words, and pairs of words, of a claim that are looked for, and places of each.
_MAX_WORDS, _MAX_PAIRS, _MAX_PLACES = 16, 32, 400
#: Code points of a cell, of what is read on both sides of a window, and of the longest
#: gap between two windows that are one passage with an ellipsis.
_CELL, _MARGIN, _GAP = 1_000, 700, 3_200
#: How many windows of a text are read, and how many of these may have nearly as many
#: words as the best one: a sentence may be repeated with other words. The others have
#: words that these lack, as with a joined claim.
_MAX_WINDOWS, _MAX_BEST, _NEARLY, _MIN_NEW = 4, 2, 0.8, 0.5
_WORD = re.compile(r"[^\W_]{4,}")
_SHORT = re.compile(r"[^\W_]+")
_PAIR = re.compile(r"(?=\b(\w{1,24} \w{1,24})\b)")
#: A longer word (code points) belongs to a script without spaces.
_MAX_LETTERS, _SLICE = 24, 4
_MARK = re.compile(r"…|\.\.|\[")


def windows(text: str, claim: str) -> list[Span]:
    """Return the spans of a text (code points) that may have the words of a claim.

    They are in order and do not overlap; at most _MAX_WINDOWS. [] if no word is there.
    """
    if len(text) <= MAX_WHOLE:
        return [(0, len(text))]
    lower = _lower(text)
    cells: dict[int, set[int]] = defaultdict(set)
    weights = []
    for number, words in enumerate(_probes(claim)):
        at, places = lower.find(words), 0
        while at >= 0 and places < _MAX_PLACES:
            cells[at // _CELL].add(number)
            at, places = lower.find(words, at + len(words)), places + 1
        weights.append(1 / max(places, 1))
    width = 2 + len(claim) * 5 // 4 // _CELL
    held = {}
    for cell in cells:
        # A passage begins in the cell of its first word, or its first word differs.
        for first in (cell, cell - width + 1):
            several = (cells.get(each, ()) for each in range(first, first + width))
            held[first] = frozenset().union(*several)
    best = _best(held, weights, width)
    gap = _GAP if _MARK.search(claim) else 0
    return _joined(text, [(each, each + width) for each in sorted(best)], gap)


def _best(
    held: dict[int, frozenset[int]], weights: list[float], width: int
) -> list[int]:
    """Return the first cells of the windows to read.

    `held` are the words of the claim, by number, that each window has. Words that the
    text has seldom weigh more.
    """

    def weight(words: Iterable[int]) -> float:
        return sum(map(weights.__getitem__, words))

    ranked = sorted(held, key=lambda first: (-weight(held[first]), first))
    found: list[int] = []
    seen: frozenset[int] = frozenset()
    for first in ranked:
        if len(found) == _MAX_BEST:
            break
        if weight(held[first]) < _NEARLY * weight(held[ranked[0]]):
            break
        if all(abs(first - other) >= width for other in found):
            found.append(first)
            seen |= held[first]
    while found and len(found) < _MAX_WINDOWS:
        first = max(ranked, key=lambda each: weight(held[each] - seen))
        if weight(held[first] - seen) < _MIN_NEW:
            break
        found.append(first)
        seen |= held[first]
    return found


def _joined(text: str, best: list[Span], gap: int) -> list[Span]:
    """Return ranges of cells as spans of a text with margins, joined if near."""
    spans: list[Span] = []
    for first, last in best:
        start = max(0, first * _CELL - _MARGIN)
        end = min(len(text), last * _CELL + _MARGIN)
        # Not within a word.
        if start and (space := text.find(" ", start, start + _MARGIN // 2)) >= 0:
            start = space + 1
        if end < len(text) and (space := text.rfind(" ", end - _MARGIN // 2, end)) >= 0:
            end = space
        if spans and start - spans[-1][1] <= gap:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower()[:1] for each in text)


def _probes(claim: str) -> list[str]:
    """Return long words and pairs of words from all over a claim, in lower case."""
    lower = claim.lower()
    words: list[str] = []
    for word in dict.fromkeys(_WORD.findall(lower) or _SHORT.findall(lower)):
        if len(word) <= _MAX_LETTERS:
            words.append(word)
        else:
            starts = range(0, len(word) - _SLICE + 1, _SLICE)
            words += [word[at : at + _SLICE] for at in starts]
    pairs = list(dict.fromkeys(_PAIR.findall(lower)))
    return [
        max(each, key=len)
        for several, most in ((words, _MAX_WORDS), (pairs, _MAX_PAIRS))
        for each in batched(several, max(1, -(-len(several) // most)))
    ]
