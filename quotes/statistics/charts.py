"""The scale of a chart of quotes over time: months, years, decades or centuries.

Periods are numbers as in tallies: 202502 is a month, 202500 has quotes dated to the
year 2025 only.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from articles.partial_dates import PartialDate

#: Maximum number of bars that are months, and of bars that are years or decades.
MAX_MONTHS, MAX_BARS = 36, 40
#: Bars are months only if at most this share of quotes lacks a month.
MAX_VAGUE_SHARE = 1 / 10
#: Maximum number of labels under a chart.
MAX_TICKS = 8
#: The steps of a scale, and the years in each; a month is less than one.
STEPS = {"month": 0, "year": 1, "decade": 10, "century": 100}


class BarPeriod(NamedTuple):
    """A period with its own bar, from `first` to `last`.

    `after` and `before` are the values of the list's filters for it.
    """

    label: str
    short: str
    first: int
    last: int
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The spans of a chart, in order and without gaps, of one step each."""

    step: str
    spans: tuple[BarPeriod, ...]


def choose_scale(periods, year=None):
    """Return the Scale for {period: quotes}, or None if there are too few periods.

    With a `year`, the scale has the months of that year.
    """
    counted = {period: number for period, number in periods.items() if number > 0}
    if year:
        if not any(period % 100 for period in counted):
            return None
        return Scale("month", tuple(_months(year * 12, year * 12 + 11, year)))
    if len(counted) < 2:
        return None
    first, last = min(counted), max(counted)
    first_month, last_month = _month_number(first), _month_number(last)
    vague = sum(number for period, number in counted.items() if period % 100 == 0)
    few_vague = vague <= MAX_VAGUE_SHARE * sum(counted.values())
    if last_month - first_month < MAX_MONTHS and few_vague:
        return Scale("month", tuple(_months(first_month, last_month)))
    first, last = first // 100, last // 100
    for step, years in STEPS.items():
        if years and (last // years - first // years < MAX_BARS or years == 100):
            if first // years == last // years:
                return None
            starts = range(first - first % years, last + 1, years)
            return Scale(step, tuple(_spans(starts, years)))
    return None


def _month_number(period):
    return period // 100 * 12 + max(period % 100, 1) - 1


def _months(first, last, year=None):
    """Yield the Spans of months `first` to `last`, numbered from January of year 0."""
    for number in range(first, last + 1):
        label, iso, period = _month(number)
        name = label[:3]
        if year:
            short = name
        elif number % 12 == 0:
            short = str(number // 12)
        else:
            # No label if the next January, which has one, is near.
            near = number == first and first % 12 >= 9 and last - first > 12
            ends = (first,) if last // 12 > first // 12 else (first, last)
            short = f"{name} {number // 12}" if number in ends and not near else ""
        yield BarPeriod(label, short, period, period, iso, iso)


@lru_cache(maxsize=1_024)
def _month(number):
    """Return (label, ISO date, period) of a month, numbered from January of year 0."""
    month = PartialDate(number // 12, number % 12 + 1)
    return str(month), month.isoformat(), month.year * 100 + month.month


def _spans(starts, years):
    named = next(
        each
        for each in (years * factor for factor in (1, 2, 5, 10, 20, 50))
        if len(starts) * years / each <= MAX_TICKS or each == years * 50
    )
    for start in starts:
        first, last = max(start, 1), min(start + years - 1, 9999)
        short = f"{start}s" if years == 10 else str(start)
        yield BarPeriod(
            str(first) if years == 1 else f"{first}–{last}",
            "" if start % named else short,
            first * 100,
            last * 100 + 12,
            f"{first:04}",
            f"{last:04}",
        )
