"""Finds the passage whose words differ from a quote's: the last, strict stage.

The rules (docs/decisions/0030-fuzzy-anchoring.md gives the reasons):

1. If words before or after the quote are known, its passage is searched only between or
   next to them, never by its own words: a similar sentence elsewhere is another one.
2. The words on a side count if at least 12 code points of them, next to the quote, are
   there; at the start or end of the text, shorter ones count if complete. With both
   sides, 40 of 100 characters may differ; with one, which must occur once, 20.
3. With one side only, the passage must not be the one from the other side: after a
   sentence is deleted, its neighbour is next to the words that remain.
4. Without known words around it, the quote must have six words or more, 15 of 100
   characters may differ, and no other place in the text may be as close.
5. In any case half of the words are equal. Places that fit equally well are all
   returned, and the caller reports them as ambiguous.

Distances are Levenshtein distances of folded text, ignoring case.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel, Levenshtein

from quotes.anchoring.anchors import MAX_PLACES, Span
from quotes.anchoring.folding import WORD_ENDS_ANYWHERE, FoldedText
from quotes.anchoring.word_index import WORD

#: Share of the longer text's characters that may differ.
MAX_BOTH_SIDES, MAX_ONE_SIDE, MAX_NO_SIDE = 0.4, 0.2, 0.15
#: Code points of the surrounding words that must be there.
MIN_CONTEXT = 12
#: Number of words of a quote that is found by its words alone.
MIN_WORDS_ALONE = 6
#: Longer quotes (code points) are not compared: an editor may have pasted a chapter.
_MAX_QUOTE_LENGTH = 25_000
#: A more frequent word says little about the place of a quote.
_MAX_OCCURRENCES = 30
_MAX_CANDIDATES = 12
_SIGNS = " \"'.,;:!?-()[]…"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A passage similar to a quote: its folded span, matching sides, and distance."""

    span: Span
    sides: int
    distance: int


def near_misses(
    held: FoldedText, folded: str, before: str, after: str
) -> list[NearMiss]:
    """Return the best of the passages that differ from a quote, or several equal ones.

    `folded` are the quote's words, `before` and `after` the words around it, all
    folded.
    """
    if len(folded) > _MAX_QUOTE_LENGTH or not (quote := _Quote(held, folded)).words:
        return []
    around = _Around(held, before, after)
    found = quote.between(around) if around.known else quote.alone()
    best = max((each.sides for each in found), default=0)
    return [each for each in found if each.sides == best]


