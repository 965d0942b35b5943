"""Writes references as BibLaTeX.

Source: the data model in biblatex's manual (entry types, fields, dates of ISO 8601-2),
and its default file blx-dm.def, by which biber validates.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from quotes.citations.babel_languages import language_key
from quotes.citations.latex import (
    field_lines,
    latex_name,
    work_fields,
    work_key,
    write_entries,
)
from quotes.citations.reference import Reference, Work, isodate


class _Type(NamedTuple):
    entry: str
    outlet: str  #: the field for the publication
    subtype: str = ""
    #: The `type` field, if the entry type does not say it: a word that biblatex
    #: translates ("report"), or one that it prints unchanged, after a full stop.
    said: str = ""

    @property
    def has_pages(self) -> bool:
        return self.entry not in ("misc", "online")


_ONLINE: Final = _Type("online", "organization")
_OTHER: Final = _Type("misc", "howpublished")
# A speech is not @unpublished and a broadcast not @video: it was printed or put online,
# and whether it was heard or seen is unknown.
_TYPES: Final = {
    "article-journal": _Type("article", "journaltitle"),
    "article-magazine": _Type("article", "journaltitle", "magazine"),
    "article-newspaper": _Type("article", "journaltitle", "newspaper"),
    "book": _Type("book", "publisher"),
    "broadcast": _OTHER._replace(said="Broadcast"),
    "chapter": _Type("incollection", "booktitle"),
    "hearing": _OTHER._replace(said="Hearing"),
    "interview": _OTHER._replace(said="Interview"),
    "personal_communication": _OTHER._replace(said="Personal communication"),
    "post": _ONLINE,
    "post-weblog": _ONLINE,
    "report": _Type("report", "institution", said="report"),
    "speech": _OTHER._replace(said="Speech"),
    "webpage": _ONLINE,
}
#: Fields that are lists in the model, with “and” between their values.
_LISTS: Final = ("institution", "location", "organization", "publisher")
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)


def write_biblatex(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .bib file for biblatex and biber in UTF-8, entry by entry.

    The words are in `annote`, biblatex's alias of `annotation`, because Zotero reads it
    too. `note`, which is printed, says that an attribution is doubtful. A section is a
    keyword, because the data model has no field for it. `langid` is for hyphenation;
    reference managers read `language`, which is printed unless it is the document's.
    """
    return write_entries(references, _entry)


@lru_cache(maxsize=512)
def _entry(work: Work) -> tuple[str, str]:
    """Return (type and start of the key, fields), shared by all entries of a work."""
    type_ = _type(work)
    fields = work_fields(work, type_.outlet)
    pages = fields["pages"]
    # Otherwise biblatex cites "van Gogh" as "Gogh" and sorts him under G.
    has_particle = any(name.particle and name.given for name in work.authors)
    fields |= {
        "address": "",
        # The model allows only some of these for each type.
        "location": latex_name(work.place)
        if type_.entry not in ("article", "online")
        else "",
        "isbn": work.isbn if type_.entry in ("book", "incollection") else "",
        "issn": work.issn if type_.entry == "article" else "",
        "entrysubtype": type_.subtype,
        "type": type_.said,
        "date": isodate(work.issued),
        "pages": pages if type_.has_pages else "",
        # In the model, independent works have no pages; an addendum is free text.
        "addendum": "" if type_.has_pages or not pages else _in_words(pages),
        "language": language_key(work.language),
        "options": "useprefix=true" if has_particle else "",
        "keywords": fields["keywords"].replace(",", "{,}"),  # one section
    }
    for name in _LISTS:
        if _AND.search(value := fields.get(name, "")):
            fields[name] = f"{{{value}}}"
    return f"@{type_.entry}{{{work_key(work)}", field_lines(fields)


def _in_words(pages: str) -> str:
    return f"pp. {pages}" if "--" in pages else f"p. {pages}"


def _type(work: Work) -> _Type:
    """Return the most specific type whose mandatory fields are known."""
    type_ = _TYPES.get(work.type, _OTHER)
    if not work.container_title and type_.outlet in ("journaltitle", "booktitle"):
        type_ = _ONLINE
    return _OTHER if type_ is _ONLINE and not work.url else type_
