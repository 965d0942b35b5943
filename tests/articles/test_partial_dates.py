"""Partial dates say what is known, and no more."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.partial_dates import MONTHS, PartialDate, ends_before


@pytest.mark.parametrize(
    ("written", "date", "precision", "shown", "first_day"),
    [
        ("2025", (2025,), "year", "2025", (2025, 1, 1)),
        ("2025-02", (2025, 2), "month", "February 2025", (2025, 2, 1)),
        ("2025-02-13", (2025, 2, 13), "day", "13 February 2025", (2025, 2, 13)),
        ("2024-02-29", (2024, 2, 29), "day", "29 February 2024", (2024, 2, 29)),
        ("1865-03-04", (1865, 3, 4), "day", "4 March 1865", (1865, 3, 4)),
        ("2000-12-31", (2000, 12, 31), "day", "31 December 2000", (2000, 12, 31)),
        ("0001-01-01", (1, 1, 1), "day", "1 January 1", (1, 1, 1)),
        ("9999-12", (9999, 12), "month", "December 9999", (9999, 12, 1)),
        ("0476", (476,), "year", "476", (476, 1, 1)),
    ],
)
def test_dates_are_read_shown_and_stored(written, date, precision, shown, first_day):
    partial = PartialDate.parse(written)
    assert partial == PartialDate(*date)
    assert partial.precision == precision
    assert str(partial) == shown
    assert partial.first_day == datetime.date(*first_day)
    later = partial.last_day.toordinal() + 1
    assert later > datetime.date.max.toordinal() or (
        PartialDate.from_date(datetime.date.fromordinal(later), precision) != partial
    )
    assert partial.isoformat() == written


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-2-3", "2025-02-03"),
        ("2025-2", "2025-02"),
        (" 2025-02-13\n", "2025-02-13"),
    ],
)
def test_sloppy_writing_is_read(written, iso):
    assert PartialDate.parse(written).isoformat() == iso


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2025-02-31", "February 2025 has no day 31."),
        ("2025-02-29", "February 2025 has no day 29."),
        ("1900-02-29", "February 1900 has no day 29."),
        ("2025-04-31", "April 2025 has no day 31."),
        ("2025-01-32", "January 2025 has no day 32."),
        ("2025-01-00", "January 2025 has no day 0."),
        ("2025-13", "There is no month 13: months run from 01 to 12."),
        ("2025-13-01", "There is no month 13: months run from 01 to 12."),
        ("2025-00", "There is no month 0: months run from 01 to 12."),
        ("0000", "0 is not a year from 1 to 9999."),
        ("0000-05", "0 is not a year from 1 to 9999."),
    ],
)
def test_an_impossible_date_is_refused_with_a_message(written, sentence):
    with pytest.raises(ValueError) as refusal:
        PartialDate.parse(written)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "13 February 2025",
        "13/02/2025",
        "02-13-2025",
        "2025/02/13",
        "2025-02-13T10:00",
        "2025-02-13-01",
        "20250213",
        "2025-",
        "2025-02-",
        "2025--13",
        "-2025",
        "99",
        "12345",
        "2025-001",
        "2025-02-013",
        "2025-xx",
        "about 2025",
        "2025-02-13\x00",
    ],
)
def test_another_format_is_refused_with_the_accepted_formats(written):
    with pytest.raises(ValueError, match="Write a date as 2025-02-13, or 2025-02"):
        PartialDate.parse(written)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((2025, None, 13), "A day needs its month."),
        ((0,), "0 is not a year from 1 to 9999."),
        ((10000,), "10000 is not a year from 1 to 9999."),
        ((-44, 3, 15), "-44 is not a year from 1 to 9999."),
        ((2025, 0), "There is no month 0: months run from 01 to 12."),
        ((2025, -1), "There is no month -1: months run from 01 to 12."),
        ((2023, 2, 29), "February 2023 has no day 29."),
    ],
)
def test_invalid_parts_are_refused_with_a_message(parts, sentence):
    with pytest.raises(ValueError) as refusal:
        PartialDate(*parts)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("precision", "iso"),
    [("day", "2025-02-13"), ("month", "2025-02"), ("year", "2025")],
)
def test_a_date_is_reduced_to_its_precision(precision, iso):
    partial = PartialDate.from_date(datetime.date(2025, 2, 13), precision)
    assert partial.isoformat() == iso
    assert partial.precision == precision


@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_every_date_reads_back_as_it_is_written_and_stored(date, precision):
    partial = PartialDate.from_date(date, precision)
    assert PartialDate.parse(partial.isoformat()) == partial
    assert PartialDate.from_date(partial.first_day, partial.precision) == partial
    assert PartialDate.from_date(partial.last_day, partial.precision) == partial
    assert partial.first_day <= date <= partial.last_day
    assert str(date.year) in str(partial)
    assert (MONTHS[date.month - 1] in str(partial)) == (precision != "year")


def test_a_date_is_a_value():
    assert PartialDate(2025, 2) == PartialDate.parse("2025-02")
    assert len({PartialDate(2025, 2), PartialDate(2025, 2), PartialDate(2025)}) == 2
    with pytest.raises(AttributeError):
        PartialDate(2025).year = 2026


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1865-04-15", "1865-04-16", True),
        ("1865-04-15", "1865-04-15", False),
        ("1865-04-16", "1865-04-15", False),
        ("1864", "1865-04-15", True),
        ("1865", "1865-04-15", False),
        ("1865-04", "1865-04-15", False),
        ("1865-03", "1865-04-15", True),
        ("1865-04-15", "1865", False),
        ("1865-04-15", "1866", True),
        ("0099", "0100", True),
    ],
)
def test_a_date_is_before_another_as_far_as_both_are_known(one, other, expected):
    assert ends_before(PartialDate.parse(one), PartialDate.parse(other)) is expected
