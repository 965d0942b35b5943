"""Downloads of citations: of one quote, or of all that a list has."""

from itertools import batched, chain

from django.http import Http404, StreamingHttpResponse
from django.utils.text import slugify

from articles.records import words_slug
from quotes.citations.formats import FORMATS
from quotes.facets import chips
from quotes.filter_fields import shorten
from quotes.filters import QuoteFilter
from quotes.finding import READ_AT_ONCE, find_all
from quotes.pages import quote_gone, show
from quotes.references import read_references

#: So many references are sent at once.
SENT_AT_ONCE = 100


def export_quote(request, pk, extension):
    """Send the citation of one quote."""
    format_ = _format(extension)
    references = read_references([pk], request.build_absolute_uri)
    if not references:
        return quote_gone(request, pk)
    quoted = references[0].quoted
    speakers = [words_slug(who.name, 40) for who in quoted.speakers[:1]]
    name = "-".join(["quote", str(pk), *speakers, words_slug(quoted.text, 40)])
    return _send(format_, f"{name.strip('-')}.{extension}", references)


def export_list(request, extension):
    """Send the citations of all quotes that the list has under the same filters.

    A filter that cannot be understood is refused here: a file, unlike a page, has no
    place to say that it was left out.
    """
    format_ = _format(extension)
    filterset = QuoteFilter(request.GET)
    if filterset.form.errors:
        return refused(request, filterset)
    labels = [words_slug(chip.label, 30) for chip in chips(filterset)[:4]]
    name = "-".join(["quotes", *filter(None, labels)])
    references = (
        reference
        for keys in batched(find_all(filterset), READ_AT_ONCE)
        for reference in read_references(keys, request.build_absolute_uri)
    )
    return _send(format_, f"{slugify(name)}.{extension}", references)


def refused(request, filterset):
    """Answer that a filter of a download cannot be understood, and why."""
    return show(
        request,
        "quotes/export_refused.html",
        request.path,
        title="Nothing to download",
        description="A filter of this download cannot be understood.",
        status=400,
        errors=[
            (filterset.filters[name].label, message)
            for name, messages in filterset.form.errors.items()
            for message in messages
        ],
    )


def _format(extension):
    """Return a format by its extension, or raise a 404 that names those there are."""
    if extension in FORMATS:
        return FORMATS[extension]
    known = ", ".join(f".{known} ({each.name})" for known, each in FORMATS.items())
    raise Http404(
        f"There is no format .{shorten(extension)} here. "
        f"Citations can be had as {known}."
    )


def _send(format_, file_name, references):
    pieces = format_.write(references)
    # The first piece is made now: a database that is out of order is still an error
    # of the server then, not an empty file.
    pieces = chain([next(pieces, "")], pieces)
    return StreamingHttpResponse(
        ("".join(batch).encode() for batch in batched(pieces, SENT_AT_ONCE)),
        content_type=format_.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
