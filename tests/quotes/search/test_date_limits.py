"""Limits of dates among the words of a search."""

import pytest

from quotes.search.date_limits import read_limits


@pytest.mark.parametrize(
    ("typed", "text", "after", "before"),
    [
        ("democracy before 1900", "democracy", None, "1899"),
        ("DEMOCRACY BEFORE 1900?", "DEMOCRACY", None, "1899"),
        ("democracy prior to 1900", "democracy", None, "1899"),
        ("democracy pre-1900", "democracy", None, "1899"),
        ("pre-1900 democracy", "democracy", None, "1899"),
        ("democracy until 1900", "democracy", None, "1900"),
        ("women since 1950", "women", "1950", None),
        ("women 1950 onwards", "women", "1950", None),
        ("women after 1950", "women", "1951", None),
        ("since 1950: women", "women", "1950", None),
        ("slavery in the 1860s", "slavery", "1860", "1869"),
        ("war between 1914 and 1918", "war", "1914", "1918"),
        ("war from 1914 to 1918", "war", "1914", "1918"),
        ("war 1914–1918", "war", "1914", "1918"),
        ("women after 1950 and before 1960", "women", "1951", "1959"),
        ("democracy in the 19th century", "democracy", "1801", "1900"),
        ("democracy before the twentieth century", "democracy", None, "1900"),
        ("democracy before the 1900s", "democracy", None, "1899"),
        ("war since February 2022", "war", "2022-02", None),
        ("war before 1 March 1863", "war", None, "1863-02-28"),
        ("war before January 1863", "war", None, "1862-12"),
        ("war after December 31, 1863", "war", "1864-01-01", None),
        ("AI until 2025-02-13", "AI", None, "2025-02-13"),
        ("freedom of the press before 1900", "freedom of the press", None, "1899"),
        ('"of the people" before 1900', '"of the people"', None, "1899"),
        (
            "＂the many of them who won＂ before 1900",
            "＂the many of them who won＂",
            None,
            "1899",
        ),
        ("liberty OR freedom before 1900", "liberty OR freedom", None, "1899"),
        ("speaker:lincoln before 1863", "speaker:lincoln", None, "1862"),
        ("What did Lincoln say before 1863?", "What did Lincoln say", None, "1862"),
        ("all quotes on war before 1900", "all quotes on war", None, "1899"),
        ("quotes before 1900", "", None, "1899"),
        ("before 1900", "", None, "1899"),
        ("démocratie avant 1900", "démocratie", None, "1899"),
        ("Demokratie seit 1900", "Demokratie", "1900", None),
    ],
)
def test_limits_are_read(typed, text, after, before):
    found = read_limits(typed)
    assert found.text == text
    assert (found.after and found.after.isoformat()) == after
    assert (found.before and found.before.isoformat()) == before


@pytest.mark.parametrize(
    "typed",
    [
        '"democracy before 1900"',  # literally
        'press "before 1900"',
        '"press before 1900',
        "He died before 1900",  # lines of quotes
        "the worst crisis since 1929",
        "I don’t know what came after 1945",
        "Never before 1900",
        "nothing since 1929",
        "democracy not before 1900",
        "democracy in the 1900s",  # ten years or a hundred
        "democracy after the 1900s",
        "slavery in the early 1860s",
        "democracy long before 1900",
        "life after 2000 years",
        "after 2000 years of silence",
        "democracy before 100",
        "democracy before 30 February 1900",
        "between 1910 and 1900",
        "democracy before 1900 before 1800",
        "Orwell 1984",
        "women from 1950",  # of that year, or since
        "lincoln 1863",
        "democracy -before 1900 ever",
        "democracy",
        "",
        "x" * 200 + " before 1900",
    ],
)
def test_other_words_stay(typed):
    assert read_limits(typed) is None


def test_note_says_how_the_limit_was_read():
    note = read_limits("women since May 1950").note
    assert "“since May 1950” is read as a limit: quotes from May 1950 on." in note
    assert "Undated quotes are left out." in note
