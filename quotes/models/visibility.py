"""The speakers, publications and topics that have a public page.

They have something that is public, or that was public until it was withdrawn: once
public, an address stays. What only drafts name is not shown.
"""

from django.db.models import Exists, OuterRef

from articles.models import Article, Publication
from articles.models.base import Status
from quotes.models import Attribution, Quote, Speaker, Topic

_SEEN = (Status.PUBLISHED, Status.WITHDRAWN)


def speakers():
    """Return the speakers of quotes that are or were public."""
    seen = Attribution.objects.filter(
        speaker=OuterRef("pk"),
        quote__status__in=_SEEN,
        quote__article__status__in=_SEEN,
    )
    return Speaker.objects.filter(Exists(seen))


def publications():
    """Return the publications of articles that are or were public."""
    seen = Article.objects.filter(publication=OuterRef("pk"), status__in=_SEEN)
    return Publication.objects.filter(Exists(seen))


def topics():
    """Return the topics of quotes that are or were public."""
    seen = Quote.topics.through.objects.filter(
        topic=OuterRef("pk"),
        quote__status__in=_SEEN,
        quote__article__status__in=_SEEN,
    )
    return Topic.objects.filter(Exists(seen))
