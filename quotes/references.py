"""From a quote's row to the reference that citations are written from.

The only place that knows both, so that citations.py need not know the models.
"""

from articles.partial_dates import PartialDate
from quotes.citations import Name, Reference, Speaker


def quote_reference(quote, absolute):
    """Return what is cited of a quote from `Quote.objects.for_citing()`.

    `absolute` makes a full address of a path on this site.
    """
    article = quote.article
    retrieved = article.retrieved_on
    return Reference(
        key=f"q{quote.pk}",
        type=article.kind,
        title=article.title,
        authors=tuple(_name(byline) for byline in article.bylines.all()),
        container_title=article.publication.name if article.publication else "",
        issued=article.published,
        accessed=PartialDate.from_date(retrieved, "day") if retrieved else None,
        url=article.url,
        archive_url=article.archive_url,
        page=article.page,
        section=article.section,
        language=article.language,
        quote_text=quote.text,
        quote_kind=quote.kind,
        quote_language=quote.language_tag,
        speakers=tuple(_speaker(each) for each in quote.attributions.all()),
        quote_url=absolute(quote.get_absolute_url()),
    )


def _name(byline):
    return Name(
        family=byline.family,
        given=byline.given,
        particle=byline.particle,
        suffix=byline.suffix,
        literal=byline.literal,
    )


def _speaker(attribution):
    return Speaker(
        name=attribution.speaker.name,
        role=attribution.role_as_printed,
        standing=attribution.standing,
    )