def bounded_distance(folded: str, printed: str, share: float) -> int | None:
    """Return how many characters differ, or None if they exceed the share.

    None too if less than half of the words are equal.
    """
    one, other = folded.casefold(), printed.casefold()
    most = int(share * max(len(one), len(other)))
    distance = Levenshtein.distance(one, other, score_cutoff=most)
    if distance > most:
        return None
    words, others = WORD.findall(one), WORD.findall(other)
    same = (len(words) + len(others) - Indel.distance(words, others)) // 2
    # Scripts without spaces have only a few long words.
    few = max(len(words), len(others)) <= max(1, len(one) // 15)
    return distance if few or same * 2 >= max(len(words), len(others)) else None


class _Around:
    """The places in a text of the words before and after a quote."""

    def __init__(self, held: FoldedText, before: str, after: str) -> None:
        self.before, self.after = before, after
        self.known = len(before) >= MIN_CONTEXT or len(after) >= MIN_CONTEXT
        index, length = held.index, len(held.folded)
        self.ends: list[int] = []
        self.starts: list[int] = []
        for words in _shorter(before, last=True):
            places = islice(
                index.find_all(words, whole=(False, _spaced(words))), MAX_PLACES
            )
            if ends := [at + len(words) for at in places]:
                self.ends = ends
                break
        else:
            if held.folded.startswith(before):
                self.ends = [len(before)]
        for words in _shorter(after, last=False):
            if starts := list(
                islice(index.find_all(words, whole=(_spaced(words), False)), MAX_PLACES)
            ):
                self.starts = starts
                break
        else:
            if held.folded.endswith(after):
                self.starts = [length - len(after)]


def _spaced(words: str) -> bool:
    """Return whether the script of these words separates them by spaces."""
    return WORD_ENDS_ANYWHERE.search(words) is None


def _shorter(words: str, last: bool) -> list[str]:
    """Return the surrounding words, whole and as the half next to the quote."""
    if len(words) < MIN_CONTEXT:
        return []
    half = max(MIN_CONTEXT, len(words) // 2)
    return [words, words[-half:] if last else words[:half]]


class _Quote:
    """The words of the quote to find."""

    def __init__(self, held: FoldedText, folded: str) -> None:
        self.held = held
        self.text = held.folded
        self.folded = folded
        self.words = [(m.start(), m.group()) for m in WORD.finditer(folded)]
        self.lowered = [word.casefold() for _, word in self.words]

    def between(self, around: _Around) -> list[NearMiss]:
        """Return the passages between the surrounding words, or next to one side."""
        longest = int(len(self.folded) / (1 - MAX_BOTH_SIDES)) + 8
        found = []
        for end in around.ends:
            first = bisect_left(around.starts, end)
            for start in islice(around.starts, first, None):
                if start - end > longest:
                    break
                found += self._near(end, start, 2, MAX_BOTH_SIDES)
        if found:
            return found
        if len(around.ends) == 1:
            span = self._beside(around.ends[0], forward=True)
            if span and not _is_neighbour(self.text[slice(*span)], around.after, True):
                found += self._near(*span, 1, MAX_ONE_SIDE)
        if len(around.starts) == 1:
            span = self._beside(around.starts[0], forward=False)
            there = self.text[slice(*span)] if span else ""
            if span and not _is_neighbour(there, around.before, False):
                found += self._near(*span, 1, MAX_ONE_SIDE)
        return list({each.span: each for each in found}.values())

    def alone(self) -> list[NearMiss]:
        """Return the passages with nearly the quote's words, anywhere in the text."""
        if len(self.words) < MIN_WORDS_ALONE:
            return []
        index, votes = self.held.index, Counter[int]()
        telling = 0
        for number, (_, word) in enumerate(self.words):
            if not (places := index.places(word, _MAX_OCCURRENCES)):
                continue
            telling += 1
            votes.update((index.number(place) - number) // 4 for place in places)
            if telling == 40:
                break
        found = {}
        # A similar passage has more than a few of the rare words.
        least = max(1, telling // 4)
        for bucket, count in votes.most_common(_MAX_CANDIDATES):
            if count < least:
                break
            span = self._aligned(bucket * 4 - 4, bucket * 4 + len(self.words) + 8)
            if span and span not in found:
                found[span] = self._near(*span, 0, MAX_NO_SIDE)
        return _without_overlaps([near for each in found.values() for near in each])

    def _beside(self, at: int, forward: bool) -> Span | None:
        """Return the passage, by its words, that starts or ends at this offset."""
        index, count = self.held.index, len(self.words)
        number, spare = index.number(at), count // 2 + 2
        if forward:
            return self._aligned(number, number + count + spare, bound=1)
        return self._aligned(number - count - spare, number, bound=-1)

    def _aligned(self, first: int, last: int, bound: int = 0) -> Span | None:
        """Return where the quote fits best within these words of the text.

        `bound` is 1 if it must start with the first of them, -1 if it must end with the
        last. The span is folded, without the punctuation around its words.
        """
        index = self.held.index
        first, last = max(0, first), min(last, len(index.words))
        there = index.lowered[first:last]
        same = _equal_blocks(self.lowered, there)
        if not same:
            return None
        # The differing words before the first and after the last equal word are as many
        # as in the quote.
        start = max(0, same[0][1] - same[0][0])
        here, at, _ = same[-1]
        end = min(len(there), at + len(self.lowered) - here)
        start, end = (0 if bound > 0 else start), (len(there) if bound < 0 else end)
        last = first + end - 1
        return index.starts[first + start], index.starts[last] + len(index.words[last])

    def _near(self, start: int, end: int, sides: int, share: float) -> list[NearMiss]:
        """Return the passage if similar, with the quote's punctuation at its ends."""
        text = self.text
        if sides == 2:
            while start < end and text[start] == " ":
                start += 1
            while start < end and text[end - 1] == " ":
                end -= 1
        else:
            start -= _shared_signs(
                self.folded[: self.words[0][0]][-9:],
                text[max(0, start - 9) : start],
                last=True,
            )
            last, word = self.words[-1]
            behind = self.folded[last + len(word) :]
            end += _shared_signs(behind, text[end : end + len(behind)], last=False)
        distance = bounded_distance(self.folded, text[start:end], share)
        if start >= end or distance is None:
            return []
        whole = self.held.may_split(start) and self.held.may_split(end)
        return [NearMiss((start, end), sides, distance)] if whole else []


def _equal_blocks(quote: list[str], there: list[str]) -> list[tuple[int, int, int]]:
    """Return the blocks (in the quote, there, length) of equal words.

    Blocks at the ends are dropped if they are farther from the others than they are
    long: a common word somewhere before a passage is not its start.
    """
    same = [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(quote, there)
        if code.tag == "equal"
    ]
    while len(same) > 1 and _extra_words(*same[:2]) > same[0][2]:
        same.pop(0)
    while len(same) > 1 and _extra_words(*same[-2:]) > same[-1][2]:
        same.pop()
    return same


def _extra_words(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """Return how many more words are between two blocks there than in the quote."""
    between = other[1] - one[1] - one[2]
    return between - (other[0] - one[0] - one[2])


def _shared_signs(signs: str, there: str, last: bool) -> int:
    """Return how much of the quote's punctuation the text has next to its words."""
    length = len(signs)
    while length and not (
        there.endswith(signs[-length:]) if last else there.startswith(signs[:length])
    ):
        length -= 1
    return length


def _is_neighbour(printed: str, around: str, follows: bool) -> bool:
    """Return whether the passage is rather the one from the quote's other side."""
    around, printed = around.strip(_SIGNS), printed.strip(_SIGNS)
    length = min(len(around), len(printed))
    if length < MIN_CONTEXT // 2:
        return False
    # The neighbour of a deleted quote starts like the words after it, or ends like
    # those before it.
    one = around[:length] if follows else around[-length:]
    other = printed[:length] if follows else printed[-length:]
    return Levenshtein.distance(one, other, score_cutoff=length // 3) <= length // 3


def _without_overlaps(found: list[NearMiss]) -> list[NearMiss]:
    """Return the nearest of overlapping passages, in order."""
    kept: list[NearMiss] = []
    for near in sorted(found, key=lambda each: (each.distance, each.span)):
        if all(
            near.span[1] <= other.span[0] or other.span[1] <= near.span[0]
            for other in kept
        ):
            kept.append(near)
    return sorted(kept, key=lambda each: each.span)
