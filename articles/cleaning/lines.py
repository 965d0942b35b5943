"""Removes code fences and marks of quoted mail, and joins lines broken by mailers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.cleaning.hyphens import HANGING, join_hyphenated_words
from articles.cleaning.steps import Step, Steps, drop, strip_lines

_FENCE = re.compile(r"^ {0,3}`{3,}[ \t]*[\w+#.-]*[ \t]*$")
_TILDES = re.compile(r"^ {0,3}~{3,}[ \t]*[A-Za-z][\w+#.-]*[ \t]*$")
_QUOTED = re.compile(r"^ {0,3}>(?: ?>)*[ \t]?")
#: The indent of a block quote whose ">" were removed.
_BLOCK_INDENT = "    "
_INTRODUCES = re.compile(r"[ >]*(?:On|Le|Am|El|Il|Em|Op|Den|W dniu)\b")
#: A mailer's introduction of quoted mail. It has a time of day or an address, so that
#: “On Monday Smith wrote:” in an article does not match.
_WROTE = re.compile(
    r"^[ >]*(?:On|Le|Am|El|Il|Em|Op|Den|W dniu)\b[^\n]{0,200}?(?:\d:\d\d|@)[^\n]{0,300}"
    r"(?:wrote|a écrit|schrieb\b[^\n]{0,100}|escribió|ha scritto|escreveu|schreef"
    r"\b[^\n]{0,100}|skrev\b[^\n]{0,100}|napisał(?:\(a\))?) ?:[ \t]*$"
)
_ORIGINAL = re.compile(
    r"^[ >]*-{3,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|"
    r"Message d'origine|Mensaje original) ?-{3,}[ \t]*$",
    re.IGNORECASE,
)
#: Widths of lines that mailers use, in code points.
MIN_WIDTH, MAX_WIDTH = 50, 100
#: The fewest such breaks for which lines are joined.
_MIN_BREAKS = 4
#: The least share of breaks within paragraphs that must be such.
_MIN_SHARE = 0.8
_ITEM = re.compile(r"[ \t>]*(?:[-*+•–—#|]|\d{1,3}[.)])\s|[ \t]{2,}\S")


def _fences(text: str) -> Step:
    def dropped(lines: list[str]) -> Iterator[int]:
        tildes = False
        for number, line in enumerate(lines):
            if _FENCE.match(line) or (not tildes and _TILDES.match(line)):
                tildes = tildes or "~" in line
                yield number
            elif tildes and line.strip(" ~\t") == "" and line.count("~") >= 3:
                tildes = False
                yield number

    return drop(text, dropped)


def _introductions(text: str) -> Step:
    """Drop "On Tue, 3 Feb 2026 at 10:11, X wrote:" if quoted lines follow."""

    def dropped(lines: list[str]) -> Iterator[int]:
        for number, line in enumerate(lines):
            if _ORIGINAL.match(line):
                yield number
                continue
            if len(line) >= 200 or not _INTRODUCES.match(line):
                continue
            for last in (number, number + 1):  # mailers may break it in two lines
                if last < len(lines) and _WROTE.match(
                    " ".join(part.strip() for part in lines[number : last + 1])
                ):
                    following = last + 1
                    while following < len(lines) and not lines[following].strip():
                        following += 1
                    if following < len(lines) and _QUOTED.match(lines[following]):
                        yield from range(number, last + 1)
                    break

    return drop(text, dropped)


def _quoting(text: str) -> Step:
    """Remove `>` from two or more lines together, or from a paragraph of one line.

    A line of prose may begin with the sign: “> 50% of them agreed”. A block quote that
    the paragraph before introduces with a colon is indented instead: it stays a quote.
    """

    def chosen(lines: list[str]) -> Iterator[tuple[int, str]]:
        number = 0
        while number < len(lines):
            if not _QUOTED.match(lines[number]):
                number += 1
                continue
            first = number
            while number < len(lines) and _QUOTED.match(lines[number]):
                number += 1
            rest = _QUOTED.sub("", lines[first])
            alone = number - first == 1
            if alone:
                before = lines[first - 1] if first else ""
                after = lines[number] if number < len(lines) else ""
                begins = rest.lstrip()[:1]
                if before.strip() or after.strip() or len(rest.split()) < 4:
                    continue
                if not (begins.isalpha() or begins in "\"'“‘«„‚‹「『*_["):
                    continue
            indent = _BLOCK_INDENT if _is_introduced(lines, first) else ""
            for each in range(first, number):
                line = _QUOTED.sub("", lines[each])
                yield each, indent + line.lstrip() if indent and line.strip() else line

    return strip_lines(text, chosen)


def _is_introduced(lines: list[str], first: int) -> bool:
    """Return whether a block is a quote in a text: "Ana Ruiz wrote:", a blank line."""
    return (
        first > 1
        and not lines[first - 1].strip()
        and lines[first - 2].rstrip().endswith(":")
        and not _QUOTED.match(lines[first - 2])
    )


def join_broken_lines(text: str) -> tuple[str, int, tuple[str, str]]:
    """Return (text with lines joined, number of joined lines, example).

    The example is the first joined place, as (before, after). Mailers fill each line
    with all the words that fit. So a mailer made a line break if the next word would
    not have fitted. In verse and lists it would have.
    """
    lines = text.split("\n")
    breaks = [
        number
        for number, (line, following) in enumerate(pairwise(lines))
        if line.strip() and following.strip()
    ]
    if len(breaks) < _MIN_BREAKS:
        return text, 0, ("", "")
    width = max(len(lines[number].rstrip()) for number in breaks)
    width = max(width, *(len(lines[number + 1].rstrip()) for number in breaks))
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return text, 0, ("", "")
    full = {
        number
        for number in breaks
        if len(lines[number].rstrip()) + 1 + len(lines[number + 1].split()[0]) > width
        and not _ITEM.match(lines[number + 1])
    }
    if len(full) < _MIN_BREAKS or len(full) < _MIN_SHARE * len(breaks):
        return text, 0, ("", "")
    parts: list[str] = []
    example = ("", "")
    for number, line in enumerate(lines):
        if number - 1 in full:
            before, after = lines[number - 1].rstrip(), line.lstrip()
            hyphen = before[-1:] in "-‐—" and before[-2:-1].isalnum()
            glue = "" if hyphen and not HANGING.match(after) else " "
            if not example[0]:
                left, right = before[-20:], after[:20]
                example = f"{left}⏎{right}", f"{left}{glue}{right}"
            parts.append(glue)
            line = after
        elif number:
            parts.append("\n")
        parts.append(line.rstrip() if number in full else line)
    return "".join(parts), len(full), example


LINES: Steps = [
    ("code fences removed", _fences),
    ("introductions of quoted mail removed", _introductions),
    ("marks of quoted lines (>) removed", _quoting),
    ("words divided at the end of a line joined", join_hyphenated_words),
    ("lines of e-mail joined into paragraphs", join_broken_lines),
]
