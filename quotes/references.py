"""From rows to the references that citations are written from.

The only place that knows both, so that `quotes/citations/` need not know the models.
Rows are read as values, for a hundred thousand of them: making model instances took
longer than all else.
"""

from collections import defaultdict

from django.urls import reverse

from articles.models import Article, Byline
from articles.partial_dates import PartialDate
from quotes.citations.reference import Name, Quoted, Reference, Speaker, Work
from quotes.models import Attribution, Quote, SpeakerKind


def read_references(keys, absolute):
    """Return References to the public quotes with these keys, in their order.

    `absolute` makes a full address of a path on this site. What was withdrawn since
    the keys were read is left out. Four statements, whatever the number of keys.
    """
    page = _numbered(absolute, "quotes:quote_by_number")
    rows = Quote.objects.public().filter(pk__in=keys)
    rows = rows.values_list(
        *("pk", "article_id", "text", "kind", "language", "said_on", "said_precision"),
        *("translation", "translation_language", "anchor_status", "spans"),
        *("prefix", "suffix", "snapshot__retrieved_at", "article__language"),
    )
    found = {row[0]: row for row in rows}
    works = read_works({row[1] for row in found.values()}, absolute)
    speakers = _speakers(list(found))
    references = []
    for key in keys:
        if key not in found:
            continue
        # fmt: off
        (
            pk, article, text, kind, language, said_on, said_precision,
            translation, translation_language, anchor, spans,
            prefix, suffix, held_at, article_language,
        ) = found[key]
        # fmt: on
        quoted = Quoted(
            key=f"q{pk}",
            text=text,
            kind=kind,
            language=language or article_language,
            speakers=tuple(speakers[pk]),
            said=said_on and PartialDate.from_date(said_on, said_precision),
            translation=translation,
            translation_language=translation_language,
            url=page(pk),
            anchor=anchor,
            spans=tuple(map(tuple, spans)),
            prefix=prefix,
            suffix=suffix,
            held_at=held_at,
        )
        references.append(Reference(works[article], quoted))
    return references


def read_works(keys, absolute):
    """Return {key: Work} of the articles with these keys. Two statements."""
    page = _numbered(absolute, "quotes:article_by_number")
    authors = defaultdict(list)
    bylines = Byline.objects.filter(article__in=keys).order_by("position", "pk")
    for article, *parts in bylines.values_list(
        "article_id", "family", "given", "particle", "suffix", "literal"
    ):
        authors[article].append(Name(*parts))
    works = {}
    for row in Article.objects.filter(pk__in=keys).values_list(
        *("pk", "kind", "title", "publication__name", "publication__place"),
        *("published_on", "published_precision", "retrieved_on", "url", "archive_url"),
        *("page", "section", "language"),
    ):
        # fmt: off
        (
            pk, kind, title, publication, place,
            published_on, precision, retrieved_on, url, archive_url,
            printed_page, section, language,
        ) = row
        # fmt: on
        works[pk] = Work(
            key=f"a{pk}",
            type=kind,
            title=title,
            authors=tuple(authors[pk]),
            container_title=publication or "",
            place=place or "",
            issued=published_on and PartialDate.from_date(published_on, precision),
            accessed=retrieved_on and PartialDate.from_date(retrieved_on, "day"),
            url=url,
            archive_url=archive_url,
            page=printed_page,
            section=section,
            language=language,
            page_url=page(pk),
        )
    return works


def _speakers(quotes):
    """Return {quote: [Speaker]}, in the order of the attributions."""
    found = defaultdict(list)
    rows = (
        Attribution.objects.filter(quote__in=quotes)
        .order_by("pk")
        .values_list(
            *("quote_id", "role_as_printed", "standing", "speaker__name"),
            *("speaker__kind", "speaker__sort_name"),
        )
    )
    for quote, role, standing, name, kind, sort_name in rows:
        is_person = kind == SpeakerKind.PERSON
        family = sort_name.partition(", ")[0] if is_person else ""
        found[quote].append(Speaker(name, role, standing, family, is_person))
    return found


def _numbered(absolute, name):
    """Return what makes the short address of a page, which stays, of its number."""
    before, _, after = absolute(reverse(name, args=[0])).rpartition("0")
    return lambda number: f"{before}{number}{after}"
