"""Reads the title, author and date from a document's first lines and properties."""

from dataclasses import replace
from typing import Any

from articles.reading.byline_names import read_name
from articles.reading.documents import Document
from articles.reading.plain_text import read_text
from articles.reading.result import Proposal

_TO_CHECK = "it is from the properties of the file, which programs often fill in."


def read_document(document: Document, text: str) -> Proposal:
    """Return the Proposal for a document; `text` is its cleaned text.

    The first lines have priority over the properties, which always need a check.
    """
    proposal = read_text(text)
    values: dict[str, Any] = {"notes": [*document.notes, *proposal.notes]}
    read_from, remarks = dict(proposal.read_from), dict(proposal.remarks)

    def offer(name: str, value: Any, property_: str, remark: str) -> None:
        if value and not getattr(proposal, name):
            values[name] = value
            read_from[name] = f"the properties of the file ({property_})"
            remarks[name] = remark

    name = read_name(document.author) if document.author else None
    offer("title", document.title, "title", f"Check the title: {_TO_CHECK}")
    offer("authors", [name] if name else [], "author", f"Check the author: {_TO_CHECK}")
    made = "Check the date: it is the day on which the file was made."
    offer("published", document.created, "creation date", made)
    return replace(proposal, **values, read_from=read_from, remarks=remarks)
