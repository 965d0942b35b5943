"""Looks up the keys of stored texts and quotes that may have the words of claims.

Each function takes all claims of a draft, and runs one statement. What is read from the
index for each key is bounded, and rare keys count more than frequent ones.
"""

from collections import defaultdict
from itertools import combinations
from math import prod

from articles.text_matching.fingerprints import fingerprint_all, word_numbers
from quotes.lexicon.words import FUNCTION_WORDS, indexed_words
from quotes.search.query import MAX_WORD, in_a_row
from quotes.sql import fetch_rows

#: Texts read for a claim: those with three of its words in a row, and those with its
#: words anywhere; quotes read for a claim.
MAX_TEXTS, MAX_BY_WORDS, MAX_QUOTES = 20, 8, 30
#: A text with less than this share of the best text's numbers is not read: it has only
#: what every text has. Half of a joined claim has more.
MIN_SHARE = 0.03
#: How many numbers of a claim are looked up; those of longer claims are a sample.
MAX_NUMBERS = 120
#: Texts or quotes read from the index for each key: a more frequent key says little.
MAX_OF_NUMBER, MAX_OF_WORDS = 200, 100
#: How many of a claim's rarest words are used; texts have two, quotes two or more.
_WORDS_OF_TEXTS, _WORDS_OF_QUOTES = 7, 6
#: How many texts are expected for some words: finding more takes long and says little.
#: The share of texts assumed for a word that is not among the most frequent ones.
_MAX_EXPECTED_TEXTS, _SHARE_OF_RARE = 1_500, 0.01
#: Words of a claim that are counted.
_MAX_COUNTED = 60
#: How many quotes are expected for all combinations; beyond it, each needs more words.
_MAX_EXPECTED = 300

# Rows of (claim, key, shared): the best for each claim, of those that readers may see.
# More are ranked than are returned: some belong to articles that are not published.
_RANKED = """
WITH found AS (
    SELECT claim, key, sum(weight) AS shared FROM (
        SELECT claim, key,
            1 / sqrt(count(*) OVER (PARTITION BY claim, n)) AS weight
        FROM ({found}) several
    ) weighted GROUP BY claim, key
),
ranked AS (
    SELECT *, max(shared) OVER (PARTITION BY claim) AS best,
        row_number() OVER (PARTITION BY claim ORDER BY shared DESC, {ties}) AS place
    FROM found
)
SELECT claim, key, shared FROM ranked {joined}
WHERE place <= {most} * 2 AND shared >= {share} * best AND {public}
ORDER BY claim, place
"""
_OF_TEXTS = {
    "joined": "JOIN articles_snapshot s ON s.id = key "
    "JOIN articles_article a ON a.id = s.article_id",
    "public": "a.status = 'published'",
    # Not only old texts of an article: the newest says what is printed now.
    "ties": "key DESC",
}
_BY_NUMBERS = _RANKED.format(
    found=f"""
        SELECT claim, n, one.snapshot_id AS key
        FROM unnest(%s::integer[], %s::integer[]) AS each (claim, n)
        CROSS JOIN LATERAL (
            SELECT snapshot_id FROM articles_fingerprint
            WHERE numbers @> ARRAY[each.n] LIMIT {MAX_OF_NUMBER}
        ) one""",  # noqa: S608
    most=MAX_TEXTS,
    share=MIN_SHARE,
    **_OF_TEXTS,
)
_BY_WORDS = _RANKED.format(
    found=f"""
        SELECT claim, n, one.snapshot_id AS key
        FROM unnest(%s::integer[], %s::integer[], %s::text[])
            AS each (claim, n, words)
        CROSS JOIN LATERAL (
            SELECT snapshot_id FROM articles_fingerprint
            WHERE words @> each.words::integer[] LIMIT {MAX_OF_WORDS}
        ) one""",  # noqa: S608
    most=MAX_BY_WORDS,
    share=0,
    **_OF_TEXTS,
)
_QUOTES = _RANKED.format(
    found=f"""
        SELECT claim, n, one.quote_id AS key
        FROM unnest(%s::integer[], %s::integer[], %s::text[])
            AS each (claim, n, words)
        CROSS JOIN LATERAL (
            SELECT quote_id FROM quotes_listing
            WHERE search @@ each.words::tsquery LIMIT {MAX_OF_WORDS}
        ) one""",  # noqa: S608
    most=MAX_QUOTES,
    share=0,
    joined="JOIN quotes_quote q ON q.id = key "
    "JOIN articles_article a ON a.id = q.article_id",
    public="q.status = 'published' AND a.status = 'published'",
    ties="key",
)
# Shares of texts that have the most frequent words, as ANALYZE found them, and the
# number of texts.
_SHARES = """
SELECT word, share FROM (
    SELECT unnest(most_common_elems::text::integer[]) AS word,
        unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = current_schema
        AND tablename = 'articles_fingerprint' AND attname = 'words'
) each WHERE word = ANY (%s::integer[])
UNION ALL
SELECT -1, reltuples FROM pg_class WHERE oid = 'articles_fingerprint'::regclass
"""
_COUNTS = """
SELECT word, quotes FROM quotes_word WHERE facet = 'a' AND word = ANY (%s::text[])
UNION ALL
SELECT '', quotes FROM quotes_tally
WHERE facet = 'a' AND value = 0 AND tag = '' AND period = 0
"""


