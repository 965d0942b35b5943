"""Which speakers, publications and topics have a page that readers may reach.

Those with something that is public, or was until it was withdrawn: an address once
given stays. What only drafts name stays unseen.
"""

from django.db.models import Exists, OuterRef

from articles.models import Article, Publication
from articles.models.base import Status
from quotes.models import Attribution, Quote, Speaker, Topic

_SEEN = (Status.PUBLISHED, Status.WITHDRAWN)


def speakers():
    """Return the speakers to whom a quote that readers saw is attributed."""
    seen = Attribution.objects.filter(
        speaker=OuterRef("pk"),
        quote__status__in=_SEEN,
        quote__article__status__in=_SEEN,
    )
    return Speaker.objects.filter(Exists(seen))


def publications():
    """Return the publications of articles that readers saw."""
    seen = Article.objects.filter(publication=OuterRef("pk"), status__in=_SEEN)
    return Publication.objects.filter(Exists(seen))


def topics():
    """Return the topics of quotes that readers saw."""
    seen = Quote.topics.through.objects.filter(
        topic=OuterRef("pk"),
        quote__status__in=_SEEN,
        quote__article__status__in=_SEEN,
    )
    return Topic.objects.filter(Exists(seen))
