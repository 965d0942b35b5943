"""Write references as CSL-JSON.

Source: CSL 1.0.2 and its schema csl-data.json.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from articles.partial_dates import PartialDate
from quotes.citations.reference import WHOLE, Name, Quoted, Reference, Work, note


def write_csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .json file, an array of CSL items, one item a piece.

    `note` is for readers, `custom` for programs, `archive_location` the archived copy.
    """
    yield "["
    separator = "\n"
    for reference in references:
        item = json.dumps(csl_item(reference), ensure_ascii=False)
        # These are in strings only; spelt out, a browser that sniffs finds no tag.
        item = re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", item)
        yield separator + item
        separator = ",\n"
    yield "\n]\n"


def csl_item(reference: Reference) -> dict[str, Any]:
    """Return the CSL item of a reference, with what is quoted as note and data."""
    item = {"id": reference.key, **csl_work(reference.work)}
    if quoted := reference.quoted:
        item |= known(note=note(reference), custom={"quote": _quoted(quoted)})
    return item


def csl_work(work: Work) -> dict[str, Any]:
    """Return the CSL item of a work, but for its id."""
    outlet = "publisher" if work.type in WHOLE else "container-title"
    return known(
        **{
            "type": work.type,
            "title": work.title,
            "author": [_name(name) for name in work.authors],
            outlet: work.container_title,
            "issued": _date(work.issued),
            "accessed": _date(work.accessed),
            "section": work.section,
            "page": work.page,
            "language": work.language,
            "URL": work.url,
            "archive_location": work.archive_url,
        }
    )


def _quoted(quoted: Quoted) -> dict[str, Any]:
    return known(
        text=quoted.text,
        kind=quoted.kind,
        language=quoted.language,
        url=quoted.url,
        speakers=[
            known(name=who.name, role=who.role, standing=who.standing)
            for who in quoted.speakers
        ],
    )


def _name(name: Name) -> dict[str, Any]:
    parts = asdict(name)
    return known(**{"non-dropping-particle": parts.pop("particle")}, **parts)


def _date(date: PartialDate | None) -> dict[str, Any]:
    parts = date.isoformat().split("-") if date else []
    return {"date-parts": [[int(part) for part in parts]]} if parts else {}


def known(**values: Any) -> dict[str, Any]:
    """Return what is not empty."""
    return {name: value for name, value in values.items() if value}
