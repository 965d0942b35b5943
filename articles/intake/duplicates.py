"""Is an article held already? By its address, or by a text that is nearly the same."""

from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from articles.canonical_urls import canonical_url
from articles.models import Article
from articles.text_matching.near_duplicates import (
    MIN_LIKENESS,
    SKETCH_SIZE,
    likeness,
    sketch,
)

#: So many articles are offered, and so many candidates compared.
MAX_SHOWN = 5
_MAX_CANDIDATES = 40
#: A search that takes longer is given up, in milliseconds, and says so.
_TIMEOUT_MS = 3_000

# Whose sketches share the most with the given one. The index, of the first 16 numbers,
# finds who shares any of those: of texts with a likeness of 0.3, 997 in 1,000 do.
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


class GivenUpError(Exception):
    """A search by text took too long: nobody knows whether such a text is held."""


@dataclass(frozen=True)
class Known:
    """An article that is held, and why it may be the same: a sentence's end."""

    article: Article
    why: str


def known_by_address(address):
    """Return the article that is held under an address, or None."""
    try:
        url = canonical_url(address) if address else None
    except ValueError:
        return None
    return Article.objects.filter(canonical_url=url).first() if url else None


def known_by_text(text):
    """Return (article, likeness) for articles held with nearly the same text.

    The likest first, at most five; each of their texts counts, older ones too. The
    likeness is from 0 to 1, how much of their runs of words they share. Raises
    GivenUpError after three seconds.
    """
    given = sketch(text)
    if not given:
        return []
    likest = {}
    for article, other in nearest(given):
        like = likeness(given, other)
        if like >= MIN_LIKENESS and like > likest.get(article, 0):
            likest[article] = like
    found = Article.objects.in_bulk(likest)
    ranked = sorted(likest.items(), key=lambda pair: (-pair[1], -pair[0]))
    return [(found[key], like) for key, like in ranked if key in found][:MAX_SHOWN]


def nearest(given):
    """Return (article id, sketch) of those that share the most of a sketch.

    Raises GivenUpError after three seconds; the transaction goes on.
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
            cursor.execute(patience, [str(_TIMEOUT_MS)])
            cursor.execute(_NEAREST, parameters)
            found = [(article, other) for _, article, other in cursor.fetchall()]
            cursor.execute(patience, [usual])
            return found
    except DatabaseError as error:
        # A canceled statement is no reason to lose what an editor is entering.
        if getattr(error.__cause__, "sqlstate", "") != "57014":
            raise
        raise GivenUpError from error


def known_articles(address, text):
    """Return what is held already of an address or of a text, and what is not known.

    That is a list of `Known`s, and whether the search by text was given up.
    """
    known = []
    if same := known_by_address(address):
        known.append(Known(same, "has the same address"))
    try:
        likest = known_by_text(text)
    except GivenUpError:
        return known, True
    for article, like in likest:
        if same and article.pk == same.pk:
            continue
        why = "has the same text" if like > 0.98 else f"has {like:.0%} of its text"
        known.append(Known(article, why))
    return known, False
