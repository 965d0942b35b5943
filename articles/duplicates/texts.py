"""Finds articles that are already stored, by address or by nearly the same text."""

from django.db import DatabaseError, connection, transaction

from articles.canonical_urls import canonical_url
from articles.duplicates.candidates import Duplicate, first_of_each
from articles.models import Article, Snapshot
from articles.text import normalise_newlines
from articles.text_matching.near_duplicates import (
    MIN_LIKENESS,
    SKETCH_SIZE,
    likeness,
    sketch,
)

#: How many articles are shown, and how many candidates are compared.
MAX_ALIKE = 5
_MAX_CANDIDATES = 40
SEARCH_GAVE_UP = (
    "Whether nearly the same text is held already is not known: the search took too "
    "long. Look for this article by its title before you publish it."
)
#: Milliseconds after which PostgreSQL cancels a search, and the editor gets a message.
STATEMENT_TIMEOUT_MS = 3_000

# The sketches that share most numbers with the given one. The index covers the first 16
# numbers. 997 in 1,000 texts with a likeness of 0.3 share one of these.
_NEAREST = """
SELECT id, article_id, sketch FROM (
    SELECT id, article_id, sketch, (
        SELECT count(*) FROM unnest(sketch) AS h(hash) WHERE h.hash = ANY (%(sketch)s)
    ) AS shared
    FROM articles_snapshot WHERE sketch[1:16] && %(first)s
) AS found
WHERE shared >= %(least)s
ORDER BY shared DESC, id DESC LIMIT %(most)s
"""


class SearchTimeoutError(Exception):
    """A search by text took too long: such a text may be stored."""


def find_by_address(address):
    """Return the article with this address (or the one it was merged into), or None."""
    try:
        url = canonical_url(address) if address else None
    except ValueError:
        return None
    known = Article.objects.filter(canonical_url=url).select_related("merged_into")
    same = known.first() if url else None
    return same and same.surviving


def find_by_text(text):
    """Return (article, likeness) of articles with nearly the same text, nearest first.

    At most MAX_ALIKE. Older texts of an article count too, and those of articles that
    were merged into it. The likeness is from 0 to 1, the share of runs of words in
    common. Raises SearchTimeoutError.
    """
    given = sketch(text)
    if not given:
        return []
    best = {}
    for article, other in fetch_nearest(given):
        like = likeness(given, other)
        if like >= MIN_LIKENESS and like > best.get(article, 0):
            best[article] = like
    found = Article.objects.select_related("merged_into").in_bulk(best)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], -pair[0]))
    articles = {}
    for key, like in ranked:
        if key in found:
            articles.setdefault(found[key].surviving, like)
    return list(articles.items())[:MAX_ALIKE]


def fetch_nearest(given):
    """Return (article id, sketch) of the snapshots that share most of a sketch.

    Raises SearchTimeoutError after three seconds; the transaction can continue.
    """
    least = (
        max(1, int(len(given) * MIN_LIKENESS / 3)) if len(given) < SKETCH_SIZE else 7
    )
    parameters = {
        "sketch": given,
        "first": given[:16],
        "least": least,
        "most": _MAX_CANDIDATES,
    }
    patience = "SELECT set_config('statement_timeout', %s, true)"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout')")
            (usual,) = cursor.fetchone()
            cursor.execute(patience, [str(STATEMENT_TIMEOUT_MS)])
            cursor.execute(_NEAREST, parameters)
            found = [(article, other) for _, article, other in cursor.fetchall()]
            cursor.execute(patience, [usual])
            return found
    except DatabaseError as error:
        # A cancelled statement must not lose what an editor is entering.
        if getattr(error.__cause__, "sqlstate", "") != "57014":
            raise
        raise SearchTimeoutError from error


def find_duplicates(address, text):
    """Return the held articles with this address or nearly this text.

    Returns (list of Duplicates, whether the search by text was given up).
    """
    known = []
    if same := find_by_address(address):
        known.append(Duplicate(same, "has the same address"))
    try:
        best = find_by_text(text)
    except SearchTimeoutError:
        return known, True
    others = say_likeness(best, text)
    return first_of_each([*known, *others]), False


def say_likeness(found, text):
    """Return Duplicates for (article, likeness) pairs that were found by a text."""
    digest = Snapshot.digest_of(normalise_newlines(text))
    return [Duplicate(article, _why(article, like, digest)) for article, like in found]


def _why(article, like, digest):
    if like <= 0.98:
        return f"has {like:.0%} of its text"
    # The likeness comes from a sample: a text without one “not” may seem the same.
    is_same = article.snapshots.filter(digest=digest).exists()
    return "has the same text" if is_same else "has nearly the same text"
