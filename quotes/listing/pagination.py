"""Keyset pagination: pages begin at a quote's position in the list, not at a number.

A page begins where the last one ended, even if quotes were added before it, and the
hundredth page costs as much as the first.
"""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from quotes import page_sizes
from quotes.formatting import echo
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.listing.scans import index_scan
from quotes.models.listings import UNKNOWN_DAY
from quotes.sql import fetch_rows
from quotes.translation import label as _

_PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})")

#: For each order: parameter and label of the next and of the previous page.
DIRECTIONS = {
    "newest": (("older", _("Older quotes")), ("newer", _("Newer quotes"))),
    "oldest": (("newer", _("Newer quotes")), ("older", _("Older quotes"))),
    "relevance": (("below", _("More matches")), ("above", _("Better matches"))),
    "speaker": (("below", _("Next")), ("above", _("Previous"))),
    "names": (("below", _("Next")), ("above", _("Previous"))),
    "articles": (("older", _("Older")), ("newer", _("Newer"))),
    "corrections": (("below", _("Older")), ("above", _("Newer"))),
}
#: The parameters that are cursors.
CURSOR_NAMES = ("older", "newer", "below", "above")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position in a list: after (or, if `back`, before) the quote `pk` of a day.

    `day` is None in a ranking.
    """

    pk: int
    day: datetime.date | None
    back: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, with the query strings of the first and neighbouring pages.

    It is `past_end` if nothing comes after its cursor. `quotes` has the QuoteRows of
    those keys whose quotes are public.
    """

    keys: list[int]
    past_end: bool
    first: str
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
    """Return (Cursor or None, error message or "") from the values of a URL."""
    onwards, backwards = (name for name, _label in DIRECTIONS[order])
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
        message = _("“{place}” is not a place in this list. This is the first page.")
        return None, message.format(place=echo(value))
    return None, ""


def cursor_params(request):
    """Return the cursor of a request as a query string, "" for the first page."""
    given = {name: request.GET.get(name, "").strip() for name in CURSOR_NAMES}
    return urlencode({name: place for name, place in given.items() if place})


def without_cursor(data):
    """Return a mutable copy of the values of a URL without its cursor."""
    data = data.copy()
    for name in [
        name for name in data if name in CURSOR_NAMES or not any(data.getlist(name))
    ]:
        del data[name]
    return data


def build_page(rows, cursor, order, query="", message="", size=None, quotes=None):
    """Return the Page of rows; one row more than the page's size was read.

    `rows` are (key, day) in the order of the list, or reversed if the cursor goes back.
    `query` is the query string of the filters, `size` that of a page if it is not
    page_sizes.QUOTES, `quotes` is {key: QuoteRow}.
    """
    back, size = bool(cursor and cursor.back), size or page_sizes.QUOTES
    more, rows = len(rows) > size, rows[:size]
    if back:
        rows = rows[::-1]
    (onwards, label), (backwards, back_label) = DIRECTIONS[order]
    prefix = f"{query}&" if query else ""

    def page_link(name, row):
        place = str(row[0]) if name in ("below", "above") else f"{row[1]}.{row[0]}"
        return f"?{prefix}{urlencode({name: place})}"

    keys, quotes = [row[0] for row in rows], quotes or {}
    return Page(
        keys,
        bool(cursor and not rows),
        f"?{query}" if query else "",
        page_link(backwards, rows[0]) if rows and (more if back else cursor) else "",
        page_link(onwards, rows[-1]) if rows and (more or back) else "",
        (back_label, label),
        message,
        [quotes[key] for key in keys if key in quotes],
    )


def take_page(read, cursor, size=page_sizes.QUOTES):
    """Return (rows, cursor) of a page: `read(cursor)` returns up to `size` + 1 rows.

    If nothing comes before the rows of a page backwards, it is the full first page.
    """
    rows = read(cursor)
    if cursor and cursor.back and len(rows) <= size:
        return read(None), None
    return rows, cursor


def dated_then_undated(cursor, back):
    """Return (dated, cursor) of the parts of a list in which undated rows come last.

    Its page is read from them in this order, each from its cursor on.
    """
    undated = bool(cursor and str(cursor.day) == UNKNOWN_DAY)
    steps = [(True, None if undated else cursor), (False, cursor if undated else None)]
    if back:
        return steps[::-1] if undated else steps[:1]
    return steps[1:] if undated else steps


def entry_page(request, facet, value, after=None, before=None):
    """Return the requested Page of the quotes of one value of a facet, newest first.

    `after` and `before` are the first and the last day, or None.
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
    rows, cursor = take_page(
        lambda cursor: _read(facet, value, (sql, days), cursor), cursor
    )
    return build_page(
        [(key, day) for key, day, _ in rows],
        cursor,
        "newest",
        message=message,
        quotes={key: read_row(row) for key, _, row in rows if row},
    )


def _read(facet, value, conditions, cursor):
    """Return (key, day, ROW) of each entry."""
    back = bool(cursor and cursor.back)
    sql, parameters = index_scan(
        facet, [value], conditions, page_sizes.QUOTES + 1, cursor, ascending=back
    )
    row = ROW.format(key="quote_id")
    return fetch_rows(f"SELECT quote_id, day, {row} FROM ({sql}) r", parameters)
