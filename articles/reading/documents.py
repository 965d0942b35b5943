"""The result of reading a PDF or a Word document, and the error of all readers."""

from dataclasses import dataclass, field


class DocumentError(Exception):
    """The page or document cannot be read; the message says why."""


@dataclass(slots=True)
class Document:
    """The text of a document, and what its properties say about it.

    `pages` are [number as printed, text of the page]. `created` is "2025-02-13", the
    day on which the file was made, or "". `notes` are sentences for the editor.
    """

    text: str
    pages: list[list[str]] = field(default_factory=list)
    title: str = ""
    author: str = ""
    created: str = ""
    notes: list[str] = field(default_factory=list)
