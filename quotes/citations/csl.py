"""Write references as CSL-JSON.

Source: CSL 1.0.2 and its schema csl-data.json, which tests hold every item against.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final

from articles.partial_dates import PartialDate
from quotes.citations.reference import WHOLE, Name, Quoted, Reference, Work, note

_MARKUP: Final = re.compile("[<>&]")
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)  # json.dumps makes one each time


def write_csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .json file, an array of CSL items, one item a piece.

    `note` is for readers, `custom` for programs, `archive_location` the archived copy.
    """
    yield "["
    separator = "\n"
    for reference in references:
        own = _members({"id": reference.key, **_noted(reference)})
        yield f"{separator}{{{own}, {_work_members(reference.work)}}}"
        separator = ",\n"
    yield "\n]\n"


@lru_cache(maxsize=512)
def _work_members(work: Work) -> str:
    """Return what all items of a work have, as JSON without the braces."""
    return _members(csl_work(work))


def _members(values: dict[str, Any]) -> str:
    """Return an object as JSON without the braces.

    What begins a tag of HTML stands in strings only. It is spelt out, so that a
    browser that sniffs finds none.
    """
    members = _ENCODER.encode(values)[1:-1]
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", members)


def csl_item(reference: Reference) -> dict[str, Any]:
    """Return the CSL item of a reference, with what is quoted as note and data."""
    return {"id": reference.key, **_noted(reference), **csl_work(reference.work)}


def _noted(reference: Reference) -> dict[str, Any]:
    if quoted := reference.quoted:
        return known(note=note(reference), custom={"quote": _quoted(quoted)})
    return {}


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
