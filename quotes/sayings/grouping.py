"""Puts quotes into sayings one by one, as they are published.

A quote joins a saying if it is surely the same as one member, like the members on
average, and the opposite of none: so a chain of less and less similar quotes is not one
saying. Plain Python: `quotes/grouping` reads and writes the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.sayings.judging import EQUAL, OPPOSITE, PROPOSE, Relation, judge_all
from quotes.sayings.words import Wording

if TYPE_CHECKING:
    from quotes.sayings.model import Trees

#: The least average likelihood that a quote is the same as the members of a saying.
MEAN = 0.3
#: Members of a saying that a quote is compared with, of different wordings.
MAX_MEMBERS_COMPARED = 8
#: How many candidates from one saying are compared, before those.
MAX_OF_SAYING = 4


@dataclass(frozen=True, slots=True)
class Assignment:
    """The result for a quote: it joins, or is proposed for, the saying of another.

    `other` is the quote it was compared with, None if it stays alone. `merged` are
    quotes whose sayings, or which themselves, are one with that saying now.
    """

    quote: int
    other: int | None = None
    relation: Relation | None = None
    proposed: bool = False
    merged: tuple[int, ...] = ()


@dataclass
class Grouping:
    """The sayings near some quotes: their members, and the wordings of all of these.

    `apart` are pairs of quotes that an editor keeps apart, the smaller key first.
    `fixed` are sayings that the machine does not merge, because editors decided on
    them.
    """

    wordings: dict[int, Wording] = field(default_factory=dict)
    saying: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)
    fixed: set[int] = field(default_factory=set)
    trees: Trees | None = None
    _known: dict[tuple[int, int], Relation] = field(default_factory=dict)

    def judge(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Judge pairs of quotes that are not judged yet, all at once."""
        new = [
            (one, other)
            for one, other in {(min(pair), max(pair)) for pair in pairs}
            if one != other and (one, other) not in self._known
        ]
        words = [(self.wordings[one], self.wordings[other]) for one, other in new]
        found = judge_all(words, self.trees)
        self._known.update(zip(new, found, strict=True))

    def relation(self, one: int, other: int) -> Relation:
        """Return the Relation of two quotes, as seen from the first."""
        pair = min(one, other), max(one, other)
        if pair not in self._known:
            self.judge([pair])
        found = self._known[pair]
        return found if one < other else found.reversed

    def place(self, quote: int, candidates: Sequence[int]) -> Assignment:
        """Decide on a quote, and put it into a saying if it joins one.

        A new saying has the key of its first quote, negative: it is not stored yet.
        """
        if quote in self.saying:
            return Assignment(quote)
        some = self._few_of_each(quote, candidates)
        self.judge((quote, other) for other in some)
        found = {other: self.relation(quote, other) for other in some}
        best: dict[int, int] = {}
        for other, relation in found.items():
            group = self.saying.get(other, -other)
            if group not in best or relation.chance > found[best[group]].chance:
                best[group] = other
        ranked = sorted(best, key=lambda each: (-found[best[each]].chance, abs(each)))
        joined = [
            group
            for group in ranked
            if found[best[group]].joins and self._fits(quote, group, best[group])
        ]
        if not joined:
            return self._proposed(quote, ranked, best, found)
        # A saying that is stored already goes before new ones.
        first, *others = sorted(joined, key=lambda group: group < 0)
        self.add(quote, first, best[first])
        merged = tuple(best[each] for each in others if self._merge(first, each))
        return Assignment(quote, best[first], found[best[first]], merged=merged)

    def _few_of_each(self, quote: int, candidates: Iterable[int]) -> list[int]:
        """Return candidates without most of those that are in one saying."""
        number: Counter[int] = Counter()
        found: list[int] = []
        for other in candidates:
            group = self.saying.get(other, -other)
            if other != quote and number[group] < MAX_OF_SAYING:
                number[group] += 1
                found.append(other)
        return found

    def _proposed(
        self,
        quote: int,
        ranked: list[int],
        best: Mapping[int, int],
        found: Mapping[int, Relation],
    ) -> Assignment:
        for group in ranked:
            relation = found[best[group]]
            if relation.chance < PROPOSE:
                break
            if not self._is_apart([quote], self._members(group)):
                return Assignment(quote, best[group], relation, proposed=True)
        return Assignment(quote)

    def _members(self, group: int) -> list[int]:
        return self.members.get(group, [-group] if group < 0 else [])

    def _fits(self, quote: int, group: int, other: int) -> bool:
        members = self._members(group)
        if self._is_apart([quote], members):
            return False
        if self.relation(quote, other).kind == EQUAL:
            return True
        return self._is_like([quote], [other, *self._distinct(members)])

    def _is_like(self, some: Sequence[int], others: Sequence[int]) -> bool:
        pairs = [(one, other) for one in some for other in dict.fromkeys(others)]
        self.judge(pairs)
        found = [self.relation(*pair) for pair in pairs]
        if any(each.kind == OPPOSITE for each in found):
            return False
        return sum(each.chance for each in found) >= MEAN * len(found)

    def _distinct(self, members: Iterable[int]) -> list[int]:
        """Return a few members of different wordings.

        Copies of others may have none here, because they would add nothing.
        """
        found: dict[tuple[str, ...], int] = {}
        for member in members:
            if member not in self.wordings:
                continue
            found.setdefault(self.wordings[member].keys, member)
            if len(found) == MAX_MEMBERS_COMPARED:
                break
        return list(found.values())

    def _is_apart(self, some: Iterable[int], others: Sequence[int]) -> bool:
        if not self.apart:
            return False
        return any(
            (min(one, other), max(one, other)) in self.apart
            for one in some
            for other in others
        )

    def fits_copy(self, quote: int, group: int) -> bool:
        """Return whether a quote may join a saying that has its words already."""
        return not self._is_apart([quote], self._members(group))

    def add(self, quote: int, group: int, other: int) -> None:
        """Put a quote into the saying of another, which may be a new one."""
        if group not in self.members:
            self.members[group] = [other]
            self.saying[other] = group
        self.members[group].append(quote)
        self.saying[quote] = group

    def _merge(self, group: int, other: int) -> bool:
        """Put the members of another saying into one, if they are alike on average."""
        mine, its = self._members(group), self._members(other)
        if other in self.fixed or self._is_apart(mine, its):
            return False
        if not self._is_like(self._distinct(mine)[:4], self._distinct(its)[:4]):
            return False
        for member in its:
            self.saying[member] = group
        self.members[group] = [*mine, *its]
        self.members.pop(other, None)
        return True
