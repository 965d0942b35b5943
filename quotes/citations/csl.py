"""Writes references as CSL-JSON.

Source: CSL 1.0.2 and its schema csl-data.json, against which tests validate every item.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from articles.partial_dates import PartialDate
from quotes.citations.json_ld import known
from quotes.citations.json_text import as_json, json_member, json_name, json_string
from quotes.citations.reference import (
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    Work,
    note,
)
from quotes.citations.short_titles import short_title


def write_csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .json file, an array of CSL items, item by item.

    `note` is for readers. `custom` is for programs: the quote, and the values that CSL
    has fields for but that styles would print wrongly (`archive_url`, `type`, `place`).
    """
    yield "["
    separator = "\n"
    for reference in references:
        own = f'"id": "{reference.key}"{json_member("note", note(reference))}'
        members, custom = _work_members(reference.work)
        if reference.quoted:
            before = ", " if custom else ""
            custom = f'{custom}{before}"quote": {{{_quoted(reference.quoted)}}}'
        if custom:
            own = f'{own}, "custom": {{{custom}}}'
        yield f"{separator}{{{own}, {members}}}"
        separator = ",\n"
    yield "\n]\n"


@lru_cache(maxsize=512)
def _work_members(work: Work) -> tuple[str, str]:
    """Return what all items of a work share: its members, and those of `custom`.

    Both are JSON without the braces.
    """
    item = csl_work(work)
    if work.authors:
        item["author"] = [_unparsed_name(name) for name in work.authors]
    for field in ("title", "title-short", "container-title", "publisher"):
        if field in item:
            item[field] = without_markup(item[field])
    custom = known(
        type=work.type if item["type"] != work.type else "",
        archive_url=work.archive_url,
        # As publisher-place, styles would print it for newspapers too.
        place=work.place,
    )
    return as_json(item)[1:-1], as_json(custom)[1:-1]


def _unparsed_name(name: CSLName) -> dict[str, Any]:
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
    """Return the CSL item of a work, without its id, as any style can read it.

    The archived copy is left out: styles print `archive_location` as another address.
    """
    kind, outlet, genre = _KINDS.get(work.type, (work.type, "container-title", ""))
    item = known(
        **{
            "type": kind,
            "genre": genre,
            "title": work.title,
            "title-short": _title_short(work),
            "author": [_name(name) for name in work.authors],
            outlet: work.container_title,
            "issued": _date(work.issued),
            "accessed": _date(work.accessed),
            "section": work.section,
            # A book's page is that of the quoted words, which styles cite in the text.
            "locator" if work.type == "book" else "page": work.page,
            "language": work.language,
            "DOI": work.doi,
            "ISBN": work.isbn,
            "ISSN": work.issn,
            "URL": work.url,
        }
    )
    if kind == "legal_case" and work.container_title:
        # Law styles print the authority, the others the publisher; none prints both.
        item["publisher"] = work.container_title
    return item


#: (CSL type, field for the publication, genre) of works other than articles. Tried in
#: citeproc-js and pandoc with the featured styles: a container makes a broadcast, a
#: document or a letter a part ("In *Radio North*") and leaves blanks in a case ("___");
#: a hearing becomes the "testimony of" its author; an article is a preprint.
_KINDS: Final = {
    "article": ("document", "publisher", ""),
    "book": ("book", "publisher", ""),
    "broadcast": ("broadcast", "publisher", ""),
    "document": ("document", "publisher", ""),
    "hearing": ("document", "publisher", "Hearing"),
    "legal_case": ("legal_case", "authority", ""),
    "personal_communication": ("personal_communication", "archive", ""),
    "report": ("report", "publisher", ""),
    "speech": ("speech", "publisher", ""),
}


def _title_short(work: Work) -> str:
    """Return a short title for citations in a text, which begin with the title."""
    # The parties of a case are its title.
    if work.authors or work.type == "legal_case":
        return ""
    return short_title(work.title)


#: What citeproc and Zotero read as formatting in a title, as long as nothing is between
#: the angle bracket and the name.
_MARKUP: Final = re.compile(r"<(?=/?(?:i|b|sub|sup|sc|span)\b)", re.IGNORECASE)


def without_markup(title: str) -> str:
    """Return a title in which programs find no markup: all our text is plain.

    A word joiner, which is invisible, follows the angle bracket of a tag.
    """
    return _MARKUP.sub("<\u2060", title) if "<" in title else title


def _quoted(quoted: Quoted) -> str:
    """Return the data of a quote for programs, as JSON without the braces."""
    language = json_member("language", quoted.language, json_name)
    own = (
        f'"text": {json_string(quoted.text)}, "kind": "{quoted.kind}"{language}'
        f"{json_member('url', quoted.url)}"
    )
    if caution := quoted.caution:
        own += json_member("caution", caution)
    if doubtful := quoted.doubtful:
        speakers = ", ".join([_speaker(who) for who in doubtful])
        own += f', "doubtful_speakers": [{speakers}]'
    if reported := quoted.reported:
        own += f', "speakers": [{", ".join([_speaker(who) for who in reported])}]'
    return own


def _speaker(who: CitedSpeaker) -> str:
    role = json_member("role", who.role)
    return f'{{"name": {json_name(who.name)}{role}, "standing": "{who.standing}"}}'


def _name(name: CSLName) -> dict[str, Any]:
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
