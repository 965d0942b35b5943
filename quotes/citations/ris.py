"""Writes references as RIS.

Sources: "RIS Format Specifications", and Zotero's import and export where it says
nothing.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.partial_dates import PartialDate
from quotes.citations.reference import (
    PAGES,
    CSLName,
    Reference,
    Work,
    note,
)
from quotes.citations.types import EntryType, ris_type
from quotes.citations.uris import ascii_address


def write_ris(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .ris file, record by record, with CR LF at the end of lines.

    A value is one line of any length: the specification allows a break after the 70th
    character but does not require it, and readers join broken lines in different ways.
    The only limit that it sets is on ID, 20 letters and digits.

    The words are in N1, notes. AB would claim to be the work's own abstract, and few
    programs read RN, research notes. L2, a link to the full text, is the archived copy.
    M2, miscellaneous, is what Zotero reads as its field Extra: the CSL type where RIS
    has no exact one, and the outlet of a letter.

    RIS has no escapes. A comma in an organisation's name reads like the one between
    family and given name, and Zotero takes a note with a <tag> in it for HTML.
    """
    for reference in references:
        noted = f"N1  - {note(reference)}\r\n" if reference.quoted else ""
        yield f"{_record(reference.work)}ID  - {reference.key}\r\n{noted}ER  - \r\n"


@lru_cache(maxsize=512)
def _record(work: Work) -> str:
    """Return the lines that all records of a work share, without the last."""
    type_ = ris_type(work.type, online=bool(work.url))
    first_and_last = PAGES.fullmatch(work.page)
    start, end = first_and_last.groups() if first_and_last else (work.page, "")
    date = _date(work.issued)
    tags = (
        ("TY", type_.ris),
        ("TI", work.title),
        *(("AU", last_first(name)) for name in work.authors),
        (type_.ris_outlet, work.container_title),
        ("CY", work.place),
        ("PY", date[:4]),
        ("DA", date),
        ("SE", work.section),
        ("SP", start),
        ("EP", end),
        ("LA", work.language),
        ("DO", work.doi),
        ("SN", work.standard_number),
        # In UR and L2, a semicolon separates two URLs.
        ("UR", ascii_address(work.url).replace(";", "%3B")),
        ("L2", ascii_address(work.archive_url).replace(";", "%3B")),
        ("Y2", _date(work.accessed)),
        ("M3", "Interview" if work.type == "interview" else ""),
        ("M2", _extra(work, type_)),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value)


def _extra(work: Work, type_: EntryType) -> str:
    """Return a line for Zotero's field Extra, by which it cites the work correctly."""
    if not type_.ris_is_exact:
        return f"Type: {work.type}"
    outlet = work.container_title
    # Zotero has no field for the outlet of a letter.
    is_lost = outlet and work.type == "personal_communication"
    return f"Container Title: {outlet}" if is_lost else ""


def last_first(name: CSLName) -> str:
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
