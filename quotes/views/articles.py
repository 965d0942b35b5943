"""The public pages of articles: the list, and one article with its quotes."""

from django.db.models import Count, F, Max, Q, Subquery
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.models import Article, Rights
from articles.models.base import Status
from quotes.anchoring.folding import fold
from quotes.citations.formats import FORMATS
from quotes.exports.zotero import citable_article
from quotes.listing.pagination import PAGE_SIZE, build_page, read_cursor
from quotes.listing.rows import make_row
from quotes.models import Quote
from quotes.models.listings import UNKNOWN_DAY
from quotes.passages import CONTEXT_LENGTH, marked_runs, passage
from quotes.sql import fetch_rows
from quotes.views import structured_data
from quotes.views.base import (
    article_gone,
    changed_at,
    list_path,
    moved,
    page_path,
    paged,
    show,
)
from quotes.views.cite import picker
from quotes.views.exports import negotiated
from quotes.views.versions import number_of_versions

#: Texts of an article that are compared to say whether it changed.
MAX_COMPARED = 5
#: The order of the index article_newest, and the reverse.
NEWEST = "published_on DESC NULLS LAST, id DESC"
OLDEST = "published_on ASC NULLS FIRST, id ASC"


def article_list(request):
    """List articles, newest first, each with its number of quotes."""
    page = _page(request)
    path = reverse("quotes:articles")
    found = {article.pk: article for article in _articles().filter(pk__in=page.keys)}
    return show(
        request,
        "article_list.html",
        list_path(request, path),
        title="Articles",
        description="The articles, speeches and other sources that quotes are from.",
        structured_data=structured_data.collection(request, "Articles", path),
        section="articles",
        page=page,
        articles=[found[key] for key in page.keys if key in found],
    )


def _page(request):
    """Return the requested Page of articles; undated ones come last."""
    cursor, message = read_cursor(request.GET, "articles")
    rows = _keys(cursor)
    if cursor and cursor.back and len(rows) <= PAGE_SIZE:
        cursor, rows = None, _keys(None)
    return build_page(rows, cursor, "articles", message=message)


def _keys(cursor):
    """Return (key, day) of a page of articles and one more, as far as there are any.

    Backwards from a cursor, they are in reverse order.
    """
    back = bool(cursor and cursor.back)
    undated = bool(cursor and str(cursor.day) == UNKNOWN_DAY)
    steps = [(True, None if undated else cursor), (False, cursor if undated else None)]
    if back:
        steps = steps[::-1] if undated else steps[:1]
    elif undated:
        steps = steps[1:]
    parts, parameters = [], []
    for dated, place in steps:
        conditions = "published_on IS NOT NULL" if dated else "published_on IS NULL"
        if place and dated:
            conditions += f" AND (published_on, id) {'>' if back else '<'} (%s, %s)"
            parameters += [place.day, place.pk]
        elif place:
            conditions += f" AND id {'>' if back else '<'} %s"
            parameters.append(place.pk)
        parts.append(
            f"(SELECT id, coalesce(published_on, '{UNKNOWN_DAY}') FROM articles_article"
            f" WHERE status = 'published' AND {conditions} ORDER BY"
            f" {OLDEST if back else NEWEST} LIMIT %s)"
        )
        parameters.append(PAGE_SIZE + 1)
    return fetch_rows(
        f"SELECT * FROM ({' UNION ALL '.join(parts)}) articles LIMIT %s",
        [*parameters, PAGE_SIZE + 1],
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
    """Show an article with its quotes in order, and its text if the rights allow."""
    article = _articles().annotate(
        quotes_changed=Max("quotes__updated_at"), version_count=number_of_versions("pk")
    )
    article = article.filter(pk=pk).first()
    if article is None:
        return article_gone(request, pk)
    if other := negotiated(request, "export_article", pk):
        return other
    path = article.get_absolute_url()
    if words != article.url_slug:
        return moved(request, path)
    quotes = Quote.objects.public().filter(article=article)
    in_order = quotes.order_by(F("spans__0__0").asc(nulls_last=True), "pk")
    page, page_message = paged(request, in_order.for_lists(), count=article.quote_count)
    snapshots = _snapshots(article, page)
    newest = max(snapshots.values(), key=lambda each: each.pk, default=None)
    text = _marked_text(quotes, newest) if article.rights == Rights.FULL else None

    passages = {
        quote.pk: passage(
            snapshots[quote.snapshot_id].text, quote.spans, CONTEXT_LENGTH
        )
        for quote in page
        if quote.has_passage and not text  # the whole text on the page has it marked
    }
    absolute = request.build_absolute_uri
    response = show(
        request,
        "article_detail.html",
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
        citable=citable_article(article, page, absolute),
        page=page,
        page_message=page_message,
        quotes=[make_row(quote) for quote in page],
        passages=passages,
        text=text,
        snapshot=newest,
        text_changed=article.version_count > 1 and _words_changed(article),
        formats=FORMATS,
        cite_files="export_article",
        **picker(reverse("quotes:cite_article", args=[pk]), pk),
    )
    patch_vary_headers(response, ["Accept"])
    return response


def _words_changed(article):
    """Return whether the texts held of an article differ by more than signs.

    Of many texts, the newest are compared.
    """
    texts = article.snapshots.values_list("text", flat=True)[:MAX_COMPARED]
    return len({fold(text) for text in texts}) > 1


def _article_changed_at(article, quotes, snapshots):
    """Return the datetime of the last change of what an article's page shows.

    That includes quotes that were withdrawn.
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
    """Return {key: Snapshot}: the newest of an article, and those of the quotes."""
    newest = article.snapshots.values("pk")[:1]
    having = [quote.snapshot_id for quote in quotes if quote.snapshot_id]
    either = article.snapshots.filter(Q(pk__in=having) | Q(pk=Subquery(newest)))
    return {snapshot.pk: snapshot for snapshot in either}


def _marked_text(quotes, snapshot):
    """Return the text of a snapshot as (text, path of a quote or "") runs, or None."""
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
