"""Keywords: words more frequent in a speaker's newest quotes than in those of others.

Only printed words count, of undoubted attributions, in the main language of the quotes.
The number of quotes read is limited. Results are cached for an hour at most, under the
speaker's newest quote and number of quotes.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache

from quotes.labels import language_name
from quotes.listing.planner import SAMPLE_SIZE
from quotes.models import FacetCode
from quotes.models.listings import encode_undoubted
from quotes.paths import path_for
from quotes.sql import UnionQuery
from quotes.statistics.log_odds import WordCounts, distinctive
from quotes.statistics.profiles import percent
from quotes.statistics.samples import NEWEST_QUOTES

#: Maximum and minimum number of quotes compared, of the speaker and of others, and of
#: newest quotes scanned for those of others: a rare language would need all.
MAX_OWN_QUOTES, MAX_OTHER_QUOTES, MAX_SCANNED = 500, 2_000, 20_000
MIN_OWN_QUOTES, MIN_OTHER_QUOTES = 30, 100
KEYWORDS_SHOWN = 12
CACHE_SECONDS = 3_600
#: Joins texts into one. No text contains it.
_BETWEEN = "\x1e"
_IN_LANGUAGE = "lower(split_part(language, '-', 1)) = %s AND kind <> 'indirect'"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word, the number of quotes on each side that contain it, and their list."""

    word: str
    own: int
    own_percent: str
    others: int
    others_percent: str
    address: str


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keywords of `own` quotes against `others` (numbers), in a language."""

    words: tuple[Keyword, ...]
    own: int
    others: int
    language: str


def keywords_of(profile):
    """Return the Keywords of a profile's speaker against all others.

    Returns None if there are too few quotes.
    """
    language = _main_language(profile)
    if not language or profile.total < MIN_OWN_QUOTES:
        return None
    (newest, _), everything = profile.state[0], profile.state[1]
    speaker = profile.subject.value
    key = f"words-{speaker}-{profile.total}-{newest}"
    found = cache.get(key)
    if found is None:
        all_key = f"words-{language}-{'-'.join(everything)}"
        background = cache.get(all_key)
        if background is None:
            background = _background(language)
            cache.set(all_key, background, CACHE_SECONDS)
        found = _compare_with_all(speaker, language, *background)
        cache.set(key, found, CACHE_SECONDS)
    words, own, others = found
    if own < MIN_OWN_QUOTES or others < MIN_OTHER_QUOTES:
        return None
    return link_keywords(words, own, others, language, profile.subject.slug)


def link_keywords(words, own, others, language, slug, *filters):
    """Return Keywords, each word linked to the list under the filters."""
    linked = []
    rest = urlencode([("speaker", slug), *filters])
    for each in words:
        linked.append(
            Keyword(
                each.word,
                each.own,
                percent(each.own, own),
                each.others,
                percent(each.others, others),
                f"{path_for('list')}?{urlencode({'q': each.word})}&{rest}",
            )
        )
    return Keywords(tuple(linked), own, others, language_name(language))


def _main_language(profile):
    """Return the most frequent language of the sample; en-GB counts as en."""
    found = {}
    for tag, number in profile.languages:
        base = tag.partition("-")[0].lower()
        found[base] = found.get(base, 0) + number
    return max(found, key=lambda base: (found[base], base), default="")


def _background(language):
    """Return (WordCounts, frequent words, oldest) of the newest quotes of all speakers.

    `oldest` is (day, key) of the oldest of these quotes, or None.
    """
    query = UnionQuery()
    query.cte(
        "newest",
        "SELECT quote_id, day, kind FROM (SELECT quote_id, day, kind, language FROM"
        f" quotes_listentry WHERE facet = %s AND value = 0 {NEWEST_QUOTES} LIMIT %s) a"
        f" WHERE {_IN_LANGUAGE} {NEWEST_QUOTES} LIMIT %s",
        str(FacetCode.ALL),
        MAX_SCANNED,
        language,
        MAX_OTHER_QUOTES,
    )
    select_texts(query, "texts", "newest n", "true")
    query.select(
        "oldest", ["day", "quote_id"], "FROM newest ORDER BY day, quote_id LIMIT 1"
    )
    results = query.execute()
    words = WordCounts()
    count_texts(words, results.get("texts", ()), language)
    oldest = [(each.key, int(each.label)) for each in results.get("oldest", ())]
    return words, words.frequent(), *(oldest or [None])


def _compare_with_all(speaker, language, everything, frequent, oldest):
    """Return (words, quotes of the speaker, quotes of others)."""
    if oldest is None:
        return [], 0, 0
    query = UnionQuery()
    query.cte(
        "newest",
        "SELECT quote_id, day, kind, attributions && %s::bigint[] AS holds FROM"
        " (SELECT quote_id, day, kind, language, attributions FROM quotes_listentry"
        f" WHERE facet = %s AND value = %s {NEWEST_QUOTES} LIMIT %s) s"
        f" WHERE {_IN_LANGUAGE}",
        encode_undoubted(speaker),
        str(FacetCode.SPEAKER),
        speaker,
        SAMPLE_SIZE,
        language,
    )
    query.cte(
        "own",
        f"SELECT * FROM newest WHERE holds {NEWEST_QUOTES} LIMIT {MAX_OWN_QUOTES}",
    )
    select_texts(query, "own", "own n", "true")
    # The words of others are those of all without the speaker's own.
    select_texts(
        query, "among", "newest n", "(day, quote_id) >= (%s::date, %s)", *oldest
    )
    _select_grammar(query, frequent, language)
    results = query.execute()
    own, among = WordCounts(), WordCounts()
    count_texts(own, results.get("own", ()), language)
    count_texts(among, results.get("among", ()), language)
    others = everything.without(among)
    grammar = {each.key for each in results.get("grammar", ())}
    words = distinctive(own, others, grammar, KEYWORDS_SHOWN)
    return words, own.quotes, others.quotes


def grammar(words, language):
    """Return the words that are PostgreSQL stop words of the language."""
    if not words:
        return set()
    query = UnionQuery()
    _select_grammar(query, sorted(words), language)
    return {each.key for each in query.execute().get("grammar", ())}


def _select_grammar(query, words, language):
    query.select(
        "grammar",
        ["w"],
        "FROM unnest(%s::text[]) w WHERE to_tsvector(replace("
        "on_record_config(%s)::text, 'on_record_', 'pg_catalog.')::regconfig, w) = ''",
        words,
        language,
    )


def select_texts(query, name, rows, where, *parameters):
    """Select the texts of rows with a quote's key and kind, joined by kind."""
    query.select(
        name,
        ["n.kind", f"string_agg(q.text, '{_BETWEEN}')", "count(*)"],
        f"FROM {rows} JOIN quotes_quote q ON q.id = n.quote_id WHERE {where}"
        " GROUP BY n.kind",
        *parameters,
    )


def count_texts(words, results, language):
    """Count the words in the results of select_texts()."""
    for row in results:
        mixed = row.key == "mixed"
        words.add(row.label.split(_BETWEEN), language, mixed)
