"""Pages of the list of articles, the newest first."""

from quotes import page_sizes
from quotes.listing.pagination import (
    build_page,
    dated_then_undated,
    read_cursor,
    take_page,
)
from quotes.models.listings import UNKNOWN_DAY
from quotes.sql import fetch_rows

#: The order of the index article_newest, and the reverse.
NEWEST_ARTICLES = "published_on DESC NULLS LAST, id DESC"
OLDEST = "published_on ASC NULLS FIRST, id ASC"


def page_of_articles(parameters):
    """Return the Page that the parameters of a request name; undated articles last."""
    cursor, message = read_cursor(parameters, "articles")
    rows, cursor = take_page(_keys, cursor)
    return build_page(rows, cursor, "articles", message=message)


def _keys(cursor):
    """Return (key, day) of the articles of a page, and of one more if there is one.

    Backwards from a cursor, they are in reverse order.
    """
    back = bool(cursor and cursor.back)
    parts, parameters = [], []
    for dated, place in dated_then_undated(cursor, back):
        conditions = "published_on IS NOT NULL" if dated else "published_on IS NULL"
        if place and dated:
            conditions += f" AND (published_on, id) {'>' if back else '<'} (%s, %s)"
            parameters += [place.day, place.pk]
        elif place:
            conditions += f" AND id {'>' if back else '<'} %s"
            parameters.append(place.pk)
        parts.append(
            f"(SELECT id, coalesce(published_on, '{UNKNOWN_DAY}') FROM articles_article"
            f" WHERE status = 'published' AND {conditions} ORDER BY"
            f" {OLDEST if back else NEWEST_ARTICLES} LIMIT %s)"
        )
        parameters.append(page_sizes.QUOTES + 1)
    return fetch_rows(
        f"SELECT * FROM ({' UNION ALL '.join(parts)}) articles LIMIT %s",
        [*parameters, page_sizes.QUOTES + 1],
    )
