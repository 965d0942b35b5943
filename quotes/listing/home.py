"""The contents of home: numbers, an example, names, newest and doubtful quotes.

All of it is one statement, of index scans that read no more as the data grows.
"""

import datetime
import json
from hashlib import blake2b
from typing import NamedTuple

from django.utils import timezone

from quotes.listing.facet_types import NAMED
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.listing.scans import index_scan
from quotes.models import FacetCode
from quotes.models.featured import MAX_FEATURED_LENGTH
from quotes.models.listings import OF_ALL
from quotes.page_sizes import HOME_NAMES, HOME_QUOTES
from quotes.passages import Passage, Place, paragraph_place, passage
from quotes.sql import UnionQuery, fetch_rows

#: Code points of the passage shown on each side of the example.
EXAMPLE_CONTEXT_LENGTH = 160
#: Texts up to this length (bytes) are read whole for the passage.
MAX_TEXT_BYTES = 60_000
#: Number of verified quotes looked at from each place, and of doubtful ones.
CANDIDATES, DOUBTFUL = 50, 200
#: The facets whose most quoted names are shown.
_NAMED = ("speaker", "topic", "publication")

#: Conditions of an example: public, verified and nothing against it.
_GOOD = f"""
FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
    JOIN articles_snapshot n ON n.id = q.snapshot_id
WHERE q.status = 'published' AND a.status = 'published'
    AND q.printed_in_id IS NULL AND q.dropped_words = ''
    AND octet_length(n.text) <= {MAX_TEXT_BYTES}
    AND NOT EXISTS (SELECT FROM quotes_recheck c
        WHERE c.quote_id = q.id AND c.confirmed_at IS NULL)
    AND NOT EXISTS (SELECT FROM quotes_attribution t WHERE t.quote_id = q.id
        AND t.standing IN ('disputed', 'misattributed'))
"""
#: Quotes that editors chose before today, in an order that rotates every day.
_CHOSEN = f"""
SELECT f.quote_id FROM (SELECT quote_id, mod(row_number() OVER (ORDER BY id) + %s,
        count(*) OVER ()) AS place
    FROM quotes_featuredquote WHERE created_at < %s) f
    CROSS JOIN LATERAL (SELECT {_GOOD} AND q.id = f.quote_id
        AND q.anchor_status IN ('exact', 'edited')
        AND char_length(q.text) <= {MAX_FEATURED_LENGTH}
        AND EXISTS (SELECT FROM quotes_attribution t
            WHERE t.quote_id = q.id AND t.standing = 'verified')) good
ORDER BY f.place LIMIT 1
"""
#: Places in the order of entry: a number of the day within the power of two above the
#: last key, within half of it, and so on. New keys only add places, from which no quote
#: is read until tomorrow: so the example stays the same all day. The last place is the
#: first of all quotes, even if that was entered today.
_PLACES = """
SELECT power, CASE WHEN power < 0 THEN 0 ELSE mod(%s::bigint, 1::bigint << power) END
    AS at, CASE WHEN power < 0 THEN 'infinity' ELSE %s::timestamptz END AS until
FROM generate_series((SELECT ceil(log(2, max(id) + 1))::int FROM quotes_quote), -1, -1)
    AS power ORDER BY power DESC
"""
#: The first good direct quote at or after one of these places.
_BY_RULE = f"""
SELECT one.quote_id FROM ({_PLACES}) p CROSS JOIN LATERAL (
    SELECT v.quote_id FROM (SELECT quote_id FROM quotes_attribution
            WHERE standing = 'verified' AND quote_id >= p.at
            ORDER BY quote_id LIMIT {CANDIDATES}) v
        CROSS JOIN LATERAL (SELECT {_GOOD} AND q.id = v.quote_id
            AND q.kind = 'direct' AND q.anchor_status = 'exact'
            AND q.created_at < p.until AND char_length(q.text) BETWEEN 40 AND 220) good
    ORDER BY v.quote_id LIMIT 1) one
ORDER BY p.power DESC LIMIT 1
"""
_EXAMPLE = f"""
SELECT q.id AS quote_id, q.spans::text AS spans, n.text FROM quotes_quote q
    JOIN articles_snapshot n ON n.id = q.snapshot_id
WHERE q.id = coalesce(({_CHOSEN}), ({_BY_RULE}))
"""
#: The quotes entered last with an attribution that is disputed or refuted.
_IN_DOUBT = f"""
SELECT DISTINCT t.quote_id FROM (SELECT quote_id FROM quotes_attribution
        WHERE standing IN ('disputed', 'misattributed')
        ORDER BY quote_id DESC LIMIT {DOUBTFUL}) t
    JOIN quotes_listing l ON l.quote_id = t.quote_id
ORDER BY t.quote_id DESC LIMIT {HOME_QUOTES}
"""
_ENTERED = (
    f"SELECT quote_id FROM quotes_listing ORDER BY quote_id DESC LIMIT {HOME_QUOTES}"
)


class SiteCounts(NamedTuple):
    """The numbers of public quotes and of their names, and the years they are from."""

    quotes: int
    speakers: int
    publications: int
    topics: int
    years: tuple[int, int] | None


