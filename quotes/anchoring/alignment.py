"""Aligns the words of an old text with those of a new one.

Equal words at the start and end of both are aligned first. Between these, three words
in a row that occur once in each text are aligned, and the equal words around them; in
the small gaps that remain, the fewest edits decide (Levenshtein). Where words were only
added or only deleted, the gap begins with a paragraph or sentence if it can. Plain
Python, typed strictly.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from quotes.anchoring.folding import FoldedText

_SENTENCE_END = re.compile("[.!?…]")
#: Gaps with more pairs of words than this are not aligned.
_MAX_PAIRS = 4_000_000

MatchingBlock = tuple[int, int, int]


def equal_blocks(old: Sequence[str], new: Sequence[str]) -> list[MatchingBlock]:
    """Return the blocks of equal words of two texts, in order in both."""
    return _merged(_blocks(old, new))


class Alignment:
    """Blocks (old word, new word, length) of equal words, in order in both texts."""

    def __init__(self, old: FoldedText, new: FoldedText) -> None:
        self.old, self.new = old, new
        self.blocks = _merged(
            self._fitted(equal_blocks(old.index.words, new.index.words))
        )
        self._olds = [block[0] for block in self.blocks]
        self._news = [block[1] for block in self.blocks]

    def _fitted(self, blocks: list[MatchingBlock]) -> Iterator[MatchingBlock]:
        """Yield the blocks, with gaps that begin where a paragraph or sentence does.

        If “The mill is old” follows a deleted paragraph that also begins with “The”,
        either “The” may be the deleted one.
        """
        at, to, length = 0, 0, 0
        ends = len(self.old.index.words), len(self.new.index.words), 0
        for old, new, following in [*blocks, ends]:
            by = 0
            if new == to + length:
                by = _slide(self.old, at + length, old, length, following)
            elif old == at + length:
                by = _slide(self.new, to + length, new, length, following)
            yield at, to, length + by
            at, to, length = old + by, new + by, following - by
        yield at, to, length

    def region(self, first: int, last: int) -> tuple[int, int]:
        """Return the new words [from, to) in place of these old words [first, last).

        They are between the nearest old words before and after that are still in the
        new text; the range is empty if the words were deleted.
        """
        start, end = 0, len(self.new.index.words)
        if (number := bisect_left(self._olds, first) - 1) >= 0:
            old, new, length = self.blocks[number]
            start = new + min(length, first - old)
        number = bisect_right(self._olds, last) - 1
        if number >= 0 and last < sum(self.blocks[number][::2]):
            old, new, _ = self.blocks[number]
            end = new + last - old
        elif number + 1 < len(self.blocks):
            end = self.blocks[number + 1][1]
        return start, max(start, end)

    def shifted(self, first: int, last: int) -> int | None:
        """Return the new number of the first of these words, if all are unchanged."""
        number = bisect_right(self._olds, first) - 1
        if number < 0:
            return None
        old, new, length = self.blocks[number]
        return new + first - old if last <= old + length else None

    def was(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the old words that these new words were, or None if they are new."""
        number = bisect_right(self._news, first) - 1
        if number < 0:
            return None
        old, new, length = self.blocks[number]
        if last > new + length:
            return None
        return old + first - new, old + last - new

    def covered(self, first: int, last: int) -> int:
        """Return how many of these old words [first, last) are in the new text."""
        number = max(0, bisect_right(self._olds, first) - 1)
        found = 0
        while number < len(self.blocks) and self.blocks[number][0] < last:
            old, _, length = self.blocks[number]
            found += max(0, min(last, old + length) - max(first, old))
            number += 1
        return found

    def extent(
        self, old: tuple[int, int], new: tuple[int, int], most: int
    ) -> tuple[int, int]:
        """Return how many words before and after these are equal, up to `most`."""
        olds, news = self.old.index.words, self.new.index.words
        longest = min(most, old[0], new[0])
        left = 0
        while left < longest and olds[old[0] - left - 1] == news[new[0] - left - 1]:
            left += 1
        longest = min(most, len(olds) - old[1], len(news) - new[1])
        right = 0
        while right < longest and olds[old[1] + right] == news[new[1] + right]:
            right += 1
        return left, right

    def gap_after(self, old: int, new: int) -> tuple[int, int]:
        """Return how many words of each text are between these and the next block."""
        for number in range(
            max(0, bisect_right(self._olds, old) - 1), len(self.blocks)
        ):
            start, other, length = self.blocks[number]
            skipped = max(0, old - start, new - other)
            if skipped < length:
                return start + skipped - old, other + skipped - new
        return len(self.old.index.words) - old, len(self.new.index.words) - new

    def gap_before(self, old: int, new: int) -> tuple[int, int]:
        """Return how many words of each text are between the last block and these."""
        for number in range(bisect_left(self._olds, old) - 1, -1, -1):
            start, other, length = self.blocks[number]
            shared = min(length, old - start, new - other)
            if shared > 0:
                return old - start - shared, new - other - shared
        return old, new


