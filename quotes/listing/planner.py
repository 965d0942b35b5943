"""Chooses the scan that reads the fewest rows: list entries, full text or prints."""

import datetime
from dataclasses import dataclass, replace

from quotes.listing.criteria import Criteria
from quotes.listing.facet_types import NAMED
from quotes.listing.pagination import dated_then_undated
from quotes.listing.prints import print_scan
from quotes.listing.scans import (
    SORT_ALL_BELOW,
    count_rows,
    estimate_rows,
    fulltext_scan,
    index_scan,
)
from quotes.models import FacetCode

#: Number of newest matches that facets count and that are ranked.
SAMPLE_SIZE = 2_000
#: Maximum number of entries in an index scan without an estimate, and in one that is
#: estimated to fill a sample.
SHORT_SCAN = 20_000
LONG_SCAN = 60_000

#: Maximum estimate that is checked by counting up to SORT_ALL_BELOW matches.
CHECK_ESTIMATE_UP_TO = 200_000
#: From this many matches of a search on, other names than the chosen ones are counted
#: on demand.
MANY_ENTRIES = 6_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A query for rows, `cheap_to_count` if it can count many of them.

    `prepared`: PostgreSQL's plan for it may be stored, whatever its parameters.
    """

    sql: str
    parameters: list
    cheap_to_count: bool
    prepared: bool = True


class Planner:
    """Makes the plans of one request.

    `totals` has the number of quotes of each requested name: {(filter, key): number}.
    Estimates for the criteria, also without one of their filters, come from one query,
    which runs when the first is needed.
    """

    def __init__(self, criteria, totals):
        self.criteria, self.totals = criteria, totals
        self.estimates = {}

    @property
    def estimable(self):
        """Return the tsqueries of all criteria that may need an estimate."""
        of_pages = [
            self.criteria,
            *(self.criteria.without(name) for name in sorted(self.criteria.values_on)),
        ]
        if _has_words(self.criteria):
            return [each.tsquery() for each in of_pages if not self._are_few(each)]
        of_scans = [_scanned(self.criteria, name) for name in ("", *NAMED)]
        return [each.tsquery() for each in (*of_pages, *of_scans, Criteria())]

    def plan(self, criteria, limit, cursor=None, order="newest", more=((), ())):
        """Return the Plan for the next `limit` quotes in order of time.

        If the cursor goes back, for those before it, in reverse. Undated quotes come
        last in either order. `more` are further columns of a full-text scan of the
        newest.
        """
        back = bool(cursor and cursor.back)
        if order == "newest":
            return self._plan(criteria, limit, cursor, back, more)
        # Unknown dates are the smallest: see ListedFields.day.
        plans = [
            self._plan(replace(criteria, known=known), limit, place, ascending=not back)
            for known, place in dated_then_undated(cursor, back)
        ]
        if len(plans) == 1:
            return plans[0]
        parts = " UNION ALL ".join(f"({plan.sql})" for plan in plans)
        return Plan(
            f"{parts} LIMIT %s",
            [*plans[0].parameters, *plans[1].parameters, limit],
            cheap_to_count=False,
            prepared=all(plan.prepared for plan in plans),
        )

    def _plan(self, criteria, limit, cursor, ascending, more=((), ())):
        name, total = self._entries(criteria)
        others = criteria.on - {name, "start", "end", "year", "search", "nothing"}
        if criteria.of_prints and not self.are_fewer_than_prints(criteria, total):
            return self._plan_prints(criteria, limit, cursor, ascending, more)
        if _has_words(criteria) or (
            others and not self._index_scan_suffices(criteria, name, total)
        ):
            rows = total if self._are_few(criteria) else self._matches(criteria)
            found = fulltext_scan(
                criteria.tsquery(),
                criteria.conditions_beside_tsquery(),
                limit,
                cursor,
                ascending,
                dates=_dates(criteria),
                rows=rows,
                more=more,
            )
            return Plan(*found, cheap_to_count=False, prepared=rows < SORT_ALL_BELOW)
        sql, parameters = criteria.conditions(but=name)
        if criteria.search:
            sql.append(
                "EXISTS (SELECT FROM quotes_listing l WHERE l.search @@ %s::tsquery"
                " AND l.quote_id = quotes_listentry.quote_id)"
            )
            parameters.append(criteria.search.tsquery)
        facet, values = (
            (NAMED[name].entries, getattr(criteria, name))
            if name
            else (FacetCode.ALL, (0,))
        )
        found = index_scan(facet, values, (sql, parameters), limit, cursor, ascending)
        return Plan(
            *found,
            cheap_to_count=not (criteria.search or criteria.group),
            prepared=not criteria.search,
        )

    def _plan_prints(self, criteria, limit, cursor, ascending, more):
        name = criteria.of_prints[0]
        sql, parameters = criteria.conditions(but=name)
        if criteria.search:
            sql.append("search @@ %s::tsquery")
            parameters.append(criteria.search.tsquery)
        dates = _dates(criteria)
        found = print_scan(
            *(name, (sql, parameters), limit, cursor, ascending, dates, more),
            search=bool(criteria.search),
        )
        return Plan(*found, cheap_to_count=False)

    def are_fewer_than_prints(self, criteria, total):
        """Return whether a scan other than that of prints reads few rows.

        Prints are a small part of all quotes, so most filters leave more.
        """
        if total is not None and total <= SHORT_SCAN:
            return True
        return bool(criteria.tsquery()) and self._estimate(criteria) <= SHORT_SCAN

    def _entries(self, criteria):
        """Return (filter, number) of the names with the fewest entries, if any."""
        return min(
            (
                (name, sum(self.totals.get((name, key), 0) for key in keys))
                for name in NAMED
                if (keys := getattr(criteria, name))
            ),
            key=lambda each: each[1],
            default=("", None),
        )

    def _index_scan_suffices(self, criteria, name, total):
        """Return whether an index scan finds enough rows before it skips too many."""
        if total is None or (total > SHORT_SCAN and len(criteria.year) == 1):
            total = self._estimate(_scanned(criteria, name))
        if name and total <= SHORT_SCAN:
            return True
        if criteria.of_prints:
            return False
        matches = self._estimate(criteria)
        return SAMPLE_SIZE * total <= LONG_SCAN * max(matches, 1)

    def finds_many(self, criteria):
        """Return whether MANY_ENTRIES matches are expected."""
        return not self._are_few(criteria) and self._matches(criteria) >= MANY_ENTRIES

    def _are_few(self, criteria):
        """Return whether the requested names have few quotes, with or without words."""
        return any(
            sum(self.totals.get((name, key), SORT_ALL_BELOW) for key in keys)
            < SORT_ALL_BELOW
            for name in NAMED
            if (keys := getattr(criteria, name))
        )

    def _matches(self, criteria):
        """Return the number of matches of words: exact if few, else an estimate.

        PostgreSQL knows the frequency of the 5,000 most common lexemes. It assumes that
        any other is half as common as the rarest of them, and adds up the names that a
        word is part of: of ten million quotes, it expects 80,000 for a word in 300.
        """
        estimate = self._estimate(criteria)
        if not SORT_ALL_BELOW <= estimate <= CHECK_ESTIMATE_UP_TO:
            return estimate
        counted = count_rows(criteria.tsquery(), SORT_ALL_BELOW)
        return counted if counted < SORT_ALL_BELOW else estimate

    def _estimate(self, criteria):
        if not self.estimates:
            self.estimates = estimate_rows(self.estimable)
        return self.estimates[criteria.tsquery()]


def _has_words(criteria):
    """Return whether there are words that the full-text index leads to."""
    return criteria.search is not None and not criteria.search.only_negative


def _scanned(criteria, name):
    """Return the Criteria of the entries that an index scan by a name reads.

    Entries are in order of time, so it reads those of a single year only.
    """
    year = criteria.year if len(criteria.year) == 1 else ()
    return Criteria(**{name: getattr(criteria, name)} if name else {}, year=year)


def _dates(criteria):
    first, last = criteria.start, criteria.end
    if criteria.year:
        years = min(criteria.year), max(criteria.year)
        first = max(filter(None, (first, datetime.date(years[0], 1, 1))))
        last = min(filter(None, (last, datetime.date(years[1], 12, 31))))
    return first, last
