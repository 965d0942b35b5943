"""Mark the words of a search in the quotes that it found.

Phrases are found here, as printed (words.py). PostgreSQL finds single words, by the
rules of each quote's language, and puts delimiters around them. The delimiters are
random for each call, so that no quote can contain them. The result is runs of text,
each marked or not, which templates escape like any other text. No character of a quote
changes.
"""

import secrets
from bisect import bisect_right
from dataclasses import dataclass

from quotes.passages import Passage, marked_runs, passage
from quotes.search.query import LEXEME
from quotes.search.words import keys_of, words_of
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


_TEXTS = "SELECT id, text, translation FROM quotes_quote WHERE id = ANY (%s)"


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
    if not quote_ids or not (query.words or query.phrases):
        return {}
    phrases = [keys_of(each) for each in query.phrases]
    found = {}
    for key, *texts in _pieces(list(quote_ids), query):
        passages = [_marked(pieces, phrases) for pieces in texts]
        if any(passages):
            found[key] = Highlight(*passages)
    return found


def _pieces(quote_ids, query):
    """Yield (key, pieces of the text, of the translation): every second is a word."""
    # Single words get the same marks as phrases and take a tenth of the time.
    words = " | ".join(dict.fromkeys(LEXEME.findall(query.words)))
    if not words or words.startswith("'."):
        for key, *texts in fetch_rows(_TEXTS, [quote_ids]):
            yield key, *([text] for text in texts)
        return
    secret = secrets.token_hex(8)
    opening, closing = f"\ue000{secret}<", f"\ue000{secret}>"
    options = f'HighlightAll=true, StartSel="{opening}", StopSel="{closing}"'
    for key, *texts in fetch_rows(_STATEMENT, [words, options, quote_ids]):
        yield key, *(text.replace(closing, opening).split(opening) for text in texts)


def _marked(pieces, phrases):
    """Return the passage of these pieces of text with marks, or None without any."""
    text, spans = "", []
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    spans = _merged([*spans, *phrase_spans(text, phrases)])
    if not spans:
        return None
    if len(text) <= EXCERPT_LENGTH:
        return Passage(tuple(marked_runs(text, [(0, spans)])), False, False)
    return passage(text, _densest(text, spans), CONTEXT)


def phrase_spans(text, phrases):
    """Return the spans of all occurrences of phrases, lists of keys_of(), in a text."""
    words = words_of(text) if phrases else []
    keys = [word.key for word in words]
    return [
        (words[place].start, words[place + len(phrase) - 1].end)
        for phrase in phrases
        for place, key in enumerate(keys)
        if phrase and key == phrase[0] and keys[place : place + len(phrase)] == phrase
    ]


def _merged(spans):
    """Return the spans in order, those that overlap as one."""
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


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