def _slide(held: FoldedText, start: int, end: int, before: int, behind: int) -> int:
    """Return by how many words a gap [start, end) of a text moves, to begin a sentence.

    It moves only over words that are equal at both ends of it: over those `before` it
    to the left (a negative number), and over those `behind` it to the right.
    """
    words = held.index.words
    if start == end:
        return 0
    left = right = 0
    while left < before and words[start - left - 1] == words[end - left - 1]:
        left += 1
    while right < behind and words[start + right] == words[end + right]:
        right += 1
    if not left and not right:
        return 0
    return max(
        range(-left, right + 1),
        key=lambda by: (
            _break(held, start + by) + _break(held, end + by),
            -abs(by),
        ),
    )


def _break(held: FoldedText, number: int) -> int:
    """Return how clearly something ends before a word: 3 is a paragraph, 0 nothing."""
    index = held.index
    if not 0 < number < len(index.words):
        return 3
    start = index.starts[number - 1] + len(index.words[number - 1])
    between = held.printed(start, index.starts[number])
    if "\n" in between:
        return 3
    return 2 if _SENTENCE_END.search(between) else between.strip() != ""


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[MatchingBlock]:
    """Yield the blocks of equal words, in order."""
    head = _same_at_start(old, new)
    tail = _same_at_start(old[head:][::-1], new[head:][::-1])
    yield 0, 0, head
    here, there = old[head : len(old) - tail], new[head : len(new) - tail]
    at, to = 0, 0
    for first, other in _unique_matches(here, there):
        if first < at or other < to:
            continue
        yield from _gap_blocks(here, there, (at, first), (to, other), head)
        length = 0
        longest = min(len(here) - first, len(there) - other)
        while length < longest and here[first + length] == there[other + length]:
            length += 1
        yield head + first, head + other, length
        at, to = first + length, other + length
    yield from _gap_blocks(here, there, (at, len(here)), (to, len(there)), head)
    yield len(old) - tail, len(new) - tail, tail


def _same_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words both have in common at their start."""
    longest = min(len(old), len(new))
    for number in range(longest):
        if old[number] != new[number]:
            return number
    return longest


def _unique_matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of three words that occur once in each, in order in both.

    The longest such series, as in patience sorting: moved passages are left out.
    """
    once, others = _unique_trigrams(old), _unique_trigrams(new)
    pairs = [(at, others[words]) for words, at in once.items() if words in others]
    tops: list[int] = []
    piles: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        before[number] = piles[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(other)
            piles.append(number)
        else:
            tops[pile], piles[pile] = other, number
    series, number = [], piles[-1] if piles else -1
    while number >= 0:
        series.append(pairs[number])
        number = before[number]
    return series[::-1]


def _unique_trigrams(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return {three words in a row: their place} for those that occur once."""
    at: dict[tuple[str, ...], int] = {}
    for number, each in enumerate(zip(words, words[1:], words[2:], strict=False)):
        at[each] = -1 if each in at else number
    return {each: number for each, number in at.items() if number >= 0}


def _gap_blocks(
    old: Sequence[str],
    new: Sequence[str],
    here: tuple[int, int],
    there: tuple[int, int],
    head: int,
) -> Iterator[MatchingBlock]:
    """Yield the blocks of a gap by the fewest edits, unless it is too large."""
    one, other = old[slice(*here)], new[slice(*there)]
    if not one or not other or len(one) * len(other) > _MAX_PAIRS:
        return
    for code in Levenshtein.opcodes(one, other):
        if code.tag == "equal":
            old_start = head + here[0] + code.src_start
            new_start = head + there[0] + code.dest_start
            yield old_start, new_start, code.src_end - code.src_start


def _merged(blocks: Iterable[MatchingBlock]) -> list[MatchingBlock]:
    """Return the blocks without empty ones, and merged where one continues another."""
    joined: list[MatchingBlock] = []
    for old, new, length in blocks:
        if not length:
            continue
        if joined:
            before, other, so_far = joined[-1]
            if before + so_far == old and other + so_far == new:
                joined[-1] = before, other, so_far + length
                continue
        joined.append((old, new, length))
    return joined
