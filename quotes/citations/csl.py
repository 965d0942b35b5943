"""Write references as CSL-JSON.

Source: CSL 1.0.2 and its schema csl-data.json.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from articles.partial_dates import PartialDate
from quotes.citations.reference import WHOLE, Name, Quoted, Reference, Work, note

_TAGS = re.compile("[<>&]")


def write_csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .json file, an array of CSL items, one item a piece.

    `note` is for readers, `custom` for programs, `archive_location` the archived copy.
    """
    yield "["
    separator = "\n"
    for reference in references:
        parts = [_json({"id": reference.key})[:-1], _work_json(reference.work)]
        if reference.quoted:
            parts.append(_json(_of_quote(reference))[1:])
        yield separator + ", ".join(parts) + ("" if reference.quoted else "}")
        separator = ",\n"
    yield "\n]\n"


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _json(values: dict[str, Any]) -> str:
    text = _ENCODER.encode(values)
    # These are in strings only; spelt out, a browser that sniffs finds no tag.
    return _TAGS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@lru_cache(maxsize=512)
def _work_json(work: Work) -> str:
    """Return the fields that all items of a work have."""
    return _json(csl_work(work))[1:-1]


def csl_item(reference: Reference) -> dict[str, Any]:
    """Return the CSL item of a reference, with what is quoted as note and data."""
    item = {"id": reference.key, **csl_work(reference.work)}
    return item | _of_quote(reference) if reference.quoted else item


def _of_quote(reference: Reference) -> dict[str, Any]:
    quoted = reference.quoted
    custom = {"quote": _quoted(quoted)} if quoted else {}
    return known(note=note(reference), custom=custom)


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
