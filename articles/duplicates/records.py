"""Finds publications, topics and articles that may exist already, by their names.

Every search uses an index of the folded names (migration 0004 of the quotes app).
"""

import re

from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast

from articles.canonical_urls import host_of
from articles.duplicates.candidates import Duplicate, first_of_each
from articles.models import Article, Publication
from articles.models.base import make_slug
from articles.models.functions import Fold

#: How many rows with one title or name are compared. “Letters” is a frequent title.
MAX_RECORDS_COMPARED = 100
_WWW = ("", "www.")


def _folds_to(field, *texts):
    """Match the rows whose field has one of these texts after folding.

    A text with NUL matches nothing: PostgreSQL stores and compares none.
    """
    matches = Q(pk__in=[])
    for text in texts:
        if "\0" not in text:
            matches |= Q(**{field: Fold(Cast(Value(text), TextField()))})
    return matches


def _named(rows, field, *texts):
    return rows.order_by().alias(folded=Fold(field)).filter(_folds_to("folded", *texts))


def without_the(name):
    """Return a name without “The” before it."""
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


def same_site(address):
    """Return a condition: a publication's website is the site of an address."""
    host = host_of(address)
    sites = [f"{scheme}://{www}{host}" for scheme in ("https", "http") for www in _WWW]
    return Q(website__in=[f"{site}{end}" for site in sites for end in ("", "/")])


def _known_as(rows, *names):
    """Return the rows that have one of these names, and those that had it before.

    Compares names without case, accents and signs. There are none if the first name has
    no letters or digits.
    """
    if not make_slug(names[0]):
        return rows.none(), rows.none()
    past = rows.filter(past_slugs__overlap=[make_slug(name) for name in names])
    return _named(rows, "name", *names), past


def _find_known(rows, *names):
    reasons = ("has the same name", "had this name before")
    return [
        Duplicate(row, why)
        for known, why in zip(_known_as(rows, *names), reasons, strict=True)
        for row in known[:MAX_RECORDS_COMPARED]
    ]


def publications_named(name):
    """Return the publications of this name; if there are none, those that had it.

    Compares names without case, accents, signs and a leading “The”.
    """
    bare = without_the(name)
    named, past = _known_as(Publication.objects.all(), bare, f"The {bare}")
    return named or past


def find_publications(name, website="", exclude=None):
    """Return Duplicates for a publication that is being entered.

    `exclude` is the key of the publication itself.
    """
    rows, bare = Publication.objects.all(), without_the(name)
    found = _find_known(rows, bare, f"The {bare}")
    if host_of(website):
        sites = rows.filter(same_site(website))[:MAX_RECORDS_COMPARED]
        found += [Duplicate(each, "has the same website") for each in sites]
    return first_of_each(found, exclude)


def find_named(model, name, exclude=None):
    """Return Duplicates among the rows of a model that have or had this name."""
    return first_of_each(_find_known(model._default_manager.all(), name), exclude)


def find_titled(title, families=(), publication=None, published=None, exclude=None):
    """Return Duplicates among the articles that have the same title.

    `families` are the family or whole names of the byline, `publication` a key and
    `published` a PartialDate. A title alone says little: the author, the publication
    or the date has to be the same, too, or none of them is given.
    """
    if not make_slug(title):
        return []
    rows = Article.objects.select_related("publication", "merged_into__publication")
    rows = rows.prefetch_related("bylines")
    found = []
    ours = {make_slug(each) for each in families} - {""}
    for article in _named(rows, "title", title)[:MAX_RECORDS_COMPARED]:
        theirs = {
            make_slug(each.family or each.literal) for each in article.bylines.all()
        }
        same = [
            (ours & theirs, "the same title and author"),
            (
                publication and publication == article.publication_id,
                "the same title and publication",
            ),
            (
                published and published == article.published,
                "the same title and date",
            ),
            (not ours and not publication and not published, "the same title"),
        ]
        reasons = [why for is_same, why in same if is_same]
        if reasons:
            found.append(Duplicate(article.surviving, f"has {reasons[0]}"))
    return first_of_each(found, exclude)
