"""The public pages of articles: the list, and one article with its quotes."""

from django.db import models
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Rights
from articles.models.base import Status
from quotes import page_sizes
from quotes.anchoring.folding import fold
from quotes.citations.formats import formats_for
from quotes.exports.zotero import metadata_of_article, metadata_of_works
from quotes.labels import WORKS
from quotes.listing.articles import page_of_articles
from quotes.listing.rows import make_row
from quotes.models import AnchorStatus, Quote, Standing
from quotes.models.reports import answers_on, read_answers
from quotes.passages import CONTEXT_LENGTH, passage, split_paragraphs
from quotes.views import structured_data
from quotes.views.article_text import (
    MAX_QUOTES_OF_PAGE,
    layout_text,
    paginate,
    segments,
)
from quotes.views.base import (
    article_gone,
    changed_at,
    list_path,
    paged,
    paged_path,
    redirect_to_present_path,
    show,
)
from quotes.views.cite import picker
from quotes.views.exports import negotiated
from quotes.views.report import report_path
from quotes.views.sharing import mail_address
from quotes.views.versions import number_of_versions

#: The states that limit a marked quote, worst first.
DOUBTFUL = (Standing.MISATTRIBUTED, Standing.DISPUTED)
#: How many texts of an article are compared to find whether it changed.
MAX_TEXTS_COMPARED = 5


def article_list(request):
    """List articles, newest first, each with its number of quotes."""
    page = page_of_articles(request.GET)
    path = reverse("quotes:articles")
    found = {article.pk: article for article in _articles().filter(pk__in=page.keys)}
    return show(
        request,
        "article_list.html",
        list_path(request, path),
        title=_("Articles, speeches and other sources"),
        description=_("Everything that quotes on record are from, the newest first."),
        structured_data=structured_data.collection(request, _("Articles"), path),
        section="articles",
        embedded_metadata=metadata_of_works(found),
        page=page,
        articles=[found[key] for key in page.keys if key in found],
    )


def _articles():
    """Return public articles with their names and their `quote_count`."""
    published = Q(quotes__status=Status.PUBLISHED)
    return (
        Article.objects.public()
        .with_names()
        .annotate(quote_count=Count("quotes", filter=published))
        .order_by(F("published_on").desc(nulls_last=True), "-pk")
    )


def article_detail(request, pk, words=""):
    """Show an article: its text as far as rights allow, with its quotes in place."""
    article = _articles().annotate(
        quotes_changed=Max("quotes__updated_at"),
        version_count=number_of_versions("pk"),
        reader_answers=answers_on("article"),
    )
    article = article.filter(pk=pk).first()
    if article is None:
        return article_gone(request, pk)
    if other := negotiated(request, "export_article", pk):
        return other
    path = article.get_absolute_url()
    if words != article.url_slug:
        return redirect_to_present_path(request, path)
    snapshot = article.current_snapshot
    every = Quote.objects.public().filter(article=article)
    quotes = None
    if article.quote_count <= MAX_QUOTES_OF_PAGE:
        quotes = _quotes(every, snapshot)
        places = [(each.pk, each.snapshot_id, each.spans) for each in quotes.values()]
    else:
        places = every.order_by("pk").values_list("pk", "snapshot", "spans")
    pages = _pages(article, snapshot, places)
    number = _page_of_paragraph(request, pages)
    page, page_message = paged(request, pages, size=1, number=number)
    blocks, keys = page.object_list[0]
    shown = {*keys, *_keys_of(blocks)}
    if quotes is None:
        quotes = _quotes(every.filter(pk__in=shown), snapshot)
    elif len(pages) > 1:
        quotes = {key: quote for key, quote in quotes.items() if key in shown}
    absolute = request.build_absolute_uri
    answers = read_answers(article.reader_answers)
    changed = _article_changed_at(article, quotes.values(), snapshot)
    response = show(
        request,
        "article_detail.html",
        paged_path(path, page),
        title=article.title,
        description=_("What is quoted in “%(title)s”, and by whom.")
        % {"title": article.title},
        changed=max([changed, *(when for when, _text in answers)]),
        structured_data=structured_data.graph(
            structured_data.article_node(article, absolute),
            structured_data.trail_node(
                absolute,
                (_("Articles"), reverse("quotes:articles")),
                (article.title, path),
            ),
        ),
        section="articles",
        article=article,
        reader_answers=answers,
        report_path=report_path(article),
        work=WORKS[article.kind],
        embedded_metadata=metadata_of_article(article, quotes.values(), absolute),
        page=page,
        page_message=page_message,
        paragraphs=[
            (block, segments(snapshot.text, block), _rows(block.quotes, quotes))
            for block in blocks
        ],
        marks={
            key: (quote.get_absolute_url(), _mark_state(quote))
            for key, quote in quotes.items()
        },
        tally=_tally(article, quotes.values(), page),
        excerpts=snapshot and _are_excerpts(article, snapshot),
        elsewhere=_rows(keys, quotes),
        passages={
            key: passage(quotes[key].snapshot.text, quotes[key].spans, CONTEXT_LENGTH)
            for key in keys
            if key in quotes and quotes[key].has_passage
        },
        snapshot=snapshot,
        text_changed=article.version_count > 1 and _words_changed(article),
        formats=formats_for([article.title]),
        cite_files="export_article",
        share_mail=mail_address(article.title, _source(article, absolute(path))),
        **picker(reverse("quotes:cite_article", args=[pk]), pk),
    )
    patch_vary_headers(response, ["Accept"])
    return response


