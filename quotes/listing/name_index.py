"""The indexes of speakers, topics and outlets, A to Z: pages, letters and search."""

from dataclasses import dataclass

from quotes import page_sizes
from quotes.listing.facet_types import NAMED
from quotes.listing.pagination import build_page, take_page
from quotes.sql import fetch_rows

_ORDER = "n.index_letter{0}, n.index_key{0}, n.id{0}"


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The index of one kind of name, a name of NAMED.

    `shown` is the column that the index shows.
    """

    kind: str
    shown: str = "name"

    @property
    def table(self):
        return NAMED[self.kind].table

    @property
    def quoted(self):
        """Return the SQL of the rows with public quotes, and their tallies."""
        return (
            f"FROM {self.table} n JOIN quotes_tally t"
            f" ON t.facet = '{NAMED[self.kind].entries}' AND t.value = n.id"
            " AND t.tag = '' AND t.period = 0 AND t.quotes > 0"
        )

    def letters(self, keys=None):
        """Return the initial letters of all quoted rows, or of those in `keys`."""
        if keys is None:
            return [letter for (letter,) in fetch_rows(self._all_letters(), [])]
        rows = fetch_rows(
            f"SELECT DISTINCT index_letter FROM {self.table} WHERE id = ANY (%s)"
            " ORDER BY index_letter",
            [keys],
        )
        return [letter for (letter,) in rows]

    def _all_letters(self):
        """Return a loose index scan: the first row after each letter, not all rows."""
        first = f"SELECT n.index_letter {self.quoted} %s ORDER BY {_ORDER.format('')}"
        return f"""
WITH RECURSIVE letters (letter) AS (
    ({first % ""} LIMIT 1)
    UNION ALL
    SELECT ({first % "WHERE n.index_letter > letter"} LIMIT 1)
    FROM letters WHERE letter IS NOT NULL
)
SELECT letter FROM letters WHERE letter IS NOT NULL
"""

    def page(self, cursor, letter="", keys=None, query="", message=""):
        """Return (rows, Page, {quote: article}).

        Rows are (letter, name, slug, number of quotes). The third value maps the key of
        each name's newest quote to the key of its article. Limited to one `letter` or
        some `keys`, if given.
        """
        rows, cursor = take_page(
            lambda cursor: self._read(cursor, letter, keys), cursor, page_sizes.NAMES
        )
        page = build_page(
            [(row[0], None) for row in rows],
            cursor,
            "names",
            query,
            message,
            page_sizes.NAMES,
        )
        shown = {key: row for key, *row in rows}
        found = [shown[key] for key in page.keys]
        newest = {row[4]: row[5] for row in found if row[4]}
        return [row[:4] for row in found], page, newest

    def _read(self, cursor, letter, keys):
        conditions, parameters = [], []
        if letter:
            conditions.append("n.index_letter = %s")
            parameters.append(letter)
        if keys is not None:
            conditions.append("n.id = ANY (%s)")
            parameters.append(keys)
        back = bool(cursor and cursor.back)
        place = cursor and fetch_rows(
            f"SELECT index_letter, index_key, id FROM {self.table} WHERE id = %s",
            [cursor.pk],
        )
        if place:
            direction = "<" if back else ">"
            conditions.append(f"({_ORDER.format('')}) {direction} (%s, %s, %s)")
            parameters += place[0]
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        return fetch_rows(
            f"SELECT n.id, n.index_letter, n.{self.shown}, n.slug, t.quotes,"
            f" newest.quote_id, newest.article_id {self.quoted}"
            " LEFT JOIN LATERAL (SELECT e.quote_id, q.article_id"
            " FROM quotes_listentry e JOIN quotes_quote q ON q.id = e.quote_id"
            f" WHERE e.facet = '{NAMED[self.kind].entries}' AND e.value = n.id"
            " ORDER BY e.day DESC, e.quote_id DESC LIMIT 1) newest ON true"
            f" {where}"
            f" ORDER BY {_ORDER.format(' DESC' if back else '')} LIMIT %s",
            [*parameters, page_sizes.NAMES + 1],
        )


INDEXES = {
    "speaker": NameIndex("speaker", "sort_name"),
    "topic": NameIndex("topic"),
    "publication": NameIndex("publication"),
}
