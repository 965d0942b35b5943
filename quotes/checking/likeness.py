"""Finds the passage that is closest to a claim in other words. Plain Python.

Words are compared by their stems, and by groups of English words that say nearly the
same (synonyms.txt). A passage is near if a window as long as the claim has most of its
content words, or similar ones, and many of them in the same order. Two near passages
need not mean the same: a “not” weighs as little as a “the”.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from quotes.anchoring.anchors import Span, Spans
from quotes.checking.letters import Letters, is_sign
from quotes.lexicon.words import FUNCTION_WORDS

#: The weight of a word of the same group; that of the same word is 1.
LIKE = 0.75
#: A claim with fewer content words is similar to too many passages.
MIN_CONTENT = 3
#: The least weight of content words that a near passage shares, counted as above.
MIN_SHARED = 2
#: Likeness of a near passage, and the same plus half of its lead over another text's.
MIN_LIKENESS, MIN_WITH_LEAD = 0.55, 0.68
#: A word that is more frequent in a text says little about the place.
_MAX_OCCURRENCES = 80
#: Windows of a text that are compared word by word.
_MAX_WINDOWS = 2
_SYNONYMS = Path(__file__).with_name("synonyms.txt")
_IRREGULAR = """
be is are was were been am; have has had; do does did done; say said; make made; go went
gone; take took taken; come came; see saw seen; know knew known; get got gotten; give
gave given; find found; think thought; tell told; become became; leave left; feel felt;
bring brought; begin began begun; keep kept; hold held; write wrote written; hear heard;
stand stood; mean meant; meet met; run ran; pay paid; speak spoke spoken; lead led; grow
grew grown; lose lost; fall fell fallen; send sent; build built; understand understood;
draw drew drawn; break broke broken; spend spent; rise rose risen; drive drove driven;
buy bought; wear wore worn; choose chose chosen; seek sought; fight fought; teach
taught; catch caught; win won; sell sold; forget forgot forgotten; bear bore borne; bind
bound; strike struck; shake shook shaken; throw threw thrown; swear swore sworn; steal
stole stolen; flee fled; deal dealt; weave wove woven; tear tore torn; arise arose
arisen; forsake forsook forsaken; forgive forgave forgiven; overcome overcame; undertake
undertook undertaken; dwell dwelt; man men; woman women; child children; life lives
"""
_BASE = {
    form: forms.split()[0] for forms in _IRREGULAR.split(";") for form in forms.split()
}
_FUNCTION = FUNCTION_WORDS | {"has", "have", "had", "must", "is", "was", "were", "be"}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A passage near a claim: its range of words, and how near it is, from 0 to 1.

    `shared` of the claim's `content` words are there, or words like them.
    """

    ranges: Spans
    likeness: float
    shared: int
    content: int


class ExpandedClaim:
    """The words of a claim, and the words that say nearly the same as each."""

    def __init__(self, words: Sequence[str]) -> None:
        self.stems = [english_stem(word) for word in words]
        self.content = [
            number
            for number, word in enumerate(words)
            if word not in _FUNCTION and not is_sign(word)
        ]
        #: {stem: [(number of the claim's word, what it counts)]}
        self.wanted: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number in self.content:
            own = self.stems[number]
            self.wanted[own].append((number, 1.0))
            for other in _groups().get(own, ()):
                self.wanted[other].append((number, LIKE))

    def nearest(self, held: Letters) -> Likeness | None:
        """Return the passage of a text that is most like the claim, or None."""
        if len(self.content) < MIN_CONTENT:
            return None
        stems = [english_stem(word) for word in held.words]
        found = (self._compared(stems, *each) for each in self._windows(stems))
        return max(filter(None, found), key=lambda each: each.likeness, default=None)

    def _windows(self, stems: list[str]) -> list[Span]:
        """Return the ranges of words that have most of the claim's content words."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(stems):
            if word in self.wanted:
                places[word].append(place)
        hits = sorted(
            (place, number, share)
            for word, several in places.items()
            if len(several) <= _MAX_OCCURRENCES
            for place in several
            for number, share in self.wanted[word]
        )
        size = len(self.stems) * 5 // 4 + 4
        counts: dict[tuple[int, float], int] = defaultdict(int)
        ranked, first, total = [], 0, 0.0
        for place, number, share in hits:
            total += self._step(counts, number, share, 1)
            while place - hits[first][0] > size:
                total += self._step(counts, *hits[first][1:], -1)
                first += 1
            ranked.append((-total, hits[first][0], place + 1))
        windows: list[Span] = []
        for total, start, end in sorted(ranked):
            if -total < MIN_SHARED or len(windows) == _MAX_WINDOWS:
                break
            if all(abs(start - other) >= size // 2 for other, _ in windows):
                windows.append((start, end))
        return windows

    @staticmethod
    def _step(
        counts: dict[tuple[int, float], int], number: int, share: float, by: int
    ) -> float:
        """Count a word of a window in or out; return by how much its weight changes."""

        def weight() -> float:
            return 1.0 if counts[number, 1.0] else LIKE * bool(counts[number, LIKE])

        before = weight()
        counts[number, share] += by
        return weight() - before

    def _compared(self, stems: list[str], start: int, end: int) -> Likeness | None:
        size = len(self.stems)
        margin = max(0, size - (end - start)) + 3
        first, last = max(0, start - margin), min(len(stems), end + margin)
        there = stems[first:last]
        same: dict[int, tuple[float, str]] = {}
        for word in there:
            for number, share in self.wanted.get(word, ()):
                if share > same.get(number, (0.0, ""))[0]:
                    same[number] = share, word
        weight = sum(share for share, _ in same.values())
        if weight < MIN_SHARED:
            return None
        keys = [
            same[number][1] if number in same else word
            for number, word in enumerate(self.stems)
        ]
        in_order, spans = 0, []
        for step in Levenshtein.opcodes(keys, there):
            if step.tag == "equal":
                in_order += step.src_end - step.src_start
                spans.append((step.dest_start, step.dest_end))
        if not spans:
            return None
        return Likeness(
            ((first + spans[0][0], first + spans[-1][1]),),
            (weight / len(self.content) + in_order / size) / 2,
            len(same),
            len(self.content),
        )


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """Return an English word without the endings that inflect it."""
    if word in _BASE:
        return _BASE[word]
    if len(word) > 4:
        if word.endswith(("ies", "ied")):
            return f"{word[:-3]}y"
        for ending in ("ing", "ed"):
            base = word.removesuffix(ending)
            if base != word and len(base) > 2 and re.search("[aeiouy]", base):
                if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                    base = base[:-1]
                return base.rstrip("e")
        if word.endswith(("ses", "xes", "zes", "hes")):
            return word[:-2]
    if len(word) > 3:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
        word = word.rstrip("e")
    return word


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Return {stem: the stems of words that say nearly the same}."""
    lines = _SYNONYMS.read_text(encoding="utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    found: dict[str, set[str]] = defaultdict(set)
    for group in text.split(";"):
        stems = {english_stem(word) for word in group.split()}
        for each in stems:
            found[each] |= stems
    return {each: frozenset(others - {each}) for each, others in found.items()}
