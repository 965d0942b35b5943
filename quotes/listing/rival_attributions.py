"""The same words on record under another speaker, or with another standing."""

from typing import NamedTuple

from articles.models.base import make_url_slug
from quotes.paths import path_for
from quotes.sql import fetch_rows

#: Number of speakers named.
MAX_SPEAKERS_NAMED = 10
#: Quotes with the same words that are read. “Yes.” may be on record very often.
MAX_SAME_WORDS_READ = 500
#: The index quote_same_words finds the words.
_SQL = f"""
SELECT key, text, name, standing FROM (
    SELECT DISTINCT ON (s.id, t.standing) q.id AS key, left(q.text, 500) AS text,
        s.name, t.standing
    FROM (
        SELECT * FROM quotes_quote
        WHERE on_record_fold(text) = nullif(on_record_fold(%s), ' ') AND id <> %s
            AND status = 'published'
        LIMIT {MAX_SAME_WORDS_READ}
    ) q
    JOIN articles_article a ON a.id = q.article_id AND a.status = 'published'
    LEFT JOIN quotes_attribution t ON t.quote_id = q.id
    LEFT JOIN quotes_speaker s ON s.id = t.speaker_id
    WHERE NOT EXISTS (
        SELECT FROM quotes_attribution own WHERE own.quote_id = %s
            AND own.speaker_id = t.speaker_id AND own.standing = t.standing)
    ORDER BY s.id, t.standing, q.id
) found
ORDER BY array_position(
    ARRAY['verified', 'misattributed', 'disputed', 'unverified'], standing), key
LIMIT {MAX_SPEAKERS_NAMED + 1}
"""


class SameWords(NamedTuple):
    """A public quote with the same words: its speaker ("": nobody) and the standing."""

    path: str
    name: str
    standing: str


class Elsewhere(NamedTuple):
    """Other places where the words of a quote are on record."""

    found: list[SameWords]  #: one for each speaker and standing
    more: bool  #: whether there are more than MAX_SPEAKERS_NAMED


def find_same_words(quote, attributions):
    """Return the Elsewhere of a quote: other speakers and standings of its words.

    Words are the same if they are after folding, as for names: without case, accents
    and punctuation. `attributions` are those of the quote. One statement.
    """
    rows = fetch_rows(_SQL, [quote.text, quote.pk, quote.pk])
    found = [
        SameWords(
            path_for("quote", key, make_url_slug(text, "quote")),
            name or "",
            standing or "",
        )
        for key, text, name, standing in rows
        if name or attributions
    ]
    return Elsewhere(found[:MAX_SPEAKERS_NAMED], len(found) > MAX_SPEAKERS_NAMED)
