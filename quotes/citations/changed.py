"""Sentences about words that were printed and are missing from the newest text.

Both dates are those of stored texts: nobody knows when in between the source was
changed.
"""

import datetime
from functools import lru_cache
from typing import NamedTuple

from articles.gettext import gettext as _
from articles.partial_dates import PartialDate
from quotes.citations.status_labels import CHANGED


class Changed(NamedTuple):
    """The times of the last text with the words and of the first one without them."""

    had: datetime.date
    lacked: datetime.date

    @property
    def status(self) -> str:
        return CHANGED

    def __str__(self) -> str:
        """Return “Printed until 29 November 2026; changed since”."""
        return _("{printed}; changed since").format(printed=self.printed)

    @property
    def printed(self) -> str:
        """Return “Printed until 29 November 2026”, or “until at least …” if longer.

        A stored text may be older than the one before it; then only the date of the
        text with the words is known.
        """
        if self.had == self.lacked:
            text = _("Printed until {day}")
        elif self.had < self.lacked:
            text = _("Printed until at least {day}")
        else:
            text = _("Printed in a text of {day}")
        return text.format(day=day(self.had))


@lru_cache(maxsize=512)
def day(date: datetime.date) -> str:
    """Return a date as “29 November 2026”. Many quotes have the same."""
    return str(PartialDate.from_date(date, "day"))
