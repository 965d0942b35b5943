"""Writes references as Zotero's own RDF, from which Zotero reads the most.

Source: what Zotero's translator RDF.js reads (`detectType`, `importItem`). It has the
exact item type, organisations as such, and each quote as a separate note; an unknown
publication or date stays unknown.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

from quotes.citations.csl import without_markup
from quotes.citations.licence import Licence
from quotes.citations.reference import CSLName, Reference, Work, isodate, note
from quotes.citations.xml_text import xml


class ItemType(NamedTuple):
    """A Zotero item type, the role of its authors, and the place of its publication.

    `outlet` is the class of a container, "publisher", "court", or "" if Zotero has no
    field for it.
    """

    name: str
    creators: str = "bib:authors"
    outlet: str = ""
    has_pages: bool = False
    has_place: bool = False
    has_archive: bool = True  #: has the field Loc. in Archive


# - interview: its author may have asked or answered, so is a contributor.
# - broadcast: radio or television is unknown, so a document, which Zotero cites by the
#   "Type:" in its field Extra.
_TYPES: Final = {
    "article-journal": ItemType("journalArticle", outlet="bib:Journal", has_pages=True),
    "article-magazine": ItemType(
        "magazineArticle", outlet="bib:Periodical", has_pages=True
    ),
    "article-newspaper": ItemType(
        "newspaperArticle", outlet="bib:Newspaper", has_pages=True, has_place=True
    ),
    "book": ItemType("book", outlet="publisher", has_place=True),
    "chapter": ItemType(
        "bookSection", outlet="bib:Book", has_pages=True, has_place=True
    ),
    "document": ItemType("document", outlet="publisher"),
    "hearing": ItemType(
        "hearing", "bib:contributors", "publisher", has_pages=True, has_archive=False
    ),
    "interview": ItemType("interview", "bib:contributors"),
    "legal_case": ItemType("case", outlet="court", has_archive=False),
    "personal_communication": ItemType("letter"),
    "post": ItemType("forumPost", outlet="z:Forum", has_archive=False),
    "post-weblog": ItemType("blogPost", outlet="z:Blog", has_archive=False),
    "report": ItemType("report", outlet="publisher", has_pages=True, has_place=True),
    "speech": ItemType("presentation", "z:presenters", has_archive=False),
    "webpage": ItemType("webpage", outlet="z:Website", has_archive=False),
}
_OTHER: Final = ItemType("document", outlet="publisher")

#: The item types that have the field.
_PERIODICALS: Final = ("journalArticle", "magazineArticle", "newspaperArticle")
_HAS_NUMBER: Final = {
    "doi": ("journalArticle",),
    "isbn": ("book", "bookSection"),
    "issn": _PERIODICALS,
}

_BEGIN: Final = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/">
"""
_END: Final = "</rdf:RDF>\n"


def item_type(csl_type: str) -> ItemType:
    """Return Zotero's type for a CSL item type."""
    return _TYPES.get(csl_type, _OTHER)


def write_zotero_rdf(
    references: Iterable[Reference], licence: Licence | None = None
) -> Iterator[str]:
    """Yield an .rdf file: an item for each work, with a note for each of its quotes.

    A work that comes several times in a row becomes one item. If it comes again later,
    both have the same identity, and Zotero merges them.
    """
    yield _BEGIN
    if licence:
        yield _of_file(licence)
    for work, group in groupby(references, key=lambda each: each.work):
        yield _item(work)
        yield from (_note(each) for each in group if each.quoted)
        yield " </rdf:Description>\n"
    yield _END


def number_fields(work: Work) -> list[tuple[str, str]]:
    """Return the identifiers for which Zotero's item has a field, as (name, value)."""
    name_of_type = item_type(work.type).name
    return [
        (name.upper(), value)
        for name, value in work.numbers
        if name_of_type in _HAS_NUMBER[name]
    ]


