"""Caveats on the printed words, shown wherever their status is shown."""

import datetime
from typing import Final, NamedTuple

from articles.gettext import gettext as _
from quotes.citations.changed import Changed, day
from quotes.citations.status_labels import (
    ANCHORS,
    CAVEATS,
    NOT_FOUND,
    REVERSED,
    UNCONFIRMED,
    UNCONFIRMED_EDITED,
)


class Dropped(NamedTuple):
    """Marked changes leave out or put in a negation, a condition or an exception.

    `words` are as in Anchor.dropped: “not, unless”; “[not]” for one that is put in.
    """

    words: str

    @property
    def status(self) -> str:
        return REVERSED

    def __str__(self) -> str:
        """Return “Cut changes the sense: it leaves out “not””."""
        words = self.words.split(", ")
        put_in = [word.strip("[]…") for word in words if word.startswith("[")]
        left_out = [word for word in words if not word.startswith("[")]
        if not put_in:
            text = _("{label}: it leaves out “{left_out}”")
        elif not left_out:
            text = _("{label}: it puts in “{put_in}”")
        else:
            text = _("{label}: it leaves out “{left_out}” and puts in “{put_in}”")
        return text.format(
            label=_(CAVEATS[REVERSED][0]),
            left_out=", ".join(left_out),
            put_in=", ".join(put_in),
        )


class Unconfirmed(NamedTuple):
    """The text has the words, but in another place or context than an editor saw."""

    #: The day on which the change was noticed.
    since: datetime.date

    @property
    def status(self) -> str:
        return UNCONFIRMED

    def __str__(self) -> str:
        """Return “Passage changed or moved by 29 November 2026; not rechecked yet”."""
        text = _("Passage changed or moved by {day}; not rechecked yet")
        return text.format(day=day(self.since))


Caveat = Changed | Dropped | Unconfirmed
#: Anchor statuses that say that the text has the words.
_FOUND: Final = ("exact", "edited")


def caveat(
    anchor: str, changed: Changed | None, dropped: str, noticed: datetime.date | None
) -> Caveat | None:
    """Return the most serious caveat on an anchor status, or None.

    `dropped` is as in Anchor.dropped. `noticed` is the day since which an editor has to
    recheck the quote, or None.
    """
    if changed:
        return changed
    if dropped:
        return Dropped(dropped)
    return Unconfirmed(noticed) if noticed and anchor in _FOUND else None


def not_found(anchor: str, caveat: Caveat | None) -> str:
    """Return the warning for words that are not in one place of the text.

    “Not found in the source named”; "" if it has them, or if a caveat says more.
    """
    return _(NOT_FOUND[anchor]) if anchor in NOT_FOUND and not caveat else ""


def printed_answer(anchor: str, caveat: Caveat | None, work: str) -> str:
    """Return the answer to “Are these the printed words?” for an anchor status.

    `caveat` limits the status. `work` is what a sentence calls the printed work.
    """
    answer = CAVEATS[caveat.status][1] if caveat else ANCHORS[anchor][1]
    words = since = ""
    if isinstance(caveat, Dropped):
        words = caveat.words
    elif isinstance(caveat, Unconfirmed):
        since = day(caveat.since)
        if anchor == "edited":
            answer = UNCONFIRMED_EDITED
    return _(answer).format(work=work, words=words, since=since)
