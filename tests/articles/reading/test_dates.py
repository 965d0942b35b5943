"""Dates are read in many languages, as far as they are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.dates import is_only_date, is_relative, read_date

DATES = {
    "2025-02-13": "2025-02-13",
    "2025-02-13T23:30:00-05:00": "2025-02-13",
    "2025-02-13 08:00": "2025-02-13",
    "2025-02": "2025-02",
    "2025": "2025",
    "2025/2/13": "2025-02-13",
    "20250213": "2025-02-13",
    "13 February 2025": "2025-02-13",
    "February 13, 2025 at 8:30 a.m.": "2025-02-13",
    "Thu 13 Feb 2025 06.00 GMT": "2025-02-13",
    "Feb. 13th, 2025": "2025-02-13",
    "February 2025": "2025-02",
    "Sept. 2024": "2024-09",
    "13/02/2025": "2025-02-13",
    "02/13/2025": "2025-02-13",
    "05/05/2025": "2025-05-05",
    "13.02.2025": "2025-02-13",
    "le 1er mars 2025": "2025-03-01",
    "13 février 2025": "2025-02-13",
    "13. März 2025": "2025-03-13",
    "13 de febrero de 2025": "2025-02-13",
    "13 febbraio 2025": "2025-02-13",
    "13 февраля 2025 г.": "2025-02-13",
    "13 lutego 2025": "2025-02-13",
    "١٣ فبراير ٢٠٢٥": "2025-02-13",
    "२६ जनवरी २०२५": "2025-01-26",
    "13 בפברואר 2025": "2025-02-13",
    "2025年2月13日": "2025-02-13",
    "2025년 2월 13일": "2025-02-13",
}


NO_DATES = [
    "about 1 month ago",
    "3 hours ago",
    "yesterday",
    "Today at 9:15",
    "vor 3 Tagen",
    "il y a 2 heures",
    "hace 2 días",
    "2 часа назад",
    "منذ 3 ساعات",
    "03/04/2025",
    "31 February 2025",
    "2025-13-01",
    "May the force be with you",
    "in 2025 we said 13 times",
    "February 13 or March 14, 2025",
    "13 February",
    "",
    "١٣",
    "99999999999999999999",
]


@pytest.mark.parametrize("written", DATES)
def test_partial_dates_are_read(written):
    assert read_date(written).isoformat() == DATES[written]


@pytest.mark.parametrize("written", NO_DATES)
def test_words_without_a_date_give_none(written):
    assert read_date(written) is None


def test_a_line_is_only_a_date_or_not():
    assert is_only_date("Thursday, 13 February 2025, 06.00 GMT")
    assert not is_only_date("The vote of 13 February 2025")
    assert is_relative("about 1 month ago") and not is_relative("a month of sundays")


@given(st.text(max_size=120))
def test_any_words_give_a_date_or_none(words):
    read_date(words)
    is_relative(words)
    is_only_date(words)
