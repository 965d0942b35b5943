"""SQL for lists of prints: filters by their place in a saying, and grouping by saying.

Here a quote that is not in a saying counts as a saying of its own.
"""

from quotes.models.listings import LISTED_COLUMNS, FacetCode

#: Aliases that no list has, so that a bare `quote_id` next to them is the list's.
_PRINTS = """(SELECT quote_id AS print, saying_id, printed_on, day AS print_day,
    is_earliest, is_variant FROM quotes_sayingprint)"""
IS_COLUMN = {"earliest": "is_earliest", "variants": "is_variant"}
#: The condition for each filter. A scalar subquery is never turned into a join, which
#: would read all prints for a page of 25 quotes.
IS = {
    name: f"coalesce((SELECT {column} FROM {_PRINTS} p WHERE print = quote_id), false)"
    for name, column in IS_COLUMN.items()
}
#: The saying of a quote of the list `m`, or a number of its own.
CARD = f"coalesce((SELECT saying_id FROM {_PRINTS} p WHERE print = m.quote_id),"
CARD += " -m.quote_id)"
#: Other matching prints of a saying that are counted for a quote.
MAX_OTHERS = 1_000


def is_first(conditions):
    """Return (SQL, [parameter]): no other match of the saying was printed before it.

    `conditions` are those of the list, without this one.
    """
    sql, parameters = conditions
    if not sql:
        first = f"(SELECT is_earliest FROM {_PRINTS} p WHERE print = quote_id)"
        return f"{first} IS NOT FALSE", []
    others = _others(sql, "(o.printed_on, o.print) < (p.printed_on, p.print)")
    return f"(SELECT true {others} LIMIT 1) IS NULL", parameters


def count_others(conditions):
    """Return (SQL, [parameter]) for the number of other matches of the saying."""
    sql, parameters = conditions
    others = _others(sql, "o.print <> p.print")
    return f"(SELECT count(*) FROM (SELECT {others} LIMIT {MAX_OTHERS}) n)", parameters


def _others(sql, which):
    return (
        f"FROM {_PRINTS} p JOIN {_PRINTS} o ON o.saying_id = p.saying_id AND {which}"
        " CROSS JOIN LATERAL (SELECT FROM quotes_listing WHERE"
        f" {' AND '.join(['quote_id = o.print', *sql])}) l WHERE p.print = quote_id"
    )


def print_scan(name, conditions, limit, cursor, ascending, dates, more, *, search):
    """Scan the prints for one of the filters of IS, in order; see listing/scans.py.

    `dates` are the first and the last day that can match, each possibly None, and
    `more` SQL and parameters of further columns. With `search`, conditions and columns
    are those of listings. Without, entries suffice, which are in the order of the scan.
    """
    sql, parameters = conditions
    further, selected = more
    where, at = [IS_COLUMN[name]], []
    for sign, day in zip((">=", "<="), dates, strict=True):
        if day:
            where.append(f"print_day {sign} %s")
            at.append(day)
    if cursor and cursor.day:
        where.append(f"(print_day, print) {'>' if ascending else '<'} (%s, %s)")
        at += [cursor.day, cursor.pk]
    columns = ", ".join(["quote_id", *LISTED_COLUMNS, *further])
    row = ["quote_id = print", *sql]
    table = "quotes_listing"
    if not search:
        table = "quotes_listentry"
        row = [f"facet = '{FacetCode.ALL}'", "value = 0", "day = print_day", *row]
    order = "" if ascending else " DESC"
    # The inner LIMIT keeps PostgreSQL from reading the whole table for a join.
    return (
        f"SELECT one.* FROM {_PRINTS} p CROSS JOIN LATERAL (SELECT {columns}"
        f" FROM {table} WHERE {' AND '.join(row)} LIMIT 1) one"
        f" WHERE {' AND '.join(where)}"
        f" ORDER BY print_day{order}, print{order} LIMIT {limit:d}",
        [*selected, *parameters, *at],
    )
