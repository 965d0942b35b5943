"""Write references as RIS.

Sources: "RIS Format Specifications", and where it is silent, what Zotero reads and
writes.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.partial_dates import PartialDate
from quotes.citations.reference import (
    PAGES,
    WHOLE,
    Name,
    Reference,
    Work,
    ascii_address,
    note,
)
from quotes.citations.types import type_of


def write_ris(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .ris file, one record a piece, its lines ended by CR LF.

    L2, a link to the full text, is the archived copy. RIS has no escapes: a comma in
    an organisation's name reads as the one between family and given name.
    """
    for reference in references:
        noted = f"N1  - {note(reference)}\r\n" if reference.quoted else ""
        yield f"{_record(reference.work)}{noted}ER  - \r\n"


@lru_cache(maxsize=512)
def _record(work: Work) -> str:
    """Return the lines that all records of a work have, but for the last."""
    first_and_last = PAGES.fullmatch(work.page)
    start, end = first_and_last.groups() if first_and_last else (work.page, "")
    date = _date(work.issued)
    tags = (
        ("TY", type_of(work.type).ris),
        ("TI", work.title),
        *(("AU", _name(name)) for name in work.authors),
        ("PB" if work.type in WHOLE else "T2", work.container_title),
        ("PY", date[:4]),
        ("DA", date),
        ("SE", work.section),
        ("SP", start),
        ("EP", end),
        ("LA", work.language),
        # In UR and L2, a semicolon stands between two addresses.
        ("UR", ascii_address(work.url).replace(";", "%3B")),
        ("L2", ascii_address(work.archive_url).replace(";", "%3B")),
        ("Y2", _date(work.accessed)),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value)


def _name(name: Name) -> str:
    """Return "Last, First, Suffix"; an unknown first name leaves its place empty."""
    known = 3 if name.suffix else 2 if name.given else 1
    return ", ".join((name.last, name.given, name.suffix)[:known])


def _date(date: PartialDate | None) -> str:
    """Return YYYY/MM/DD/, its unknown parts empty."""
    return "/".join([*date.isoformat().split("-"), "", "", ""][:4]) if date else ""
