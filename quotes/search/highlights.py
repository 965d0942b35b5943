"""Marks the words of a search in the quotes that it found.

Phrases are found as printed (quotes/lexicon/words.py), single words by the rules of
each quote's language (word_forms.py). The result is runs of text, each marked or not,
which templates escape like any other text. No character of a quote changes.
"""

from bisect import bisect_right

from quotes.lexicon.words import keys_of, words_of
from quotes.passages import Passage, marked_runs, passage
from quotes.search.query import LEXEME
from quotes.search.word_forms import word_spans

#: Code points shown of a longer text: at most MAX_MATCH_SPAN from the first to the last
#: of some marks, and the rest around them.
EXCERPT_LENGTH, MAX_MATCH_SPAN = 600, 360
EXCERPT_CONTEXT_LENGTH = (EXCERPT_LENGTH - MAX_MATCH_SPAN) // 2


def highlight(quotes, query):
    """Return {key: Passage} of the quotes that have words of a Query (query.py).

    For the QuoteRows of one page: each text is read in full. At most one statement.
    """
    if not quotes or not (query.words or query.phrases):
        return {}
    phrases = [keys_of(each) for each in query.phrases]
    # Words as printed have a full stop before them, and are in phrases here.
    lexemes = dict.fromkeys(LEXEME.findall(query.words))
    lexemes = [each for each in lexemes if not each.startswith("'.")]
    spans = word_spans([(quote.language, quote.text) for quote in quotes], lexemes)
    return {
        quote.key: marked
        for quote, of_words in zip(quotes, spans, strict=True)
        if (marked := _marked(quote.text, of_words, phrases))
    }


def _marked(text, spans, phrases):
    """Return the passage of a text with marks at these words, or None without any."""
    spans = _merged([*spans, *phrase_spans(text, phrases)])
    if not spans:
        return None
    if len(text) <= EXCERPT_LENGTH:
        return Passage(tuple(marked_runs(text, [(0, spans)])), False, False)
    return passage(text, _densest(text, spans), EXCERPT_CONTEXT_LENGTH)


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
