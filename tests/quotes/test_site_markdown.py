"""The small part of Markdown in which pages about the site are written."""

import pytest

from quotes.site_markdown import (
    Inline,
    PageBlock,
    parse_page_text,
    runs,
    wrong_addresses,
)


def test_paragraphs_headings_and_lists():
    text = (
        "One\nline.\n\n## What we do\nAnd more.\n\n- first\n- second,\n  longer\n\nEnd."
    )
    assert parse_page_text(text) == [
        PageBlock("paragraph", [[Inline("One line.")]]),
        PageBlock("heading", [[Inline("What we do")]]),
        PageBlock("paragraph", [[Inline("And more.")]]),
        PageBlock("list", [[Inline("first")], [Inline("second, longer")]]),
        PageBlock("paragraph", [[Inline("End.")]]),
    ]


def test_line_ends_of_windows_and_spaces_in_empty_lines():
    assert parse_page_text("One.\r\n \t\r\nTwo.\r\n\r\n\r\nThree.") == [
        PageBlock("paragraph", [[Inline(word)]]) for word in ("One.", "Two.", "Three.")
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_no_text_has_no_blocks(text):
    assert parse_page_text(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "/quotes/",
        "/",
        "/quotes/?q=a&standing=verified",
        "https://example.org/a?b=c#d",
        "http://example.org",
        "mailto:desk@example.org",
        "#labels-1",
    ],
)
def test_links(address):
    assert runs(f"See [the page]({address}), please.") == [
        Inline("See "),
        Inline("the page", address),
        Inline(", please."),
    ]
    assert wrong_addresses(f"[a]({address})") == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert",
        "data:text/html,x",
        "//evil.example.org/",
        "/\\evil.example.org/",
        "quotes/",
        "vbscript:x",
        "\tjavascript:x",
        "ftp://example.org/",
    ],
)
def test_other_addresses_are_no_links(address):
    line = f"See [this]({address})."
    assert all(not run.address for run in runs(line))
    assert "".join(run.text for run in runs(line)) == line


def test_wrong_addresses_are_named():
    assert wrong_addresses("[a](/x) [b](www.example.org)") == ["www.example.org"]


def test_strong_words_and_everything_else_is_text():
    assert runs("**Not** <b>bold</b> [brackets] 2 * 3 ** 4 _so_") == [
        Inline("Not", strong=True),
        Inline(" <b>bold</b> [brackets] 2 * 3 ** 4 _so_"),
    ]
