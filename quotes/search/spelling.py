"""Corrects the words of a search with the vocabulary of public quotes.

Words are stored in lower case, without accents, and unstemmed. Two words are similar if
they have a spelling in common: the word itself, or the word without one of its letters
(on_record_spellings, migration 0010). One index scan finds a missing, extra, wrong or
moved letter, in short words too; see docs/decisions/0018-search.md.
"""

import re
from itertools import groupby
from unicodedata import category

from django.db import connection, transaction
from rapidfuzz.distance import OSA

from quotes.lexicon.antonyms import NEGATING_PREFIXES
from quotes.lexicon.words import (
    FUNCTION_WORDS,
    MONTHS_AND_DAYS,
    NUMBER_WORDS,
    fold_accents,
)
from quotes.search.dates import is_month_name
from quotes.sql import fetch_rows

#: Length of words that are corrected. Shorter words are similar to too many, except for
#: names; longer ones are not words.
MIN_LENGTH, MIN_NAME_LENGTH, MAX_LENGTH = 4, 3, 24
#: From this length on, two letters may be wrong.
TWO_MISTAKES_FROM = 8
#: Number of words of a search that are looked up.
MAX_WORDS_CORRECTED = 12
#: Shorter words keep their first letter, and have no other letter in a place, except in
#: names: most words with such a difference are other words.
ANY_MISTAKE_FROM = 6
#: Prefixes that make the opposite of a word.
_OPPOSITES = ("a", *NEGATING_PREFIXES)
#: Words that are not mistakes, although quotes may not have them.
_CORRECT = FUNCTION_WORDS | NUMBER_WORDS | MONTHS_AND_DAYS

#: Number of quotes counted at a time, because PostgreSQL holds their words in memory.
COUNT_BATCH_SIZE = 100_000
#: With this many quotes, a word in only one of them is probably a misprint.
LARGE_COLLECTION = 100_000

# Similar words

_SIMILAR_WORDS = """
SELECT a.n, t.word, coalesce(known.quotes, 0), near.word, near.quotes,
    known.quotes > 0 OR (cardinality(t.facets) > 1 OR t.facets = '{a}') AND EXISTS (
        SELECT FROM quotes_listing
        WHERE search @@ ('''.' || replace(t.word, '''', '') || '''')::tsquery),
    near.is_name
FROM unnest(%s::integer[], %s::text[], %s::text[], %s::boolean[])
    a (n, facets, typed, is_compared)
CROSS JOIN LATERAL (
    SELECT lower(unaccent(typed)) AS word, string_to_array(facets, NULL) AS facets
) t
CROSS JOIN LATERAL (
    SELECT sum(quotes) AS quotes FROM quotes_word w
    WHERE w.facet = ANY (t.facets) AND w.word = t.word
) known
LEFT JOIN LATERAL (
    SELECT w.word, sum(w.quotes) AS quotes, bool_or(w.facet <> 'a') AS is_name
    FROM quotes_word w
    WHERE known.quotes IS NULL AND on_record_spellings(w.word) && CASE
            WHEN length(t.word) < %s THEN on_record_spellings(t.word)
            ELSE ARRAY(
                SELECT DISTINCT twice FROM unnest(on_record_spellings(t.word)) once,
                    unnest(on_record_spellings(once)) twice)
        END
        AND w.facet = ANY (t.facets)
    GROUP BY w.word ORDER BY 2 DESC, 1 LIMIT 50
) near ON a.is_compared
"""


#: The facets that the words of a term come from, by its field (letters of FacetCode).
_FACETS = {"": "asp", "article": "a", "speaker": "s", "publication": "p", "topic": "t"}


def did_you_mean(search, query):
    """Return the typed text with its misspellings corrected, or None if it has none.

    `search` is a syntax.Search and `query` its Query, or None. Everything but the words
    stays as typed. Words on record, numbers and months are never corrected, and what
    looks like a name only to a name. One statement.
    """
    if query is None:
        return None
    asked, spans = [], []
    for term in search.terms:
        if term.negated or term.field not in _FACETS:
            continue  # a year and the like is no word
        is_name = term.field and term.field != "article"
        if is_name and term not in query.unmatched:
            continue
        if re.search("[/@]", term.text):
            continue  # a URL
        for start, end in _words(term.text):
            word = term.text[start:end]
            folded = fold_accents(word)
            if folded in _CORRECT or is_month_name(folded):
                continue
            looks_like_name = not term.field and word.istitle() and " " in search.text
            asked.append((word, "spt" if looks_like_name else _FACETS[term.field]))
            spans.append((term.span[0] + start, term.span[0] + end))
    text, at = "", 0
    looked_up = _look_up(asked[:MAX_WORDS_CORRECTED])
    for (start, end), (_, better, _) in zip(spans, looked_up, strict=False):
        if better:
            text, at = f"{text}{search.text[at:start]}{better}", end
    return text + search.text[at:] if text else None


def _words(text):
    """Yield the spans of the words in a text: letters only, with their marks."""
    at = 0
    for is_word, letters in groupby(text, _is_of_word):
        start, at = at, at + len(letters := list(letters))
        if is_word and all(category(letter)[0] in "LM" for letter in letters):
            yield start, at


def _is_of_word(letter):
    return category(letter)[0] in "LMN"


