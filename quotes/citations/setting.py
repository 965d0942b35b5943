"""Cite a work, or what is quoted from it, in a citation style.

`set_citation` sets one; `set_many` a document's citations with one bibliography.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from quotes.citations.csl import csl_work
from quotes.citations.pandoc import (
    Citation,
    Node,
    emphasised,
    inlines,
    set_page,
    versions,
)
from quotes.citations.reference import Reference, Work
from quotes.citations.styles import Style
from quotes.citations.text import Text, text_of
from quotes.citations.wording import (
    link_words,
    standing_sentence,
    who_said,
    wording,
)

What = Literal["quote", "article"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as a style sets it."""

    #: In the bibliography; in a style without one, the citation in full. None where the
    #: style lists no such work (APA: an interview that nobody can look up).
    entry: Text | None
    in_text: Text  #: in the text, or the note of a style that cites in notes
    note: str  #: what has to be said of attributions that do not hold, or ""


def set_citation(reference: Reference, style: Style, what: What = "quote") -> Cited:
    """Return a reference in a style. Raises pandoc.SettingError.

    "quote" cites the words as quoted in the work, "article" the work alone; so does
    "quote" where nothing is quoted.
    """
    item = {"id": "w0", **_item(reference.work, style)}
    page = set_page([item], [_citation(reference, "w0", style, what)], style)
    in_text = text_of(page.citations[0])
    entry = text_of(page.entries["w0"]) if "w0" in page.entries else None
    if not style.has_bibliography:
        entry = in_text
    return Cited(entry, in_text, _note(reference, what))


def content_key(reference: Reference, style: Style, what: What = "quote") -> str:
    """Return a digest of all that `set_citation` depends on."""
    parts = (
        [_item(reference.work, style), what, asdict(style), versions(), _WORDED],
        _said(reference, style) if what == "quote" else None,
        _note(reference, what),
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


#: Counted up when this module or its neighbours set the same reference otherwise.
_WORDED: Final = 1


def _note(reference: Reference, what: What) -> str:
    quoted = reference.quoted
    return standing_sentence(quoted) if quoted and what == "quote" else ""


def _said(reference: Reference, style: Style) -> tuple[str, str] | None:
    """Return who is quoted, and the words that lead to the work; None for no quote."""
    quoted = reference.quoted
    return (who_said(quoted, style), link_words(quoted, style)) if quoted else None


def _citation(reference: Reference, item: str, style: Style, what: What) -> Citation:
    said = _said(reference, style) if what == "quote" else None
    if not said:
        return Citation(item)
    who, link = said
    words = wording(style)
    linked: list[Node] = [emphasised(link)] if words.italic else inlines(link)
    before = [*(inlines(f"{who}, ") if who else ()), *linked, *inlines(" ")]
    if style.kind in ("numeric", "label"):
        # Within the brackets there is the number only: "quoted in Dickens [1]".
        if words.names_work and (work := _short(reference.work)):
            before += inlines(f"{work} ")
        return Citation(item, before=before)
    return Citation(item, within=before)


def _short(work: Work) -> str:
    """Return a work as a sentence calls it: by its authors, or else its title."""
    names = [name.last for name in work.authors]
    if not names:
        return f"“{work.title}”" if work.title else ""
    if len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


#: What stands in an outlet. Without one, Chicago and MLA set its title in italics, like
#: that of a book; as a "document" it keeps its quotation marks (CMOS 18, 13.87; MLA 9,
#: 5.23: titles of what is shorter than a book).
_CONTAINED: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog"}
)
_QUOTING: Final = ("chicago-", "modern-language-association")


def _item(work: Work, style: Style) -> dict[str, Any]:
    """Return the CSL item of a work as this style is to be handed it."""
    item = csl_work(work)
    # No style of the featured ones prints an archived copy of a web page by this.
    item.pop("archive_location", None)
    item.pop("section", None)
    rules = style.parent or style.id
    if (
        work.type in _CONTAINED
        and not work.container_title
        and rules.startswith(_QUOTING)
    ):
        item["type"] = "document"
    return item
