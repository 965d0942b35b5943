"""Numbers of quotes of years, months and days, and the keys of their newest quotes."""

from quotes import page_sizes
from quotes.models import FacetCode
from quotes.models.listings import OF_ALL
from quotes.sql import UnionQuery
from quotes.statistics.tallies import counts_from, select_counts

#: Number of quotes of a month that Zotero offers.
MAX_CITED = 25
_TALLIES = f"FROM quotes_tally WHERE {OF_ALL} AND quotes > 0"
_ENTRIES = f"FROM quotes_listentry e WHERE facet = '{FacetCode.ALL}' AND value = 0"


def count_by_time():
    """Return the Counts of all quotes."""
    query = UnionQuery()
    select_counts(query, FacetCode.ALL, 0)
    return counts_from(query.execute())


def read_month(month):
    """Return what the page of a month shows; `month` is a PartialDate.

    These are the Counts of all quotes, {day: quotes}, and {quote: article} of the
    month's newest quotes, by their keys.
    """
    query = UnionQuery()
    select_counts(query, FacetCode.ALL, 0)
    first = (month.year * 100 + month.month) * 100 + 1
    query.select(
        "day",
        ["period", "''", "quotes"],
        f"{_TALLIES} AND period BETWEEN %s AND %s",
        first,
        first + 30,
    )
    query.select(
        "newest",
        ["q.id", "''", "q.article_id"],
        f"FROM (SELECT quote_id, day {_ENTRIES} AND day BETWEEN %s AND %s"
        " AND last_day <= %s ORDER BY day DESC, quote_id DESC LIMIT %s) e"
        " JOIN quotes_quote q ON q.id = e.quote_id ORDER BY e.day DESC, q.id DESC",
        month.first_day,
        month.last_day,
        month.last_day,
        MAX_CITED,
    )
    results = query.execute()
    days = {int(each.key) % 100: each.number for each in results.get("day", ())}
    newest = {int(each.key): each.number for each in results.get("newest", ())}
    return counts_from(results), days, newest


def read_day_of_years(month, day):
    """Return {year: number of quotes} of a day, and some keys; newest year first.

    It looks up the day by key in each year whose month has quotes, and then its newest
    quotes.
    """
    query = UnionQuery()
    query.cte(
        "days",
        "SELECT d.period, d.quotes, make_date(d.period / 10000, %s, %s) AS day FROM"
        f" (SELECT period {_TALLIES} AND period BETWEEN 1 AND 999999"
        " AND mod(period, 100) = %s) m CROSS JOIN LATERAL"
        f" (SELECT period, quotes {_TALLIES} AND period = m.period * 100 + %s) d",
        month,
        day,
        month,
        day,
    )
    query.select("year", ["period / 10000", "''", "quotes"], "FROM days")
    query.select(
        "newest",
        ["quote_id", "period / 10000"],
        "FROM (SELECT * FROM days ORDER BY period DESC LIMIT %s) d CROSS JOIN LATERAL"
        f" (SELECT quote_id {_ENTRIES} AND e.day = d.day AND last_day = d.day"
        " ORDER BY quote_id DESC LIMIT %s) e",
        page_sizes.QUOTES_OF_DAY,
        page_sizes.QUOTES_OF_YEAR,
    )
    results = query.execute()
    counts = {int(each.key): each.number for each in results.get("year", ())}
    newest = sorted(
        ((int(each.label), int(each.key)) for each in results.get("newest", ())),
        reverse=True,
    )
    return dict(sorted(counts.items(), reverse=True)), [
        key for _, key in newest[: page_sizes.QUOTES_OF_DAY]
    ]
