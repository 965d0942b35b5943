"""Passages whose words differ from a claim's, and claims joined from several places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.anchoring.anchors import Span, Spans
from quotes.checking.claim_places import has
from quotes.checking.letters import Letters, content_count
from quotes.lexicon.words import FUNCTION_WORDS, WordSpan
from quotes.search.differences import DiffStep, align, weight

#: A word that is more frequent in a text says little about the place.
_MAX_OCCURRENCES = 60
#: Places compared in a text, words of a place that are counted together, and words
#: looked at beyond both ends.
_MAX_PLACES, _BUCKET, _MARGIN = 3, 8, 6
#: Words at an end are stray if more than this many words for each of them lie between
#: them and the others; at most so many such parts are left out.
_FAR, _MAX_STRAYS = 3, 4
#: Longer claims (words) are not compared beyond this.
MAX_WORDS_OF_CLAIM = 2_000
#: Words of a part of a joined claim, and of these, words with a content of their own.
MIN_PART, MIN_PART_CONTENT = 5, 2
#: Two parts nearer than this (code points) are one passage with words left out.
MIN_DISTANCE = 300
#: Parts of a joined claim, at most.
MAX_PARTS_OF_CLAIM = 4
#: Pairs of texts that are tried for the two parts.
_MAX_PAIRS = 20


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A passage: the ranges of its words, and how much of a claim is equal.

    `similarity` is the share of equal words, `equal` and `content` their number, and of
    those that are not function words.
    """

    ranges: Spans
    similarity: float
    equal: int
    content: int


def nearest_passage(
    held: Letters, claim: Letters, least: int = 0
) -> NearPassage | None:
    """Return the passage of a text that has most of a claim's words in their order.

    Passages with fewer than `least` words of the claim are left out.
    """
    if not claim.words or len(claim) > MAX_WORDS_OF_CLAIM:
        return None
    best = None
    for first, last in _windows(held, claim, least):
        found = _compared(held, first, last, claim)
        if found and (best is None or found.similarity > best.similarity):
            best = found
    return best


