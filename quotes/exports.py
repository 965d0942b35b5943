"""Downloads of citations: of one quote, or of all that a list has."""

from itertools import batched, chain

from django.http import Http404, StreamingHttpResponse
from django.utils.text import slugify

from articles.records import words_slug
from quotes.citations import FORMATS
from quotes.facets import chips
from quotes.filter_fields import shorten
from quotes.filters import QuoteFilter
from quotes.finding import READ_AT_ONCE, find_all
from quotes.models import Quote
from quotes.pages import quote_gone, show
from quotes.references import quote_reference
from quotes.rows import read_quotes

#: So many references are sent at once.
SENT_AT_ONCE = 100


def export_quote(request, pk, extension):
    """Send the citation of one quote."""
    format_ = _format(extension)
    quote = Quote.objects.public().for_citing().filter(pk=pk).first()
    if quote is None:
        return quote_gone(request, pk)
    speakers = [each.speaker.slug for each in quote.attributions.all()]
    name = "-".join(["quote", str(pk), *speakers[:1], words_slug(quote.text, 40)])
    return _send(request, format_, f"{name.strip('-')}.{extension}", [quote])


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
    rows = Quote.objects.public().for_citing()
    quotes = (
        quote
        for keys in batched(find_all(filterset), READ_AT_ONCE)
        for quote in read_quotes(keys, rows)
    )
    return _send(request, format_, f"{slugify(name)}.{extension}", quotes)


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


def _send(request, format_, file_name, quotes):
    pieces = format_.write(
        quote_reference(quote, request.build_absolute_uri) for quote in quotes
    )
    # The first piece is made now: a database that is out of order is still an error
    # of the server then, not an empty file.
    pieces = chain([next(pieces, "")], pieces)
    return StreamingHttpResponse(
        ("".join(batch).encode() for batch in batched(pieces, SENT_AT_ONCE)),
        content_type=format_.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
