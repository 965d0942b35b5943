"""The figures and the newest quotes of the home page."""

from typing import NamedTuple

from quotes.listing.rows import ROW, read_row
from quotes.listing.scans import index_scan
from quotes.models import Facet
from quotes.sql import run


class SiteCounts(NamedTuple):
    """How many public quotes there are, and how many names that they have."""

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
    """Return (SiteCounts, [QuoteRow], [Quoted]).

    That is the newest quotes, `latest` at most, and the speakers with the most quotes,
    `most_quoted` at most.
    """
    sql, parameters = index_scan(Facet.ALL, [0], ([], []), latest)
    row = ROW.format(key="quote_id")
    rows = run(
        f"WITH newest AS MATERIALIZED ({sql})"
        f" (SELECT 'newest', quote_id::text, {row}, row_number() OVER ()"
        " FROM newest)"
        " UNION ALL (SELECT CASE facet WHEN 'a' THEN 'quotes' ELSE tag END, '', '',"
        " quotes FROM quotes_tally WHERE value = 0 AND period = 0"
        " AND (facet = 'n' OR facet = 'a' AND tag = ''))"
        " UNION ALL (SELECT 'speaker', s.slug, s.name, c.quotes FROM (SELECT value,"
        " quotes FROM quotes_tally WHERE facet = 's' AND period = 0 AND quotes > 0"
        f" ORDER BY quotes DESC, value LIMIT {most_quoted:d}) c JOIN quotes_speaker s"
        " ON s.id = c.value)",
        parameters,
    )
    newest = sorted(
        (number, row) for what, _, row, number in rows if what == "newest" and row
    )
    speakers = [
        Quoted(slug, name, number)
        for what, slug, name, number in rows
        if what == "speaker"
    ]
    speakers.sort(key=lambda each: (-each.quotes, each.name))
    counted = {what: number for what, key, _, number in rows if not key}
    return (
        SiteCounts(*(counted.get(each, 0) for each in ("quotes", "s", "p", "t"))),
        [read_row(row) for _, row in newest],
        speakers,
    )
