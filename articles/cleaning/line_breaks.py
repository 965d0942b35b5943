"""Joins the lines of an e-mail, broken after about 72 characters, into paragraphs.

Mailers fill each line with all the words that fit. So a mailer made a line break if the
next word would not have fitted. In verse and lists it would have.
"""

import re
from itertools import pairwise

from articles.cleaning.hyphens import HANGING

#: Widths of lines that mailers use, in code points.
MIN_WIDTH, MAX_WIDTH = 50, 100
#: The fewest such breaks for which lines are joined.
_MIN_BREAKS = 4
#: The least share of breaks within paragraphs that must be such.
_MIN_SHARE = 0.8
_ITEM = re.compile(r"[ \t>]*(?:[-*+•–—#|]|\d{1,3}[.)])\s|[ \t]{2,}\S")


def join_broken_lines(text: str) -> tuple[str, int, tuple[str, str]]:
    """Return (text with lines joined, number of joined lines, example).

    The example is the first joined place, as (before, after).
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