def _look_up(words):
    """Return [(quotes, better word, its quotes)] for some (word, letters of facets).

    A better word is similar, and "" if there is none or if the word is on record.
    """
    if not words:
        return []
    typed, facets = map(list, zip(*words, strict=True))
    compared = [
        (MIN_NAME_LENGTH if names in "spt" else MIN_LENGTH) <= len(word) <= MAX_LENGTH
        for word, names in words
    ]
    rows = fetch_rows(
        _SIMILAR_WORDS,
        [list(range(len(words))), facets, typed, compared, TWO_MISTAKES_FROM],
    )
    found = {n: (quotes, []) for n, _, quotes, *_ in rows}
    for n, word, _, near, near_quotes, on_record, is_name in rows:
        if near and not on_record and _is_near(word, near, is_name):
            found[n][1].append((OSA.distance(word, near), -near_quotes, near))
    outcome = []
    for _, (quotes, near) in sorted(found.items()):
        _, better_quotes, better = min(near, default=(0, 0, ""))
        outcome.append((quotes, better, -better_quotes))
    return outcome


def _is_near(word, near, is_name):
    """Return whether `word` may be a misspelling of `near`.

    “Year” is not meant by “years”: a search finds both. “Indirect” means the opposite
    of “direct”.
    """
    if word in (f"{near}s", f"{near}es") or near in (f"{word}s", f"{word}es"):
        return False
    if any(word == f"{no}{near}" or near == f"{no}{word}" for no in _OPPOSITES):
        return False
    if not 0 < OSA.distance(word, near) <= 1 + (len(word) >= TWO_MISTAKES_FROM):
        return False
    if len(word) >= ANY_MISTAKE_FROM:
        return True
    if len(near) < len(word) <= MIN_LENGTH:
        return False
    if sorted(word) == sorted(near) or near[1:] == word:
        return True
    another_letter = len(word) == len(near)
    return word[0] == near[0] and (
        not another_letter or (is_name and len(word) > MIN_LENGTH)
    )


def known_words(words):
    """Return the words of the vocabulary that some folded words mean.

    That is {word: the word that was probably meant}, {word meant: number of quotes},
    and the words that it does not have, which may be newer.
    """
    meant, known, new = {}, {}, []
    looked_up = _look_up([(word, "a") for word in words])
    for word, (quotes, better, better_quotes) in zip(words, looked_up, strict=True):
        meant[word] = word if quotes else better or word
        if quotes or better:
            known[meant[word]] = quotes or better_quotes
        if not quotes:
            new.append(word)
    return meant, known, new


# Counting

_COUNT = """
INSERT INTO counted_words (facet, word, quotes)
SELECT 'a', word, ndoc FROM ts_stat(%s) WHERE length(word) BETWEEN 2 AND 40
"""
_WORDS_OF_QUOTES = """
SELECT to_tsvector('on_record_words', text)
    || to_tsvector('on_record_words', translation)
FROM quotes_quote JOIN quotes_listing ON quote_id = id
WHERE quote_id BETWEEN {} AND {}
"""
_COUNT_NAMES = """
INSERT INTO counted_words (facet, word, quotes)
SELECT t.facet, n.word, sum(t.quotes) FROM (
    SELECT DISTINCT facet, id, unnest(
        tsvector_to_array(to_tsvector('on_record_words', name))) AS word
    FROM (
        SELECT 's' AS facet, id, name FROM quotes_speaker
        UNION ALL SELECT 's', speaker_id, name FROM quotes_alias
        UNION ALL SELECT 'p', id, name FROM articles_publication
        UNION ALL SELECT 't', id, name FROM quotes_topic
    ) names
) n
JOIN quotes_tally t ON (t.facet, t.value, t.tag, t.period) = (n.facet, n.id, '', 0)
WHERE t.quotes > 0 AND length(n.word) BETWEEN 2 AND 40 GROUP BY t.facet, n.word
"""
_STORE = """
WITH counted AS MATERIALIZED (
    SELECT facet, word, sum(quotes) AS quotes FROM counted_words GROUP BY facet, word
    HAVING sum(quotes) >= CASE facet WHEN 'a' THEN %s ELSE 1 END
),
gone AS (
    DELETE FROM quotes_word w WHERE NOT EXISTS (
        SELECT FROM counted c WHERE (c.facet, c.word) = (w.facet, w.word))
)
INSERT INTO quotes_word AS w (facet, word, quotes) SELECT * FROM counted
ON CONFLICT (facet, word) DO UPDATE SET quotes = excluded.quotes
WHERE w.quotes <> excluded.quotes
"""


def count_words(report=None):
    """Count the words of all public quotes again, in one transaction.

    Searches continue with the old counts; a second count waits. Calls `report` with the
    number of quotes done after each COUNT_BATCH_SIZE. Returns the number of words.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE quotes_word IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            "CREATE TEMPORARY TABLE counted_words"
            " (facet text, word text, quotes integer)"
        )
        done, first = 0, 0
        while True:
            cursor.execute(
                "SELECT max(quote_id), count(*) FROM (SELECT quote_id"
                " FROM quotes_listing WHERE quote_id >= %s"
                " ORDER BY quote_id LIMIT %s) next",
                [first, COUNT_BATCH_SIZE],
            )
            last, number = cursor.fetchone()
            if not number:
                break
            cursor.execute(_COUNT, [_WORDS_OF_QUOTES.format(first, last)])
            done, first = done + number, last + 1
            if report:
                report(done)
        cursor.execute(_COUNT_NAMES)
        cursor.execute(_STORE, [1 if done < LARGE_COLLECTION else 2])
        cursor.execute("DROP TABLE counted_words")
        cursor.execute("SELECT count(*) FROM quotes_word")
        return cursor.fetchone()[0]
