"""Removes marks of Markdown: headings, emphasis, links, lists."""

import re
from collections.abc import Iterator

from articles.cleaning.steps import (
    NOTHING,
    Step,
    Steps,
    drop,
    make_visible,
    strip_lines,
    substitute,
    without,
)

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)")
_CLOSING = re.compile(r"[ \t]#+$")
_UNDERLINE = re.compile(r"^={3,}[ \t]*$")
_BULLET = re.compile(r"^ {0,8}[*+][ \t]+(?=\S)")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n“”‘’„«»'\"]{1,100})\]:[ \t]+(?:https?://|www\.|/)\S+"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"
)


def _headings(text: str) -> Step:
    def chosen(lines: list[str]) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(lines):
            if found := _HEADING.match(line):
                before = lines[number - 1] if number else ""
                after = lines[number + 1] if number + 1 < len(lines) else ""
                if not before.strip() or not after.strip():
                    words = line[found.end() :].rstrip()
                    yield number, _CLOSING.sub("", words).rstrip()

    return strip_lines(text, chosen)


def _underlines(text: str) -> Step:
    def dropped(lines: list[str]) -> Iterator[int]:
        for number, line in enumerate(lines[1:], start=1):
            if _UNDERLINE.match(line) and lines[number - 1].strip("= \t"):
                yield number

    return drop(text, dropped)


def _lists(text: str) -> Step:
    """Remove marks of lists, if two or more items come together."""

    def chosen(lines: list[str]) -> Iterator[tuple[int, str]]:
        items: list[int] = []
        for number, line in [*enumerate(lines), (len(lines), "end")]:
            if number < len(lines) and _BULLET.match(line):
                items.append(number)
            elif line.strip() and not line.startswith("  "):
                if len(items) > 1:
                    for each in items:
                        yield each, _BULLET.sub("", lines[each])
                items = []

    return strip_lines(text, chosen)


_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{1,2000}(?: \"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,500})\]\(<?(?:https?://|mailto:|www\.|/|\#)"
    r"(?:[^()\s]|\([^()\s]*\)){0,2000}>?(?:[ ]\"[^\"\n]{0,300}\")?\)"
)
_REFERENCE = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\] ?\[([^\[\]\n]{1,100})\]")
_BOLD = re.compile(
    r"(?<![\w*])(\*\*\*?)(?![\s*])([^*]{1,1000})(?<![\s*])\1(?![\w*])"
    r"|(?<!\w)(__)(?![\s_])([^_]{1,1000})(?<![\s_])__(?!\w)"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*)(?![\s*])([^*]{1,1000})(?<![\s*])\*(?![\w*])"
    r"|(?<!\w)(_)(?![\s_])([^_]{1,1000})(?<![\s_])_(?!\w)"
)


def _inner(found: re.Match[str]) -> str:
    """Return the text between marks; the whole match if it spans two paragraphs."""
    inner = found[2] or found[4]
    if re.search(r"\n[ \t]*\n", inner) or (found[3] == "__" and inner.isidentifier()):
        return found[0]
    return inner


def _references(text: str) -> Step:
    """Replace [words][1] by its words if a line is "[1]: https://…"; drop the line."""
    lines = text.split("\n")
    defined = {
        found[1].casefold(): number
        for number, line in enumerate(lines)
        if (found := _DEFINITION.match(line))
    }
    if not defined:
        return text, 0, NOTHING
    text, count, first = substitute(
        _REFERENCE,
        without(lines, set(defined.values())),
        lambda found: found[1] if found[2].casefold() in defined else found[0],
    )
    number = min(defined.values())
    return (
        text,
        count + len(defined),
        first if count else (make_visible(lines[number]), ""),
    )


FIRM_MARKS: Steps = [
    ("images of Markdown removed", lambda text: substitute(_IMAGE, text, lambda _: "")),
    (
        "links of Markdown made plain words",
        lambda text: substitute(_LINK, text, lambda found: found[1]),
    ),
    ("references of Markdown removed", _references),
    (
        "marks of Markdown's bold type removed",
        lambda text: substitute(_BOLD, text, _inner),
    ),
    ("marks of Markdown's headings removed", _headings),
    ("lines under headings removed", _underlines),
]
#: Single stars and hyphens are Markdown only if the text has firm marks too: “*laughs*”
#: is not, and “- Oui, dit-il” is speech.
MARKS = [
    *FIRM_MARKS,
    (
        "marks of Markdown's italics removed",
        lambda text: substitute(_EMPHASIS, text, _inner),
    ),
    ("marks of Markdown's lists removed", _lists),
]


def is_markdown(text: str) -> bool:
    """Return whether a text has marks that only Markdown has."""
    return (
        any(pattern.search(text) for pattern in (_IMAGE, _LINK))
        or any(_inner(found) != found[0] for found in _BOLD.finditer(text))
        or any(step(text)[1] for step in (_headings, _underlines, _references))
    )
