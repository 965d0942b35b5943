"""Decides whether two wordings are one saying, and gives a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.sayings.alignment import CONTENT, Differences, differences_of
from quotes.sayings.contradictions import opposite
from quotes.sayings.features import FEATURE_NAMES, features, trigram_share
from quotes.sayings.words import Wording

if TYPE_CHECKING:
    from quotes.sayings.model import Trees

#: The least likelihood for joining two quotes, and for proposing that to editors.
JOIN, PROPOSE = 0.58, 0.3
#: Wordings that have less in common (share of trigrams) are only proposed: short words
#: within a long passage, and the same thought in other words.
LIKE = 0.43
#: Wordings of less information (bits) are not grouped: “Thank you very much.”
MIN_WEIGHT = 14.5
#: Wordings with less information in common (bits) are not compared.
MIN_SHARED = 9.0
#: So do wordings with less in common: a share of the information of the shorter one,
#: and of the trigrams of both.
MIN_SHARE, MIN_TRIGRAMS = 0.45, 0.2
#: Shares from which one wording is the other with more words around it.
_WHOLE, _LONGER = 0.9, 0.75

EQUAL, ALTERED, PART, EXTENSION, OPPOSITE, OTHER = (
    "equal",
    "altered",
    "part",
    "extension",
    "opposite",
    "other",
)
_IN_LITTLE, _IN_LONG, _SHARED, _TRIGRAMS = map(
    FEATURE_NAMES.index, ("in_little", "in_long", "shared", "trigrams")
)


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of one wording to another.

    `kind` says what the first is to the second; with OTHER and OPPOSITE, they are not
    the same saying. `chance` is the likelihood that they are, from 0 to 1, and
    `explanation` a sentence for editors.
    """

    kind: str
    chance: float
    explanation: str = ""

    @property
    def joins(self) -> bool:
        """Return whether the machine may join the two."""
        return self.kind not in (OPPOSITE, OTHER) and self.chance >= JOIN

    @property
    def reversed(self) -> Relation:
        """Return the relation of the second wording to the first."""
        if self.kind in _SAID:
            turned = EXTENSION if self.kind == PART else PART
            return Relation(turned, self.chance, _SAID[turned])
        return self


_SAID = {
    PART: "Its words are part of the longer version.",
    EXTENSION: "It has the words of the shorter version, and more.",
}
_DIFFERENT = Relation(OTHER, 0.0)


def judge_all(
    pairs: Sequence[tuple[Wording, Wording]], trees: Trees | None = None
) -> list[Relation]:
    """Return the Relation of each pair of wordings."""
    found: list[Relation] = [_DIFFERENT] * len(pairs)
    rows: list[list[float]] = []
    likely: list[tuple[int, Differences]] = []
    for place, (one, other) in enumerate(pairs):
        if is_equal(one, other):
            found[place] = Relation(EQUAL, 1.0, "The same words.")
        elif may_be_same(one, other):
            likely.append((place, differences_of(one, other)))
            rows.append(features(likely[-1][1]))
    if rows and trees is None:
        # Imported here, because numpy takes long, and most pages need none of it.
        from quotes.sayings.model import trained

        trees = trained()
    chances = trees.chances(rows) if trees and rows else []
    for (place, differences), row, chance in zip(likely, rows, chances, strict=True):
        found[place] = _relation(*pairs[place], differences, row, chance)
    return found


def may_be_grouped(words: Wording) -> bool:
    """Return whether a wording has enough information to be a saying."""
    return words.weight >= MIN_WEIGHT and any(
        weight >= CONTENT and not key[0].isdigit()
        for key, weight in zip(words.keys, words.weights, strict=True)
    )


def is_equal(one: Wording, other: Wording) -> bool:
    """Return whether both have the same words with some information."""
    return one.keys == other.keys and may_be_grouped(one)


def may_be_same(one: Wording, other: Wording) -> bool:
    """Return whether two wordings have so much in common that they are worth comparing.

    A cheap test before the alignment: nearly all pairs with a number of
    `quotes.sayings.keys` in common fail it, and 10 of 502 variants.
    """
    little, long = (one, other) if one.weight <= other.weight else (other, one)
    its = long.stem_set
    shared = 0.0
    for stem, weight in little.distinct:
        if stem in its:
            shared += weight
    if shared < MIN_SHARED:
        return False
    # Other forms and synonyms of words are not counted here.
    if shared < MIN_SHARE * little.distinct_weight:
        return False
    return trigram_share(one, other) >= MIN_TRIGRAMS


def _relation(
    one: Wording,
    other: Wording,
    differences: Differences,
    row: list[float],
    chance: float,
) -> Relation:
    if row[_SHARED] < MIN_SHARED or chance < PROPOSE:
        return Relation(OTHER, chance)
    if said := opposite(differences):
        return Relation(OPPOSITE, min(chance, JOIN - 0.01), said)
    if row[_TRIGRAMS] < LIKE:
        chance = min(chance, JOIN - 0.01)
    if row[_IN_LITTLE] >= _WHOLE and row[_IN_LONG] < _LONGER:
        kind = PART if one.weight < other.weight else EXTENSION
        return Relation(kind, chance, _SAID[kind])
    share = round(100 * row[FEATURE_NAMES.index("both")])
    return Relation(ALTERED, chance, f"{share} % of the words by weight are the same.")
