"""The public pages about the site: who runs it, how it checks, what it offers."""

from django.http import Http404

from quotes.citations.formats import FORMATS
from quotes.labels import ANCHORS, CAVEATS, KINDS, STANDINGS
from quotes.models import SitePage, SitePageName
from quotes.page_text import parse
from quotes.paths import path_for
from quotes.views import structured_data
from quotes.views.base import show
from quotes.views.documents import DOCUMENTS
from quotes.views.feeds import MAX_ENTRIES, feed_path


def site_page(request, which):
    """Show the text of a page about the site, as administrators have written it.

    The page of labels also has the label of every state, Contact the link for reports.
    """
    page = SitePage.objects.filter(name=which).first()
    if page is None:
        raise Http404("This page has no text.")
    path, blocks = path_for(which), parse(page.text)
    return show(
        request,
        "site_page.html",
        path,
        title=page.title,
        description=page.description,
        structured_data=_about(request, page.title, path),
        which=which,
        blocks=blocks,
        has_address=any(
            run.address.startswith("mailto:")
            for block in blocks
            for line in block.lines
            for run in line
        ),
        labels=_labels() if which == SitePageName.LABELS else (),
    )


def _labels():
    """Return (title, [(state, label, sentence)]) of everything that labels say."""
    return [
        ("Are these the printed words?", _explained(ANCHORS | CAVEATS)),
        ("Did this person say it?", _explained(STANDINGS)),
        ("What kind of quote is it?", _explained(KINDS)),
    ]


def _explained(table):
    # The sentences are about a certain quote: these are words for any.
    anything = {
        "work": "source",
        "name": "this speaker",
        "words": "not",
        "they": "The words",
        "since": "a given day",
    }
    return [
        (state, label, sentence.format(**anything))
        for state, (label, sentence) in table.items()
    ]


def data(request):
    """Show how to cite quotes and download them: formats, addresses, licence."""
    path = path_for("data")
    title = "Data and citing"
    description = (
        "Cite a quote in any style, and download quotes with their sources in the "
        "format that your program reads."
    )
    absolute = request.build_absolute_uri
    return show(
        request,
        "data.html",
        path,
        title=title,
        description=description,
        structured_data=structured_data.graph(
            structured_data.dataset_node(description, path, absolute)
        ),
        formats=FORMATS,
        documents=DOCUMENTS,
        host=absolute("/").rstrip("/"),
    )


def feeds(request):
    """Show which lists can be followed, and how."""
    path = path_for("feeds")
    title = "Feeds"
    return show(
        request,
        "feeds.html",
        path,
        title=title,
        description="Follow new quotes in a feed reader: all of them, or any list.",
        structured_data=_about(request, title, path),
        feed=feed_path(),
        max_entries=MAX_ENTRIES,
        host=request.build_absolute_uri("/").rstrip("/"),
    )


def _about(request, title, path):
    return structured_data.graph(
        structured_data.about_node(title, path, request.build_absolute_uri)
    )
