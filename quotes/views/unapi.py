"""unAPI: records of what a page cites, for Zotero.

Source: "unAPI Version 1". The formats are in the order of Zotero's preference.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models import Article
from quotes.citations.formats import FORMATS
from quotes.citations.reference import Reference
from quotes.exports.references import read_references, read_works
from quotes.exports.zotero import read_id
from quotes.site import data_licence

#: The extension of each format by its unAPI name.
RECORDS = {"rdf_zotero": "rdf", "ris": "ris", "bibtex": "bib"}


def unapi(request):
    """Send a record (an article with some of its quotes), or list its formats.

    Without `id`: the formats of all records. With `id`: those of that record. With
    `id` and `format`: the record.
    """
    asked, name = (request.GET.get(each, "") for each in ("id", "format"))
    if not asked:
        return _formats(request, "", 200)
    references = _references(request, asked)
    if not references:
        raise Http404(_("There is no such record."))
    if not name:
        return _formats(request, asked, 300)
    if name not in RECORDS:
        return HttpResponse(
            _("The formats of a record are {formats}.").format(
                formats=", ".join(RECORDS)
            )
            + "\n",
            content_type="text/plain; charset=utf-8",
            status=406,
        )
    format_ = FORMATS[RECORDS[name]]
    text = "".join(format_.pieces(references, data_licence()))
    return HttpResponse(text, content_type=format_.media_type)


def _references(request, asked):
    """Return the References of a record that are public, perhaps none."""
    record = read_id(asked)
    if record is None:
        return []
    article, quotes = record
    absolute = request.build_absolute_uri
    if quotes:
        found = read_references(quotes, absolute)
        return [each for each in found if each.work.key == f"a{article}"]
    if not Article.objects.public().filter(pk=article).exists():
        return []
    return [Reference(read_works([article], absolute)[article])]


def _formats(request, record, status):
    formats = [(name, FORMATS[each].media_type) for name, each in RECORDS.items()]
    return render(
        request,
        "unapi.xml",
        {"record": record, "formats": formats},
        content_type="application/xml; charset=utf-8",
        status=status,
    )
