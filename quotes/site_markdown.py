"""Parses the text of a page about the site, in a small subset of Markdown.

Paragraphs are separated by an empty line. `## ` begins a heading, `- ` an item of a
list, `**words**` are strong, and `[words](address)` is a link to a path of this site
(`/quotes/`), a web address or an e-mail address (`mailto:`). Everything else is text,
HTML too: templates escape it.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple


class Inline(NamedTuple):
    """A piece of text; a link if it has an `address`."""

    text: str
    address: str = ""
    strong: bool = False


class PageBlock(NamedTuple):
    """A heading, a paragraph or a list. `lines` are the items of the list, or one."""

    kind: str
    lines: list[list[Inline]]


HEADING: Final = "heading"
PARAGRAPH: Final = "paragraph"
LIST: Final = "list"
#: A path begins with one slash: `//` would be another site.
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+|/(?![/\\])[^\s\\]*|#[\w-]+")
_INLINE = re.compile(
    r"\[(?P<words>[^\[\]\n]+)\]\((?P<address>[^()\s]+)\)|\*\*(?P<strong>[^*\n]+)\*\*"
)
_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")


def parse_page_text(text: str) -> list[PageBlock]:
    """Return the PageBlocks of a text."""
    parts = _EMPTY_LINES.split(text.replace("\r\n", "\n").strip())
    return [block for part in parts for block in _blocks(part)]


def wrong_addresses(text: str) -> list[str]:
    """Return the addresses of links that are shown as text, because none is allowed."""
    return [
        found["address"]
        for found in _INLINE.finditer(text)
        if found["address"] and not _ADDRESS.fullmatch(found["address"])
    ]


def _blocks(part: str) -> Iterator[PageBlock]:
    """Yield the blocks between two empty lines."""
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    for kind, group in groupby(_whole_items(lines), key=_kind):
        if kind == PARAGRAPH:
            yield PageBlock(kind, [runs(" ".join(group))])
        elif kind == LIST:
            yield PageBlock(kind, [runs(line[2:].strip()) for line in group])
        else:
            yield from (PageBlock(kind, [runs(line[3:].strip())]) for line in group)


def _whole_items(lines: list[str]) -> list[str]:
    """Return the lines with those that continue an item of a list joined to it."""
    whole: list[str] = []
    for line in lines:
        if whole and _kind(whole[-1]) == LIST and _kind(line) == PARAGRAPH:
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def _kind(line: str) -> str:
    if line.startswith("## "):
        return HEADING
    return LIST if line.startswith("- ") else PARAGRAPH


def runs(line: str) -> list[Inline]:
    """Return the Inlines of a line."""
    found, end = [], 0
    for match in _INLINE.finditer(line):
        address = match["address"] or ""
        if address and not _ADDRESS.fullmatch(address):
            continue
        if match.start() > end:
            found.append(Inline(line[end : match.start()]))
        words = match["words"] or match["strong"]
        found.append(Inline(words, address, strong=not address))
        end = match.end()
    if end < len(line):
        found.append(Inline(line[end:]))
    return found
