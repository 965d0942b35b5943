"""Use the vocabulary to correct searches and to find half-remembered quotes.

Words are stored in lower case, without accents, and unstemmed. Two words are similar if
they have a spelling in common: the word itself, or the word without one of its letters
(on_record_spellings, migration 0010). One index scan finds a missing, extra, wrong or
moved letter, in short words too; see docs/decisions/0018-search.md.
"""

import re
from itertools import accumulate, combinations, groupby
from math import prod
from unicodedata import category

from django.db import connection, transaction

from quotes.search.query import inflections
from quotes.search.syntax import parse
from quotes.sql import fetch_rows

#: Length of words that are corrected. Shorter words are similar to too many, except for
#: names; longer ones are not words.
MIN_LENGTH, MIN_NAME_LENGTH, MAX_LENGTH = 4, 3, 24
#: From this length on, two letters may be wrong.
TWO_MISTAKES_FROM = 8
#: Number of words of a search that are looked up.
MAX_WORDS_CORRECTED = 12
#: How many times more common the correction of an existing word must be.
MIN_FREQUENCY_RATIO = 100

#: Number of words by which a quote can be found. Of the rarest ones, MAX_WORDS_MATCHED
#: are matched in combinations, and MAX_WORDS_RANKED are used for ranking.
MIN_WORDS, MAX_WORDS = 3, 48
MAX_WORDS_MATCHED, MAX_WORDS_RANKED = 6, 12
#: Number of quotes read from the index, of those compared letter by letter, and of
#: those returned. MAX_INDEX_ENTRIES limits the entries read from the index to find
#: them.
MAX_CANDIDATES, MAX_COMPARED, MAX_SIMILAR_QUOTES = 2_000, 100, 10
MAX_INDEX_ENTRIES = 200_000
#: Share of the trigrams of the typed text that must be together in a quote.
MIN_SIMILARITY = 0.45
#: Estimate: this many times more quotes have some inflection of a word than the word.
INFLECTIONS_FACTOR = 2

#: Number of quotes counted at a time, because PostgreSQL holds their words in memory.
COUNT_BATCH_SIZE = 100_000
#: With this many quotes, a word in only one of them is probably a misprint.
LARGE_COLLECTION = 100_000

# Similar words

_SIMILAR_WORDS = """
SELECT a.n, t.word, coalesce(known.quotes, 0), near.word, near.quotes
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
    SELECT w.word, sum(w.quotes) AS quotes FROM quotes_word w
    WHERE on_record_spellings(w.word) && CASE
            WHEN length(t.word) < %s THEN on_record_spellings(t.word)
            ELSE ARRAY(
                SELECT DISTINCT twice FROM unnest(on_record_spellings(t.word)) once,
                    unnest(on_record_spellings(once)) twice)
        END
        AND w.facet = ANY (t.facets)
    GROUP BY w.word ORDER BY 2 DESC, 1 LIMIT 50
) near ON coalesce(known.quotes, 0) < %s AND a.is_compared
"""


#: The facets that the words of a term come from, by its field (letters of Facet).
_FACETS = {"": "asp", "article": "a", "speaker": "s", "publication": "p", "topic": "t"}


def did_you_mean(search, query):
    """Return the typed text with its misspellings corrected, or None if it has none.

    `search` is a syntax.Search and `query` its Query, or None. Everything but the words
    stays as typed. For searches with few results: a correct word may well be rarer than
    a similar one. One statement.
    """
    if query is None or query.too_common:
        return None
    asked, spans = [], []
    for term in search.terms:
        is_name = term.field and term.field != "article"
        if term.negated or (is_name and term not in query.unmatched):
            continue
        if re.search("[/@]", term.text):
            continue  # a URL
        for start, end in _words(term.text):
            asked.append((term.text[start:end], _FACETS[term.field]))
            spans.append((term.span[0] + start, term.span[0] + end))
    text, at = "", 0
    looked_up = _look_up(asked[:MAX_WORDS_CORRECTED], MIN_FREQUENCY_RATIO)
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


