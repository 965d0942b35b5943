"""Quotes that a quote's page links to: from the same source, by the same speaker."""

from typing import NamedTuple

from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.models.listings import encode_refuted
from quotes.sql import fetch_rows

#: How many other quotes of the speaker are shown, and how many entries are read.
MAX_OF_SPEAKER, MAX_READ = 5, 30
_ROW = ROW.format(key="near.id")
_NEAR = """
SELECT id FROM quotes_quote
WHERE article_id = %s AND snapshot_id = %s AND status = 'published' AND spans <> '[]'
    AND ((spans->0->>0)::int, id) {side} (%s, %s)
ORDER BY (spans->0->>0)::int {order}, id {order} LIMIT 1
"""
_SQL = f"""
SELECT 'before', {_ROW} FROM ({_NEAR.format(side="<", order="DESC")}) near
UNION ALL
SELECT 'after', {_ROW} FROM ({_NEAR.format(side=">", order="ASC")}) near
UNION ALL
SELECT 'speaker', {_ROW} FROM (
    SELECT quote_id AS id FROM (
        SELECT quote_id, day, attributions FROM quotes_listentry
        WHERE facet = 's' AND value = %s ORDER BY day DESC, quote_id DESC
        LIMIT {MAX_READ}
    ) newest
    WHERE quote_id <> %s AND NOT attributions && %s::bigint[]
    ORDER BY day DESC, quote_id DESC LIMIT {MAX_OF_SPEAKER + 2}
) near
"""


class Related(NamedTuple):
    """Neighbours of a quote as QuoteRows; before and after it, or None."""

    before: QuoteRow | None
    after: QuoteRow | None
    of_speaker: list[QuoteRow]

    @property
    def near(self):
        """Return the quotes before and after it that exist."""
        return [each for each in (self.before, self.after) if each]


def find_related(quote, speaker=None):
    """Return the Related of a public quote, in one statement.

    `speaker` is the key of a speaker whose newest quotes are read, without those that
    evidence refutes. Neighbours in the source are those with a known place.
    """
    start = quote.spans[0][0] if quote.spans else None
    place = [quote.article_id, quote.snapshot_id, start, quote.pk]
    refuted = encode_refuted(speaker or 0)
    rows = fetch_rows(_SQL, [*place, *place, speaker or 0, quote.pk, refuted])
    found = {"before": [], "after": [], "speaker": []}
    for name, text in rows:
        if row := read_row(text):
            found[name].append(row)
    near = [*found["before"], *found["after"]]
    keys = {row.key for row in near}
    return Related(
        next(iter(found["before"]), None),
        next(iter(found["after"]), None),
        [row for row in found["speaker"] if row.key not in keys][:MAX_OF_SPEAKER],
    )
