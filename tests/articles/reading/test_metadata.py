"""Bylines, dates and pasted texts are read, and nothing is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cleaning import clean
from articles.reading.bylines import read_byline
from articles.reading.dates import is_only_date, is_relative, read_date
from articles.reading.languages import guess_language, known_language
from articles.reading.plain_text import read_text
from articles.reading.result import Proposal

# Dates

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


# Names

BYLINES = {
    "By Noor de Wit": ["Noor|de|Wit||"],
    "Sean Dickens": ["Sean||Dickens||"],
    "Dickens, Sean": ["Sean||Dickens||"],
    "van der Berg, Jan": ["Jan|van der|Berg||"],
    "By JANE DOE and John Smith Jr.": ["JANE||DOE||", "John||Smith|Jr.|"],
    "By Jane Doe, John Smith and Ann Lee": [
        "Jane||Doe||",
        "John||Smith||",
        "Ann||Lee||",
    ],
    "Martin Luther King, Jr.": ["Martin Luther||King|Jr.|"],
    "By Jane Doe, Staff Writer": ["Jane||Doe||"],
    "By Jane Doe in Paris": ["Jane||Doe||"],
    "Jane Doe (jane@example.org)": ["Jane||Doe||"],
    "Von Anna von der Mühle": ["Anna|von der|Mühle||"],
    "Par Jean Dupont et Marie Curie": ["Jean||Dupont||", "Marie||Curie||"],
    "Por María García y José de la Cruz": ["María||García||", "José|de la|Cruz||"],
    "Bashar al-Assad": ["Bashar|al-|Assad||"],
    "Автор: Иван Петров": ["Иван||Петров||"],
    "بقلم محمد الحسن": ["محمد||الحسن||"],
    "村上春樹": ["||||村上春樹"],
    "김 철수": ["||||김 철수"],
    "Reuters": ["||||Reuters"],
    "Associated Press": ["||||Associated Press"],
    "Voltaire": ["||||Voltaire"],
    "": [],
    "Staff writer": [],
    "123": [],
}


@pytest.mark.parametrize("line", [line for line, names in BYLINES.items() if names])
def test_names_of_bylines_are_read_in_parts(line):
    names = [
        "|".join([name.given, name.particle, name.family, name.suffix, name.literal])
        for name in read_byline(line)
    ]
    assert names == BYLINES[line]


@given(st.text(max_size=200))
def test_any_byline_gives_names_that_can_be_saved(line):
    for name in read_byline(line):
        assert bool(name.literal) != bool(name.family)
        assert not name.literal or not (name.given or name.particle or name.suffix)
        assert max(map(len, (name.given, name.family, name.literal))) <= 300


# Languages


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The council met and they said that it was the bridge of the town.", "en"),
        (
            "Der Rat und die Stadt sind nicht für das Geld, sagte sie, und auch er.",
            "de",
        ),
        ("Les gens de la ville sont pour le pont, qui est dans la rue, et avec.", "fr"),
        ("Это так, как она сказала, и они что-то уже знали, для всех или нет.", "ru"),
        ("橋のない町は二つの町だと町長は語った。会議は夜遅くまで続いた。", "ja"),
        ("다리가 없는 마을은 두 개의 마을이라고 시장이 말했다고 합니다.", "ko"),
        ("镇长说没有桥的城镇就是两个城镇会议一直持续到深夜才结束。", "zh"),
        ("Bridge", ""),
        ("1234 5678 " * 20, ""),
    ],
)
def test_the_language_of_a_text_is_guessed_or_left_open(text, tag):
    assert guess_language(text) == tag


def test_language_tags_are_standardised():
    assert known_language("EN_us") == "en-US"
    assert known_language("pt-br, en") == "pt-BR"
    assert [known_language(tag) for tag in ("", "english!", "und", "x" * 99)] == [
        ""
    ] * 4


# Pasted texts


def test_the_head_of_a_text_is_read():
    text = (
        "Bridge to be rebuilt\n\nBy Noor de Wit\nThe Vauville Post, 13 February 2025\n"
    )
    found = read_text(f"{text}\nThe council met, and they said that it was the bridge.")
    assert found.title == "Bridge to be rebuilt"
    assert list(map(str, found.authors)) == ["Noor de Wit"]
    assert (found.publication, found.published) == ("The Vauville Post", "2025-02-13")
    assert found.language == "en"
    assert "By Noor de Wit" in found.whence["authors"]


@pytest.mark.parametrize(
    ("line", "authors", "publication", "published"),
    [
        ("Sean Dickens · about 1 month ago · 4 minutes read", "Sean Dickens", "", ""),
        (
            "Jane Doe | The Guardian | 13 Feb 2025",
            "Jane Doe",
            "The Guardian",
            "2025-02-13",
        ),
        ("By Jane Doe • 3 min read", "Jane Doe", "", ""),
        ("Published: 13 February 2025", "", "", "2025-02-13"),
        ("Author: Doe, Jane", "Jane Doe", "", ""),
        ("Von Anna Mühle – 13. März 2025", "Anna Mühle", "", "2025-03-13"),
        ("Bridges – and what they mean", "", "", ""),
        ("By the time she came, it was late", "", "", ""),
        ("The vote was on 13 February 2025", "", "", ""),
        ("2025", "", "", ""),
    ],
)
def test_lines_of_the_head_give_their_fields(line, authors, publication, published):
    found = read_text(f"Bridge to be rebuilt\n\n{line}\n\nThe council met late.")
    assert ", ".join(map(str, found.authors)) == authors
    assert (found.publication, found.published) == (publication, published)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council met late.\n\nIt was long.",
        "“It is so,” she said\n\nIt was long.",
        "One line alone",
        "A line\nthat goes on\nand on\nand on\n",
        "\n\n\n",
        "---\n***\n",
    ],
)
def test_a_text_without_a_head_gives_no_fields(text):
    found = read_text(text)
    assert (found.title, found.authors, found.published) == ("", [], "")
    assert found.text == text


def test_labels_of_a_head_and_of_a_mail():
    found = read_text(
        "Title: The bridge\nAuthor: Noor de Wit\nDate: Feb 2025\nSource: The Post\n"
        "URL: https://example.org/a\n\nThe council met late."
    )
    assert (found.title, found.publication) == ("The bridge", "The Post")
    assert (found.published, found.url) == ("2025-02", "https://example.org/a")


@given(st.text(max_size=400), st.text(max_size=100))
def test_any_text_gives_a_proposal(text, more):
    found = read_text(clean(f"{text}\n{more}\n\n{text}").text)
    assert Proposal.from_json(found.as_json()) == found
