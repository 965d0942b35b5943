"""Dates are read in many languages, as far as they are known."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.dates import (
    find_order,
    is_only_date,
    is_relative,
    read_date,
    why_unread,
)
from articles.reading.printed_dates import find_dates, is_date_line

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
    "2025年2月": "2025-02",
    "2024 March 12": "2024-03-12",
    "2016 Aug 16": "2016-08-16",
    "2025/2/13 08:00": "2025-02-13",
    "2025 12:30": "2025",
    # A day is next to the month; other numbers are none.
    "Vol. 12, March 2024": "2024-03",
    "No. 3, March 2024": "2024-03",
    "N° 12 - mars 2024": "2024-03",
    "Heft 3, März 2024": "2024-03",
    "Issue 5 March 2024": "2024-03",
    "Courier 12, March 2024": "2024-03",
    "Vol. 12, No. 3, 14 March 2024": "2024-03-14",
    "March 2024 · 4 min read": "2024-03",
    "4 min read · March 2024": "2024-03",
    "March 2024, 12 pages": "2024-03",
    "3 Comments March 2024": "2024-03",
    "1 May 2020, 3 comments": "2020-05-01",
    "Tuesday 12, March 2024": "2024-03-12",
    "Friday the 13th, March 2024": "2024-03-13",
    "March the 12th, 2024": "2024-03-12",
    "den 13:e mars 2024": "2024-03-13",
    "13e maart 2024": "2024-03-13",
    "13-го февраля 2025": "2025-02-13",
    "13/Feb/2025": "2025-02-13",
    # Years of our calendar.
    "31 October 1517": "1517-10-31",
    "1517": "1517",
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
    "2024 05 12",
    "2024-05 12",
    "2024/05 12",
    "2024年5月 12",
    "01/01/0000",
    "0000",
    "3-5 March 2024",
    "March 3 and 5, 2024",
    "March 3rd to 5th, 2024",
    "1403/11/24",
    "۱۴۰۳/۱۱/۲۴",
    "24/11/1403",
    "1446-08-14",
    "1403/11",
    "13/02/2567",
    "13 February 2567",
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


@given(st.text(max_size=120) | st.from_regex(r"\d{1,2}[./-]\d{1,2}[./-]0\d{3}"))
def test_any_words_give_a_date_or_none(words):
    read_date(words)
    is_relative(words)
    is_only_date(words)
    why_unread(words)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("about 1 month ago", "is relative"),
        ("gestern", "is relative"),
        ("il y a 2 heures", "is relative"),
        ("hace 2 días", "is relative"),
        ("12/03/2024", "can be 12 March 2024 or 3 December 2024"),
        ("31 February 2025", "is in no calendar"),
        ("30 de febrero de 2025", "is in no calendar"),
        ("13/13/2025", "is in no calendar"),
        ("01/01/0000", "is in no calendar"),
        ("1403/11/24", "may be of another calendar"),
        ("13/02/2567", "is in the future, or of another calendar"),
        ("13 February", "has no year"),
        ("Samstag, 5. Mai", "has no year"),
        ("12.03.24", "has a year of two digits"),
        ("3 May 2018 or 4 June 2018", "names more than one day"),
        ("13 February 2025", ""),
        ("The bridge", ""),
    ],
)
def test_why_words_are_no_date(written, why):
    assert why_unread(written) == (why and f"“{written}” {why}")


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        ("fr", "", "2024-03-12"),
        ("de-AT", "", "2024-03-12"),
        ("es-MX", "", "2024-03-12"),
        ("en-GB", "", "2024-03-12"),
        ("en-US", "", "2024-12-03"),
        ("en", "", None),
        ("en", "They met on 25/02/2024.", "2024-03-12"),
        ("en", "They met on 02/25/2024.", "2024-12-03"),
        ("en", "They met on 02/25/2024 and on 25/02/2024.", None),
        ("", "", None),
    ],
)
def test_the_language_or_other_dates_settle_the_order(language, text, published):
    date = read_date("12/03/2024", find_order(text, language))
    assert (date and date.isoformat()) == published


def test_hostile_lines_are_read_fast():
    before = time.process_time()
    for line in (
        "1" * 9,
        "12 ",
        "May ",
        "1 de ",
        "1-",
        "3/",
        " ",
        "·",
        "ago ",
        "vor 1 ",
    ):
        many = line * 30_000
        read_date(many), why_unread(many), is_only_date(many), find_dates(many)
    line = "Updated 3:14 PM EST, Thu February 13, 2025"
    for _ in range(500):
        find_dates(line), is_date_line(line)
    assert time.process_time() - before < 2


PRINTED = {
    "Publié le 3 février 2022 à 06h00": "2022-02-03P",
    "Publié le 3 février 2022, modifié le 4 février 2022": "2022-02-03P 2022-02-04C",
    "Mis à jour le 4 mai 2022 — publié le 3 mai 2022": "2022-05-04C 2022-05-03P",
    "14. September 2021, 15:32 Uhr": "2021-09-14",
    "Stand: 05.03.2021, 14:00 Uhr": "2021-03-05C",
    "Montag, den 3. Mai 2021": "2021-05-03",
    "21 de agosto de 2023": "2023-08-21",
    "Lun 21 Ago 2023 10:30": "2023-08-21",
    "Actualizado el 5 de mayo de 2021 | Publicado el 4 de mayo de 2021": (
        "2021-05-05C 2021-05-04P"
    ),
    "June 18, 2024": "2024-06-18",
    "Saturday, May 5, 2018": "2018-05-05",
    "12 March 2024": "2024-03-12",
    "Wednesday 12th of March 2024 at 10 a.m.": "2024-03-12",
    "Updated 3:14 PM EST, Thu February 13, 2025": "2025-02-13C",
    "Last modified on Tue 30 Aug 2022 17.00 BST": "2022-08-30C",
    "Vol. 112, No. 24 Tuesday, June 18, 2024 $1.50": "2024-06-18",
    "Hope, 3. Oktober 2019": "2019-10-03",
    "Published 12/03/2024": "?P",
    "© 3 May 2018 Hope Courier": "",
    "Deadline: 3 May 2018": "",
    "Room 12, 2024 seats": "",
}


@pytest.mark.parametrize("line", PRINTED)
def test_printed_dates_are_found_with_their_labels(line):
    found = [
        f"{each.date.isoformat() if each.date else '?'}"
        f"{'C' * each.changed}{'P' * each.labelled}"
        for each in find_dates(line)
    ]
    assert " ".join(found) == PRINTED[line]


def test_a_sentence_with_a_date_is_no_date_line():
    assert is_date_line("Publié le 3 février 2022 à 06h00")
    assert is_date_line("Hope, 3. Oktober 2019")
    assert not is_date_line("The vote was on 13 February 2025")
    assert not is_date_line("Der Rat beschloss es am 3. Mai 2021")
