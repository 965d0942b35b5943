"""Numbers of quotes, in total and by period, kind and status, from the tallies."""

from dataclasses import dataclass, field

from quotes.models.listings import COUNTERS

_COUNTERS = [(sort, name) for sort, names in COUNTERS.items() for name in names]
_OF_VALUE = "facet = %s AND value = %s AND tag = ''"
_WITHIN = "period BETWEEN %s AND %s"
#: SQL for the label of a period: its numbers of verdicts, "" if there are none.
VERDICTS = (
    "CASE WHEN {0} + {1} + {2} > 0 THEN {0} || ' ' || {1} || ' ' || {2} ELSE '' END"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of quotes: in total, by period, and by kind, standing and anchor status.

    `periods` has months (202502) and quotes dated to the year only (202500); `sorts`
    has {"kind": {"direct": 12, …}, "standing": …, "anchor": …}; `verdicts` has how many
    of a period are verified, disputed and misattributed, if any are.
    """

    total: int
    periods: dict[int, int]
    sorts: dict[str, dict[str, int]]
    verdicts: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def undated(self):
        """Return the number of quotes without a year."""
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


def select_counts(query, facet, value, year=None, name=""):
    """Select the tallies of one value of a facet, or of one `year` of it.

    `name` distinguishes the results if there are several.
    """
    months = (year * 100, year * 100 + 12) if year else (1, 999_999)
    query.select(
        f"period{name}",
        ["period", VERDICTS.format("verified", "disputed", "misattributed"), "quotes"],
        f"FROM quotes_tally WHERE {_OF_VALUE} AND {_WITHIN} AND quotes > 0",
        str(facet),
        value,
        *months,
    )
    sums = ", ".join(f"sum({each}) AS {each}" for _, each in _COUNTERS)
    pairs = ", ".join(f"('{sort}', '{each}', {each})" for sort, each in _COUNTERS)
    query.select(
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


def counts_from(results, name=""):
    """Return the Counts from the results of select_counts()."""
    sorts = {sort: {} for sort in COUNTERS}
    total = 0
    for row in results.get(f"sort{name}", ()):
        if row.key == "total":
            total = row.number
        else:
            sorts[row.key][row.label] = row.number
    rows = results.get(f"period{name}", ())
    periods = {int(each.key): each.number for each in rows}
    verdicts = {
        int(each.key): tuple(map(int, each.label.split()))
        for each in rows
        if each.label
    }
    return Counts(total, dict(sorted(periods.items())), sorts, verdicts)
