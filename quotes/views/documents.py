"""Documents to download: quotes with citations and a bibliography in a style."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from itertools import batched, islice
from math import ceil
from typing import NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import ngettext

from quotes.citations.csl_citation import format_citations, seconds_for
from quotes.citations.document import (
    Front,
    write_docx,
    write_html,
    write_markdown,
    write_text,
)
from quotes.citations.pandoc import PandocError
from quotes.exports.citation_cache import PandocBusyError, pandoc_slot
from quotes.exports.styles import chosen_style, listed_styles
from quotes.sql import fetch_rows
from quotes.translation import label as _
from quotes.views.base import refuse

log = logging.getLogger(__name__)


class DocumentKind(NamedTuple):
    """A kind of document. `write` is a function of quotes.citations.document."""

    name: str
    media_type: str
    write: Callable
    max_quotes: int = 5_000  #: docs/decisions/0027 has the times
    purpose: str = ""
    needs: str = ""  #: as in Format


#: Kinds of documents by extension.
DOCUMENTS = {
    "docx": DocumentKind(
        _("Word document"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write_html,
        1_000,
        _("Word, LibreOffice, Google Docs"),
    ),
    "html": DocumentKind(
        "HTML",
        "text/html; charset=utf-8",
        write_html,
        purpose=_("browsers, printing"),
    ),
    "md": DocumentKind(
        "Markdown",
        "text/markdown; charset=utf-8; variant=CommonMark",
        write_markdown,
        purpose=_("notes and static sites"),
    ),
    "txt": DocumentKind(
        _("Plain text"),
        "text/plain; charset=utf-8",
        write_text,
        purpose=_("any program"),
    ),
}
#: Documents that take less time are formatted before anything is sent, so that a
#: failure can be reported.
MAX_SECONDS_BEFORE_SENDING = 3
#: In addition to the time for its work, and the addition of a Word document: measured
#: by benchmarks/cite_panel.py.
SECONDS_PER_QUOTE, SECONDS_PER_QUOTE_IN_DOCX = 0.0006, 0.0015
PIECES_PER_CHUNK = 100


def send(request, extension, file_name, references, title):
    """Send a document of some references in the style of ?style=.

    If that is impossible, send a page that says why: unknown style (400), too many
    references (400), or too busy (503). Raises KeyError for an unknown extension.
    """
    kind = DOCUMENTS[extension]
    style, unknown = chosen_style(request.GET)
    if unknown:
        return _refuse(request, 400, unknown=unknown)
    references = list(islice(references, kind.max_quotes + 1))
    if len(references) > kind.max_quotes:
        return _refuse(request, 400, kind=kind)
    front = Front(title, _about(references, style), request.build_absolute_uri())
    try:
        response = _document(extension, front, references, style)
    except (PandocBusyError, PandocError) as error:
        log.warning("%s was not formatted in %s: %s", file_name, style.id, error)
        response = _refuse(request, 503)
        response["Retry-After"] = "20"
        return response
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def document_choices(number, keys):
    """Return [(extension, kind, seconds)] of the documents of a number of quotes.

    The seconds are an estimate, or None where a document cannot have that many quotes.
    `keys` is only iterated over if some document can.
    """
    works = 0
    if 0 < number <= max(kind.max_quotes for kind in DOCUMENTS.values()):
        ((works,),) = fetch_rows(
            "SELECT count(DISTINCT article_id) FROM quotes_quote WHERE id = ANY (%s)",
            [list(keys)],
        )
    seconds = _seconds(number, works)
    packing = {"docx": number * SECONDS_PER_QUOTE_IN_DOCX}
    return [
        (
            extension,
            kind,
            ceil(seconds + packing.get(extension, 0))
            if number <= kind.max_quotes
            else None,
        )
        for extension, kind in DOCUMENTS.items()
    ]


def _seconds(quotes, works):
    return seconds_for(works) + quotes * SECONDS_PER_QUOTE


def _document(extension, front, references, style):
    kind = DOCUMENTS[extension]
    if extension == "docx":
        with pandoc_slot(long=_is_long(references)):
            cited = format_citations(references, style)
            html = write_html(front, references, lambda: cited, heading=False)
            return HttpResponse(write_docx(html), content_type=kind.media_type)
    pieces = _pieces(kind.write, front, references, style)
    return StreamingHttpResponse(
        _sent(next(pieces), pieces), content_type=kind.media_type
    )


def _pieces(write, front, references, style):
    """Yield a document, holding a pandoc slot until its citations are formatted."""

    def make_citations():
        with slot:
            return format_citations(references, style)

    with ExitStack() as slot:
        slot.enter_context(pandoc_slot(long=_is_long(references)))
        if not _is_long(references):
            cited = make_citations()
            yield from write(front, references, lambda: cited)
        else:
            yield from write(front, references, make_citations)


def _sent(first, pieces):
    yield first.encode()
    for some in batched(pieces, PIECES_PER_CHUNK):
        yield "".join(some).encode()


def _is_long(references):
    works = {each.work.key for each in references}
    return _seconds(len(references), len(works)) > MAX_SECONDS_BEFORE_SENDING


def _about(references, style):
    number = len(references)
    if all(each.quoted for each in references):
        text = ngettext(
            "{number:,} quote, cited in {style}. Downloaded from On Record on {date}.",
            "{number:,} quotes, cited in {style}. Downloaded from On Record on {date}.",
            number,
        )
    else:
        text = ngettext(
            "{number:,} source, cited in {style}. Downloaded from On Record on {date}.",
            "{number:,} sources, cited in {style}. Downloaded from On Record on "
            "{date}.",
            number,
        )
    date = date_format(timezone.localdate(), "j F Y")
    return text.format(number=number, style=style.title, date=date)


def _refuse(request, status, unknown="", kind=None):
    """Render why there is no document: `unknown` style, or too many for its `kind`.

    With neither, the server is too busy.
    """
    query = request.GET.copy()
    query.pop("style", None)
    choices, onward = [], ()
    if request.resolver_match.url_name == "export_list":
        path = reverse("quotes:downloads", query=query or None)
        onward = (path, _("All formats for these quotes"))
    if unknown:
        title = _("No such style")
        message = _("There is no style “{style}”. Some of the 10,844 styles:")
        message = message.format(style=unknown)
        for each in listed_styles():
            query["style"] = each.id
            choices.append((each.title, f"{request.path}?{query.urlencode()}"))
    elif kind:
        title = _("Too many quotes for one document")
        message = _(
            "A document ({kind}) can have at most {max:,} quotes. Narrow the list with "
            "filters, or download a file for a reference manager, which has no limit."
        ).format(kind=kind.name, max=kind.max_quotes)
    else:
        title = _("Busy with other documents")
        message = _(
            "Other documents are being made, and this one would have to wait. Try "
            "again in a minute, or download a file for a reference manager, which is "
            "ready at once."
        )
    return refuse(request, status, title, message, choices=choices, onward=onward)
