"""Write references as RIS.

Sources: "RIS Format Specifications"; where it says nothing, what Zotero reads and
writes.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.partial_dates import PartialDate
from quotes.citations.reference import (
    PAGES,
    STANDALONE_TYPES,
    Name,
    Reference,
    Work,
    ascii_address,
    note,
)
from quotes.citations.types import type_of


def write_ris(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .ris file, record by record, with CR LF at the end of lines.

    A value is one line of any length: the specification allows a break after the 70th
    character but does not require it, and readers join broken lines in different ways.
    The only limit that it sets is on ID, 20 letters and digits.

    The words are in N1, notes. AB would claim to be the work's own abstract, and few
    programs read RN, research notes. L2, a link to the full text, is the archived copy.

    RIS has no escapes. A comma in an organisation's name reads like the one between
    family and given name, and Zotero takes a note with a <tag> in it for HTML.
    """
    for reference in references:
        noted = f"N1  - {note(reference)}\r\n" if reference.quoted else ""
        yield f"{_record(reference.work)}ID  - {reference.key}\r\n{noted}ER  - \r\n"


@lru_cache(maxsize=512)
def _record(work: Work) -> str:
    """Return the lines that all records of a work share, without the last."""
    first_and_last = PAGES.fullmatch(work.page)
    start, end = first_and_last.groups() if first_and_last else (work.page, "")
    date = _date(work.issued)
    tags = (
        ("TY", type_of(work.type).ris),
        ("TI", work.title),
        *(("AU", last_first(name)) for name in work.authors),
        ("PB" if work.type in STANDALONE_TYPES else "T2", work.container_title),
        ("CY", work.place),
        ("PY", date[:4]),
        ("DA", date),
        ("SE", work.section),
        ("SP", start),
        ("EP", end),
        ("LA", work.language),
        # In UR and L2, a semicolon separates two URLs.
        ("UR", ascii_address(work.url).replace(";", "%3B")),
        ("L2", ascii_address(work.archive_url).replace(";", "%3B")),
        ("Y2", _date(work.accessed)),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value)


def last_first(name: Name) -> str:
    """Return "Last, First, Suffix", the order of RIS and of EndNote.

    A single name ends with a comma: without it, EndNote and pandoc take its last word
    for a family name; Zotero drops it. A suffix keeps the place of an unknown first
    name empty.
    """
    if name.suffix:
        return f"{name.last}, {name.given}, {name.suffix}"
    if name.given:
        return f"{name.last}, {name.given}"
    return name.last if "," in name.last else f"{name.last},"


def _date(date: PartialDate | None) -> str:
    """Return YYYY/MM/DD/, with unknown parts empty."""
    return "/".join([*date.isoformat().split("-"), "", "", ""][:4]) if date else ""
