"""The eight measured requests, with values drawn from the data."""

import random
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.peer import FACETS
from benchmarks.rows import Rows
from benchmarks.words import COMMON

#: Number of different values of each request.
VARIANTS = 30
#: Ranks of common content words, which are in about 2 to 15 of 100 quotes.
COMMON_RANKS = slice(len(COMMON), len(COMMON) + 60)
#: Columns of the peer's table, by the names of our filters.
PEER_FILTERS = {"q": "_search"}

#: Public quotes, with a value of each filter; keys are drawn in Python.
SAMPLE = """
SELECT q.id, q.text, s.slug, p.slug, extract(year FROM a.published_on)::int,
    (SELECT t.slug FROM quotes_quote_topics l JOIN quotes_topic t ON t.id = l.topic_id
     WHERE l.quote_id = q.id ORDER BY l.id LIMIT 1)
FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
JOIN articles_publication p ON p.id = a.publication_id
JOIN LATERAL (SELECT speaker_id FROM quotes_attribution WHERE quote_id = q.id
    ORDER BY id LIMIT 1) first ON true
JOIN quotes_speaker s ON s.id = first.speaker_id
WHERE q.id = ANY(%s) AND q.status = 'published' AND a.status = 'published'
    AND a.published_on IS NOT NULL ORDER BY q.id
"""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its address here, and on the peer."""

    name: str
    ours: str
    peer: str


def draw_requests(connection, quotes):
    """Return {name: [Request]} for a database with this number of quotes.

    Speakers, publications and topics are drawn as often as they are quoted. A common
    word is one of the 60 most frequent words that are not stop words, a rare word is
    the rarest of a quote, and the word with a speaker is the most common one in that
    speaker's quotes.
    """
    rng = random.Random(1)  # noqa: S311 - nothing is secret here
    words = Rows(quotes, 1).world.words
    rank = {word: place for place, word in enumerate(words)}
    keys = [rng.randint(1, quotes) for _ in range(VARIANTS * 5)]
    sample = [
        row
        for row in connection.execute(SAMPLE, [keys])
        if row[5] and len(content(row[1], rank)) > 1
    ]
    rng.shuffle(sample)
    found = {}
    for _, text, speaker, outlet, year, topic in sample[:VARIANTS]:
        said = content(text, rank)
        filters_of = {
            "home": None,
            "one speaker": {"speaker": speaker},
            "speaker, publication, year": {
                "speaker": speaker,
                "publication": outlet,
                "year": year,
            },
            "topic": {"topic": topic},
            "common word": {"q": rng.choice(words[COMMON_RANKS])},
            "rare word": {"q": said[-1]},
            "word and speaker": {"q": said[0], "speaker": speaker},
            "statistics": {"speaker": speaker},
        }
        for name, filters in filters_of.items():
            found.setdefault(name, []).append(
                Request(name, our_address(name, filters), peer_address(name, filters))
            )
    return found


def content(text, rank):
    """Return the words of a quote that are not stop words, most common first."""
    said = {word for word in text.lower().split() if rank.get(word, 0) >= len(COMMON)}
    return sorted(said, key=rank.get)


def our_address(name, filters):
    """Return the path of a request on this site."""
    if filters is None:
        return "/"
    if name == "statistics":  # the speaker's page has counts by year
        return f"/speakers/{filters['speaker']}/"
    return f"/quotes/?{urlencode(filters)}"


def peer_address(name, filters):
    """Return the path of a request on the peer, with all its facets."""
    pairs = [
        (PEER_FILTERS.get(key, key), value) for key, value in (filters or {}).items()
    ]
    if name == "statistics":
        pairs += [("_facet", "year"), ("_size", "1")]
    else:
        pairs += [*(("_facet", facet) for facet in FACETS), ("_size", "25")]
        if "q" not in (filters or {}):
            pairs.append(("_sort_desc", "said_on"))
    return f"/quotes/quotes?{urlencode(pairs)}"