def texts_by_numbers(claims):
    """Return the keys of snapshots for each claim: of those with its words in a row."""
    queries = []
    for claim, words in enumerate(claims):
        numbers = list(dict.fromkeys(fingerprint_all(words)))
        step = max(1, -(-len(numbers) // MAX_NUMBERS))
        queries += [(claim, number) for number in numbers[::step]]
    return _found(_BY_NUMBERS, queries, claims, MAX_TEXTS)


def texts_by_words(claims, counts):
    """Return, for each claim, the keys of snapshots with two of its words.

    Requires more words if two are in too many texts to be distinctive.
    """
    numbers = [
        list(
            dict.fromkeys(
                n for word in _rarest(each, counts) for n in word_numbers(word)
            )
        )
        for each in claims
    ]
    shares = dict(fetch_rows(_SHARES, [sorted({n for each in numbers for n in each})]))
    texts = shares.pop(-1)
    queries = []
    for claim, several in enumerate(numbers):
        known = {n: shares.get(n, _SHARE_OF_RARE) for n in several}
        chosen = sorted(several, key=known.get)[:_WORDS_OF_TEXTS]
        choices = []
        for size in (2, 3, 4):
            if choices:
                break
            choices = [
                combination
                for combination in combinations(chosen, size)
                if texts * prod(map(known.get, combination)) <= _MAX_EXPECTED_TEXTS
            ]
        queries += [
            (claim, place, "{{{}}}".format(",".join(map(str, combination))))
            for place, combination in enumerate(choices)
        ]
    return _found(_BY_WORDS, queries, claims, MAX_BY_WORDS)


def quotes_by_words(claims, counts):
    """Return the keys of quotes for each claim: of those with some of its words."""
    queries = []
    for claim, words in enumerate(claims):
        queries += [(claim, n, each) for n, each in enumerate(_queries(words, counts))]
    return _found(_QUOTES, queries, claims, MAX_QUOTES)


def word_counts(claims):
    """Return {word: number of public quotes with it}; of "", the number of all."""
    words = {word for claim in claims for word in indexed_words(claim)[:_MAX_COUNTED]}
    return dict(fetch_rows(_COUNTS, [sorted(words)]))


def _found(statement, queries, claims, most):
    """Run a statement for rows of parameters; return the keys for each claim."""
    found = defaultdict(list)
    if queries:
        columns = [list(column) for column in zip(*queries, strict=True)]
        for claim, key, shared in fetch_rows(statement, columns):
            found[claim].append((-shared, key))
    best = (sorted(found[claim][:most]) for claim in range(len(claims)))
    return [[key for _shared, key in several] for several in best]


def _rarest(words, counts):
    """Return the words of a claim without function words, the rarest first."""
    known = dict.fromkeys(indexed_words(words)[:_MAX_COUNTED])
    telling = [word for word in known if word not in FUNCTION_WORDS]
    return sorted(telling, key=lambda word: (counts.get(word, 0), -len(word)))


def _queries(words, counts):
    """Return tsqueries for a claim: some of its rarest words, or all in a row."""
    rarest = [word for word in _rarest(words, counts) if len(word) <= MAX_WORD]
    if len(rarest) < 2:
        line = in_a_row(" ".join(indexed_words(words)[:_MAX_COUNTED]))
        return [line] if line else []
    rarest = rarest[:_WORDS_OF_QUOTES]
    total = max(counts.get("", 0), 1)
    shares = {word: max(counts.get(word, 0), 1) / total for word in rarest}
    choices = []
    for size in (2, 3, 4):
        choices = list(combinations(rarest, size)) or choices
        expected = sum(
            total * prod(map(shares.get, combination)) for combination in choices
        )
        if expected <= _MAX_EXPECTED:
            break
    return [" & ".join(f"'.{word}'" for word in each) for each in choices]
