"""Fetches the quotes of a list: a page of them, their number and their facets.

It is one statement, whose parts read at most SAMPLE_SIZE rows each. Counts are exact up
to there, and beyond it if they come from tallies. See
docs/decisions/0019-lists-and-counts.md.
"""

from dataclasses import replace

from quotes import page_sizes
from quotes.listing.facet_types import FACET_TYPES
from quotes.listing.names import by_name
from quotes.listing.pagination import Cursor, build_page, read_cursor
from quotes.listing.planner import SAMPLE_SIZE, Planner
from quotes.listing.rows import read_quote_rows
from quotes.listing.statement import ListStatement
from quotes.sql import fetch_rows

#: Number of rows in one read of a whole list.
ROWS_PER_READ = 10_000
#: Number of changed quotes searched for a feed.
MAX_CHANGES_SCANNED = 5_000
#: Maximum count of quotes for a download, unless a tally has their number.
MAX_COUNTED = 100_000


def fetch(criteria, order, cursor, planner):
    """Return the Results for some Criteria."""
    statement = ListStatement(criteria, planner, on_page=True)
    statement.by_rank = order == "relevance"
    statement.select_total()
    for name in FACET_TYPES:
        statement.select_facet(name)
    # A statement that is planned each time is planned longest for the quotes.
    statement.select_rows(order, cursor, with_quotes=statement.query.prepared)
    return statement.fetch()


def fetch_values(filterset, name, words=""):
    """Return (Results, names) of at most MORE_OPTIONS values of one facet.

    With `words`, `names` are the (slug, name) in which each word begins a word, the
    most quoted first. Otherwise it is None, and the Results have the most frequent.
    They always have those that are chosen.
    """
    criteria, names, limit = filterset.criteria, None, page_sizes.MORE_OPTIONS
    planner = Planner(criteria, filterset.totals)
    if words:
        rows = by_name(name, words, limit)
        names = [(slug, label) for _, slug, label in rows]
        # Treat them as chosen, because chosen values are always counted.
        keys = dict.fromkeys([*getattr(criteria, name), *(key for key, *_ in rows)])
        criteria = replace(criteria, **{name: tuple(keys)})
        limit = 0
    statement = ListStatement(criteria, planner, limit)
    statement.select_facet(name)
    return statement.fetch(), names


def fetch_page(filterset, query):
    """Return (Results, Page) for some filters; `query` is that of the page's links."""
    order, criteria = filterset.order, filterset.criteria
    cursor, message = read_cursor(filterset.data, order)
    planner = Planner(criteria, filterset.totals)
    found = fetch(criteria, order, cursor, planner)
    if cursor and cursor.back and len(found.rows) <= page_sizes.QUOTES:
        # Nothing comes before these quotes, so return the full first page.
        cursor = None
        found = fetch(criteria, order, None, planner)
    quotes = found.quotes
    if not quotes:
        rows = read_quote_rows([key for key, _ in found.rows[: page_sizes.QUOTES]])
        quotes = {row.key: row for row in rows}
    page = build_page(found.rows, cursor, order, query, message, quotes=quotes)
    return found, page


def fetch_all(filterset):
    """Yield the keys of all quotes under some filters, in their order.

    More than SAMPLE_SIZE quotes are not ranked, but come newest first.
    """
    criteria, order = filterset.criteria, filterset.order
    planner = Planner(criteria, filterset.totals)
    if order not in ("newest", "oldest"):
        ranked = ListStatement(criteria, planner)
        ranked.select_rows(order, None, SAMPLE_SIZE + 1, with_quotes=False)
        rows = ranked.fetch().rows
        if len(rows) <= SAMPLE_SIZE:
            yield from (key for key, _ in rows)
            return
    cursor, order = None, "oldest" if order == "oldest" else "newest"
    while True:
        plan = planner.plan(criteria, ROWS_PER_READ, cursor, order)
        rows = fetch_rows(
            f"SELECT quote_id, day FROM ({plan.sql}) found", plan.parameters
        )
        yield from (key for key, _ in rows)
        if len(rows) < ROWS_PER_READ:
            return
        cursor = Cursor(rows[-1][0], rows[-1][1], back=False)


def count_matches(filterset):
    """Return (number, exact) of the quotes that fetch_all() yields.

    Counts up to MAX_COUNTED, unless a tally has the number.
    """
    criteria = filterset.criteria
    if single := criteria.single():
        facet, value = single
        rows = fetch_rows(
            "SELECT quotes FROM quotes_tally WHERE facet = %s AND value = %s"
            " AND tag = '' AND period = 0",
            [str(facet), value],
        )
        return (max(rows[0][0], 0) if rows else 0), True
    plan = Planner(criteria, filterset.totals).plan(criteria, MAX_COUNTED + 1)
    ((number,),) = fetch_rows(
        f"SELECT count(*) FROM ({plan.sql}) found",
        plan.parameters,
        prepared=False,
    )
    return min(number, MAX_COUNTED), number <= MAX_COUNTED


def fetch_changed(filterset, limit):
    """Return the keys of the quotes under some filters that changed last.

    If there are more than SAMPLE_SIZE quotes, only the last MAX_CHANGES_SCANNED changes
    of all quotes are scanned.
    """
    criteria = filterset.criteria
    plan = Planner(criteria, filterset.totals).plan(criteria, SAMPLE_SIZE + 1)
    rows = fetch_rows(
        f"WITH found AS MATERIALIZED ({plan.sql}) SELECT q.id, (SELECT count(*)"
        " FROM found) FROM found JOIN quotes_quote q ON q.id = found.quote_id"
        f" ORDER BY q.updated_at DESC, q.id DESC LIMIT {limit:d}",
        plan.parameters,
    )
    if rows and rows[0][1] > SAMPLE_SIZE:
        sql, parameters = criteria.conditions_beside_tsquery()
        if query := criteria.tsquery():
            sql.append("search @@ %s::tsquery")
            parameters.append(query)
        rows = fetch_rows(
            "SELECT q.id FROM (SELECT id, updated_at FROM quotes_quote"
            " WHERE status = 'published' ORDER BY updated_at DESC, id DESC"
            f" LIMIT {MAX_CHANGES_SCANNED:d}) q"
            " JOIN quotes_listing ON quote_id = q.id"
            f" WHERE {' AND '.join(sql) or 'true'}"
            f" ORDER BY q.updated_at DESC, q.id DESC LIMIT {limit:d}",
            parameters,
        )
    return [row[0] for row in rows]