def _look_up(words, rarer):
    """Return [(quotes, better word, its quotes)] for some (word, letters of facets).

    A better word is similar and `rarer` times as common; "" if there is none.
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
        [list(range(len(words))), facets, typed, compared, TWO_MISTAKES_FROM, rarer],
    )
    found = {n: (quotes, []) for n, _, quotes, _, _ in rows}
    for n, word, quotes, near, near_quotes in rows:
        if near and near_quotes >= rarer * quotes:
            mistakes = distance(word, near)
            if 0 < mistakes <= 1 + (len(word) >= TWO_MISTAKES_FROM):
                found[n][1].append((mistakes, -near_quotes, near))
    outcome = []
    for _, (quotes, near) in sorted(found.items()):
        _, better_quotes, better = min(near, default=(0, 0, ""))
        outcome.append((quotes, better, -better_quotes))
    return outcome


def distance(one, other):
    """Return the edit distance: letters missing, extra, wrong or swapped."""
    before, last = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, instead in enumerate(other, 1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != instead))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], instead):
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


# Half-remembered quotes

_ALL_QUOTES = (
    "SELECT greatest(sum(quotes), 1)::integer FROM quotes_tally"
    " WHERE facet = 'a' AND value = 0 AND tag = '' AND period = 0"
)
_SIMILAR_QUOTES = """
WITH found AS MATERIALIZED (
    SELECT DISTINCT ON (quote_id) * FROM (
        SELECT one.* FROM unnest(%s::text[]) each (words)
        CROSS JOIN (SELECT %s::text[] AS tags) narrowed CROSS JOIN LATERAL (
            SELECT quote_id, search FROM quotes_listing
            WHERE search @@ each.words::tsquery AND (tags = '{}' OR EXISTS (
                SELECT FROM unnest(tags) tag
                WHERE starts_with(lower(language) || '-', lower(tag) || '-')))
            LIMIT %s
        ) one LIMIT %s
    ) several
),
best AS MATERIALIZED (
    SELECT quote_id FROM found
    ORDER BY ts_rank(search, %s::tsquery) DESC, quote_id DESC LIMIT %s
)
SELECT id, similarity FROM best JOIN quotes_quote ON id = quote_id
CROSS JOIN (SELECT on_record_fold(%s) AS words) typed
CROSS JOIN LATERAL (
    SELECT greatest(
        word_similarity(words, on_record_fold(left(text, 2000))),
        word_similarity(words, on_record_fold(left(translation, 2000)))
    ) AS similarity
) compared
WHERE similarity >= %s ORDER BY similarity DESC, id DESC LIMIT %s
"""


def similar_quotes(text, languages=None):
    """Return [(key, similarity)] of the quotes most similar to a typed text.

    The most similar come first, at most MAX_SIMILAR_QUOTES, with a similarity from
    MIN_SIMILARITY to 1. A text of fewer than MIN_WORDS words has none. `languages`
    are the tags to which the quotes are narrowed, if any. Four statements.
    """
    text = parse(text).words
    typed = [text[start:end].lower() for start, end in _words(text)]
    words = list(dict.fromkeys(typed))[:MAX_WORDS]
    if len(words) < MIN_WORDS:
        return []
    meant, known = {}, {}
    looked_up = _look_up([(word, "a") for word in words], 1)
    for word, (quotes, better, better_quotes) in zip(words, looked_up, strict=True):
        meant[word] = better or word
        if quotes or better:
            known[meant[word]] = quotes or better_quotes
    rarest = sorted(known, key=known.get)[:MAX_WORDS_RANKED]
    found = [" | ".join(each) for each in inflections(rarest, languages)]
    if not all(found) or not found:
        return []
    ((total,),) = fetch_rows(_ALL_QUOTES, [])
    counts = [
        min(INFLECTIONS_FACTOR * known[word], total)
        for word in rarest[:MAX_WORDS_MATCHED]
    ]
    asked = [
        " & ".join(f"({found[n]})" for n in each)
        for each in word_combinations(counts, total)
    ]
    return fetch_rows(
        _SIMILAR_QUOTES,
        [
            asked,
            list(languages or ()),
            MAX_CANDIDATES,
            2 * MAX_CANDIDATES,
            " | ".join(found),
            MAX_COMPARED,
            " ".join(meant.get(word, word) for word in typed),
            MIN_SIMILARITY,
            MAX_SIMILAR_QUOTES,
        ],
    )


def word_combinations(counts, total):
    """Return the combinations of words to look for, as tuples of their indexes.

    `counts` are the quotes that have each word, out of `total`, the rarest first. A
    combination has as few words as narrow the quotes down enough; there are as many
    combinations as can be searched in time.
    """
    for number in range(1, (len(counts) + 3) // 2):
        ways = list(combinations(range(len(counts)), number))
        expected = [total * prod(counts[n] / total for n in way) for way in ways]
        if sum(expected) <= MAX_CANDIDATES:
            break
    # The work is reading the quotes that have the rarest word of a combination.
    ways.sort(key=lambda way: counts[way[0]])
    work = list(accumulate(counts[way[0]] for way in ways))
    return [
        way for way, sum_ in zip(ways, work, strict=True) if sum_ <= MAX_INDEX_ENTRIES
    ] or ways[:1]


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
