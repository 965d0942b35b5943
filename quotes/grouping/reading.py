"""Reads what grouping needs of quotes: a statement for any number of them."""

from quotes.sayings.words import wording

_ROWS = """
SELECT q.id, q.text, coalesce(n.names, '{{}}'), a.kind = 'speech'
FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
CROSS JOIN LATERAL (
    SELECT array_remove(
        array_agg(s.name::text) || array_agg(t.name_as_printed::text), ''
    ) AS names
    FROM quotes_attribution t JOIN quotes_speaker s ON s.id = t.speaker_id
    WHERE t.quote_id = q.id
) n
WHERE {}
"""
_PUBLISHED = _ROWS.format("q.id = ANY (%s) AND q.status = 'published' ORDER BY q.id")
_ANY = _ROWS.format("q.id = ANY (%s)")
_UNGROUPED = _ROWS.format(
    """q.id > %s AND q.status = 'published' AND NOT EXISTS (
        SELECT FROM quotes_sayingkeys k WHERE k.quote_id = q.id
    ) ORDER BY q.id LIMIT %s"""
)
_STORED = """
SELECT quote_id, coalesce(words, 0), keys FROM quotes_sayingkeys
WHERE quote_id > %s ORDER BY quote_id LIMIT %s
"""


def read_published(cursor, keys):
    """Return {key: Wording} of the published ones of some quotes."""
    return _wordings(cursor, _PUBLISHED, keys)


def read_wordings(cursor, keys):
    """Return {key: Wording} of some quotes."""
    return _wordings(cursor, _ANY, keys) if keys else {}


def _wordings(cursor, statement, keys):
    cursor.execute(statement, [list(keys)])
    return {
        key: wording(text, tuple(names), is_speech)
        for key, text, names, is_speech in cursor.fetchall()
    }


def ungrouped(cursor, size):
    """Yield lists of up to `size` (key, text, names, whether from a speech).

    These are the published quotes that are not grouped yet, in order of their keys.
    """
    yield from _pages(cursor, _UNGROUPED, size)


def stored_keys(cursor):
    """Yield lists of (quote, number of its words or 0, its keys)."""
    yield from _pages(cursor, _STORED, 50_000)


def _pages(cursor, statement, size):
    last = 0
    while True:
        cursor.execute(statement, [last, size])
        rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]
