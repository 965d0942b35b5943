"""Writes references as EndNote XML, which EndNote, Zotero and Citavi import.

Sources: the elements, their order and the numbers of reference types are those of
Zotero's translator "Endnote XML" and of pandoc's reader; XML 1.0.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from articles.partial_dates import MONTHS, PartialDate
from quotes.citations.reference import (
    PERIODICAL_TYPES,
    STANDALONE_TYPES,
    CSLName,
    Reference,
    Work,
    isodate,
    note,
)
from quotes.citations.ris import last_first
from quotes.citations.uris import ascii_address
from quotes.citations.xml_text import xml

# EndNote's name and number for each CSL item type. Programs read either.
# - speech: Conference Paper, which Zotero reads as a presentation, CSL's speech.
# - broadcast: Film or Broadcast, whose publisher is the station.
# - legal_case: Case, whose publisher is the court.
# - interview: Generic, with its type in words. "Interview" exists only since EndNote
#   X9, and programs that do not know it read a journal article.
_TYPES: Final = {
    "article-journal": ("Journal Article", 17),
    "article-magazine": ("Magazine Article", 19),
    "article-newspaper": ("Newspaper Article", 23),
    "book": ("Book", 6),
    "broadcast": ("Film or Broadcast", 21),
    "chapter": ("Book Section", 5),
    "hearing": ("Hearing", 14),
    "legal_case": ("Case", 7),
    "personal_communication": ("Personal Communication", 26),
    "post": ("Web Page", 12),
    "post-weblog": ("Blog", 56),
    "report": ("Report", 27),
    "speech": ("Conference Paper", 47),
    "webpage": ("Web Page", 12),
}
_OTHER: Final = ("Generic", 13)
#: Types whose publication Zotero reads from `publisher` alone.
_WITH_PUBLISHER: Final = (
    *STANDALONE_TYPES,
    *("article", "broadcast", "document", "interview", "legal_case"),
)


def write_endnote_xml(references: Iterable[Reference]) -> Iterator[str]:
    """Yield an .xml file, record by record.

    The words are in `notes`; `research-notes` belong to the reader. The archived copy
    is a related URL. `label` is the unique key of the reference.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
    for number, reference in enumerate(references, start=1):
        head, end = _record(reference.work)
        yield (
            f"<record><rec-number>{number}</rec-number>{head}"
            f"{_element('label', reference.key)}{_element('notes', note(reference))}"
            f"{end}</record>\n"
        )
    yield "</records></xml>\n"


@lru_cache(maxsize=512)
def _record(work: Work) -> tuple[str, str]:
    """Return what all records of a work share: (before the notes, after them)."""
    name, number = _TYPES.get(work.type, _OTHER)
    whole = work.type in _WITH_PUBLISHER
    authors = "".join(_element("author", _name(each)) for each in work.authors)
    titles = _element("title", work.title)
    if not whole:
        titles += _element("secondary-title", work.container_title)
    periodical = work.container_title if work.type in PERIODICAL_TYPES else ""
    head = (
        f'<ref-type name="{name}">{number}</ref-type>'
        + _around("contributors", _around("authors", authors))
        + _around("titles", titles)
        + _around("periodical", _element("full-title", periodical))
        + _element("pages", work.page)
        + _element("section", work.section)
        + _around("dates", _dates(work.issued))
        + _element("pub-location", work.place)
        + _element("publisher", work.container_title if whole else "")
        + _element("isbn", work.standard_number)
        + _element("electronic-resource-num", work.doi)
    )
    web = _element("url", ascii_address(work.url))
    related = _element("url", ascii_address(work.archive_url))
    urls = _around("web-urls", web) + _around("related-urls", related)
    end = (
        _element("work-type", "Interview" if work.type == "interview" else "")
        + _element("language", work.language)
        + _around("urls", urls)
        + _element("access-date", isodate(work.accessed))
    )
    return head, end


def _name(name: CSLName) -> str:
    """Return "Last Suffix, First". Zotero drops a suffix after a second comma."""
    if name.suffix and name.given:
        return f"{name.last} {name.suffix}, {name.given}"
    return last_first(name)


def _dates(date: PartialDate | None) -> str:
    """Return the year, and the rest as EndNote's styles print it: "February 3"."""
    if not date:
        return ""
    rest = f"{MONTHS[date.month - 1]} {date.day or ''}".rstrip() if date.month else ""
    return _element("year", f"{date.year:04}") + _around(
        "pub-dates", _element("date", rest)
    )


def _element(name: str, text: str) -> str:
    """Return an element with a text in it, or "" if the text is empty."""
    return f"<{name}>{xml(text, quote=False)}</{name}>" if text else ""


def _around(name: str, elements: str) -> str:
    """Return an element with others inside, or "" if there are none."""
    return f"<{name}>{elements}</{name}>" if elements else ""
