"""Pasted texts are read, and nothing is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cleaning import clean
from articles.reading.plain_text import read_text
from articles.reading.result import Proposal


def test_the_head_of_a_text_is_read():
    text = (
        "Bridge to be rebuilt\n\nBy Noor de Wit\nThe Vauville Post, 13 February 2025\n"
    )
    found = read_text(f"{text}\nThe council met, and they said that it was the bridge.")
    assert found.title == "Bridge to be rebuilt"
    assert list(map(str, found.authors)) == ["Noor de Wit"]
    assert (found.publication, found.published) == ("The Vauville Post", "2025-02-13")
    assert found.language == "en"
    assert "By Noor de Wit" in found.read_from["authors"]


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


@pytest.mark.parametrize("title", ["ស្ពានថ្មី", "桥将重建了", "สะพานใหม่"])
def test_a_title_may_have_no_spaces(title):
    assert read_text(f"{title}\n\nBy Jane Doe\n\nThe council met late.").title == title


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


def test_a_date_of_another_calendar_is_no_date():
    found = read_text("The mill is sold\nBy Jane Roe\n1403/11/24\n\nIt was sold today.")
    assert found.published in (None, "")
    assert "may be of another calendar" in found.remarks["published"]


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
