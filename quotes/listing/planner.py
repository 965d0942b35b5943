"""Chooses the way to the quotes that are asked for: the one that reads least."""

import datetime
from dataclasses import dataclass, replace

from quotes.listing.criteria import WAYS
from quotes.listing.scans import estimate, probe, walk
from quotes.models import Facet
from quotes.models.listings import UNKNOWN_DAY

#: So many of the newest matches are counted by kind, speaker and all else, and ranked.
SAMPLE = 2_000
#: So many entries are walked without asking whether there is a shorter way, and so
#: many at most to fill a sample.
SHORT_WALK = 20_000
LONG_WALK = 60_000


@dataclass(frozen=True, slots=True)
class Way:
    """A query for rows. It is `light` if many of them can be counted."""

    sql: str
    parameters: list
    light: bool


class Wayfinder:
    """Finds ways for one reader's question.

    `totals` has the quotes of each name that is asked for: {(filter, key): number}.
    Estimates for all that may be asked, which is what is `asked` and the same without
    one of its filters, are got in one question to the database, if one is needed.
    """

    def __init__(self, asked, totals):
        self.totals = totals
        self.estimates = {}
        self.estimable = [
            asked.tsquery(),
            *(asked.without(name).tsquery() for name in sorted(asked.values_on)),
            "",
        ]

    def way(self, asked, limit, cursor=None, order="newest"):
        """Return the Way to the next `limit` quotes in an order of time.

        Or to those before the cursor, in reverse. What is not dated comes last in
        either order.
        """
        back = bool(cursor and cursor.back)
        if order == "newest":
            return self._way(asked, limit, cursor, ascending=back)
        # Dates that are not known are the smallest: see Listing.day.
        undated = cursor is not None and str(cursor.day) == UNKNOWN_DAY
        steps = [
            (True, None if undated else cursor),
            (False, cursor if undated else None),
        ]
        if not back:
            steps = steps[1:] if undated else steps
        else:
            steps = steps[::-1] if undated else steps[:1]
        ways = [
            self._way(replace(asked, known=known), limit, place, ascending=not back)
            for known, place in steps
        ]
        if len(ways) == 1:
            return ways[0]
        parts = " UNION ALL ".join(f"({way.sql})" for way in ways)
        return Way(
            f"{parts} LIMIT %s",
            [*ways[0].parameters, *ways[1].parameters, limit],
            light=False,
        )

    def _way(self, asked, limit, cursor, ascending):
        name, total = self._entries(asked)
        words = asked.search is not None and not asked.search.only_negative
        others = asked.on - {name, "start", "end", "year", "search", "nothing"}
        if words or (others and not self._walks(asked, name, total)):
            found = probe(
                asked.tsquery(),
                asked.date_conditions(),
                limit,
                cursor,
                ascending,
                dates=_dates(asked),
                rows=self._estimate(asked.tsquery()),
            )
            return Way(*found, light=False)
        sql, parameters = asked.conditions(but=name)
        if asked.search:
            sql.append(
                "EXISTS (SELECT FROM quotes_listing l WHERE l.search @@ %s::tsquery"
                " AND l.quote_id = quotes_listentry.quote_id)"
            )
            parameters.append(asked.search.tsquery)
        facet, values = (
            (WAYS[name], getattr(asked, name)) if name else (Facet.ALL, (0,))
        )
        found = walk(facet, values, (sql, parameters), limit, cursor, ascending)
        return Way(*found, light=not asked.search)

    def _entries(self, asked):
        """Return (filter, number) of the names with the fewest entries, if any."""
        return min(
            (
                (name, sum(self.totals.get((name, key), 0) for key in keys))
                for name in WAYS
                if (keys := getattr(asked, name))
            ),
            key=lambda each: each[1],
            default=("", None),
        )

    def _walks(self, asked, name, total):
        """Tell whether a walk soon finds enough, in spite of what it leaves out."""
        if total is not None and total <= SHORT_WALK:
            return True
        if total is None:
            total = self._estimate("")
        matches = self._estimate(asked.tsquery())
        return SAMPLE * total <= LONG_WALK * max(matches, 1)

    def _estimate(self, tsquery):
        if not self.estimates:
            self.estimates = estimate(list(dict.fromkeys(self.estimable)))
        return self.estimates[tsquery]


def _dates(asked):
    first, last = asked.start, asked.end
    if asked.year:
        years = min(asked.year), max(asked.year)
        first = max(filter(None, (first, datetime.date(years[0], 1, 1))))
        last = min(filter(None, (last, datetime.date(years[1], 12, 31))))
    return first, last
