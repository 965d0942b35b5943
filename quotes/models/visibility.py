"""The speakers, publications and topics that have a public page.

They have something that is public, or that was public until it was withdrawn: once
public, an address stays. Names that only drafts have are not shown. Each function
takes other `statuses`, such as CURRENT: names of which something is public now.
"""

from django.db.models import Exists, OuterRef

from articles.models import Article, Publication
from articles.models.base import Status
from quotes.models import Attribution, Quote, Speaker, Topic

_SEEN = (Status.PUBLISHED, Status.WITHDRAWN)
CURRENT = (Status.PUBLISHED,)


def speakers(statuses=_SEEN):
    """Return the speakers of quotes that are or were public."""
    seen = Attribution.objects.filter(
        speaker=OuterRef("pk"),
        quote__status__in=statuses,
        quote__article__status__in=statuses,
    )
    return Speaker.objects.filter(Exists(seen))


def publications(statuses=_SEEN):
    """Return the publications of articles that are or were public."""
    seen = Article.objects.filter(publication=OuterRef("pk"), status__in=statuses)
    return Publication.objects.filter(Exists(seen))


def topics(statuses=_SEEN):
    """Return the topics of quotes that are or were public."""
    seen = Quote.topics.through.objects.filter(
        topic=OuterRef("pk"),
        quote__status__in=statuses,
        quote__article__status__in=statuses,
    )
    return Topic.objects.filter(Exists(seen))
