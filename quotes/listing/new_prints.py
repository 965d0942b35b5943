"""Finds what is new about sayings: wordings that they lacked, and earlier prints."""

from typing import NamedTuple

from quotes.sql import fetch_rows

#: How many of the newest members are read, and how many earlier members of a saying.
MAX_NEW, MAX_KNOWN = 2_000, 500
_UNDATED = "'9999-12-31'"
#: Members are known in the order of their keys. A print that was joined before any
#: other is neither a new wording nor an earlier print. The columns `rivals` and
#: `undated` are those of name_earliest() in credits.py.
_SQL = f"""
SELECT n.quote_id, n.saying_id, e.*, n.updated_at
FROM (
    SELECT id, quote_id, saying_id, updated_at FROM quotes_sayingmember
    WHERE state <> 'proposed' AND (%s::bigint IS NULL OR saying_id = %s)
    ORDER BY updated_at DESC, id DESC LIMIT {MAX_NEW}
) n
JOIN quotes_sayingprint p USING (quote_id)
JOIN quotes_quote q ON q.id = n.quote_id
JOIN articles_article a ON a.id = q.article_id
CROSS JOIN LATERAL (
    SELECT p.is_earliest AND p.printed_on < {_UNDATED} AS is_earliest,
        p.is_earliest AND EXISTS (
            SELECT FROM quotes_sayingprint r JOIN quotes_quote s ON s.id = r.quote_id
            WHERE r.saying_id = n.saying_id AND s.article_id <> q.article_id
                AND r.printed_on < p.printed_on + CASE a.published_precision
                    WHEN 'year' THEN interval '1 year'
                    WHEN 'month' THEN interval '1 month' ELSE interval '1 day' END
        ) AS rivals,
        p.is_earliest AND EXISTS (
            SELECT FROM quotes_sayingprint r
            WHERE r.saying_id = n.saying_id AND r.printed_on = {_UNDATED}
        ) AS undated
) e
CROSS JOIN LATERAL (
    SELECT count(*) AS number, coalesce(bool_or(
        text = q.text OR on_record_fold(text) = on_record_fold(q.text)), false) AS same
    FROM (
        SELECT o.text FROM quotes_sayingmember m
        JOIN quotes_sayingprint USING (quote_id)
        JOIN quotes_quote o ON o.id = m.quote_id
        WHERE m.saying_id = n.saying_id AND m.id < n.id
        ORDER BY m.id LIMIT {MAX_KNOWN}
    ) t
) known
WHERE known.number > 0 AND (e.is_earliest OR p.is_variant AND NOT known.same)
ORDER BY n.updated_at DESC, n.id DESC LIMIT %s
"""


class NewPrint(NamedTuple):
    """A print that is news: the keys of its quote and its saying, and since when.

    If it is not the earliest print of the saying, or has no date, its wording is new.
    `rivals` and `undated` are as in `name_earliest`.
    """

    quote: int
    saying: int
    is_earliest: bool
    rivals: bool
    undated: bool
    since: object


def find_new_prints(limit, saying=None):
    """Return the newest NewPrints of all sayings, or of the one with this key."""
    rows = fetch_rows(_SQL, [saying, saying, limit], prepared=False)
    return [NewPrint(*row) for row in rows]
