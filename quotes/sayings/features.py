"""Computes how two wordings differ, as numbers for the model.

The shorter of the two (by information) is the `little` one, the longer the `long` one.
Shares are of information, from 0 to 1.
"""

import re
from collections import Counter
from itertools import pairwise

from rapidfuzz import fuzz

from quotes.sayings.alignment import CONTENT, Differences
from quotes.sayings.words import NOT, Wording

FEATURE_NAMES = (
    "in_little in_long both shared ordered_little ordered_long run run_share "
    "pairs_little pairs_long letters letters_part letters_sorted little long ratio "
    "words_little missing missing_rarest added replaced_little replaced_long "
    "replaced_rarest begins_alike ends_alike negations moved speaker content_shared "
    "rarest_shared inner_share window_share trigrams numbers speeches words_missing "
    "words_added last_word one_sided meaning contrary".split()
)


def features(found: Differences) -> list[float]:
    """Return the numbers of FEATURE_NAMES for two wordings."""
    little, long = found.little, found.long
    mine, its = little.weights, long.weights
    whole, all_ = max(little.weight, 0.1), max(long.weight, 0.1)
    similar = found.similar
    shared = sum(share * min(mine[a], its[c]) for a, (c, share) in similar.items())
    ordered = sum(min(mine[a], its[c]) for a, c in found.equal)
    taken = {c for c, _ in similar.values()}
    missing = [w for a, w in enumerate(mine) if a not in similar]
    added = [w for c, w in enumerate(its) if c not in taken]
    run, first, last = _runs(found)
    replaced = _replaced(found)
    pairs = _pairs(little), _pairs(long)
    same_pairs = sum((pairs[0] & pairs[1]).values())
    content = [min(mine[a], its[c]) for a, (c, _) in similar.items()]
    inner, window = _inside(found)
    return [
        shared / whole,
        shared / all_,
        shared / max(whole + all_ - shared, 0.1),
        shared,
        ordered / whole,
        ordered / all_,
        run,
        run / whole,
        same_pairs / max(1, sum(pairs[0].values())),
        same_pairs / max(1, sum(pairs[1].values())),
        fuzz.ratio(little.plain, long.plain) / 100,
        fuzz.partial_ratio(little.plain[:400], long.plain[:3000]) / 100,
        fuzz.token_sort_ratio(little.plain[:400], long.plain[:400]) / 100,
        whole,
        all_,
        whole / all_,
        len(mine),
        sum(missing),
        max(missing, default=0.0),
        sum(added),
        replaced[0],
        replaced[1],
        replaced[2],
        first / whole,
        last / whole,
        _negations(found),
        (shared - ordered) / whole,
        same_speaker(little.speakers, long.speakers),
        sum(w >= CONTENT for w in content),
        max(content, default=0.0),
        inner,
        window,
        trigram_share(little, long),
        _numbers(found),
        little.speech + long.speech,
        sum(w >= CONTENT for w in missing),
        sum(w >= CONTENT for w in added),
        _last(little) == _last(long),
        min(sum(missing), sum(added)),
        sum(share * mine[a] for a, _, share in found.related if share > 0) / whole,
        sum(share < 0 for _, _, share in found.related),
    ]


def trigram_share(one: Wording, other: Wording) -> float:
    """Return the share of trigrams that both have, as pg_trgm does."""
    shared = len(one.trigrams & other.trigrams)
    return shared / max(1, len(one.trigrams) + len(other.trigrams) - shared)


def _numbers(found: Differences) -> int:
    """Return how many numbers of the little one differ in the long one."""
    its = {key for key in found.long.keys if key[0].isdigit()}
    mine = {key for key in found.little.keys if key[0].isdigit()}
    return len(mine - its) if its else 0


def _last(wording: Wording) -> str:
    """Return the last content word."""
    for stem, weight in zip(
        reversed(wording.stems), reversed(wording.weights), strict=True
    ):
        if weight >= CONTENT:
            return stem
    return ""


def _runs(found: Differences) -> tuple[float, float, float]:
    """Return the information of the longest run, and of equal beginning and end."""
    mine = found.little.weights
    longest = first = last = 0.0
    for tag, a, b, c, d in found.blocks:
        if tag != "equal":
            continue
        weight = sum(mine[a:b])
        longest = max(longest, weight)
        if a == 0 and c == 0:
            first = weight
        if b == len(mine) and d == len(found.long.stems):
            last = weight
    return longest, first, last


def _replaced(found: Differences) -> tuple[float, float, float]:
    """Return the information replaced between equal words, and of its rarest word.

    Replaced words are between two equal words, or at one end, in both wordings.
    """
    similar = found.similar
    taken = {c for c, _ in similar.values()}
    mine, its = found.little.weights, found.long.weights
    little = long = rarest = 0.0
    gaps = [(-1, -1), *found.equal, (len(mine), len(its))]
    for (a, c), (b, d) in pairwise(gaps):
        one = [mine[n] for n in range(a + 1, b) if n not in similar]
        other = [its[n] for n in range(c + 1, d) if n not in taken]
        if one and other:
            little += sum(one)
            # A long passage outside the shared words counts only up to this length.
            long += min(sum(other), 2 * sum(one) + 10)
            rarest = max(rarest, min(max(one), max(other)))
    return little, long, rarest


def _pairs(wording: Wording) -> Counter[tuple[str, str]]:
    return Counter(pairwise(wording.stems))


def _negations(found: Differences) -> float:
    """Return how many more negations one has, in the part that both have."""
    little = sum(key in NOT for key in found.little.keys)
    if not found.similar:
        return 0.0
    low, high = _window(found)
    its = found.long.keys[max(0, low - 2) : high + 3]
    return float(abs(little - sum(key in NOT for key in its)))


def _window(found: Differences) -> tuple[int, int]:
    """Return the first and last place in the long one of the words they share."""
    places = sorted(c for _, c in found.equal) or [0]
    size = len(found.little.stems)
    weights = found.long.weights
    best, low, high = -1.0, places[0], places[-1]
    end, total = 0, 0.0
    for place in places:
        while end < len(places) and places[end] < place + size * 1.5 + 3:
            total += weights[places[end]]
            end += 1
        if total > best:
            best, low, high = total, place, places[end - 1]
        total -= weights[place]
    return low, high


def _inside(found: Differences) -> tuple[float, float]:
    """Return how much of the window of the long one, and of all words, is shared."""
    low, high = _window(found)
    its = found.long.weights
    taken = {c for c, _ in found.similar.values()}
    window = sum(its[low : high + 1])
    inside = sum(its[c] for c in taken if low <= c <= high)
    return inside / max(window, 0.1), inside / max(found.little.weight, 0.1)


def same_speaker(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return 1 if a name is the same person’s, 0 if one has none, or else -1."""
    if not one or not other:
        return 0.0
    for name in one:
        for its in other:
            mine, theirs = re.findall(r"\w{3,}", name), re.findall(r"\w{3,}", its)
            if set(mine[:4]) & set(theirs[:4]):
                return 1.0
            if fuzz.ratio(name, its) >= 80:
                return 1.0
    return -1.0
