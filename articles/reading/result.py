"""The result of reading an article: values, and the source of each.

The values may be wrong. An editor sees each with its source, and corrects it before
anything is saved.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from articles.names import Name
from articles.text import shorten


@dataclass(frozen=True, slots=True)
class Proposal:
    """The values that a page or a text gives of itself; "" or [] for missing ones.

    `published` is "2025-02-13", "2025-02" or "2025". `language` is a BCP 47 tag, `kind`
    a CSL item type. `read_from` is {field: where its value was read}. `remarks` is
    {field: a sentence on why there is no value, or why it is to be checked}. `notes`
    are sentences for the editor that belong to no field. `pages` are those of a PDF, as
    text_matching.printed_pages marks them.
    """

    title: str = ""
    authors: list[Name] = field(default_factory=list)
    publication: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    kind: str = ""
    section: str = ""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    text: str = ""
    read_from: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    pages: list[list[str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it as a dict for JSON, which `from_json` reads."""
        return asdict(self)

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Proposal":
        """Return the Proposal of such a dict; raise KeyError or TypeError otherwise."""
        names = [Name(**name) for name in held["authors"]]
        return cls(**{**held, "authors": names})


#: The remarks at fields for which nothing was read.
UNREAD = {
    "title": "No title read.",
    "authors": "No byline read.",
    "publication": "No outlet read.",
    "published": "No date read.",
    "language": (
        "No language read: there are too few words to tell. Give its tag: en, fr, de, "
        "es …"
    ),
    "kind": "Nothing says what kind it is. Newspaper article is only the default.",
}

#: The remark on a title in capitals, whose ordinary letters nobody can know.
CAPITALS = "Check the title: it is printed in capitals. Write it as in a sentence."


def add_unread(values: dict[str, Any], remarks: dict[str, str]) -> None:
    """Say of each field without a value that nothing was read for it."""
    for name, sentence in UNREAD.items():
        if not values.get(name):
            remarks.setdefault(name, sentence)


def snippet(words: str, length: int = 60) -> str:
    """Return words on one line, cut to a length in code points."""
    return shorten(" ".join(words.split()), length)
