"""The words of a search, marked in the quotes that it found.

PostgreSQL says where they stand, by the rules of each quote's language, and writes
delimiters around them that are made up for each call, so that no quote can have them.
What comes out are runs of text, each marked or not, which templates escape like any
other text. No character of a quote is changed.
"""

import secrets
from bisect import bisect_right
from dataclasses import dataclass

from quotes.passages import Passage, marked_runs, passage
from quotes.search.query import LEXEME
from quotes.sql import run

#: A longer text is cut; so many code points of it are shown: so many from the first
#: of some marks to the last, and as many as are left around them.
EXCERPT_LENGTH, MAX_MATCH_SPAN = 600, 360
CONTEXT = (EXCERPT_LENGTH - MAX_MATCH_SPAN) // 2

# All of each text, for PostgreSQL's own fragments leave out what looks like a tag.
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
    """A quote's words and its translation, where one of them has marks, or else None.

    Both are passages, as the partial “runs” of the lists shows them.
    """

    text: Passage | None
    translation: Passage | None


def highlighted(quote_ids, query):
    """Return {key: Highlight} of those quotes that have words of a searching.Query.

    Ask for those of one page: each text is read from its beginning to its end. One
    statement.
    """
    # Word by word, which marks the same as phrases would and takes a tenth of the time.
    words = " | ".join(dict.fromkeys(LEXEME.findall(query.words)))
    if not words or not quote_ids:
        return {}
    secret = secrets.token_hex(8)
    opening, closing = f"\ue000{secret}<", f"\ue000{secret}>"
    options = f'HighlightAll=true, StartSel="{opening}", StopSel="{closing}"'
    found = {}
    for key, *texts in run(_STATEMENT, [words, options, list(quote_ids)]):
        passages = [
            _marked(text.replace(closing, opening).split(opening)) for text in texts
        ]
        if any(passages):
            found[key] = Highlight(*passages)
    return found


def _marked(pieces):
    """Return the passage that pieces of text make of which every second is marked."""
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
