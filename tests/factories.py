"""Creates rows for tests, with sensible defaults; everything is published.

Names are numbered, so that no two rows collide unless a test wants it.
"""

from itertools import count

from articles.models import Article, Byline, Publication, Rights
from articles.models.base import Status
from articles.partial_dates import PartialDate
from quotes.models import (
    Attribution,
    MembershipReason,
    MembershipState,
    Quote,
    QuoteKind,
    Saying,
    SayingMember,
    Speaker,
    Topic,
)

_numbers = count(1)


def make_publication(**fields):
    """Create a publication."""
    fields.setdefault("name", f"The Daily Record {next(_numbers)}")
    return Publication.objects.create(**fields)


def make_article(*, text="", published="2025-02-13", bylines=(), quotes=(), **fields):
    """Create an article with a text, authors and quotes.

    `published` is a partial date ("2025-02"), or None. Each of `bylines` is a whole
    name, or the fields of a Byline. Each of `quotes` is the words of a quote, or the
    arguments of make_quote.
    """
    fields.setdefault("title", f"A report of what was said {next(_numbers)}")
    fields.setdefault("status", Status.PUBLISHED)
    fields.setdefault("rights", Rights.EXCERPTS)
    if fields["status"] == Status.WITHDRAWN:
        fields.setdefault("withdrawn_reason", "It was entered twice.")
    article = Article(**fields)
    article.published = PartialDate.parse(published) if published else None
    article.save()
    for position, byline in enumerate(bylines):
        name = {"literal": byline} if isinstance(byline, str) else byline
        Byline.objects.create(article=article, position=position, **name)
    article.hold_text(text)
    for quote in quotes:
        make_quote(article, **({"text": quote} if isinstance(quote, str) else quote))
    return article


def make_speaker(name=None, *, aliases=(), **fields):
    """Create a person, or with kind="organisation" an organisation."""
    name = name or f"Ada Speaker {next(_numbers)}"
    speaker = Speaker.objects.create(name=name, **fields)
    for alias in aliases:
        speaker.aliases.create(name=alias)
    return speaker


def make_topic(name=None, **fields):
    """Create a topic."""
    return Topic.objects.create(name=name or f"Topic {next(_numbers)}", **fields)


def make_quote(article=None, text=None, *, speaker=None, topics=(), **fields):
    """Create a quote and locate it in the article's text.

    `speaker` is a Speaker, several of them, or False for none; by default a new one is
    created. `said` is a partial date. Fields of attributions (cue, standing,
    role_as_printed …) apply to each of them. Without an article, creates one whose text
    has the words.
    """
    text = text or f"These are the words number {next(_numbers)}."
    attribution = {
        name: fields.pop(name)
        for name in (
            "name_as_printed",
            "role_as_printed",
            "cue",
            "standing",
            "evidence",
        )
        if name in fields
    }
    if attribution.get("standing", "unverified") != "unverified":
        attribution.setdefault("evidence", "A recording of it.")
    article = article or make_article(text=f"It was said: “{text}” So it was.")
    fields.setdefault("kind", QuoteKind.DIRECT)
    fields.setdefault("status", Status.PUBLISHED)
    if fields["status"] == Status.WITHDRAWN:
        fields.setdefault("withdrawn_reason", "The outlet retracted it.")
    said = fields.pop("said", None)
    quote = Quote(article=article, text=text, **fields)
    if said:
        quote.said = PartialDate.parse(said)
    quote.locate()
    quote.save()
    if speaker is not False:
        speaker = speaker or make_speaker()
        for each in [speaker] if isinstance(speaker, Speaker) else speaker:
            Attribution.objects.create(quote=quote, speaker=each, **attribution)
    quote.topics.set(topics)
    return quote


def make_saying(*quotes, **fields):
    """Create a saying of these quotes, which the machine joined.

    `fields` are those of the members other than the first, such as `state`.
    """
    saying = Saying.objects.create()
    first, *others = quotes
    fields = {
        "saying": saying,
        "reason": MembershipReason.ALTERED,
        "state": MembershipState.JOINED,
        "compared_with": first,
        **fields,
    }
    members = [
        SayingMember(
            saying=saying,
            quote=first,
            reason=MembershipReason.FIRST,
            state=MembershipState.JOINED,
        ),
        *(SayingMember(quote=quote, **fields) for quote in others),
    ]
    SayingMember.objects.bulk_create(members)
    saying.refresh_from_db()
    return saying
