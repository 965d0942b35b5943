"""Years are ranges in order, without gaps, which have quotes."""

import pytest

from quotes.listing.statement import Count
from quotes.listing.year_ranges import MAX_RANGES, year_ranges


def ranges(*years, exact=True, given=()):
    counted = {f"{year:04}": Count("", 1, exact) for year in years}
    return year_ranges(counted, given)


def labels(*years):
    return [each.label for each in ranges(*years)]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([], []),
        ([1863], []),
        ([1862, 1863], ["1862", "1863"]),
        ([1863, 1861], ["1861–1862", "1863"]),
        (
            [2020, 2021, 2022, 2023, 2024, 2025],
            ["2020", "2021", "2022", "2023", "2024", "2025"],
        ),
        (
            [1775, 1863, 1941, 1987],
            ["1775–1849", "1850–1899", "1900–1949", "1950–1987"],
        ),
        # The years without quotes belong to the range before them.
        ([399, 1863, 2025], ["0399–1499", "1500–1999", "2000–2025"]),
        ([1999, 2000], ["1999", "2000"]),
        ([1, 9999], ["0001–7999", "8000–9999"]),
    ],
)
def test_ranges_of_years(years, expected):
    assert labels(*years) == expected


@pytest.mark.parametrize("step", [1, 3, 7, 12, 40, 99, 333])
def test_ranges_have_no_gap_and_no_zero(step):
    years = list(range(1000, 2026, step))
    made = ranges(*years)
    assert 2 <= len(made) <= MAX_RANGES
    assert [each.first for each in made[1:]] == [each.last + 1 for each in made[:-1]]
    assert (made[0].first, made[-1].last) == (years[0], years[-1])
    assert all(each.count for each in made)
    assert sum(each.count for each in made) == len(years)


def test_a_range_keeps_the_other_filters():
    first, *_ = ranges(1862, 1863, given=[("topic", "war")])
    assert first.query == "topic=war&after=1862&before=1862"


def test_a_sample_gives_lower_bounds():
    assert not any(each.exact for each in ranges(1862, 1863, exact=False))
