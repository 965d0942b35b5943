"""The public pages about quotes: the list, and one quote."""

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers

from quotes.citations.attribution import REPORTED, speaker_line
from quotes.citations.formats import FORMATS, USUAL
from quotes.citations.indirect_sources import speaks_itself
from quotes.citations.reference import Reference
from quotes.exports.references import quoted_of, work_of
from quotes.exports.zotero import citable_list, citable_quote
from quotes.extraction.quoted_parts import has_marks, quoted_part
from quotes.formatting import as_printed, excerpt
from quotes.labels import (
    KINDS,
    LABELS,
    STANDINGS,
    WORKS,
    answer_printed,
    answer_said,
    explain_anchor,
    explain_kind,
)
from quotes.listing.facets import chips, clean_query, facets, list_title, sorts
from quotes.listing.filters import QuoteFilter
from quotes.listing.pagination import cursor_params
from quotes.listing.queries import fetch_page
from quotes.listing.same_words import find_same_words
from quotes.models import Quote
from quotes.passages import passage
from quotes.paths import path_for
from quotes.sharing.answers import answers_of
from quotes.verification.history import Replaced, history
from quotes.views import structured_data
from quotes.views.base import changed_at, moved, quote_gone, show
from quotes.views.cite import picker
from quotes.views.documents import DOCUMENTS
from quotes.views.exports import negotiated
from quotes.views.feeds import feed_path
from quotes.views.search_results import marked, search_hints
from quotes.views.sharing import sharing_context
from quotes.views.versions import number_of_versions

TEXT = "text/plain; charset=utf-8"


def quote_list(request):
    """List quotes under the filters of the URL, a page at a time.

    htmx requests the same URL and gets only the results.
    """
    filterset = QuoteFilter(request.GET)
    on, query = chips(filterset), clean_query(filterset)
    found, page = fetch_page(filterset, query)
    path = path_for("list")
    own_query = "&".join(filter(None, (query, cursor_params(request))))
    own_path = f"{path}?{own_query}" if own_query else path
    title = list_title(on)
    partial = request.htmx and not request.htmx.boosted
    response = show(
        request,
        "includes/results.html" if partial else "quote_list.html",
        own_path,
        title=title,
        description=(
            f"{found.total:,}{'' if found.exact else ' and more'} quotes with speaker "
            "and source, checked against the text they came from."
        ),
        structured_data=structured_data.graph(
            structured_data.collection_node(title, own_path, request.build_absolute_uri)
        ),
        page=page,
        citable=citable_list(page.articles),
        found=found,
        filterset=filterset,
        section="quotes",
        facets=facets(filterset, found),
        sorts=sorts(filterset),
        chips=on,
        query=query,
        marked=marked(page.quotes, filterset.search),
        hints=search_hints(filterset, found, page, path),
        formats=[(each, FORMATS[each].name) for each in USUAL],
        # The feed refuses an invalid filter, which the page ignores.
        feed="" if filterset.form.errors else feed_path(query),
    )
    # One URL has two responses. Without this, the back button may show the part.
    patch_vary_headers(response, ["HX-Request"])
    if partial:
        response["HX-Push-Url"] = own_path  # without the form's empty fields
    return response


def quote_detail(request, pk, words=""):
    """Show one quote, its passage in the article, and what was verified."""
    quote = (
        Quote.objects.public()
        .for_lists()
        .select_related("snapshot", "printed_in")
        .annotate(version_count=number_of_versions("article"))
        .prefetch_related("article__bylines", "topics")
        .fetch_mode(models.FETCH_PEERS)
        .filter(pk=pk)
        .first()
    )
    if quote is None:
        return quote_gone(request, pk)
    if other := negotiated(request, "export", pk):
        return other
    path = quote.get_absolute_url()
    if words != quote.url_slug:
        return moved(request, path)
    attributions = quote.attributions.all()
    speakers = speaker_line(
        [(each.speaker.name, each.standing) for each in attributions]
    )
    reported = [each for each in attributions if each.standing in REPORTED]
    doubtful = len(reported) < len(attributions)
    title = f"{speakers}: {excerpt(as_printed(quote), 70)}"
    absolute = request.build_absolute_uri
    answers = answers_of(quote)
    same_words = find_same_words(quote, attributions)
    response = show(
        request,
        "quote_detail.html",
        path,
        title=title,
        description=_description(quote, speakers if attributions else "", doubtful),
        changed=max(filter(None, (quote_changed_at(quote), same_words.changed_at))),
        structured_data=structured_data.graph(
            structured_data.quote_node(quote, absolute),
            structured_data.trail_node(
                absolute,
                ("Quotes", path_for("list")),
                *[
                    (each.speaker.name, each.speaker.get_absolute_url())
                    for each in reported[:1]
                ],
                (title if doubtful else excerpt(quote.text, 70), path),
            ),
        ),
        section="quotes",
        citable=citable_quote(quote, absolute),
        quote=quote,
        attributions=attributions,
        same_words=same_words,
        caution=speakers if doubtful else "",
        speakers=speakers if attributions else "",
        formats=FORMATS,
        cite_files="export",
        **picker(path_for("cite", pk), pk, work=quote.article.kind),
        **sharing_context(quote, answers, absolute),
        **evidence(quote),
    )
    patch_vary_headers(response, ["Accept"])
    return response


