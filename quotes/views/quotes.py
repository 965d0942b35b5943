"""The public pages about quotes: the list, and one quote."""

from django.conf import settings
from django.db import models
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.canonical_urls import host_of, is_web
from articles.text_matching.printed_pages import page_of
from quotes.citations.attribution import REPORTED, elsewhere_line, speaker_line
from quotes.citations.formats import FORMATS, USUAL, formats_for
from quotes.exports.zotero import metadata_of_list, metadata_of_quote
from quotes.formatting import excerpt
from quotes.history.corrections import find_corrections
from quotes.labels import KINDS
from quotes.listing.facets import (
    chips,
    clean_query,
    facets,
    list_title,
    sorts,
    switches,
)
from quotes.listing.filters import QuoteFilter
from quotes.listing.other_prints import find_other_prints
from quotes.listing.pagination import cursor_params
from quotes.listing.queries import fetch_page
from quotes.listing.related import find_related
from quotes.listing.rival_attributions import find_same_words
from quotes.listing.rows import make_row
from quotes.models import Quote
from quotes.models.reports import answers_on, read_answers
from quotes.paths import path_for
from quotes.search.highlights import highlight
from quotes.sharing.answers import answers_of
from quotes.views import structured_data
from quotes.views.base import quote_gone, redirect_to_present_path, show
from quotes.views.cite import picker
from quotes.views.documents import DOCUMENTS
from quotes.views.evidence import credit_of, evidence_context
from quotes.views.exports import negotiated
from quotes.views.feeds import feed_path
from quotes.views.report import report_path
from quotes.views.search_results import search_hints
from quotes.views.sharing import sharing_context
from quotes.views.versions import number_of_versions

TEXT = "text/plain; charset=utf-8"
#: Corrections that the page of a quote names; its history has all.
MAX_CORRECTIONS = 3
#: Maximum length of an address to which Django redirects.
MAX_REDIRECT = 2_000


def quote_list(request):
    """List quotes under the filters of the URL, a page at a time.

    htmx requests the same URL and gets only the results.
    """
    filterset = QuoteFilter(request.GET)
    path, query = path_for("list"), clean_query(filterset)
    own_query = "&".join(filter(None, (query, cursor_params(request))))
    own_path = f"{path}?{own_query}" if own_query else path
    partial = request.htmx and not request.htmx.boosted
    if not partial and has_empty_fields(request.GET) and len(own_path) < MAX_REDIRECT:
        return redirect(own_path)
    found, page = fetch_page(filterset, query)
    on = chips(filterset)
    title = list_title(on)
    response = show(
        request,
        "includes/list_parts.html" if partial else "quote_list.html",
        own_path,
        title=title,
        description=_list_description(found, filterset.criteria.group),
        structured_data=structured_data.graph(
            structured_data.collection_node(title, own_path, request.build_absolute_uri)
        ),
        page=page,
        embedded_metadata=metadata_of_list(page.articles),
        found=found,
        filterset=filterset,
        section="quotes",
        facets=facets(filterset, found),
        sorts=sorts(filterset),
        switches=switches(filterset),
        chips=on,
        query=query,
        marked=highlight(page.quotes, filterset.search) if filterset.search else {},
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


def has_empty_fields(data):
    """Return whether a query string has empty values, which forms send too."""
    return not all(value for _, values in data.lists() for value in values)


def _list_description(found, grouped):
    text = ngettext(
        "{number:,} quote with speaker and source, compared with the source’s text "
        "where that is held.",
        "{number:,} quotes with speaker and source, compared with the source’s text "
        "where that is held.",
        found.total,
    )
    if not found.exact:
        text = _(
            "More than {number:,} quotes with speaker and source, compared with the "
            "source’s text where that is held."
        )
    text = text.format(number=found.total)
    return _("{text} Each saying counts once.").format(text=text) if grouped else text


def quote_detail(request, pk, words=""):
    """Show one quote, its passage in the article, and what was verified."""
    quote = (
        Quote.objects.public()
        .for_lists()
        .select_related("snapshot", "printed_in")
        .annotate(
            version_count=number_of_versions("article"),
            reader_answers=answers_on("quote"),
            pages_held=models.F("snapshot__printed_pages__pages"),
        )
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
        return redirect_to_present_path(request, path)
    attributions = quote.attributions.all()
    speakers = speaker_line(
        [(each.speaker.name, each.standing) for each in attributions]
    )
    reported = [each for each in attributions if each.standing in REPORTED]
    doubtful = len(reported) < len(attributions)
    row, absolute = make_row(quote), request.build_absolute_uri
    answers = answers_of(quote, row)
    context = evidence_context(quote, row)
    response = show(
        request,
        "quote_detail.html",
        path,
        title=answers.title,
        description=_description(
            quote, answers, speakers if attributions else "", doubtful
        ),
        structured_data=structured_data.graph(
            structured_data.quote_node(quote, absolute),
            structured_data.trail_node(
                absolute,
                (_("Quotes"), path_for("list")),
                *[
                    (each.speaker.name, each.speaker.get_absolute_url())
                    for each in reported[:1]
                ],
                (answers.title if answers.flags else excerpt(quote.text, 70), path),
            ),
        ),
        section="quotes",
        embedded_metadata=metadata_of_quote(quote, absolute),
        quote=quote,
        reader_answers=read_answers(quote.reader_answers),
        printed_page=page_of(quote.pages_held or (), quote.spans),
        report_path=report_path(quote),
        row=row,
        answers=answers,
        credit=credit_of(context["said"]),
        hosts=[
            is_web(url) and host_of(url)
            for url in (quote.article.url, quote.article.archive_url)
        ],
        same_words=find_same_words(quote, attributions),
        other_prints=find_other_prints(quote, attributions),
        related=find_related(quote, reported[0].speaker_id if reported else None),
        related_name=reported[0].speaker.name if reported else "",
        corrections=find_corrections(MAX_CORRECTIONS, quote=pk),
        formats=formats_for([quote.text, quote.article.title]),
        cite_files="export",
        **picker(path_for("cite", pk), pk, work=quote.article.kind),
        **sharing_context(quote, answers, absolute),
        **context,
    )
    patch_vary_headers(response, ["Accept"])
    return response


def _description(quote, answers, speakers, doubtful):
    """Return the description of a quote's page, with what is in doubt first."""
    who, where = answers.who, answers.where
    sides = (*who, where) if doubtful else (where, *who)
    if not (quote.caveat or quote.is_located):
        text = _("{sides}. {kind}: {words}")
    elif doubtful:
        text = _("{speakers}. {kind} in “{title}”: {words}")
    elif speakers:
        text = _("{kind}, credited to {speakers}, in “{title}”: {words}")
    else:
        text = _("{kind} by nobody named, in “{title}”: {words}")
    if quote.caveat:
        text = text.replace("{kind}", f"{quote.caveat}. {{kind}}")
    about = text.format(
        speakers=speakers.removesuffix("."),
        kind=KINDS[quote.kind][0],
        title=quote.article.title,
        words=answers.words,
        sides=". ".join(map(str, sides)),
    )
    if elsewhere := elsewhere_line(answers.refuted):
        about = f"{elsewhere}. {about}"
    return excerpt(about, 300)


def robots(request):
    """Render robots.txt: no admin, downloads, or endless combinations of filters."""
    context = {
        "sitemap": request.build_absolute_uri(path_for("sitemap")),
        "extensions": (*FORMATS, *DOCUMENTS),
        "admin_path": settings.ADMIN_PATH,  # a secret path is not revealed
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