class TopName(NamedTuple):
    """A speaker, topic or outlet with a number of quotes."""

    slug: str
    name: str
    quotes: int


class Example(NamedTuple):
    """A verified quote with the passage it is from."""

    row: QuoteRow
    passage: Passage
    place: Place


class Home(NamedTuple):
    """The contents of home. Quotes are lists of QuoteRows.

    `entered` are those entered last, `dated` those said or printed last.
    """

    counts: SiteCounts
    example: Example | None
    speakers: list[TopName]
    topics: list[TopName]
    publications: list[TopName]
    entered: list[QuoteRow]
    dated: list[QuoteRow]
    in_doubt: list[QuoteRow]


def read_home(day):
    """Return what Home shows on a day (a date)."""
    query = UnionQuery()
    midnight = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    number, times = day.toordinal(), (hash_of_day(day), midnight)
    query.cte("example", _EXAMPLE, number, midnight, *times)
    query.cte("entered", _ENTERED)
    # Recently entered quotes are not shown twice.
    newest, parameters = index_scan(FacetCode.ALL, [0], ([], []), 2 * HOME_QUOTES)
    query.cte(
        "dated",
        f"SELECT quote_id FROM ({newest}) newest WHERE quote_id NOT IN"
        " (SELECT quote_id FROM entered) ORDER BY day DESC, quote_id DESC"
        f" LIMIT {HOME_QUOTES}",
        *parameters,
    )
    query.cte("in_doubt", _IN_DOUBT)
    # One subquery for all of the quotes, because PostgreSQL sets up each one.
    kinds = ("example", "dated", "entered", "in_doubt")
    query.cte(
        "shown",
        " UNION ALL ".join(
            f"SELECT '{kind}' AS kind, row_number() OVER () AS place, quote_id"
            f" FROM {kind}"
            for kind in kinds
        ),
    )
    query.select("quote", ["kind", ROW.format(key="quote_id"), "place"], "FROM shown")
    query.select("text", ["spans", "text"], "FROM example")
    query.select(
        "count",
        ["CASE facet WHEN 'n' THEN tag ELSE 'quotes' END", "''", "quotes"],
        "FROM quotes_tally WHERE value = 0 AND period = 0"
        f" AND (facet = 'n' OR {OF_ALL})",
    )
    for way in ("min", "max"):
        query.select(
            "year",
            ["''", "''", f"{way}(period) / 100"],
            f"FROM quotes_tally WHERE {OF_ALL} AND period BETWEEN 1 AND 999999"
            " AND quotes > 0",
        )
    for kind in _NAMED:
        query.select(
            kind,
            ["n.slug", "n.name", "c.quotes"],
            "FROM (SELECT value, quotes FROM quotes_tally"
            f" WHERE facet = '{NAMED[kind].entries}' AND period = 0 AND quotes > 0"
            f" ORDER BY quotes DESC, value LIMIT {HOME_NAMES}) c"
            # LIMIT: an index scan for each name, not a scan of the whole table.
            f" CROSS JOIN LATERAL (SELECT slug, name FROM {NAMED[kind].table}"
            " WHERE id = c.value LIMIT 1) n",
        )
    return _home(query.execute())


def random_quote(fraction):
    """Return (key, words) of a public quote, or None if there is none.

    `fraction` is a random number from 0 to 1 (exclusive). The quote is the next one
    after a random key: those after a gap in the keys come up more often.
    """
    rows = fetch_rows(
        "SELECT q.id, q.text FROM quotes_quote q WHERE q.id = (SELECT quote_id"
        " FROM quotes_listing WHERE quote_id >= (SELECT min(quote_id)"
        " + floor(%s::float8 * (max(quote_id) - min(quote_id) + 1))::bigint"
        " FROM quotes_listing) ORDER BY quote_id LIMIT 1)",
        [fraction],
    )
    return rows[0] if rows else None


def hash_of_day(day):
    """Return a number of 62 bits that looks random, the same all day."""
    digest = blake2b(day.isoformat().encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2


def _home(results):
    counts = {row.key: row.number for row in results.get("count", ())}
    years = sorted(row.number for row in results.get("year", ()) if row.number)
    quotes = {"example": [], "entered": [], "dated": [], "in_doubt": []}
    for row in sorted(results.get("quote", ()), key=lambda each: each.number):
        if row.label:
            quotes[row.key].append(read_row(row.label))
    return Home(
        SiteCounts(
            *(counts.get(each, 0) for each in ("quotes", "s", "p", "t")),
            (years[0], years[-1]) if years else None,
        ),
        _example(quotes["example"], results.get("text", ())),
        *(_named(results.get(kind, ())) for kind in _NAMED),
        quotes["entered"],
        quotes["dated"],
        quotes["in_doubt"],
    )


def _example(rows, texts):
    if not rows:
        return None
    spans, text = json.loads(texts[0].key), texts[0].label
    return Example(
        rows[0],
        passage(text, spans, EXAMPLE_CONTEXT_LENGTH),
        paragraph_place(text, spans),
    )


def _named(rows):
    found = [TopName(row.key, row.label, row.number) for row in rows]
    return sorted(found, key=lambda each: (-each.quotes, each.name))
