"""Downloads of citations: of a quote, an article, or all quotes of a list."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import batched, chain, islice, repeat

from django.db import connections, router
from django.http import Http404, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.base import make_slug
from quotes.citations.attribution import speaker_line
from quotes.citations.formats import FORMATS, formats_for
from quotes.citations.reference import Reference, quotation
from quotes.exports.references import (
    make_references,
    read_reference_rows,
    read_references,
    read_works,
)
from quotes.exports.styles import chosen_style, listed_styles, search_styles
from quotes.formatting import echo, excerpt
from quotes.labels import KINDS
from quotes.listing.facets import chips, clean_query, list_title, sources_title
from quotes.listing.filters import QuoteFilter
from quotes.listing.queries import count_matches, fetch_all
from quotes.models import Quote, QuoteKind
from quotes.site import data_licence
from quotes.views import documents
from quotes.views.base import article_gone, quote_gone, refuse, show
from quotes.views.documents import DOCUMENTS

#: Quotes per query. The first batch is small, so that the download begins soon; later
#: ones are large, so that reader and writer exchange Python's lock less often.
BATCH_SIZES = (100, 1_000, 2_000)
REFERENCES_PER_CHUNK = 100


def export_quote(request, pk, extension):
    """Send the citation of one quote."""
    format_ = _format(extension)
    references = read_references([pk], request.build_absolute_uri, format_.needs)
    if not references:
        return quote_gone(request, pk)
    name, quoted = quote_file_name(references[0]), references[0].quoted
    kind = KINDS[quoted.kind][0] if quoted.kind == QuoteKind.INDIRECT else ""
    first = ". ".join(filter(None, (quoted.not_found, quoted.speaker_line, kind)))
    title = f"{first}: {excerpt(quotation(quoted), 70)}"
    return _send(request, extension, name, references, title)


def quote_file_name(reference):
    """Return the file name of one quote, without an extension."""
    quoted = reference.quoted
    first = quoted.reported[:1] or quoted.doubtful[:1]
    speakers = [
        make_slug(speaker_line([(who.name, who.standing)]), 50) for who in first
    ]
    number = quoted.key.removeprefix("q")
    parts = ["quote", number, *speakers, make_slug(quoted.text, 40)]
    return "-".join(filter(None, parts))


def export_article(request, pk, extension):
    """Send the citation of one article, without its quotes."""
    _format(extension)
    if not Article.objects.public().filter(pk=pk).exists():
        return article_gone(request, pk)
    work = read_works([pk], request.build_absolute_uri)[pk]
    name = "-".join(filter(None, ["article", str(pk), make_slug(work.title, 60)]))
    return _send(request, extension, name, [Reference(work)], work.title)


def export_list(request, extension):
    """Send the citations of all quotes of the list under the same filters.

    With ?cite=articles, each of their articles once, without quotes. An invalid filter
    is refused, because a file has no place to say that it was ignored.
    """
    _format(extension)
    filterset = QuoteFilter(request.GET)
    if filterset.form.errors:
        return refuse_filters(request, filterset)
    what = "articles" if request.GET.get("cite") == "articles" else "quotes"
    on = chips(filterset)
    title = sources_title(on) if what == "articles" else list_title(on)
    labels = [make_slug(chip.label, 30) for chip in on[:4]]
    name = slugify("-".join([what, *filter(None, labels)]))
    return send_references(request, extension, fetch_all(filterset), name, what, title)


def send_references(request, extension, keys, file_name, what="quotes", title=""):
    """Send the public quotes with these keys, in this order, in a format.

    Or each of their articles once, if `what` is "articles". `title` is for documents.
    Raises Http404 for an unknown extension. The quotes are read as they are sent: when
    the client disconnects, the server closes the generator and reading stops.
    """
    format_ = _format(extension)
    references = read_in_batches(keys, request.build_absolute_uri, format_.needs)
    if what == "articles":
        references = _works_once(references)
    return _send(request, extension, file_name, references, title or _("Quotes"))


def read_in_batches(keys, absolute, needs=""):
    """Yield the References of many keys, in batches of queries."""
    for batch, rows in _ahead(_batches(keys), needs):
        yield from make_references(batch, rows, absolute)


def _batches(keys):
    keys = iter(keys)
    for size in chain(BATCH_SIZES, repeat(BATCH_SIZES[-1])):
        if not (batch := tuple(islice(keys, size))):
            return
        yield batch


def _ahead(batches, needs):
    """Yield each batch of keys with its Rows, and read the next one in a thread.

    The database takes as long for a batch as Python does. Not within a transaction,
    because another connection would not see its changes.
    """
    if connections[router.db_for_read(Quote)].in_atomic_block:
        yield from ((batch, read_reference_rows(batch, needs)) for batch in batches)
        return

    def read_next():
        batch = next(batches, None)
        return batch and (batch, read_reference_rows(batch, needs))

    with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as reader:
        try:
            coming = reader.submit(copy_context().run, read_next)
            while found := coming.result():
                coming = reader.submit(copy_context().run, read_next)
                yield found
        finally:
            reader.submit(connections.close_all)


def _works_once(references):
    seen = set()
    for reference in references:
        if reference.work.key not in seen:
            seen.add(reference.work.key)
            yield Reference(reference.work)


def choose_export(request):
    """Show the number of quotes of a list, and all formats to download them in."""
    filterset = QuoteFilter(request.GET)
    if filterset.form.errors:
        return refuse_filters(request, filterset)
    query = clean_query(filterset)
    path = reverse("quotes:downloads")
    number, exact = count_matches(filterset)
    style, unknown = chosen_style(request.GET)
    words = request.GET.get("find", "")
    found, more = search_styles(words)
    return show(
        request,
        "exports.html",
        f"{path}?{query}" if query else path,
        title=_("Download these quotes"),
        description=_("The quotes of a list in the format that your program reads."),
        number=number,
        exact=exact,
        grouped=filterset.criteria.group,
        query=query,
        chips=chips(filterset),
        filters=list(QueryDict(query).lists()),
        formats=formats_for((), filterset.chosen("language")),
        documents=documents.document_choices(number, fetch_all(filterset)),
        style=style,
        unknown=unknown,
        styles=listed_styles(style),
        words=words,
        found=found,
        more=more,
        section="quotes",
    )


def negotiated(request, name, pk):
    """Return a redirect to the format that `Accept` prefers to a page, or None.

    See RFC 9110, section 12.5.1. `name` is the URL name of the download. The view must
    add `Vary: Accept` to its page.
    """
    if request.accepts("text/html"):
        return None
    types = {
        format_.media_type.partition(";")[0]: extension
        for extension, format_ in (*reversed(FORMATS.items()), *DOCUMENTS.items())
    }
    preferred = request.get_preferred_type(list(types))
    if preferred is None:
        return None  # no format fits either: send the page
    response = redirect(f"quotes:{name}", pk, types[preferred])
    # A shared cache that ignores Vary would redirect browsers too.
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept"])
    return response


def refuse_filters(request, filterset):
    """Render why the filters of a download are invalid (400)."""
    return refuse(
        request,
        400,
        _("Nothing to download"),
        _(
            "One of the filters is not valid. Without it, the file would have other "
            "quotes than those you want."
        ),
        errors=[
            (filterset.filters[name].label, message)
            for name, messages in filterset.form.errors.items()
            for message in messages
        ],
        onward=(reverse("quotes:list"), _("Choose again in the list of quotes")),
    )


def _format(extension):
    """Return a format by its extension, or raise an Http404 that names all formats."""
    formats = {**FORMATS, **DOCUMENTS}
    if extension in formats:
        return formats[extension]
    known = ", ".join(f".{known} ({each.name})" for known, each in formats.items())
    text = _("There is no format .{extension}. The formats are {known}.")
    raise Http404(text.format(extension=echo(extension), known=known))


def _send(request, extension, name, references, title):
    file_name = f"{name}.{extension}"
    if extension in DOCUMENTS:
        return documents.send(request, extension, file_name, references, title)
    licence = data_licence()
    pieces = FORMATS[extension].pieces(references, licence)
    # The first piece is made here, so that a failing database is a server error and
    # not an empty file.
    first = next(pieces, "")
    return StreamingHttpResponse(
        _Sent(first, pieces),
        content_type=FORMATS[extension].media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}"',
            # RFC 8288 and 4946, for formats without a place of their own.
            **({"Link": f'<{licence.url}>; rel="license"'} if licence else {}),
        },
    )


class _Sent:
    """An iterator over the chunks of a file, with a `close` that stops the writer.

    A generator would not do: one that was never started does not close what it holds.
    """

    def __init__(self, first, pieces):
        self.pieces = pieces
        self.parts = batched(chain([first], pieces), REFERENCES_PER_CHUNK)

    def __iter__(self):
        return self

    def __next__(self):
        return "".join(next(self.parts)).encode()

    def close(self):
        self.pieces.close()
