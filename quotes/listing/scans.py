"""The two scans for quotes: of list entries, or of the full-text index.

Each returns (SQL, parameters) of a query for COLUMNS with at most `limit` rows in the
order of the list. An index scan reads entries in order and skips those that do not
match. A full-text scan looks for matches a month or a year at a time and stops at the
limit. Neither reads more as the data grows.
"""

import time
from functools import lru_cache

from django.db import connections, router

from quotes.models import Quote
from quotes.models.listings import LISTED_COLUMNS, OF_ALL, filter_lexeme
from quotes.sql import fetch_rows

COLUMNS = ", ".join(["quote_id", *LISTED_COLUMNS])
#: The months that have quotes.
MONTHS_SQL = f"""
SELECT DISTINCT CASE mod(period, 100) WHEN 0 THEN period + 1 ELSE period END AS step
FROM quotes_tally
WHERE {OF_ALL} AND period BETWEEN %s AND %s
    AND quotes > 0"""
YEARS = f"""
SELECT DISTINCT period / 100 AS step FROM quotes_tally
WHERE {OF_ALL} AND period BETWEEN %s AND %s
    AND quotes > 0"""
#: The month of undated quotes.
UNDATED = 101
#: Below this many rows, read and sort them all.
SORT_ALL_BELOW = 6_000
#: Seconds.
ESTIMATES_CACHED = 600
#: From this many rows on (300 a month over 15 years), go back by months, not years.
STEP_BY_MONTH_FROM = 54_000


def index_scan(facet, values, conditions, limit, cursor=None, ascending=False):
    """Scan the entries of some values of a facet, in order.

    The limit is a literal: PostgreSQL assumes a tenth of all rows for a parameter, and
    would never choose so expensive a generic plan.
    """
    sql, parameters = conditions
    order = _order(ascending)
    place, at = _place(cursor, ascending)
    value = "%s" if len(values) == 1 else "each.value"
    one = (
        f"SELECT {COLUMNS} FROM quotes_listentry"
        f" WHERE {' AND '.join(['facet = %s', f'value = {value}', *sql, *place])}"
        f" ORDER BY {order} LIMIT {limit:d}"
    )
    if len(values) == 1:
        return one, [str(facet), values[0], *parameters, *at]
    # A quote can have several of the values.
    return (
        f"SELECT DISTINCT ON (day, quote_id) one.* FROM unnest(%s::bigint[])"
        f" AS each (value) CROSS JOIN LATERAL ({one}) one ORDER BY {order}"
        f" LIMIT {limit:d}",
        [list(values), str(facet), *parameters, *at],
    )


def fulltext_scan(
    tsquery,
    conditions,
    limit,
    cursor=None,
    ascending=False,
    *,
    dates,
    rows,
    more=((), ()),
):
    """Scan the full-text index, which has about `rows` matches.

    `dates` are the first and the last day that can match, each possibly None. `more`
    are SQL and parameters of further columns, usually computed from `search`: it is
    long, and sorted rows do not carry it along. For fewer than SORT_ALL_BELOW matches,
    one plan suits all words, so the words are hidden in a subquery: otherwise
    PostgreSQL would plan each time.
    """
    sql, parameters = conditions
    order = _order(ascending)
    place, at = _place(cursor, ascending)
    columns, selected = more

    def one(*where):
        return (
            f"SELECT {', '.join([COLUMNS, *columns])} FROM quotes_listing"
            f" WHERE {' AND '.join([*where, *sql, *place])} ORDER BY {order} LIMIT %s"
        )

    own = [*parameters, *at, limit]
    if rows < SORT_ALL_BELOW:
        return one("search @@ (SELECT %s::tsquery)"), [*selected, tsquery, *own]
    first, last = (_month(day) for day in dates)
    if cursor and cursor.day and ascending:
        first = max(first or 0, _month(cursor.day))
    elif cursor and cursor.day:
        last = min(last or 999999, _month(cursor.day))
    # Quotes dated to the year only are listed under its first month.
    within = [(first or 1) // 100 * 100, last or 999999]
    if rows >= STEP_BY_MONTH_FROM:
        steps, step = MONTHS_SQL, one("month = s.step", "search @@ %s::tsquery")
        texts = [tsquery]
    else:
        steps = YEARS
        step = one("search @@ (%s || s.step || '''')::tsquery")
        # The statement adds the year and the closing quotation mark.
        texts = [f"({tsquery}) & '{filter_lexeme('y', '')}"]
    # Steps come in order, so the limit ends the scan. Sorting its few rows again is
    # cheap, and SQL guarantees no order without it.
    dated = (
        f"(SELECT one.* FROM ({steps} ORDER BY step {'ASC' if ascending else 'DESC'}) s"
        f" CROSS JOIN LATERAL ({step}) one LIMIT %s)"
    )
    undated = f"({one(f'month = {UNDATED}', 'search @@ %s::tsquery')})"
    first_part, second_part = (undated, dated) if ascending else (dated, undated)
    of_dated = [*within, *selected, *texts, *own, limit]
    of_undated = [*selected, tsquery, *own]
    return (
        f"SELECT * FROM ({first_part} UNION ALL {second_part} LIMIT %s) found"
        f" ORDER BY {order}",
        [
            *([*of_undated, *of_dated] if ascending else [*of_dated, *of_undated]),
            limit,
        ],
    )


def estimate_rows(tsqueries):
    """Return {query: number of listings that PostgreSQL expects to match}.

    The empty query matches all listings. Cached for ESTIMATES_CACHED seconds, because
    estimates rest on statistics that ANALYZE renews now and then.
    """
    return _cached(_estimate, tuple(dict.fromkeys(tsqueries)))


def count_rows(tsquery, limit):
    """Return the number of listings that match, at most `limit`; cached likewise."""
    return _cached(_count, tsquery, limit)


def _cached(read, *arguments):
    # Not in a transaction, which tests use.
    if connections[router.db_for_read(Quote)].in_atomic_block:
        return read(*arguments)
    return _read_once(read, arguments, time.monotonic() // ESTIMATES_CACHED)


@lru_cache(maxsize=2_000)
def _read_once(read, arguments, _period):
    return read(*arguments)


def _estimate(tsqueries):
    one = "SELECT FROM quotes_listing"
    ((plan,),) = fetch_rows(
        "EXPLAIN (FORMAT JSON) "
        + " UNION ALL ".join(
            f"{one} WHERE search @@ %s::tsquery" if each else one for each in tsqueries
        ),
        [each for each in tsqueries if each],
        prepared=False,
    )
    top = plan[0]["Plan"]
    plans = top["Plans"] if len(tsqueries) > 1 else [top]
    rows = [each["Plan Rows"] for each in plans]
    return dict(zip(tsqueries, rows, strict=True))


def _count(tsquery, limit):
    ((number,),) = fetch_rows(
        "SELECT count(*) FROM (SELECT FROM quotes_listing"
        f" WHERE search @@ (SELECT %s::tsquery) LIMIT {limit:d}) found",
        [tsquery],
    )
    return number


def _order(ascending):
    return "day, quote_id" if ascending else "day DESC, quote_id DESC"


def _month(day):
    return day and day.year * 100 + day.month


def _place(cursor, ascending):
    if cursor is None or cursor.day is None:
        return [], []
    return (
        [f"(day, quote_id) {'>' if ascending else '<'} (%s, %s)"],
        [cursor.day, cursor.pk],
    )
