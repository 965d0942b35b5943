"""The public pages about the site: who runs it, how it checks, what it offers."""

from django.http import Http404
from django.utils.translation import gettext as _

from quotes import page_sizes
from quotes.citations.formats import FORMATS
from quotes.labels import (
    ARE_PRINTED,
    KINDS,
    LABELS,
    SOURCE_LEAD_INS,
    SPEAKER_LEAD_INS,
    STANDINGS,
)
from quotes.models import SitePage, SitePageName
from quotes.paths import path_for
from quotes.site_markdown import parse_page_text
from quotes.views import structured_data
from quotes.views.base import show
from quotes.views.documents import DOCUMENTS
from quotes.views.feeds import feed_path


def site_page(request, which):
    """Show the text of a page about the site, as administrators have written it.

    The page of labels also has the label of every state, Contact the link for reports.
    """
    page = SitePage.objects.filter(name=which).first()
    if page is None:
        raise Http404(_("This page has no text."))
    path, blocks = path_for(which), parse_page_text(page.text)
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
    """Return (question, whether states have signs, states) for each group of labels.

    States are (state, words before the name, label, sentence).
    """
    speakers = {state: lead_ins[0] for state, lead_ins in SPEAKER_LEAD_INS.items()}
    return [
        (ARE_PRINTED, True, _states(LABELS, SOURCE_LEAD_INS)),
        (_("Did this person say it?"), True, _states(STANDINGS, speakers)),
        (_("How much of it is quoted?"), False, _states(KINDS, {})),
    ]


def _states(table, lead_ins):
    # The sentences are about one quote; these words fit any quote.
    anything = {
        "work": _("source"),
        "name": _("this speaker"),
        "words": _("not"),
        "since": _("a given day"),
    }
    return [
        (state, lead_ins.get(state, ""), label, sentence.format(**anything))
        for state, (label, sentence) in table.items()
    ]


def data(request):
    """Show how to cite quotes and download them: formats, addresses, licence."""
    path = path_for("data")
    title = _("Data and citing")
    description = _(
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
        embeds=[
            (_("The card"), path_for("embed", 12)),
            (_("oEmbed"), f"{path_for('oembed')}?url={absolute('/quotes/12/')}"),
        ],
        addresses=[
            (_("One quote"), path_for("export", 12, "jsonl")),
            (_("One source, without its quotes"), path_for("export_article", 5, "ris")),
            (
                _("A list with its filters"),
                path_for("export_list", "csv") + "?standing=verified",
            ),
            (
                _("Each source of a list once"),
                path_for("export_list", "bib") + "?cite=articles",
            ),
        ],
        media_type=FORMATS["jsonl"].media_type,
    )


def feeds(request):
    """Show which lists can be followed, and how."""
    path = path_for("feeds")
    title = _("Feeds")
    return show(
        request,
        "feeds.html",
        path,
        title=title,
        description=_("Follow new quotes in a feed reader: all of them, or any list."),
        structured_data=_about(request, title, path),
        feed=feed_path(),
        max_entries=page_sizes.FEED_ENTRIES,
        examples=[
            (_("One speaker"), "?speaker=abraham-lincoln"),
            (_("One topic"), "?topic=freedom"),
            (_("One outlet"), "?publication=the-times"),
            (_("Words"), "?q=export+control"),
            (_("Misattributed quotes"), "?standing=misattributed"),
        ],
        host=request.build_absolute_uri("/").rstrip("/"),
    )


def _about(request, title, path):
    return structured_data.graph(
        structured_data.about_node(title, path, request.build_absolute_uri)
    )
