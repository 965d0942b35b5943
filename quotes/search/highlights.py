"""Mark the words of a search in the quotes that it found.

PostgreSQL finds the words, by the rules of each quote's language, and puts delimiters
around them. The delimiters are random for each call, so that no quote can contain them.
The result is runs of text, each marked or not, which templates escape like any other
text. No character of a quote changes.
"""

import secrets
from bisect import bisect_right
from dataclasses import dataclass

from quotes.passages import Passage, marked_runs, passage
from quotes.search.query import LEXEME
from quotes.sql import fetch_rows

#: Code points shown of a longer text: at most MAX_MATCH_SPAN from the first to the last
#: of some marks, and the rest around them.
EXCERPT_LENGTH, MAX_MATCH_SPAN = 600, 360
CONTEXT = (EXCERPT_LENGTH - MAX_MATCH_SPAN) // 2

# Mark the whole text, because PostgreSQL's fragments drop what looks like a tag.
_STATEMENT = """
SELECT q.id,
    ts_headline(on_record_config(coalesce(nullif(q.language, ''), a.language)),
        q.text, words, options),
    ts_headline(on_record_config(q.translation_language), q.translation, words, options)
FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
CROSS JOIN (SELECT %s::tsquery AS words, %s AS options) asked
WHERE q.id = ANY (%s)
"""


@dataclass(frozen=True, slots=True)
class Highlight:
    """The text of a quote and its translation; None for one without marks.

    Both are passages, for the partial “runs” of the lists.
    """

    text: Passage | None
    translation: Passage | None


def highlight(quote_ids, query):
    """Return {key: Highlight} of the quotes that have words of a Query (query.py).

    For the quotes of one page: each text is read in full. One statement.
    """
    # Single words get the same marks as phrases and take a tenth of the time.
    words = " | ".join(dict.fromkeys(LEXEME.findall(query.words)))
    if not words or not quote_ids:
        return {}
    secret = secrets.token_hex(8)
    opening, closing = f"\ue000{secret}<", f"\ue000{secret}>"
    options = f'HighlightAll=true, StartSel="{opening}", StopSel="{closing}"'
    found = {}
    for key, *texts in fetch_rows(_STATEMENT, [words, options, list(quote_ids)]):
        passages = [
            _marked(text.replace(closing, opening).split(opening)) for text in texts
        ]
        if any(passages):
            found[key] = Highlight(*passages)
    return found


def _marked(pieces):
    """Return the passage of these pieces of text; every second one is marked."""
    if len(pieces) < 2:
        return None
    text, spans = "", []
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    if len(text) <= EXCERPT_LENGTH:
        return Passage(tuple(marked_runs(text, [(0, spans)])), False, False)
    return passage(text, _densest(text, spans), CONTEXT)


def _densest(text, spans):
    """Return the consecutive spans within MAX_MATCH_SPAN that mark the most words."""
    best, most = spans[:1], 0
    ends = [end for _, end in spans]
    for number, (start, _) in enumerate(spans):
        near = spans[number : bisect_right(ends, start + MAX_MATCH_SPAN)]
        words = len({text[slice(*span)].lower() for span in near})
        if words > most:
            best, most = near, words
    return best
