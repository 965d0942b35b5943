"""Removes from a text what a mailer, an editor or a chat added to it.

Takes a text with LF newlines; returns `Cleaned`, the clean text with the changes, to be
shown to editors. Quotation marks, dashes and words never change. Signs that may be part
of the printed text stay. Cleaning a clean text changes nothing.
"""

import contextlib
from dataclasses import dataclass, replace

from articles.cleaning.invisible_characters import UNSEEN
from articles.cleaning.lines import LINES
from articles.cleaning.markdown import FIRM_MARKS, MARKS, is_markdown
from articles.cleaning.steps import Steps

#: Rounds of cleaning. A text that still changes after these is left as it was.
_MAX_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class CleaningChange:
    """One kind of change, made `count` times.

    `before` and `after` show the first place, cut to about 60 characters, with
    invisible characters written as <U+00AD>.
    """

    what: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text and the changes made to it, [] if none."""

    text: str
    changes: list[CleaningChange]


def clean(text: str, *, markup: bool = True) -> Cleaned:
    """Return the clean text with its changes.

    With `markup` off, cleans only invisible characters: for texts from HTML, where #
    and > are printed signs.
    """
    found: dict[str, CleaningChange] = {}
    text = _repeat(text, UNSEEN, found)
    if markup:
        steps = [*LINES, *(MARKS if is_markdown(text) else FIRM_MARKS), *UNSEEN]
        more = dict(found)
        # Nobody writes a text that every round changes again.
        with contextlib.suppress(_UnstableTextError):
            text, found = _repeat(text, steps, more), more
    return Cleaned(text, list(found.values()))


class _UnstableTextError(Exception):
    """Cleaning does not finish."""


def _repeat(text: str, steps: Steps, found: dict[str, CleaningChange]) -> str:
    """Repeat the steps until none changes the text, or raise _UnstableTextError."""
    for _ in range(_MAX_ROUNDS):
        before = text
        for what, step in steps:
            changed, count, (old, new) = step(text)
            if changed != text:
                known = found.get(what, CleaningChange(what, 0, old, new))
                found[what] = replace(known, count=known.count + count)
                text = changed
        if text == before:
            return text
    raise _UnstableTextError
