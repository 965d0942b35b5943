"""The public pages about what quotes are of: speakers, articles, outlets, topics."""

import unicodedata
from itertools import groupby

from django.db.models import Count, F, Max, Q, Subquery
from django.http import Http404, HttpResponse
from django.urls import reverse

from articles.models import Article, Publication, Rights
from articles.partial_dates import PartialDate
from articles.records import Status
from quotes import public_rows, structured_data
from quotes.alphabet import OTHER, IndexKey, index_letter
from quotes.feeds import feed_path
from quotes.filters import NEWEST, SpeakerSearch
from quotes.models import Attribution, Quote, Speaker, Topic
from quotes.pages import article_gone, changed_at, moved, page_path, paged, show
from quotes.passages import marked_runs, passage
from quotes.portraits import as_csv, counts, portrait

SPEAKERS_A_PAGE = 100
#: How far a passage goes beyond its quote where many of them are listed.
REACH = 120
#: So many roles of a speaker are listed.
ROLES = 50


def speaker_list(request):
    """List speakers A to Z, by letter and by name."""
    form = SpeakerSearch(request.GET)
    form.is_valid()
    words, letter = (form.cleaned_data.get(name, "") for name in ("q", "letter"))
    speakers = public_rows.quoted_speakers().annotate(
        index_key=IndexKey("sort_name"), letter=index_letter("index_key")
    )
    if form.errors:
        speakers = speakers.none()
    if words:
        speakers = speakers.filter(
            Q(name__icontains=words)
            | Q(sort_name__icontains=words)
            | Q(pk__in=Speaker.objects.filter(aliases__name__icontains=words))
        )
    letters = sorted(
        speakers.order_by().values_list("letter", flat=True).distinct(),
        key=lambda each: (each != OTHER, each),
    )
    if letter:
        letter = unicodedata.normalize("NFD", letter.upper())[:1]
        speakers = speakers.filter(letter=letter)
    page, page_message = paged(
        request, speakers.order_by("index_key", "pk"), SPEAKERS_A_PAGE
    )
    path = reverse("quotes:speakers")
    return show(
        request,
        "quotes/speaker_list.html",
        page_path(path, page),
        title="Speakers, A to Z",
        description="Everybody who is quoted here, in the order of an index.",
        structured_data=structured_data.graph(
            structured_data.collection_node(
                "Speakers", path, request.build_absolute_uri
            )
        ),
        section="speakers",
        page=page,
        page_message=page_message,
        form=form,
        words=request.GET.get("q", ""),
        letter=letter,
        letters=letters,
        groups=[
            (heading, list(group))
            for heading, group in groupby(page, key=lambda each: each.letter)
        ],
    )


def speaker_detail(request, slug):
    """Show who a speaker is, as whom they were printed, and what they said."""
    speaker = _by_slug(public_rows.speakers(), slug, "speaker")
    path = speaker.get_absolute_url()
    if speaker.slug != slug:
        return moved(request, path)
    quotes = Quote.objects.public().filter(attributions__speaker=speaker)
    drawn = portrait(quotes, "speaker", slug, speaker)
    page, page_message = paged(
        request,
        quotes.with_said_date().order_by(*NEWEST).for_lists(),
        count=drawn.total,
    )
    absolute = request.build_absolute_uri
    aliases = speaker.aliases.all()
    return show(
        request,
        "quotes/speaker_detail.html",
        page_path(path, page),
        title=f"Quotes by {speaker.name}",
        description=speaker.description
        or f"What {speaker.name} is quoted with, and where it was printed.",
        structured_data=structured_data.graph(
            structured_data.speaker_node(speaker, absolute, aliases),
            structured_data.trail_node(
                absolute, ("Speakers", reverse("quotes:speakers")), (speaker.name, path)
            ),
        ),
        section="speakers",
        speaker=speaker,
        aliases=aliases,
        portrait=drawn,
        roles=_roles(speaker),
        feed=feed_path(f"speaker={speaker.slug}"),
        page=page,
        page_message=page_message,
    )


def _roles(speaker):
    """Return the roles as printed, each with its first and last date if known."""
    printed = (
        Attribution.objects.filter(
            speaker=speaker, quote__in=Quote.objects.public().values("pk")
        )
        .exclude(role_as_printed="")
        .values_list(
            "role_as_printed",
            "quote__article__published_on",
            "quote__article__published_precision",
        )
        .distinct()
        .order_by(F("quote__article__published_on").asc(nulls_last=True))
    )
    dates = {}
    for role, day, precision in printed:
        known = dates.setdefault(role, [])
        if day:
            known.append(PartialDate.from_date(day, precision))
    return [
        {
            "role": role,
            "first": known[0] if known else None,
            "last": known[-1] if known and known[-1] != known[0] else None,
        }
        for role, known in list(dates.items())[:ROLES]
    ]


def article_list(request):
    """List articles, newest first, each with how many quotes it has here."""
    page, page_message = paged(request, _articles())
    path = reverse("quotes:articles")
    return show(
        request,
        "articles/article_list.html",
        page_path(path, page),
        title="Articles",
        description="The articles, speeches and other sources that quotes are from.",
        structured_data=structured_data.graph(
            structured_data.collection_node(
                "Articles", path, request.build_absolute_uri
            )
        ),
        section="articles",
        page=page,
        page_message=page_message,
    )


def _articles():
    """Return public articles with their names, and how many quotes each has."""
    published = Q(quotes__status=Status.PUBLISHED)
    return (
        Article.objects.public()
        .with_names()
        .annotate(quote_count=Count("quotes", filter=published))
        .order_by(F("published_on").desc(nulls_last=True), "-pk")
    )


