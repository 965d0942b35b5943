"""What home shows: numbers, an example, names, the newest and the doubtful quotes.

All of it is one statement, of index scans that read no more as the data grows.
"""

import datetime
import json
from hashlib import blake2b
from typing import NamedTuple

from django.utils import timezone

from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.listing.scans import index_scan
from quotes.models import Facet
from quotes.models.featured import MAX_FEATURED_LENGTH
from quotes.passages import Passage, Place, paragraph_place, passage
from quotes.sql import UnionQuery, fetch_rows

#: The maximum number of names, and of quotes, of each kind.
NAMES, QUOTES = 8, 3
#: Code points of the passage shown on each side of the example.
REACH = 160
#: Texts up to this length (bytes) are read whole for the passage.
MAX_TEXT_BYTES = 60_000
#: Number of verified quotes looked at for an example, and of doubtful ones.
CANDIDATES = 200
_LETTERS = {"speaker": "s", "topic": "t", "publication": "p"}

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
#: Those that editors chose before today, numbered from 0.
_CHOSEN = f"""
SELECT q.id, row_number() OVER (ORDER BY f.id) - 1 AS place,
    count(*) OVER () AS number
FROM quotes_featuredquote f JOIN LATERAL (SELECT q.id {_GOOD} AND q.id = f.quote_id
    AND q.anchor_status IN ('exact', 'edited')
    AND char_length(q.text) <= {MAX_FEATURED_LENGTH}
    AND EXISTS (SELECT FROM quotes_attribution t
        WHERE t.quote_id = q.id AND t.standing = 'verified')) q ON true
WHERE f.created_at < %s
"""
#: Places in the order of entry: a number of the day within the power of two above the
#: last key, within half of it, and so on. Keys that are added only add places, from
#: which no quote is read until tomorrow: so the example is the same all day.
_PLACES = """
SELECT power, mod(%s::bigint, 1::bigint << power) AS at
FROM generate_series((SELECT ceil(log(2, max(id) + 1))::int FROM quotes_quote), 0, -1)
    AS power ORDER BY power DESC
"""
#: The first good direct quote, entered before a time, at or after a place.
_FROM = f"""
SELECT v.quote_id FROM (SELECT quote_id FROM quotes_attribution
        WHERE standing = 'verified' AND quote_id >= {{}}
        ORDER BY quote_id LIMIT {CANDIDATES}) v
    CROSS JOIN LATERAL (SELECT {_GOOD} AND q.id = v.quote_id
        AND q.kind = 'direct' AND q.anchor_status = 'exact'
        AND q.created_at < %s::timestamptz
        AND char_length(q.text) BETWEEN 40 AND 220) good
ORDER BY v.quote_id LIMIT 1
"""
_EXAMPLE = f"""
SELECT q.id AS quote_id, q.spans, n.text FROM quotes_quote q
    JOIN articles_snapshot n ON n.id = q.snapshot_id
WHERE q.id = coalesce(
    (SELECT id FROM chosen WHERE place = mod(%s, number)),
    (SELECT one.quote_id FROM ({_PLACES}) p
        CROSS JOIN LATERAL ({_FROM.format("p.at")}) one ORDER BY p.power DESC LIMIT 1),
    ({_FROM.format("0")}))
"""
#: The quotes entered last with an attribution that is disputed or refuted.
_IN_DOUBT = f"""
SELECT DISTINCT t.quote_id FROM (SELECT quote_id FROM quotes_attribution
        WHERE standing IN ('disputed', 'misattributed')
        ORDER BY quote_id DESC LIMIT {CANDIDATES}) t
    JOIN quotes_listing l ON l.quote_id = t.quote_id
ORDER BY t.quote_id DESC LIMIT {QUOTES}
"""
_ENTERED = f"SELECT quote_id FROM quotes_listing ORDER BY quote_id DESC LIMIT {QUOTES}"


class SiteCounts(NamedTuple):
    """The numbers of public quotes and of their names, and the years they are from."""

    quotes: int
    speakers: int
    publications: int
    topics: int
    years: tuple[int, int] | None


