"""Writes references as BibTeX.

Source: Lamport, "LaTeX", appendix B (entry types and fields).
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from articles.partial_dates import MONTHS
from quotes.citations.latex import (
    field_lines,
    latex,
    latex_name,
    work_fields,
    work_key,
    write_entries,
)
from quotes.citations.reference import Reference, Work
from quotes.citations.types import OTHER, type_of

_SUBTYPES: Final = {"NEWS": "newspaper", "MGZN": "magazine"}


def write_bibtex(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .bib file in UTF-8, entry by entry.

    Further fields, which styles ignore if they do not know them, are those of biblatex,
    pandoc and Zotero. `annote` has the words, because styles do not print it; they
    print `note`, which says that an attribution is doubtful. URLs are not escaped. A
    section is a keyword, because no style and no reference manager has a field for it.
    """
    return write_entries(references, bibtex_entry)


@lru_cache(maxsize=512)
def bibtex_entry(work: Work) -> tuple[str, str]:
    """Return (type and start of the key, fields), shared by all entries of a work.

    Cached, because a list often has several quotes from one work in a row.
    """
    type_ = type_of(work.type)
    if not work.container_title and type_.bibtex != "misc":
        # The other types require a publication. A booklet has no named publisher.
        type_ = type_._replace(bibtex="booklet") if type_.bibtex == "book" else OTHER
    issued = work.issued
    fields = work_fields(work, type_.outlet) | {
        # Lamport: the sort key and label of a work without an author.
        "key": "" if work.authors else latex(work.title),
        "entrysubtype": _SUBTYPES.get(type_.ris, ""),
        "year": f"{issued.year}" if issued else "",
        "month": MONTHS[issued.month - 1][:3].lower()
        if issued and issued.month
        else "",
        "day": f"{issued.day}" if issued and issued.day else "",
        "language": latex_name(work.language),
    }
    return f"@{type_.bibtex}{{{work_key(work)}", field_lines(fields)
