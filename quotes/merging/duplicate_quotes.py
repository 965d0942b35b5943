"""Finds where else the words of a quote are printed, for editors: drafts included."""

from dataclasses import dataclass

from django.urls import reverse

from quotes.merging.rows import run
from quotes.models import Attribution, Quote

#: How many prints are shown for the same words, and how many texts one request may
#: have.
MAX_SHOWN, MAX_TEXTS_SEARCHED = 5, 1_000

# The index quote_same_words finds the words.
_SQL = """
SELECT asked.number, found.id FROM unnest(%s::text[]) WITH ORDINALITY
    AS asked (words, number)
CROSS JOIN LATERAL (
    SELECT id FROM quotes_quote WHERE on_record_fold(text) = on_record_fold(asked.words)
        AND article_id <> %s AND on_record_fold(asked.words) <> ' '
    LIMIT %s
) found
ORDER BY asked.number, found.id
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """Another quote of the same words: its page in the admin, and where it is."""

    url: str
    where: str  # “The title”, The Daily Record, 12 March 2024, given to Ann Lee


def find_printed(texts, article=None):
    """Return {text: [Printed, …]} of the quotes in other articles with these words.

    Words are the same apart from case, accents and signs. `article` is the key of the
    article that is left out. Takes three queries for any number of texts.
    """
    texts = list(dict.fromkeys(text for text in texts if "\0" not in text))[
        :MAX_TEXTS_SEARCHED
    ]
    if not texts:
        return {}
    matches = run(_SQL, [texts, article or 0, MAX_SHOWN])
    if not matches:
        return {}
    quotes = Quote.objects.select_related("article__publication").in_bulk(
        {key for _, key in matches}
    )
    names = {}
    said = Attribution.objects.filter(quote__in=quotes).select_related("speaker")
    for each in said.order_by("pk"):
        names.setdefault(each.quote_id, []).append(each.speaker.name)
    found = {}
    for number, key in matches:
        if key in quotes:
            printed = _describe(quotes[key], names.get(key, []))
            found.setdefault(texts[number - 1], []).append(printed)
    return found


def _describe(quote, names):
    article = quote.article
    parts = [
        f"“{article.title}”",
        article.publication and article.publication.name,
        article.published and str(article.published),
        f"given to {', '.join(names)}" if names else "given to nobody",
    ]
    return Printed(
        reverse("admin:quotes_quote_change", args=[quote.pk]),
        ", ".join(part for part in parts if part),
    )
