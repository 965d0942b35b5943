"""How many quotes something has: asked of the tallies, in one statement with more.

A page asks one Question, which is put together of branches; each gives rows of (key,
label, quotes, values, days), and has a name by which they are found again.
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from quotes.models import AnchorStatus, QuoteKind, Standing
from quotes.sql import run

#: The counters of a tally, by what they sort quotes by.
SORTS = {
    "kind": QuoteKind.values,
    "standing": Standing.values,
    "anchor": AnchorStatus.values,
}
_COUNTERS = [(sort, name) for sort, names in SORTS.items() for name in names]
_OF_VALUE = "facet = %s AND value = %s AND tag = ''"
_WITHIN = "period BETWEEN %s AND %s"
#: What is no month or year: days of the first hundred years are as small numbers.
MONTHLY = "mod(period, 100) <= 12 AND quotes > 0"


class Answer(NamedTuple):
    """A row: `values` says how many such rows there are, where some are left out.

    `days` are [day, last day] of the first and of the last quote, in one row.
    """

    key: str
    label: str = ""
    quotes: int = 0
    values: int = 0
    days: tuple[datetime.date, ...] | None = None


class Question:
    """One statement that only reads, put together a branch at a time."""

    def __init__(self):
        self.parts, self.of_parts = [], []
        self.branches, self.of_branches = [], []

    def part(self, name, sql, *parameters):
        """Add a query that branches can read as a table."""
        self.parts.append(f"{name} AS MATERIALIZED ({sql})")
        self.of_parts += parameters

    def branch(self, name, columns, rest, *parameters):
        """Add the answers `name`: SELECT the columns of an Answer, as far as given."""
        given = [*columns, *("''", "0", "0", "NULL")[len(columns) - 1 :]]
        types = ("text", "text", "bigint", "bigint", "date[]")
        # Named, or ORDER BY would take a column for its text: “100” before “99”.
        answer = ", ".join(
            f"({each})::{to} AS answer_{field}"
            for each, to, field in zip(given, types, Answer._fields, strict=True)
        )
        self.branches.append(f"(SELECT '{name}', {answer} {rest})")
        self.of_branches += parameters

    def ask(self):
        """Return {name: (Answer, …)}, each in the order of its branch."""
        parts = f"WITH {', '.join(self.parts)} " if self.parts else ""
        found = {}
        rows = run(
            parts + " UNION ALL ".join(self.branches),
            [*self.of_parts, *self.of_branches],
        )
        for name, *answer, days in rows:
            found.setdefault(name, []).append(Answer(*answer, days and tuple(days)))
        return {name: tuple(given) for name, given in found.items()}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many quotes something has: in all, by period, and by kind and the like.

    `periods` has months (202502) and what is known by its year alone (202500);
    `sorts` has {"kind": {"direct": 12, …}, "standing": …, "anchor": …}.
    """

    total: int
    periods: dict[int, int]
    sorts: dict[str, dict[str, int]]

    @property
    def undated(self):
        """Return how many there are of which not even the year is known."""
        return self.total - sum(self.periods.values())

    @property
    def years(self):
        """Return {year: quotes}, in order."""
        return by_year(self.periods)


def by_year(periods):
    """Sum {period: quotes} up to {year: quotes}, in order."""
    years = {}
    for period, number in sorted(periods.items()):
        years[period // 100] = years.get(period // 100, 0) + number
    return years


def select_counts(question, facet, value, year=None, name=""):
    """Ask for all that the tallies have of one value of a facet, or of one year of it.

    `name` tells several values apart.
    """
    months = (year * 100, year * 100 + 12) if year else (1, 999_999)
    question.branch(
        f"period{name}",
        ["period", "''", "quotes"],
        f"FROM quotes_tally WHERE {_OF_VALUE} AND {_WITHIN} AND {MONTHLY}",
        str(facet),
        value,
        *months,
    )
    sums = ", ".join(f"sum({each}) AS {each}" for _, each in _COUNTERS)
    pairs = ", ".join(f"('{sort}', '{each}', {each})" for sort, each in _COUNTERS)
    question.branch(
        f"sort{name}",
        ["k.sort", "k.name", "k.quotes"],
        f"FROM (SELECT sum(quotes) AS quotes, {sums} FROM quotes_tally"
        f" WHERE {_OF_VALUE} AND {_WITHIN}) t CROSS JOIN LATERAL"
        f" (VALUES ('total', '', quotes), {pairs}) k (sort, name, quotes)"
        " WHERE k.quotes > 0",
        str(facet),
        value,
        *(months if year else (0, 0)),
    )


def counts_from(answers, name=""):
    """Return the Counts that select_counts() asked for."""
    sorts = {sort: {} for sort in SORTS}
    total = 0
    for answer in answers.get(f"sort{name}", ()):
        if answer.key == "total":
            total = answer.quotes
        else:
            sorts[answer.key][answer.label] = answer.quotes
    periods = {int(each.key): each.quotes for each in answers.get(f"period{name}", ())}
    return Counts(total, dict(sorted(periods.items())), sorts)
