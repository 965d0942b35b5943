"""Takes the wrapping off a text: what a mailer, an editor or a chat put around it.

In: a text with LF newlines. Out: `Cleaned`, the text without its wrapping and what was
done, to be shown. Quotation marks, dashes and words are never touched; where a sign may
be part of what was printed, it stays. Cleaning what is clean changes nothing.
"""

from dataclasses import dataclass

from articles.cleaning.invisible_characters import UNSEEN
from articles.cleaning.lines import LINES
from articles.cleaning.markdown import FIRM_MARKS, MARKS, is_markdown
from articles.cleaning.steps import Steps

#: So often is a text gone over; one that is still changing then is left as it was.
_MAX_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of wrapping that was taken off.

    `count` says how often; `before` and `after` show the first place, at most some 60
    characters of it, with what cannot be seen written as <U+00AD>.
    """

    what: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its wrapping, and what was done to it (nothing: no changes)."""

    text: str
    changes: list[Change]


def clean(text: str, *, markup: bool = True) -> Cleaned:
    """Return the text without wrapping, with what was taken off.

    With `markup` off, only what cannot be seen is cleaned: for texts out of HTML, where
    a # or a > is a printed sign.
    """
    found: dict[str, Change] = {}
    text = _repeat(text, UNSEEN, found)
    if markup:
        marks: dict[str, Change] = {}
        steps = [*LINES, *(MARKS if is_markdown(text) else FIRM_MARKS), *UNSEEN]
        try:
            text = _repeat(text, steps, marks)
        except _Restless:
            marks = {}
        for what, change in marks.items():
            known = found.get(what)
            count = change.count + (known.count if known else 0)
            first = known or change
            found[what] = Change(what, count, first.before, first.after)
    return Cleaned(text, list(found.values()))


class _Restless(Exception):
    """A text that every round changes again: nobody wrote this."""


def _repeat(
    text: str,
    steps: Steps,
    found: dict[str, Change],
) -> str:
    """Take all steps until none changes anything; raise _Restless if that is far."""
    for _ in range(_MAX_ROUNDS):
        before = text
        for what, step in steps:
            changed, count, (old, new) = step(text)
            if changed != text:
                known = found.get(what)
                found[what] = Change(
                    what,
                    count + (known.count if known else 0),
                    known.before if known else old,
                    known.after if known else new,
                )
                text = changed
        if text == before:
            return text
    raise _Restless