def extra(work: Work) -> list[str]:
    """Return the data for which Zotero has no field, as lines of its field Extra.

    Zotero reads a line that begins with the name of a CSL variable as that variable.
    """
    type_ = item_type(work.type)
    has_own_type = work.type in _TYPES
    return [
        f"{name}: {value}"
        for name, value in (
            ("Type", "" if has_own_type else work.type),
            ("Container Title", "" if type_.outlet else work.container_title),
            ("Section", "" if type_.name == "newspaperArticle" else work.section),
            ("Page", "" if type_.has_pages else work.page),
            *(
                (name.upper(), value)
                for name, value in work.numbers
                if type_.name not in _HAS_NUMBER[name]
            ),
            ("Publisher Place", "" if type_.has_place else work.place),
            ("Archive Location", "" if type_.has_archive else work.archive_url),
        )
        if value
    ]


def _of_file(licence: Licence) -> str:
    """Describe the file itself. It has no type and no title, so Zotero ignores it.

    In an item, dc:rights would be the rights of the work.
    """
    return (
        f' <rdf:Description rdf:about="">\n{_element("dc:rights", licence.name)}'
        f'   <dcterms:license rdf:resource="{xml(licence.url)}"/>\n'
        " </rdf:Description>\n"
    )


@lru_cache(maxsize=512)
def _item(work: Work) -> str:
    """Return the start of an item, without its notes."""
    type_ = item_type(work.type)
    about = work.page_url or f"#{work.key}"
    parts = [
        f' <rdf:Description rdf:about="{xml(about)}">\n',
        _element("z:itemType", type_.name),
        _element("dc:title", without_markup(work.title)),
        _outlet(type_, work.container_title),
        _authors(type_, work.authors),
        _element("dc:date", isodate(work.issued)),
        # Not dcterms:dateSubmitted, which Zotero reads as the date if there is no
        # other.
        _element("z:accessDate", isodate(work.accessed)),
        _element("z:language", work.language),
        _element("z:place", work.place if type_.has_place else ""),
        _element("z:section", work.section if type_.name == "newspaperArticle" else ""),
        _element("bib:pages", work.page if type_.has_pages else ""),
        _element("dc:coverage", work.archive_url if type_.has_archive else ""),
        *(_element(f"z:{name}", value) for name, value in number_fields(work)),
        # In an item with a z:itemType, this is the field Extra.
        _element("dc:description", "\n".join(extra(work))),
    ]
    if work.url:
        value = _element("rdf:value", work.url)
        parts.append(
            f"  <dc:identifier><dcterms:URI>\n{value}  </dcterms:URI></dc:identifier>\n"
        )
    return "".join(parts)


def _outlet(type_: ItemType, name: str) -> str:
    if not name or not type_.outlet:
        return ""
    if type_.outlet == "publisher":
        return _element("dc:publisher", name)
    if type_.outlet == "court":
        return _element("z:court", name)
    title = _element("dc:title", name)
    return (
        f"  <dcterms:isPartOf><{type_.outlet}>\n{title}"
        f"  </{type_.outlet}></dcterms:isPartOf>\n"
    )


def _authors(type_: ItemType, names: tuple[CSLName, ...]) -> str:
    """Return the authors in order; a surname without a given name is a single field."""
    if not names:
        return ""
    people = "".join(
        "  <rdf:li><foaf:Person>\n"
        + _element("foaf:surname", name.last)
        + _element("foaf:givenName", _given(name))
        + "  </foaf:Person></rdf:li>\n"
        for name in names
    )
    return f"  <{type_.creators}><rdf:Seq>\n{people}  </rdf:Seq></{type_.creators}>\n"


def _given(name: CSLName) -> str:
    """Return the given names and, after a comma, the suffix, as Zotero stores it."""
    return ", ".join(filter(None, (name.given, name.suffix)))


def _note(reference: Reference) -> str:
    """Return a quote as a note (HTML): the words, the speakers, and a link."""
    quoted = reference.quoted
    if not quoted:
        return ""
    words = note(reference).removesuffix(quoted.url).rstrip(" ")
    html = f"<p>{escape(words)}</p>"
    about = ""
    if quoted.url:
        address = escape(quoted.url)
        html += f'<p><a href="{address}">{address}</a></p>'
        about = f' rdf:about="{xml(quoted.url)}"'
    return (
        f"  <dcterms:isReferencedBy><bib:Memo{about}>\n"
        f"{_element('rdf:value', html)}  </bib:Memo></dcterms:isReferencedBy>\n"
    )


def _element(name: str, value: str) -> str:
    return f"   <{name}>{xml(value)}</{name}>\n" if value else ""
