"""Writes references as MODS, the format of library catalogues.

Source: "Metadata Object Description Schema" 3.4 of the Library of Congress, whose
schema tests validate every record against; what Zotero reads of `genre`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from quotes.citations.reference import (
    PAGES,
    STANDALONE_TYPES,
    CSLName,
    Reference,
    Work,
    isodate,
    note,
    quotation,
)
from quotes.citations.uris import web_uri
from quotes.citations.xml_text import element
from quotes.citations.zotero_rdf import item_type

_BEGIN: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<modsCollection xmlns="http://www.loc.gov/mods/v3">\n'
)


def write_mods(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .mods.xml file, record by record.

    A speaker whose attribution is in doubt is only named in the note.
    """
    yield _BEGIN
    for reference in references:
        own = element("note", note(reference))
        if quoted := reference.quoted:
            speakers = "".join(
                _around(
                    "name",
                    element("namePart", who.name) + _role("spk"),
                    ' type="personal"' if who.is_person else ' type="corporate"',
                )
                for who in quoted.reported
            )
            words = "paraphrase" if quoted.kind == "indirect" else "quotation"
            own += element("note", quotation(quoted), f' type="{words}"') + speakers
            own += element("identifier", quoted.url, ' type="uri"')
        own += _around("recordInfo", element("recordIdentifier", reference.key))
        yield f'<mods version="3.4">\n{_work(reference.work)}{own}</mods>\n'
    yield "</modsCollection>\n"


@lru_cache(maxsize=512)
def _work(work: Work) -> str:
    whole = work.type in STANDALONE_TYPES
    place = element("placeTerm", work.place, ' type="text"')
    origin = _around("place", place)
    if whole:
        origin += element("publisher", work.container_title)
    issued = isodate(work.issued)
    origin += element("dateIssued", issued, ' encoding="w3cdtf"')
    language = element(
        "languageTerm", work.language, ' type="code" authority="rfc3066"'
    )
    of_host = _identifiers(work, "isbn", "issn")
    return (
        _title(work.title)
        + "".join(map(_author, work.authors))
        + element("typeOfResource", "text")
        + element("genre", item_type(work.type).name, ' authority="local"')
        + element("genre", work.type, ' authority="csl"')
        + _around("originInfo", origin)
        + _around("language", language)
        + (_host("", "", work) if whole else _host(work.container_title, of_host, work))
        + _identifiers(work, "doi")
        + (of_host if whole else "")
        + _location(work.url, _accessed(work))
        + _location(work.archive_url, ' displayLabel="Archived copy"')
    )


def _title(title: str) -> str:
    return _around("titleInfo", element("title", title))


def _author(name: CSLName) -> str:
    if name.literal:
        # Nobody knows whether it is a person with one name.
        parts, type_ = element("namePart", name.literal), ""
    else:
        type_ = ' type="personal"'
        parts = (
            element("namePart", name.last, ' type="family"')
            + element("namePart", name.given, ' type="given"')
            + element("namePart", name.suffix, ' type="termsOfAddress"')
        )
    return _around("name", parts + _role("aut"), type_)


def _role(code: str) -> str:
    term = element("roleTerm", code, ' type="code" authority="marcrelator"')
    return _around("role", term)


def _identifiers(work: Work, *kinds: str) -> str:
    return "".join(
        element("identifier", value, f' type="{kind}"')
        for kind, value in work.numbers
        if kind in kinds
    )


def _host(title: str, identifiers: str, work: Work) -> str:
    """Return the publication with the place in it: section and pages."""
    parts = ""
    if work.section:
        parts = _around("detail", element("title", work.section), ' type="section"')
    if found := PAGES.fullmatch(work.page):
        pages = element("start", found[1]) + element("end", found[2])
    else:
        pages = element("list", work.page)
    parts += _around("extent", pages, ' unit="pages"')
    inner = (_title(title) if title else "") + identifiers + _around("part", parts)
    return _around("relatedItem", inner, ' type="host"')


def _accessed(work: Work) -> str:
    accessed = isodate(work.accessed)
    return f' dateLastAccessed="{accessed}"' if accessed else ""


def _location(url: str, attributes: str) -> str:
    if uri := web_uri(url):
        return _around("location", element("url", uri, attributes))
    return element("note", url, ' type="address"')


def _around(name: str, elements: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{elements}</{name}>\n" if elements else ""
