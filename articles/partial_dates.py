"""Dates known to the day, to the month, to the year, or not at all.

They are written as in ISO 8601-1 section 5.2.2 (reduced precision): "2025-02-13",
"2025-02", "2025". An unknown date is None.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Self

from articles.gettext import gettext as _
from articles.gettext import gettext_noop

MONTHS = [
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
]

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year from 1 to 9999, with a month and a day where they are known.

    Raises ValueError, with a sentence that says what to correct, for a date that does
    not exist (proleptic Gregorian calendar, as in ISO 8601).
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(_("%s is not a year from 1 to 9999.") % self.year)
        if self.month is None:
            if self.day is not None:
                raise ValueError(_("A day needs its month."))
            return
        if not 1 <= self.month <= 12:
            raise ValueError(
                _("There is no month %s: months run from 01 to 12.") % self.month
            )
        if self.day is not None:
            try:
                datetime.date(self.year, self.month, self.day)
            except ValueError:
                month = PartialDate(self.year, self.month)
                raise ValueError(
                    _("%(month)s has no day %(day)s.")
                    % {"month": month, "day": self.day}
                ) from None

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read "2025", "2025-02" or "2025-02-13"; raise ValueError otherwise."""
        match = _WRITTEN.fullmatch(written.strip())
        if not match:
            raise ValueError(
                _(
                    "Write a date as 2025-02-13, or 2025-02 or 2025 if only the month "
                    "or the year is known."
                )
            )
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101 - the pattern demands it
        return cls(year, month, day)

    @classmethod
    def from_date(cls, date: datetime.date, precision: str) -> Self:
        """Return a date reduced to its precision: "day", "month" or "year"."""
        return cls(
            date.year,
            date.month if precision in ("day", "month") else None,
            date.day if precision == "day" else None,
        )

    @property
    def precision(self) -> str:
        """Return what is known: "day", "month" or "year"."""
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def first_day(self) -> datetime.date:
        """Return the earliest possible day, for storing and sorting."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """Return the latest possible day."""
        month = self.month or 12
        days = calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, self.day or days)

    def isoformat(self) -> str:
        """Return "2025", "2025-02" or "2025-02-13"."""
        written = self.first_day.isoformat()
        if self.day is None:
            return written[:7] if self.month is not None else written[:4]
        return written

    def __str__(self) -> str:
        """Return it for readers: "13 February 2025", "February 2025" or "2025"."""
        if self.month is None:
            return str(self.year)
        month = _(MONTHS[self.month - 1])
        if self.day is None:
            return _("%(month)s %(year)s") % {"month": month, "year": self.year}
        parts = {"day": self.day, "month": month, "year": self.year}
        return _("%(day)s %(month)s %(year)s") % parts


def ends_before(one: PartialDate, other: PartialDate) -> bool:
    """Return whether a date is before another, as far as both are known."""
    known = min(len(one.isoformat()), len(other.isoformat()))
    return one.isoformat()[:known] < other.isoformat()[:known]
