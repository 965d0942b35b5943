"""Pages of a list, by the place of a quote in it and not by a number.

A page begins where the last one ended, whatever was added above meanwhile; and the
hundredth costs as much as the first.
"""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from quotes.formatting import shorten
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.listing.scans import index_scan
from quotes.sql import fetch_rows

PAGE_SIZE = 25
_PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})")

#: For each order: what leads on and what leads back, and how a reader calls it.
DIRECTIONS = {
    "newest": (("older", "Older quotes"), ("newer", "Newer quotes")),
    "oldest": (("newer", "Newer quotes"), ("older", "Older quotes")),
    "relevance": (("below", "Further matches"), ("above", "Better matches")),
    "speaker": (("below", "Further on"), ("above", "Further back")),
    "articles": (("older", "Older articles"), ("newer", "Newer articles")),
}
#: The names in an address that say which page it is.
NAMES = ("older", "newer", "below", "above")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: after (or, if `back`, before) the quote `pk` of a day.

    `day` is None where the place is that of a quote in a ranking.
    """

    pk: int
    day: datetime.date | None
    back: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list by its keys, and the queries of the pages before and after it.

    `quotes` has the QuoteRow of each key whose quote is public.
    """

    keys: list[int]
    previous: str
    next: str
    labels: tuple[str, str]
    message: str
    quotes: list[QuoteRow]

    @property
    def articles(self):
        """Return {key of a quote: key of its article}."""
        return {quote.key: quote.article.key for quote in self.quotes}


def read_cursor(data, order="newest"):
    """Return (Cursor or None, message or "") from the values of an address."""
    onwards, backwards = (name for name, _ in DIRECTIONS[order])
    for name in (onwards, backwards):
        value = data.get(name, "").strip()
        if not value:
            continue
        back = name == backwards
        if name in ("below", "above"):
            if re.fullmatch("[0-9]{1,18}", value):
                return Cursor(int(value), None, back), ""
        elif match := _PLACE.fullmatch(value):
            try:
                day = datetime.date.fromisoformat(match[1])
                return Cursor(int(match[2]), day, back), ""
            except ValueError:
                pass  # no such day: said below
        return None, f"“{shorten(value)}” is no place in this list: this is its top."
    return None, ""


def cursor_params(request):
    """Return the place that an address has, as a query: "" for the top of a list."""
    given = {name: request.GET.get(name, "").strip() for name in NAMES}
    return urlencode({name: place for name, place in given.items() if place})


def without_cursor(data):
    """Return the values of an address, to be changed, but for its place."""
    data = data.copy()
    for name in [name for name in data if name in NAMES or not any(data.getlist(name))]:
        del data[name]
    return data


def build_page(rows, cursor, order, query="", message="", size=None, quotes=None):
    """Return the Page of rows, of which one more than its size was read.

    `rows` are (key, day) in the order in which they were read: that of the list, or its
    reverse if the cursor goes back. `query` has the filters, as in an address. `size`
    is that of a page, if not the usual one. `quotes` are {key: QuoteRow}.
    """
    back, size = bool(cursor and cursor.back), size or PAGE_SIZE
    more, rows = len(rows) > size, rows[:size]
    if back:
        rows = rows[::-1]
    (onwards, label), (backwards, back_label) = DIRECTIONS[order]
    prefix = f"{query}&" if query else ""

    def page_link(name, row):
        place = str(row[0]) if name in ("below", "above") else f"{row[1]}.{row[0]}"
        return f"?{prefix}{urlencode({name: place})}"

    keys, quotes = [key for key, _ in rows], quotes or {}
    return Page(
        keys,
        page_link(backwards, rows[0]) if rows and (more if back else cursor) else "",
        page_link(onwards, rows[-1]) if rows and (more or back) else "",
        (back_label, label),
        message,
        [quotes[key] for key in keys if key in quotes],
    )


def entry_page(request, facet, value, after=None, before=None):
    """Return the page that is asked for of the quotes under one value of a facet.

    Newest first; `after` and `before` are the first and the last day, if only some
    are wanted.
    """
    cursor, message = read_cursor(request.GET)
    sql, days = [], []
    for condition, day in (("day >= %s", after), ("last_day <= %s", before)):
        if day:
            sql.append(condition)
            days.append(day)
    if before:
        sql.append("day <= %s")  # the index knows this order
        days.append(before)
    back = bool(cursor and cursor.back)
    rows = _read(facet, value, (sql, days), cursor, ascending=back)
    if back and len(rows) <= PAGE_SIZE:
        # There is nothing newer than these: the top, and as full as it can be.
        cursor = None
        rows = _read(facet, value, (sql, days), None, ascending=False)
    return build_page(
        [(key, day) for key, day, _ in rows],
        cursor,
        "newest",
        message=message,
        quotes={key: read_row(row) for key, _, row in rows if row},
    )


def _read(facet, value, conditions, cursor, ascending):
    """Return (key, day, ROW) of each entry."""
    sql, parameters = index_scan(
        facet, [value], conditions, PAGE_SIZE + 1, cursor, ascending=ascending
    )
    row = ROW.format(key="quote_id")
    return fetch_rows(f"SELECT quote_id, day, {row} FROM ({sql}) r", parameters)