class Named(NamedTuple):
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
    """What home shows. Quotes are lists of QuoteRows.

    `entered` are those entered last, `dated` those said or printed last.
    """

    counts: SiteCounts
    example: Example | None
    speakers: list[Named]
    topics: list[Named]
    publications: list[Named]
    entered: list[QuoteRow]
    dated: list[QuoteRow]
    in_doubt: list[QuoteRow]


def read_home(day):
    """Return what Home shows on a day (a date)."""
    query = UnionQuery()
    midnight = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    query.cte("chosen", _CHOSEN, midnight)
    # The first of all quotes is the same all day, even if it was entered today.
    until = midnight, "infinity"
    query.cte("example", _EXAMPLE, day.toordinal(), number_of(day), *until)
    row = ROW.format(key="quote_id")
    query.select("example", ["quote_id", row], "FROM example")
    query.select("text", ["spans::text", "text"], "FROM example")
    # Those entered last are not shown again.
    newest, parameters = index_scan(Facet.ALL, [0], ([], []), 2 * QUOTES)
    for name, sql, values in (
        ("dated", newest, parameters),
        ("entered", _ENTERED, []),
        ("in_doubt", _IN_DOUBT, []),
    ):
        query.cte(name, sql, *values)
        query.select(name, ["quote_id", row, "row_number() OVER ()"], f"FROM {name}")
    query.select(
        "count",
        ["CASE facet WHEN 'a' THEN 'quotes' ELSE tag END", "''", "quotes"],
        "FROM quotes_tally WHERE value = 0 AND period = 0"
        " AND (facet = 'n' OR facet = 'a' AND tag = '')",
    )
    for way in ("min", "max"):
        query.select(
            "year",
            ["''", "''", f"{way}(period) / 100"],
            "FROM quotes_tally WHERE facet = 'a' AND value = 0 AND tag = '' AND period"
            " BETWEEN 10000 AND 999999 AND quotes > 0",
        )
    for kind, table in (
        ("speaker", "quotes_speaker"),
        ("topic", "quotes_topic"),
        ("publication", "articles_publication"),
    ):
        query.select(
            kind,
            ["n.slug", "n.name", "c.quotes"],
            "FROM (SELECT value, quotes FROM quotes_tally"
            f" WHERE facet = '{_LETTERS[kind]}' AND period = 0 AND quotes > 0"
            f" ORDER BY quotes DESC, value LIMIT {NAMES}) c"
            f" JOIN {table} n ON n.id = c.value",
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


def number_of(day):
    """Return a number of 62 bits that looks random, the same all day."""
    digest = blake2b(day.isoformat().encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2


def _home(results):
    counts = {row.key: row.number for row in results.get("count", ())}
    years = sorted(row.number for row in results.get("year", ()) if row.number)
    entered, dated, in_doubt = (
        _quotes(results.get(name, ())) for name in ("entered", "dated", "in_doubt")
    )
    shown = {quote.key for quote in entered}
    return Home(
        SiteCounts(
            *(counts.get(each, 0) for each in ("quotes", "s", "p", "t")),
            (years[0], years[-1]) if years else None,
        ),
        _example(results),
        *(_named(results.get(kind, ())) for kind in _LETTERS),
        entered,
        [quote for quote in dated if quote.key not in shown][:QUOTES],
        in_doubt,
    )


def _example(results):
    if not (found := results.get("example")) or found[0].label is None:
        return None
    (text,) = results["text"]
    spans = [tuple(span) for span in json.loads(text.key)]
    return Example(
        read_row(found[0].label),
        passage(text.label, spans, REACH),
        paragraph_place(text.label, spans),
    )


def _named(rows):
    found = [Named(row.key, row.label, row.number) for row in rows]
    return sorted(found, key=lambda each: (-each.quotes, each.name))


def _quotes(rows):
    ordered = sorted(rows, key=lambda row: row.number)
    return [read_row(row.label) for row in ordered if row.label]
