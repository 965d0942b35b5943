"""Write references as MODS, the format of library catalogues.

Source: "Metadata Object Description Schema" 3.4 of the Library of Congress, whose
schema tests validate every record against; what Zotero reads of `genre`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from quotes.citations.reference import (
    PAGES,
    STANDALONE_TYPES,
    Name,
    Reference,
    Work,
    isodate,
    note,
    quotation,
)
from quotes.citations.uris import web_uri
from quotes.citations.zotero_rdf import item_type, xml

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
        own = _element("note", note(reference))
        if quoted := reference.quoted:
            speakers = "".join(
                _around(
                    "name",
                    _element("namePart", who.name) + _role("spk"),
                    ' type="personal"' if who.is_person else ' type="corporate"',
                )
                for who in quoted.reported
            )
            words = "paraphrase" if quoted.kind == "indirect" else "quotation"
            own += _element("note", quotation(quoted), f' type="{words}"') + speakers
            own += _element("identifier", quoted.url, ' type="uri"')
        own += _around("recordInfo", _element("recordIdentifier", reference.key))
        yield f'<mods version="3.4">\n{_work(reference.work)}{own}</mods>\n'
    yield "</modsCollection>\n"


@lru_cache(maxsize=512)
def _work(work: Work) -> str:
    whole = work.type in STANDALONE_TYPES
    place = _element("placeTerm", work.place, ' type="text"')
    origin = _around("place", place)
    if whole:
        origin += _element("publisher", work.container_title)
    issued = isodate(work.issued)
    origin += _element("dateIssued", issued, ' encoding="w3cdtf"')
    language = _element(
        "languageTerm", work.language, ' type="code" authority="rfc3066"'
    )
    return (
        _title(work.title)
        + "".join(map(_author, work.authors))
        + _element("typeOfResource", "text")
        + _element("genre", item_type(work.type).name, ' authority="local"')
        + _element("genre", work.type, ' authority="csl"')
        + _around("originInfo", origin)
        + _around("language", language)
        + _host("" if whole else work.container_title, work)
        + "".join(
            _element("identifier", value, f' type="{kind}"')
            for kind, value in work.numbers
        )
        + _location(work.url, _accessed(work))
        + _location(work.archive_url, ' displayLabel="Archived copy"')
    )


def _title(title: str) -> str:
    return _around("titleInfo", _element("title", title))


def _author(name: Name) -> str:
    if name.literal:
        # Nobody knows whether it is a person with one name.
        parts, type_ = _element("namePart", name.literal), ""
    else:
        type_ = ' type="personal"'
        parts = (
            _element("namePart", name.last, ' type="family"')
            + _element("namePart", name.given, ' type="given"')
            + _element("namePart", name.suffix, ' type="termsOfAddress"')
        )
    return _around("name", parts + _role("aut"), type_)


def _role(code: str) -> str:
    term = _element("roleTerm", code, ' type="code" authority="marcrelator"')
    return _around("role", term)


def _host(title: str, work: Work) -> str:
    """Return the publication with the place in it: section and pages."""
    parts = ""
    if work.section:
        parts = _around("detail", _element("title", work.section), ' type="section"')
    if found := PAGES.fullmatch(work.page):
        pages = _element("start", found[1]) + _element("end", found[2])
    else:
        pages = _element("list", work.page)
    parts += _around("extent", pages, ' unit="pages"')
    inner = (_title(title) if title else "") + _around("part", parts)
    return _around("relatedItem", inner, ' type="host"')


def _accessed(work: Work) -> str:
    accessed = isodate(work.accessed)
    return f' dateLastAccessed="{accessed}"' if accessed else ""


def _location(url: str, attributes: str) -> str:
    if uri := web_uri(url):
        return _around("location", _element("url", uri, attributes))
    return _element("note", url, ' type="address"')


def _element(name: str, value: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{xml(value, quote=False)}</{name}>\n" if value else ""


def _around(name: str, elements: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{elements}</{name}>\n" if elements else ""
