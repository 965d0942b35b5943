"""Finds the quotes whose words come closest to a typed line.

Candidates have the rarest of the typed words, misspelt ones corrected, or all of them.
PostgreSQL compares the best hundred by trigrams, and quotes/search/differences.py the
few that remain word by word. See docs/search.md.
"""

from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import prod

from quotes.lexicon.words import FUNCTION_WORDS, indexed_words, keys_of
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.search.differences import QuoteDiff, diff_quote
from quotes.search.query import MAX_WORD, in_a_row
from quotes.search.spelling import known_words
from quotes.sql import fetch_rows

#: A line has this many words with a function word among them, or MIN_KEYWORDS.
MIN_TYPED_WORDS, MIN_KEYWORDS, MAX_TYPED_WORDS = 3, 5, 48
#: Quotes are found by the rarest words: MAX_WORDS_MATCHED are combined, and
#: MAX_WORDS_RANKED are used for ranking. Up to MAX_NEW_WORDS words that are not in the
#: vocabulary yet are matched one by one.
MAX_WORDS_MATCHED, MAX_WORDS_RANKED, MAX_NEW_WORDS = 6, 12, 4
#: Number of quotes read from the index, of those compared letter by letter, and of
#: those returned. MAX_INDEX_ENTRIES limits the entries read from the index to find
#: them.
MAX_QUOTES_READ, MAX_QUOTES_COMPARED, MAX_CLOSEST = 2_000, 100, 10
MAX_INDEX_ENTRIES = 200_000
#: Number of pairs of typed words whose presence ranks the candidates.
MAX_PAIRS_RANKED = 6
#: Share of the trigrams of the typed text that must be together in a quote.
MIN_SIMILARITY = 0.45
#: A quote with fewer than half of the words equal has this share, or is left out.
MIN_TRIGRAMS = 0.6
#: From this share of equal words on, a quote with all the words is the line with
#: differences; below, it has them as keywords. A negation makes a greater difference.
MIN_EQUAL, MIN_EQUAL_OF_NEGATED = 0.6, 0.5
#: A quote may have one extra word, and one more for every WORDS_FOR_ONE_MORE typed
#: words.
WORDS_FOR_ONE_MORE = 5
#: A clear best match has this share of equal words, and this lead over the next.
MIN_BEST, MIN_LEAD = 0.6, 0.1
#: Estimate: inflections of a word are in this many times more quotes than the word.
INFLECTIONS_FACTOR = 2


@dataclass(frozen=True, slots=True)
class Closest:
    """A quote close to a typed line, and how it differs.

    `has_all`: it has all the words, so that the search itself finds it too. `trigrams`
    is the share of the line's trigrams that it has.
    """

    quote: QuoteRow
    comparison: QuoteDiff
    has_all: bool
    trigrams: float = 0

    @property
    def is_close(self):
        """Return whether enough of the line is equal to be worth showing."""
        return self.comparison.similarity >= 0.5 or self.trigrams >= MIN_TRIGRAMS

    @property
    def is_altered(self):
        """Return whether it is the line with other words, not a match by keywords."""
        compared = self.comparison
        if compared.negated:
            return compared.similarity >= MIN_EQUAL_OF_NEGATED
        return (
            compared.differing > 0
            and compared.similarity >= MIN_EQUAL
            and compared.added <= 1 + compared.typed // WORDS_FOR_ONE_MORE
        )


def is_line(search):
    """Return whether a Search may be a line of a quote, rather than keywords."""
    if any(term.phrase or term.negated for term in search.terms):
        return False
    keys = keys_of(search.words)
    return len(keys) >= MIN_KEYWORDS or (
        len(keys) >= MIN_TYPED_WORDS and any(key in FUNCTION_WORDS for key in keys)
    )


def clear_best(closest):
    """Return whether the first of some Closest is clearly the best."""
    shares = [each.comparison.similarity for each in closest[:2]]
    return (
        bool(shares)
        and shares[0] >= MIN_BEST
        and (len(shares) == 1 or shares[0] - shares[1] >= MIN_LEAD)
    )


_CANDIDATES = """
WITH found AS MATERIALIZED (
    SELECT DISTINCT ON (quote_id) * FROM (
        SELECT one.* FROM unnest(%s::text[]) each (words) CROSS JOIN LATERAL (
            SELECT quote_id, search FROM quotes_listing
            WHERE search @@ each.words::tsquery {where} LIMIT %s
        ) one LIMIT %s
    ) several
),
best AS MATERIALIZED (
    SELECT quote_id, search @@ %s::tsquery AS has_all FROM found
    ORDER BY {pairs} DESC, ts_rank(search, %s::tsquery) DESC, quote_id DESC LIMIT %s
)
SELECT {row}, q.translation, q.translation_language, has_all, similarity
FROM best JOIN quotes_quote q ON q.id = quote_id
CROSS JOIN (SELECT on_record_fold(%s) AS words) typed
CROSS JOIN LATERAL (
    SELECT greatest(
        word_similarity(words, on_record_fold(left(text, 20000))),
        word_similarity(words, on_record_fold(left(translation, 20000)))
    ) AS similarity
) compared
WHERE similarity >= %s ORDER BY similarity DESC, id DESC LIMIT %s
"""


