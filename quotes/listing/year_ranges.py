"""The years of a list as ranges in order, without gaps between them."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

#: Maximum number of ranges, and lengths of a range in years.
MAX_RANGES = 6
LENGTHS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 2_000)


@dataclass(frozen=True, slots=True)
class YearRange:
    """Some years with quotes. `first` and `last` are years, `query` of their list.

    `count` is a lower bound if not `exact`.
    """

    first: int
    last: int
    count: int
    exact: bool
    query: str

    @property
    def label(self):
        """Return “1863” or “1850–1899”."""
        first, last = f"{self.first:04}", f"{self.last:04}"
        return first if first == last else f"{first}–{last}"


def year_ranges(counted, given):
    """Return the YearRanges of a list, in order; fewer than two say nothing.

    `counted` is {year: Count}, as in Results. `given` are the other filters of the
    list, as (name, value). A range without quotes is joined to the one before it.
    """
    years = sorted((int(year), count) for year, count in counted.items())
    if len(years) < 2:
        return []
    first, last = years[0][0], years[-1][0]
    length = next(
        length for length in LENGTHS if last // length - first // length < MAX_RANGES
    )
    made = []
    for number, group in groupby(years, key=lambda pair: pair[0] // length):
        counts = [count for _, count in group]
        made.append((max(number * length, first), counts))
    ends = [start - 1 for start, _ in made[1:]] + [last]
    return [
        YearRange(
            start,
            end,
            sum(count.quotes for count in counts),
            all(count.exact for count in counts),
            urlencode([*given, ("after", f"{start:04}"), ("before", f"{end:04}")]),
        )
        for (start, counts), end in zip(made, ends, strict=True)
    ]