def _description(quote, speakers, doubtful):
    """Return the description of a quote's page, with what is in doubt first."""
    kind = KINDS[quote.kind][0]
    if quote.caveat:
        kind = f"{quote.caveat}. {kind}"
    if doubtful:
        about = f"{speakers.removesuffix('.')}. {kind}"
    else:
        about = f"{kind}, attributed to {speakers or 'nobody by name'},"
    return excerpt(f"{about} in “{quote.article.title}”: {as_printed(quote)}", 300)


def quote_changed_at(quote):
    """Return the datetime of the last change of what a quote's page shows."""
    article, attributions = quote.article, quote.attributions.all()
    return changed_at(
        quote,
        quote.snapshot,
        quote.printed_in,
        article,
        article.publication,
        *article.bylines.all(),
        *attributions,
        *[each.speaker for each in attributions],
        *quote.topics.all(),
    )


def evidence(quote):
    """Return the context of the passage, and the sentences that agree with it."""
    context = passage_context(quote)
    shown, was_printed = context["passage"], bool(context["replaced"])
    work = WORKS[quote.article.kind]
    part, marks_shown = "", True
    said = quoted_of(quote, str)
    if shown:
        part = quoted_part(context["passage_snapshot"].text, context["passage_spans"])
        marks_shown = has_marks("".join(run.text for run in shown.runs))
    return context | {
        "work": work,
        "anchor": (
            LABELS[quote.printed_status][0],
            answer_printed(quote, work, was_printed=was_printed),
        ),
        "kind": (
            KINDS[quote.kind][0],
            explain_kind(
                quote,
                work,
                part,
                marks_shown=marks_shown,
                was_printed=was_printed,
                by_speaker=speaks_itself(Reference(work_of(quote.article, str), said)),
            ),
        ),
        "anchor_reason": "" if was_printed else explain_anchor(quote),
        "answers": {
            standing: answer_said(standing, quote, work, was_printed=was_printed)
            for standing in STANDINGS
        },
    }


def passage_context(quote):
    """Return the context of the passage around a quote, and of its snapshot.

    If the newest text lacks the words, it is the last snapshot that had them, and
    `replaced` says what the newest has in their place. `versions` are the held texts,
    unless they all have the words.
    """
    snapshot, spans = None, ()
    if quote.printed_in:
        snapshot, spans = quote.printed_in, quote.printed_spans
    elif quote.has_passage:
        snapshot, spans = quote.snapshot, quote.spans
    versions = history(quote) if quote.version_count > 1 else []
    return {
        "passage": snapshot and passage(snapshot.text, spans),
        "passage_snapshot": snapshot,
        "passage_spans": spans,
        "replaced": Replaced(quote) if quote.printed_in else None,
        "versions": [] if all(each.has_words for each in versions) else versions,
    }


def robots(request):
    """Render robots.txt: no admin, downloads, or endless combinations of filters."""
    context = {
        "sitemap": request.build_absolute_uri(path_for("sitemap")),
        "extensions": (*FORMATS, *DOCUMENTS),
    }
    return render(request, "robots.txt", context, content_type=TEXT)


def opensearch(request):
    """Render the OpenSearch description, for searches from the address bar."""
    paths = {
        "own": path_for("opensearch"),
        "list": path_for("list"),
        "feed": feed_path(),
        "icon": static("img/favicon.svg"),
    }
    return render(
        request,
        "opensearch.xml",
        {name: request.build_absolute_uri(path) for name, path in paths.items()},
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )


def healthz(request):
    """Return 200 if the process is alive, without a query."""
    return HttpResponse(
        "ok\n", content_type=TEXT, headers={"Cache-Control": "no-store"}
    )
