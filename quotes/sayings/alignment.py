"""Aligns two wordings: the words that both have, in the same order or not.

The shorter of the two (by information) is the `little` one, the longer the `long` one.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Levenshtein

from quotes.sayings.thesaurus import relation
from quotes.sayings.words import Wording

#: A word of at least this weight is a content word.
CONTENT = 4.0
#: Words of less information are not compared by their meaning.
_MEANING = 1.5
#: Words of this letter similarity are forms or misprints of one word.
_ALIKE = 0.74
#: Differing words compared letter by letter, on each side.
_MAX_COMPARED = 30


@dataclass(frozen=True)
class Differences:
    """The alignment of two wordings: the little one with the long one.

    `equal` are the pairs of places with the same word in the same order.
    """

    little: Wording
    long: Wording

    @cached_property
    def blocks(self) -> list[tuple[str, int, int, int, int]]:
        """Return the steps (tag, and spans in both) from the little to the long one."""
        return [
            (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in LCSseq.opcodes(self.little.stems, self.long.stems)
        ]

    @cached_property
    def equal(self) -> list[tuple[int, int]]:
        return [
            (a + n, c + n)
            for tag, a, b, c, _ in self.blocks
            if tag == "equal"
            for n in range(b - a)
        ]

    @cached_property
    def gaps(self) -> list[tuple[int, int, int, int]]:
        """Return the spans in both that differ between the same equal words."""
        places = [(-1, -1), *self.equal, (len(self.little.stems), len(self.long.stems))]
        return [
            (a + 1, b, c + 1, d)
            for (a, c), (b, d) in pairwise(places)
            if b > a + 1 and d > c + 1
        ]

    @cached_property
    def similar(self) -> dict[int, tuple[int, float]]:
        """Return {place in the little one: (place in the long one, share)}.

        Words are the same in any order, or similar in letters.
        """
        places: dict[str, list[int]] = {}
        for place, stem in enumerate(self.long.stems):
            places.setdefault(stem, []).append(place)
        found = {a: (c, 1.0) for a, c in self.equal}
        used = {c for _, c in self.equal}
        missing: list[int] = []
        for place, stem in enumerate(self.little.stems):
            if place in found:
                continue
            free = next((c for c in places.get(stem, ()) if c not in used), None)
            if free is None:
                missing.append(place)
            else:
                found[place] = (free, 1.0)
                used.add(free)
        self._add_alike(missing, found, used)
        return found

    def _add_alike(
        self, missing: list[int], found: dict[int, tuple[int, float]], used: set[int]
    ) -> None:
        added = [
            place
            for place in range(len(self.long.stems))
            if place not in used and len(self.long.keys[place]) > 3
        ][:_MAX_COMPARED]
        for place in missing[:_MAX_COMPARED]:
            key = self.little.keys[place]
            if len(key) < 4:
                continue
            best, at = 0.0, -1
            for c in added:
                other = self.long.keys[c]
                if c not in used and (key[0] == other[0] or key[1:] == other[1:]):
                    score = _alike(key, other)
                    if score > best:
                        best, at = score, c
            if at >= 0:
                found[place] = (at, best)
                used.add(at)

    @cached_property
    def related(self) -> list[tuple[int, int, float]]:
        """Return the pairs of differing words that mean the same or the contrary."""
        similar = self.similar
        taken = {c for c, _ in similar.values()}
        added = [
            place
            for place, weight in enumerate(self.long.weights)
            if place not in taken and weight >= _MEANING
        ][:_MAX_COMPARED]
        found: list[tuple[int, int, float]] = []
        if not added:
            return found
        for place, stem in enumerate(self.little.stems):
            if place in similar or self.little.weights[place] < _MEANING:
                continue
            shares = [(relation(stem, self.long.stems[c]), c) for c in added]
            best, at = max(shares)
            if best <= 0:
                best, at = min(shares)
            if best:
                found.append((place, at, best))
        return found


def _alike(key: str, other: str) -> float:
    """Return how likely two words are forms of one: 0, or from 0.5 to 0.9."""
    score: float = Levenshtein.normalized_similarity(key, other)
    same = 0
    for one, two in zip(key, other, strict=False):
        if one != two:
            break
        same += 1
    if same >= 5 and same >= 0.6 * max(len(key), len(other)):
        score = max(score, 0.8)
    return 0.9 * score if score >= _ALIKE else 0.0


def differences_of(one: Wording, other: Wording) -> Differences:
    """Return the Differences of two wordings, the same for either order of them."""
    if (one.weight, one.plain) <= (other.weight, other.plain):
        return Differences(one, other)
    return Differences(other, one)