def _windows(held: Letters, claim: Letters, least: int) -> list[Span]:
    """Return the ranges of words of a text that have most words of a claim."""
    places: dict[str, list[int]] = {word: [] for word in claim.words}
    for number, word in enumerate(held.words):
        if word in places:
            places[word].append(number)
    if sum(1 for word in claim.words if places[word]) < least:
        return []
    votes: Counter[int] = Counter()
    for number, word in enumerate(claim.words):
        if len(places[word]) <= _MAX_OCCURRENCES:
            share = 1 if word in FUNCTION_WORDS else 3
            for bucket in {(place - number) // _BUCKET for place in places[word]}:
                votes[bucket] += share
    summed = {
        bucket: votes[bucket] + votes.get(bucket + 1, 0) for bucket in list(votes)
    }
    ranked = sorted(summed, key=lambda bucket: (-summed[bucket], bucket))
    size, found = len(claim), []
    counts = Counter(claim.words)
    for bucket in ranked[:_MAX_PLACES]:
        first = max(0, bucket * _BUCKET - _MARGIN)
        last = min(len(held), (bucket + 2) * _BUCKET + size + size // 4 + _MARGIN)
        if first < last and (counts & Counter(held.words[first:last])).total() >= least:
            found.append((first, last))
    return found


def _compared(
    held: Letters, first: int, last: int, claim: Letters
) -> NearPassage | None:
    line = [WordSpan(w, n, n + 1) for n, w in enumerate(claim.words)]
    steps = _aligned(held, line, first, last)
    matched = _together([step for step in steps if step[0] == "equal"])
    if not matched:
        return None
    # Words of the claim that differ at its ends are compared with as many words there.
    ahead, behind = matched[0][1][0].start, len(line) - matched[-1][1][-1].end
    steps = _aligned(
        held,
        line,
        max(first, matched[0][2][0].start - ahead),
        min(last, matched[-1][2][-1].end + behind),
    )
    same = [theirs for tag, _, theirs in steps if tag == "equal"]
    equal = sum(map(len, same))
    if not equal:
        return None
    there = [word for _, _, theirs in steps for word in theirs]
    keys = [word.key for words in same for word in words]
    return NearPassage(
        ((there[0].start, there[-1].end),),
        equal / sum(weight(*step) for step in steps),
        equal,
        content_count(keys),
    )


def _together(matched: list[DiffStep]) -> list[DiffStep]:
    """Return equal parts without stray words at an end, far from the others."""
    for _ in range(_MAX_STRAYS):
        if len(matched) < 2:
            break
        (_, head, there), (_, after, next_) = matched[:2]
        if next_[0].start - there[-1].end > _FAR * len(there) + _gap(head, after):
            matched = matched[1:]
            continue
        (_, before, last), (_, tail, there) = matched[-2:]
        if there[0].start - last[-1].end > _FAR * len(there) + _gap(before, tail):
            matched = matched[:-1]
            continue
        break
    return matched


def _gap(one: list[WordSpan], other: list[WordSpan]) -> int:
    return other[0].start - one[-1].end


def _aligned(
    held: Letters, line: list[WordSpan], first: int, last: int
) -> list[tuple[str, list[WordSpan], list[WordSpan]]]:
    return align(line, [WordSpan(held.words[n], n, n + 1) for n in range(first, last)])


@dataclass(frozen=True, slots=True)
class JoinedPart:
    """Some words of a claim, by number, and the text and span that have them.

    `home` is the source of the text, and where in it the text begins.
    """

    first: int
    last: int
    text: int
    span: Span
    home: tuple[object, int]


#: Texts with their homes, as in JoinedPart.
TextsWithRanges = Sequence[tuple[Letters, tuple[object, int]]]


def joined_parts(texts: TextsWithRanges, claim: Letters) -> list[JoinedPart]:
    """Return the parts of a claim that are exact in several places, or [].

    Each part has MIN_PART words or more, and the parts are the whole claim. Parts next
    to each other in one source are one passage with words left out, and no join.
    """
    size = len(claim)
    if not 2 * MIN_PART <= size <= MAX_WORDS_OF_CLAIM:
        return []
    return _two_parts(texts, claim) or _several_parts(texts, claim)


def _two_parts(texts: TextsWithRanges, claim: Letters) -> list[JoinedPart]:
    size = len(claim)
    heads = [_longest(text, claim, 0, from_end=False) for text, _ in texts]
    tails = [_longest(text, claim, size, from_end=True) for text, _ in texts]
    # Join at the end of the longest first part for which the second one is long enough.
    pairs = sorted(
        (
            (-(head + tail), one, other)
            for one, head in enumerate(heads)
            for other, tail in enumerate(tails)
            if head >= MIN_PART and tail >= MIN_PART and head + tail >= size
        ),
    )
    joined: list[JoinedPart] = []
    for _, one, other in pairs[:_MAX_PAIRS]:
        low, high = max(size - tails[other], MIN_PART), min(heads[one], size - MIN_PART)
        if low > high:
            continue
        # The end of a sentence is the likeliest seam.
        cut = min(
            range(low, high + 1), key=lambda at: (not _ends_sentence(claim, at), -at)
        )
        parts = [
            _part(texts, one, claim, 0, cut),
            _part(texts, other, claim, cut, size),
        ]
        if are_close(*parts):
            return []  # One passage with words left out.
        if not joined and _is_joined(parts, claim):
            joined = parts
    return joined


def _several_parts(texts: TextsWithRanges, claim: Letters) -> list[JoinedPart]:
    parts: list[JoinedPart] = []
    at, size = 0, len(claim)
    while at < size:
        if len(parts) == MAX_PARTS_OF_CLAIM:
            return []
        ends = [_longest(text, claim, at, from_end=False) for text, _ in texts]
        best = max(range(len(texts)), key=ends.__getitem__, default=None)
        if best is None or ends[best] < MIN_PART:
            return []
        parts.append(_part(texts, best, claim, at, at + ends[best]))
        at += ends[best]
    return parts if len(parts) > 1 and _is_joined(parts, claim) else []


def _is_joined(parts: list[JoinedPart], claim: Letters) -> bool:
    for part in parts:
        words = claim.words[part.first : part.last]
        if content_count(words) < MIN_PART_CONTENT:
            return False
    return any(not are_close(*pair) for pair in pairwise(parts))


def are_close(one: JoinedPart, other: JoinedPart) -> bool:
    """Return whether two parts are near each other in one source."""
    (source, offset), (other_source, other_offset) = one.home, other.home
    moved = other_offset - offset
    return source == other_source and (
        -MIN_DISTANCE
        < max(other.span[0] + moved - one.span[1], one.span[0] - other.span[1] - moved)
        < MIN_DISTANCE
    )


def _ends_sentence(claim: Letters, at: int) -> bool:
    return any(mark in claim.gap(at - 1) for mark in ".!?;…")


def _part(
    texts: TextsWithRanges, number: int, claim: Letters, first: int, last: int
) -> JoinedPart:
    text, home = texts[number]
    at = has(text, claim, first, last)
    end = claim.starts[last] if last < len(claim) else len(claim.letters)
    stop = at + end - claim.starts[first] - 1
    span = text.span(text.word_at(at), text.word_at(stop) + 1)
    return JoinedPart(first, last, number, span, home)


def _longest(text: Letters, claim: Letters, at: int, from_end: bool) -> int:
    """Return the number of words from a place in a claim on that a text has in a row.

    Words before the place if `from_end`.
    """
    low, high = 0, at if from_end else len(claim) - at
    while low < high:
        middle = (low + high + 1) // 2
        first, last = (at - middle, at) if from_end else (at, at + middle)
        if has(text, claim, first, last) >= 0:
            low = middle
        else:
            high = middle - 1
    return low
