"""Finds what is new about sayings: wordings that they lacked, and earlier prints."""

from typing import NamedTuple

from quotes.sql import fetch_rows

#: The newest members that are looked at, and members of a saying that were known
#: before one of them.
MAX_NEW, MAX_KNOWN = 2_000, 500
#: Members are known in the order of their keys. A print that was joined before any
#: other is neither a new wording nor an earlier print.
_SQL = f"""
SELECT n.quote_id, n.saying_id, p.is_earliest, n.updated_at
FROM (
    SELECT id, quote_id, saying_id, updated_at FROM quotes_sayingmember
    WHERE state <> 'proposed' AND (%s::bigint IS NULL OR saying_id = %s)
    ORDER BY updated_at DESC, id DESC LIMIT {MAX_NEW}
) n
JOIN quotes_sayingprint p USING (quote_id)
JOIN quotes_quote q ON q.id = n.quote_id
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
WHERE known.number > 0 AND (p.is_earliest OR p.is_variant AND NOT known.same)
ORDER BY n.updated_at DESC, n.id DESC LIMIT %s
"""


class NewPrint(NamedTuple):
    """A print that is news: the keys of its quote and its saying, and since when.

    If it is not the earliest print of the saying, its wording is new.
    """

    quote: int
    saying: int
    is_earliest: bool
    since: object


def find_new_prints(limit, saying=None):
    """Return the newest NewPrints of all sayings, or of the one with this key."""
    rows = fetch_rows(_SQL, [saying, saying, limit], prepared=False)
    return [NewPrint(*row) for row in rows]
