"""The numbers and the newest quotes of the home page."""

from typing import NamedTuple

from quotes.listing.rows import ROW, read_row
from quotes.listing.scans import index_scan
from quotes.models import Facet
from quotes.sql import UnionQuery


class SiteCounts(NamedTuple):
    """The numbers of public quotes and of their names."""

    quotes: int
    speakers: int
    publications: int
    topics: int


class Quoted(NamedTuple):
    """A speaker with a number of quotes."""

    slug: str
    name: str
    quotes: int


def overview(latest, most_quoted):
    """Return (SiteCounts, [QuoteRow], [Quoted]) of the home page.

    `latest` and `most_quoted` are the maximum numbers of the newest quotes and of the
    speakers with the most quotes.
    """
    query = UnionQuery()
    sql, parameters = index_scan(Facet.ALL, [0], ([], []), latest)
    query.cte("newest", sql, *parameters)
    query.select(
        "newest",
        ["quote_id", ROW.format(key="quote_id"), "row_number() OVER ()"],
        "FROM newest",
    )
    query.select(
        "count",
        ["CASE facet WHEN 'a' THEN 'quotes' ELSE tag END", "''", "quotes"],
        "FROM quotes_tally WHERE value = 0 AND period = 0"
        " AND (facet = 'n' OR facet = 'a' AND tag = '')",
    )
    query.select(
        "speaker",
        ["s.slug", "s.name", "c.quotes"],
        "FROM (SELECT value, quotes FROM quotes_tally"
        " WHERE facet = 's' AND period = 0 AND quotes > 0"
        f" ORDER BY quotes DESC, value LIMIT {most_quoted:d}) c"
        " JOIN quotes_speaker s ON s.id = c.value",
    )
    results = query.execute()
    counts = {row.key: row.number for row in results.get("count", ())}
    newest = sorted(results.get("newest", ()), key=lambda row: row.number)
    speakers = [
        Quoted(row.key, row.label, row.number) for row in results.get("speaker", ())
    ]
    return (
        SiteCounts(*(counts.get(each, 0) for each in ("quotes", "s", "p", "t"))),
        [read_row(row.label) for row in newest if row.label],
        sorted(speakers, key=lambda each: (-each.quotes, each.name)),
    )
