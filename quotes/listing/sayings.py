"""Sayings for readers: pages of the list of sayings, and the prints of one saying.

Proposed members are never read, nor quotes that are not public.
"""

from typing import NamedTuple

from articles.models.base import make_url_slug
from quotes import page_sizes
from quotes.citations.attribution import elsewhere_line
from quotes.listing.pagination import build_page, take_page
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.models import Standing
from quotes.paths import path_for
from quotes.search.query import build_query
from quotes.search.syntax import parse
from quotes.sql import fetch_rows

#: The prints of a saying that are read, the earliest first.
MAX_PRINTS = 500
#: Quotes with the words of a search that are read.
MAX_MATCHES = 20_000
#: SQL for the date by which sayings are sorted; the index has the same.
_DATE = "coalesce({}.earliest_on, '9999-12-31'::date)"
#: For each order: ORDER BY, and the condition for sayings after the saying `p`.
_ORDERS = {
    "prints": (
        "s.prints DESC, s.id",
        "s.prints <= p.prints AND (s.prints < p.prints OR s.id > p.id)",
    ),
    "earliest": (
        f"{_DATE.format('s')}, s.id",
        f"({_DATE.format('s')}, s.id) > ({_DATE.format('p')}, p.id)",
    ),
}
#: The same backwards.
_REVERSED = {
    "prints": (
        "s.prints, s.id DESC",
        "s.prints >= p.prints AND (s.prints > p.prints OR s.id < p.id)",
    ),
    "earliest": (
        f"{_DATE.format('s')} DESC, s.id DESC",
        f"({_DATE.format('s')}, s.id) < ({_DATE.format('p')}, p.id)",
    ),
}
_PRINTS = f"""
SELECT m.reason, a.kind, {ROW.format(key="m.quote_id")}
FROM quotes_sayingmember m JOIN quotes_quote own ON own.id = m.quote_id
JOIN articles_article a ON a.id = own.article_id
WHERE m.saying_id = %s AND m.state <> 'proposed'
    AND own.status = 'published' AND a.status = 'published'
ORDER BY a.published_on NULLS LAST, m.quote_id LIMIT %s
"""
_FOUND = f"""s.id IN (
    SELECT m.saying_id FROM (
        SELECT quote_id FROM quotes_listing WHERE search @@ (SELECT %s::tsquery)
        LIMIT {MAX_MATCHES}
    ) l JOIN quotes_sayingmember m USING (quote_id) WHERE m.state <> 'proposed'
)"""


class Print(NamedTuple):
    """A public quote of a saying, why it belongs to it, and the kind of its source."""

    row: QuoteRow
    reason: str
    work: str

    @property
    def printed(self):
        """Return the PartialDate of its source, or None."""
        return self.row.article.published


class SayingRow(NamedTuple):
    """A saying, as the list of sayings shows it: its earliest print is a QuoteRow.

    `refuted` are the names of speakers to whom a print is misattributed.
    """

    key: int
    prints: int
    refuted: tuple[str, ...]
    earliest: QuoteRow

    @property
    def path(self):
        return path_for("saying", self.key, make_url_slug(self.earliest.text, "saying"))

    @property
    def warning(self):
        """Return who is refuted, except in the earliest print, or ""."""
        said = {
            each.name
            for each in self.earliest.attributions
            if each.standing == Standing.MISATTRIBUTED
        }
        return elsewhere_line([name for name in self.refuted if name not in said])


def read_prints(key):
    """Return the Prints of a saying, the earliest first, undated ones last."""
    return [
        Print(row, reason, work)
        for reason, work, text in fetch_rows(_PRINTS, [key, MAX_PRINTS])
        if (row := read_row(text))
    ]


def list_sayings(order, cursor=None, words="", query="", message=""):
    """Return ([SayingRow], Page) of the public sayings in an order of _ORDERS.

    With `words`, only sayings with a print that has them. `query` and `message` are
    those of the page.
    """
    conditions, parameters = ["s.prints >= 2"], []
    if words:
        syntax = parse(words)
        search = syntax and build_query(syntax)
        conditions.append(_FOUND if search else "false")
        parameters += [search.tsquery] if search else []
    rows, cursor = take_page(
        lambda cursor: _read(order, conditions, parameters, cursor),
        cursor,
        page_sizes.SAYINGS,
    )
    shown = {
        key: SayingRow(key, prints, tuple(refuted or ()), earliest)
        for key, prints, refuted, text in rows
        if (earliest := read_row(text))
    }
    page = build_page(
        [(row[0], None) for row in rows],
        cursor,
        "names",
        query,
        message,
        page_sizes.SAYINGS,
    )
    return [shown[key] for key in page.keys if key in shown], page


def _read(order, conditions, parameters, cursor):
    orders = _REVERSED if cursor and cursor.back else _ORDERS
    by, after = orders[order]
    place = ""
    if cursor:
        place = "JOIN quotes_saying p ON p.id = %s"
        parameters = [cursor.pk, *parameters]
        conditions = [*conditions, after]
    return fetch_rows(
        "SELECT s.id, s.prints, (SELECT array_agg(n.name ORDER BY n.name)"
        " FROM quotes_speaker n WHERE n.id = ANY (s.refuted)),"
        f" {ROW.format(key='s.earliest_id')} FROM quotes_saying s {place}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {by} LIMIT %s",
        [*parameters, page_sizes.SAYINGS + 1],
    )
