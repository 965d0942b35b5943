"""Write references as CSL-JSON.

Source: CSL 1.0.2 and its schema csl-data.json, against which tests validate every item.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from articles.partial_dates import PartialDate
from quotes.citations.json_ld import known
from quotes.citations.json_text import as_json, json_member, json_name, json_string
from quotes.citations.reference import (
    STANDALONE_TYPES,
    Name,
    Quoted,
    Reference,
    Speaker,
    Work,
    note,
)


def write_csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .json file, an array of CSL items, item by item.

    `note` is for readers, `custom` for programs, `archive_location` is the archived
    copy.
    """
    yield "["
    separator = "\n"
    for reference in references:
        own = f'"id": "{reference.key}"{json_member("note", note(reference))}'
        if reference.quoted:
            own = f'{own}, "custom": {{"quote": {{{_quoted(reference.quoted)}}}}}'
        yield f"{separator}{{{own}, {_work_members(reference.work)}}}"
        separator = ",\n"
    yield "\n]\n"


@lru_cache(maxsize=512)
def _work_members(work: Work) -> str:
    """Return the members that all items of a work share, as JSON without the braces."""
    item = csl_work(work)
    if work.authors:
        item["author"] = [_unparsed_name(name) for name in work.authors]
    return as_json(item)[1:-1]


def _unparsed_name(name: Name) -> dict[str, Any]:
    """Return a name with its particle in `family` and its suffix in `given`.

    Zotero's importer reads these two alone, and stores them so. citeproc-js and pandoc
    parse them again into the same parts: “van Gogh”, “Martin Luther, Jr.”.
    """
    if name.literal:
        return {"literal": name.literal}
    if not name.given:
        return {"family": f"{name.last} {name.suffix}".rstrip(" ")}
    given = f"{name.given}, {name.suffix}" if name.suffix else name.given
    return {"family": name.last, "given": given}


def csl_work(work: Work) -> dict[str, Any]:
    """Return the CSL item of a work, without its id."""
    outlet = "publisher" if work.type in STANDALONE_TYPES else "container-title"
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


def _quoted(quoted: Quoted) -> str:
    """Return the data of a quote for programs, as JSON without the braces."""
    language = json_member("language", quoted.language, json_name)
    own = (
        f'"text": {json_string(quoted.text)}, "kind": "{quoted.kind}"{language}'
        f"{json_member('url', quoted.url)}"
    )
    if doubtful := quoted.doubtful:
        speakers = ", ".join([_speaker(who) for who in doubtful])
        own += f'{json_member("caution", quoted.caution)}, "doubtful_speakers": '
        own += f"[{speakers}]"
    if reported := quoted.reported:
        own += f', "speakers": [{", ".join([_speaker(who) for who in reported])}]'
    return own


def _speaker(who: Speaker) -> str:
    role = json_member("role", who.role)
    return f'{{"name": {json_name(who.name)}{role}, "standing": "{who.standing}"}}'


def _name(name: Name) -> dict[str, Any]:
    return known(
        **{"non-dropping-particle": name.particle},
        family=name.family,
        given=name.given,
        suffix=name.suffix,
        literal=name.literal,
    )


def _date(date: PartialDate | None) -> dict[str, Any]:
    parts = date.isoformat().split("-") if date else []
    return {"date-parts": [[int(part) for part in parts]]} if parts else {}