def closest_quotes(criteria, text):
    """Return the Closest of the quotes under some Criteria to a typed line.

    The most similar come first, at most MAX_CLOSEST. Two statements.
    """
    words = list(dict.fromkeys(indexed_words(text)))[:MAX_TYPED_WORDS]
    search = criteria.search
    if len(words) < 2 or search is None:
        return []
    if len(words) < MIN_TYPED_WORDS and not search.phrases:
        return []
    meant, known, new = known_words(words)
    rarest = sorted(known, key=known.get)[:MAX_WORDS_RANKED]
    new = new[:MAX_NEW_WORDS]
    forms = {word: f"'.{word[:MAX_WORD]}'" for word in (*rarest, *new)}
    forms |= {word: form for word, form in search.forms if word in forms}
    total = max(search.total, 1)
    counts = [
        min(INFLECTIONS_FACTOR * known[word], total)
        for word in rarest[:MAX_WORDS_MATCHED]
    ]
    queries = [
        " & ".join(f"({forms[rarest[n]]})" for n in each)
        for each in word_combinations(counts, total)
    ]
    queries += [*(forms[word] for word in new), search.tsquery]
    rest = "".join(f" & {each}" for each in (criteria.lexemes(), search.rest) if each)
    sql, parameters = criteria.without("search").conditions_beside_tsquery()
    pairs = _pairs(words)
    statement = _CANDIDATES.format(
        row=ROW.format(key="quote_id"),
        where="".join(f" AND {each}" for each in sql),
        pairs=" + ".join(["(search @@ %s::tsquery)::integer"] * len(pairs)) or "0",
    )
    rows = fetch_rows(
        statement,
        [
            [f"({each}){rest}" for each in queries],
            *parameters,
            MAX_QUOTES_READ,
            2 * MAX_QUOTES_READ,
            search.tsquery,
            *pairs,
            " | ".join(forms.values()),
            MAX_QUOTES_COMPARED,
            " ".join(meant.get(word, word) for word in indexed_words(text)),
            MIN_SIMILARITY,
            MAX_CLOSEST,
        ],
        prepared=False,
    )
    found = [each for row in rows if (each := _compared(text, meant, *row))]
    found.sort(
        key=lambda each: (
            -each.comparison.similarity - each.trigrams,
            -each.quote.key,
        )
    )
    return found


def _pairs(words):
    """Return queries for some neighbours among the words, spread over all of them."""
    pairs = list(pairwise(words))
    step = max(1, len(pairs) // MAX_PAIRS_RANKED)
    return [in_a_row(" ".join(pair)) for pair in pairs[::step][:MAX_PAIRS_RANKED]]


def _compared(typed, meant, row, translation, translation_language, *rest):
    """Return the Closest of a row, or None if no word is equal."""
    quote = read_row(row)
    if quote is None:
        return None
    compared = [
        diff_quote(
            typed, text, tag, folded_names_of(quote), meant, is_translation=translated
        )
        for text, tag, translated in (
            (quote.text, quote.language, False),
            (translation, translation_language, True),
        )
        if text
    ]
    best = max(filter(None, compared), key=lambda each: each.similarity, default=None)
    if best is None:
        return None
    found = Closest(quote, best, *rest)
    return found if found.is_close else None


def folded_names_of(quote):
    """Return the folded words of the names of a quote's speakers and outlet."""
    names = [
        quote.article.publication or "",
        *(each.name for each in quote.attributions),
    ]
    return frozenset(
        key for name in names for key in keys_of(name) if key not in FUNCTION_WORDS
    )


def word_combinations(counts, total):
    """Return the combinations of words to look for, as tuples of their indexes.

    `counts` are the quotes that have each word, out of `total`, the rarest first. A
    combination has as few words as narrow the quotes down enough; there are as many
    combinations as can be searched in time.
    """
    choices = []
    for number in range(1, (len(counts) + 3) // 2):
        choices = list(combinations(range(len(counts)), number))
        expected = [total * prod(counts[n] / total for n in each) for each in choices]
        if sum(expected) <= MAX_QUOTES_READ:
            break
    # The time goes into reading the quotes that have the rarest word of a combination.
    choices.sort(key=lambda each: counts[each[0]])
    work = list(accumulate(counts[each[0]] for each in choices))
    return [
        each
        for each, sum_ in zip(choices, work, strict=True)
        if sum_ <= MAX_INDEX_ENTRIES
    ] or choices[:1]
