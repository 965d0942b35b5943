"""Citations of a quote or an article in any style, as text, HTML and Markdown."""

import logging

from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.models import Article
from quotes.citations.formats import formats_for
from quotes.citations.pandoc import PandocError
from quotes.citations.quote_copy import quote_with_citation
from quotes.citations.reference import Reference, quotation
from quotes.citations.styles import FEATURED, find_style
from quotes.exports.citation_cache import PandocBusyError, cached_citation
from quotes.exports.references import read_references, read_works
from quotes.exports.styles import chosen_style, listed_styles, search_styles
from quotes.formatting import excerpt
from quotes.labels import WORKS
from quotes.translation import label as _
from quotes.views.base import article_gone, quote_gone, show
from quotes.views.documents import DOCUMENTS

log = logging.getLogger(__name__)

#: The formats that most readers want. The others are in a <details>.
MAIN_FORMATS = ("bib", "biblatex.bib", "ris", "rdf", "xml", "json")
#: Values of ?what= and their labels in the form.
CITE_CHOICES = {
    "quote": _("The quote, as quoted in the {work}"),
    "article": _("The {work} itself"),
}


def cite_quote(request, pk):
    """Show how to cite a quote or, with ?what=article, its article alone."""
    references = read_references([pk], request.build_absolute_uri)
    if not references:
        return quote_gone(request, pk)
    what = request.GET.get("what")
    return _cite(
        request,
        references[0],
        pk,
        what if what in CITE_CHOICES else "quote",
        path=reverse("quotes:cite", args=[pk]),
        page=reverse("quotes:quote_by_number", args=[pk]),
    )


def cite_article(request, pk):
    """Show how to cite an article."""
    if not Article.objects.public().filter(pk=pk).exists():
        return article_gone(request, pk)
    return _cite(
        request,
        Reference(read_works([pk], request.build_absolute_uri)[pk]),
        pk,
        "article",
        path=reverse("quotes:cite_article", args=[pk]),
        page=reverse("quotes:article_by_number", args=[pk]),
    )


def _cite(request, reference, pk, what, *, path, page):
    """Render the page or, for htmx, a part: the styles that ?q= finds, or the citation.

    `pk` and `path` are those of what is cited and of this page, `page` is the path of
    the cited quote or article.
    """
    style, unknown = chosen_style(request.GET)
    words = request.GET.get("q", "")
    found, more = search_styles(words)
    template = "cite.html"
    if request.htmx and not request.htmx.boosted:
        part = "styles_found" if "q" in request.GET else "citation"
        template = f"includes/{part}.html"
    cited, failed = None, False
    if template != "includes/styles_found.html":
        cited = _format(reference, style, what)
        failed = cited is None
    quoted, work = reference.quoted, reference.work
    response = show(
        request,
        template,
        path,
        title=_title(quoted, work),
        description=_("How to cite this in any style, and files for other programs."),
        status=503 if failed else 200,
        section="quotes" if quoted else "articles",
        reference=reference,
        words_cited=quotation(quoted) if quoted else "",
        cited=cited,
        whole=quote_with_citation(quoted, cited.in_text, cited.note)
        if quoted and cited and what == "quote"
        else None,
        style=style,
        unknown=unknown,
        what=what,
        words=words,
        found=found,
        more=more,
        page=page,
        **_files(reference, what, style),
        **picker(path, pk, style, what, work=work.type if quoted else ""),
    )
    # One URL has several responses.
    patch_vary_headers(response, ["HX-Request"])
    if failed:
        response["Retry-After"] = "5"
    return response


def _title(quoted, work):
    if not quoted:
        return _("How to cite: {words}").format(words=excerpt(work.title, 70))
    if quoted.warning:
        text = _("{caution}: {words} (how to cite it)")
        words = excerpt(quotation(quoted), 70)
        return text.format(caution=quoted.warning, words=words)
    return _("How to cite: {words}").format(words=excerpt(quoted.text, 70))


def picker(path, pk, style=None, what="quote", *, work=""):
    """Return the context of includes/cite_form.html, which other pages have too.

    `work` is the kind of the article that has the quote, or "" to cite only an article.
    """
    style = style or find_style(FEATURED[0])
    choices = CITE_CHOICES.items() if work else ()
    return {
        "cite_path": path,
        "cite_pk": pk,
        "cite_styles": listed_styles(style),
        "cite_style": style,
        "cite_choices": {
            value: label.format(work=WORKS[work]) for value, label in choices
        },
        "cite_what": what,
    }


def _format(reference, style, what):
    """Return the Cited of a reference, or None if that failed or took too long."""
    try:
        return cached_citation(reference, style, what)
    except (PandocBusyError, PandocError) as error:
        log.warning("%s was not formatted in %s: %s", reference.key, style.id, error)
        return None


def _files(reference, what, style):
    """Return the downloads of what is cited, as (extension, format, path) lists."""
    if what == "quote":
        name, key = "quotes:export", reference.quoted.key.removeprefix("q")
    else:
        name, key = "quotes:export_article", reference.work.key.removeprefix("a")
    quoted, work = reference.quoted, reference.work
    names = [name.last for name in work.authors]
    texts = [quoted.text if quoted else "", work.title, work.container_title, *names]
    files = [
        (extension, each, reverse(name, args=[key, extension]))
        for extension, each in formats_for(texts).items()
    ]
    return {
        "main_files": [file for file in files if file[0] in MAIN_FORMATS],
        "other_files": [file for file in files if file[0] not in MAIN_FORMATS],
        "documents": [
            (
                extension,
                each,
                reverse(name, args=[key, extension], query={"style": style.id}),
            )
            for extension, each in DOCUMENTS.items()
        ],
    }