def _source(article, address):
    """Return the title of an article, who wrote and printed it, and its address."""
    printed = (article.publication, article.published)
    names = ", ".join(map(str, [*article.bylines.all(), *filter(None, printed)]))
    return "\n".join(filter(None, (article.title, names, address)))


def _pages(article, snapshot, places):
    """Return the pages of an article: lists of (blocks, keys of quotes without one).

    `places` are (key, key of the snapshot, spans) of its quotes. Quotes that are not in
    the newest text come last.
    """
    placed, keys = [], []
    for key, held, spans in places:
        if snapshot and held == snapshot.pk and spans:
            placed.append((key, spans))
        else:
            keys.append(key)
    whole = article.rights == Rights.FULL
    blocks = layout_text(snapshot.text, placed, whole=whole) if snapshot else []
    pages = [(blocks, []) for blocks in paginate(blocks)]
    for place in range(0, len(keys), page_sizes.QUOTES):
        if place:
            pages.append(([], []))
        pages[-1][1].extend(keys[place : place + page_sizes.QUOTES])
    return pages


def _page_of_paragraph(request, pages):
    """Return the number of the page with the paragraph of ?paragraph=, or None."""
    wanted = request.GET.get("paragraph", "")
    for number, page in enumerate(pages, start=1):
        if any(str(block.number) == wanted for block in page[0]):
            return number
    return None


def _keys_of(blocks):
    """Return the keys of quotes that are marked in some blocks, or begin there."""
    return {
        key
        for block in blocks
        for key in (*block.quotes, *(mark[2] for mark in block.marks))
    }


def _quotes(quotes, snapshot):
    """Return {key: Quote} of a queryset, with what a list shows and the texts."""
    quotes = quotes.for_lists().order_by("pk").fetch_mode(models.FETCH_PEERS)
    found = {quote.pk: quote for quote in quotes}
    for quote in found.values():
        if snapshot and quote.snapshot_id == snapshot.pk:
            quote.snapshot = snapshot  # its text is read already
    return found


def _mark_state(quote):
    """Return the state that limits a marked quote: “differs”, “disputed” … or ""."""
    if quote.anchor_status == AnchorStatus.DIFFERS:
        return AnchorStatus.DIFFERS
    standings = _standings(quote)
    return next((each for each in DOUBTFUL if each in standings), "")


def _standings(quote):
    return {each.standing for each in quote.attributions.all()}


def _tally(article, quotes, page):
    """Return (number, label) of an article’s quotes; all are on a single page."""
    number = article.quote_count
    tally = [(number, ngettext("quote", "quotes", number))]
    if not number or page.paginator.num_pages > 1:
        return tally
    speakers = {each.speaker_id for one in quotes for each in one.attributions.all()}
    standings = [_standings(quote) for quote in quotes]
    verified = sum(Standing.VERIFIED in each for each in standings)
    found = sum(quote.printed_status == AnchorStatus.EXACT for quote in quotes)
    doubtful = sum(not each.isdisjoint(DOUBTFUL) for each in standings)
    tally += [
        (len(speakers), ngettext("speaker", "speakers", len(speakers))),
        (found, _("word for word")),
        (verified, _("verified")),
    ]
    return tally + [(doubtful, _("misattributed or disputed"))] * bool(doubtful)


def _rows(keys, quotes):
    return [make_row(quotes[key]) for key in keys if key in quotes]


def _are_excerpts(article, snapshot):
    """Return whether readers see only excerpts, or the text itself is excerpts."""
    return article.rights != Rights.FULL or split_paragraphs(snapshot.text).excerpts


def _words_changed(article):
    """Return whether the texts held of an article differ by more than signs.

    If there are many, compares the newest.
    """
    texts = article.snapshots.values_list("text", flat=True)[:MAX_TEXTS_COMPARED]
    return len({fold(text) for text in texts}) > 1


def _article_changed_at(article, quotes, snapshot):
    """Return the datetime of the last change of what an article's page shows.

    That includes quotes that were withdrawn.
    """
    attributions = [each for quote in quotes for each in quote.attributions.all()]
    changed = changed_at(
        article,
        article.publication,
        *article.bylines.all(),
        snapshot,
        *attributions,
        *[each.speaker for each in attributions],
    )
    return max(filter(None, (changed, article.quotes_changed)))