def article_detail(request, pk, words=""):
    """Show an article with its quotes in order, and its text if that is free."""
    article = _articles().annotate(quotes_changed=Max("quotes__updated_at"))
    article = article.filter(pk=pk).first()
    if article is None:
        return article_gone(request, pk)
    path = article.get_absolute_url()
    if words != article.words:
        return moved(request, path)
    quotes = Quote.objects.public().filter(article=article)
    in_order = quotes.order_by(F("spans__0__0").asc(nulls_last=True), "pk")
    page, page_message = paged(request, in_order.for_lists(), count=article.quote_count)
    snapshots = _snapshots(article, page)
    newest = max(snapshots.values(), key=lambda each: each.pk, default=None)
    text = _marked_text(quotes, newest) if article.rights == Rights.FULL else None

    def passage_of(quote):
        if text or not quote.is_located:
            return None  # where the whole text is shown, it is marked in that
        return passage(snapshots[quote.snapshot_id].text, quote.spans, REACH)

    absolute = request.build_absolute_uri
    return show(
        request,
        "articles/article_detail.html",
        page_path(path, page),
        title=article.title,
        description=f"What is quoted in “{article.title}”, and by whom.",
        changed=_article_changed_at(article, page, snapshots.values()),
        structured_data=structured_data.graph(
            structured_data.article_node(article, absolute),
            structured_data.trail_node(
                absolute,
                ("Articles", reverse("quotes:articles")),
                (article.title, path),
            ),
        ),
        section="articles",
        article=article,
        page=page,
        page_message=page_message,
        passages=[(quote, passage_of(quote)) for quote in page],
        text=text,
        snapshot=newest,
    )


def _article_changed_at(article, quotes, snapshots):
    """Return when anything last changed that the page of an article shows.

    A quote that was withdrawn is not shown any more, but counts.
    """
    attributions = [each for quote in quotes for each in quote.attributions.all()]
    changed = changed_at(
        article,
        article.publication,
        *article.bylines.all(),
        *snapshots,
        *attributions,
        *[each.speaker for each in attributions],
    )
    return max(filter(None, (changed, article.quotes_changed)))


def _snapshots(article, quotes):
    """Return the newest snapshot of an article and those that have the quotes."""
    newest = article.snapshots.values("pk")[:1]
    having = [quote.snapshot_id for quote in quotes if quote.snapshot_id]
    either = article.snapshots.filter(Q(pk__in=having) | Q(pk=Subquery(newest)))
    return {snapshot.pk: snapshot for snapshot in either}


def _marked_text(quotes, snapshot):
    """Return a held text in runs, each with the address of the quote it belongs to."""
    if snapshot is None:
        return None
    marks = {
        quote.pk: (quote.get_absolute_url(), quote.spans)
        for quote in quotes.filter(snapshot=snapshot).only("text", "spans")
    }
    runs = marked_runs(snapshot.text, [(pk, spans) for pk, (_, spans) in marks.items()])
    return [
        (run.text, marks[run.mark][0] if run.mark is not None else "") for run in runs
    ]


def publication_detail(request, slug):
    """Show an outlet and what is quoted in it."""
    publication = _by_slug(public_rows.publications(), slug, "publication")
    if publication.slug != slug:
        return moved(request, publication.get_absolute_url())
    return _subject(
        request,
        publication,
        "quotes/publication_detail.html",
        Quote.objects.public().filter(article__publication=publication),
        "publication",
        description=f"What is quoted in {publication.name}, and by whom.",
        node=structured_data.publication_node(publication, request.build_absolute_uri),
        publication=publication,
        feed=feed_path(f"publication={publication.slug}"),
    )


def topic_detail(request, slug):
    """Show what is quoted on a topic."""
    topic = _by_slug(public_rows.topics(), slug, "topic")
    if topic.slug != slug:
        return moved(request, topic.get_absolute_url())
    return _subject(
        request,
        topic,
        "quotes/topic_detail.html",
        Quote.objects.public().filter(topics=topic),
        "topic",
        description=f"Quotes on {topic.name}, with speaker and source.",
        node=structured_data.collection_node(
            topic.name, topic.get_absolute_url(), request.build_absolute_uri
        ),
        topic=topic,
        feed=feed_path(f"topic={topic.slug}"),
    )


def _subject(request, subject, template, quotes, dimension, *, node, **context):
    drawn = portrait(quotes, dimension, subject.slug)
    page, page_message = paged(
        request,
        quotes.with_said_date().order_by(*NEWEST).for_lists(),
        count=drawn.total,
    )
    return show(
        request,
        template,
        page_path(subject.get_absolute_url(), page),
        title=subject.name,
        structured_data=structured_data.graph(node),
        portrait=drawn,
        page=page,
        page_message=page_message,
        **context,
    )


SUBJECTS = {
    "speaker": (public_rows.speakers, "attributions__speaker"),
    "publication": (public_rows.publications, "article__publication"),
    "topic": (public_rows.topics, "topics"),
}


def figures(request, dimension, slug):
    """Return the figures of a subject's portrait as a CSV file."""
    if dimension not in SUBJECTS:
        raise Http404(f"There are no figures by {dimension}.")
    rows, path = SUBJECTS[dimension]
    subject = _by_slug(rows(), slug, dimension)
    quotes = Quote.objects.public().filter(**{path: subject})
    found = counts(quotes, dimension, subject if dimension == "speaker" else None)
    name = f"quotes-in-figures-{subject.slug}.csv"
    return HttpResponse(
        as_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _by_slug(rows, slug, what):
    """Return the row that has this slug, or had it once, or raise a 404."""
    try:
        return rows.by_slug(slug)
    except (Publication.DoesNotExist, Speaker.DoesNotExist, Topic.DoesNotExist):
        raise Http404(f"No {what} “{slug}” is here.") from None
