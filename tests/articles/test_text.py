"""Text is stored unchanged, except for control characters and newlines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import (
    describe_control_character,
    find_control_character,
    normalise_newlines,
    shorten,
)
from quotes.models import Quote


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\ntwo", "one\ntwo"),
        ("one\r\r\ntwo", "one\n\ntwo"),
        ("one\n\rtwo", "one\n\ntwo"),
        ("\ufeffone", "one"),
        ("\ufeff\r\none", "\none"),
        ("one\ufefftwo", "one\ufefftwo"),
        ("\ufeff\ufeffone", "\ufeffone"),
        ("", ""),
        ("  one \t two\n\n ", "  one \t two\n\n "),
        ("one\u2028two\x0bthree", "one\u2028two\x0bthree"),
        ("e\u0301 ﬁ “…”", "e\u0301 ﬁ “…”"),
    ],
)
def test_newlines_become_lf_and_nothing_else_changes(given_text, stored):
    assert normalise_newlines(given_text) == stored


@given(st.text(alphabet="a\r\n \ufeff\u2028é"))
def test_normalised_newlines_keep_every_line_but_no_carriage_return(text):
    normal = normalise_newlines(text)
    assert "\r" not in normal
    assert len(text.replace("\r\n", "\n")) - len(normal) == text.startswith("\ufeff")


@pytest.mark.parametrize(
    "character",
    [
        *(chr(code) for code in range(0x20) if chr(code) not in "\n\t"),
        *map(chr, range(0x7F, 0xA0)),
        "\ud800",
        "\udbff",
        "\udc00",
        "\udfff",
        *"\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff",
    ],
)
def test_every_control_character_and_surrogate_is_found(character):
    assert find_control_character(f"says{character}who") == 4
    assert find_control_character(character) == 0
    assert find_control_character(f"\n\t{character}{character}") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\t\n",
        "He said: “Go—now…”",
        "習近平說 / שלום / سلام / नमस्ते / สวัสดี",
        "soft\u00adhyphen zero\u200bwidth mark\u200e joined\u200d no-break\u00a0space",
        "\u2028\u2029\ufeff\ufffd\ufffc\ufdcf\ufdf0\U0010fffd\ue000",
        "👩🏽‍🚀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    ],
)
def test_all_other_text_is_unchanged(text):
    assert find_control_character(text) is None


@given(st.text(st.characters(), max_size=60))
def test_the_first_control_character_is_found_anywhere(text):
    unstorable = [
        offset
        for offset, character in enumerate(text)
        if (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t")
        or 0xFDD0 <= ord(character) <= 0xFDEF
        or ord(character) & 0xFFFE == 0xFFFE
    ]
    assert find_control_character(text) == (unstorable[0] if unstorable else None)


@pytest.mark.parametrize(
    ("text", "offset", "code", "line", "character"),
    [
        ("\x00", 0, "U+0000", 1, 1),
        ("ab\x1bc", 2, "U+001B", 1, 3),
        ("one\ntwo\x07", 7, "U+0007", 2, 4),
        ("one\n\n\x9f", 5, "U+009F", 3, 1),
        ("𝔸𝔹\x01", 2, "U+0001", 1, 3),
        ("a\ud800", 1, "U+D800", 1, 2),
        ("a\nb\uffff", 3, "U+FFFF", 2, 2),
    ],
)
def test_an_editor_is_told_which_character_it_is_and_where(
    text, offset, code, line, character
):
    assert find_control_character(text) == offset
    sentence = describe_control_character(text, offset)
    assert f"{code} at line {line}, character {character}:" in sentence
    assert find_control_character(sentence) is None


def test_a_long_text_is_cut_and_has_no_space_before_the_ellipsis():
    assert shorten("one two", 7) == "one two"
    assert shorten("one two three", 5) == "one…"
    assert shorten("x" * 81) == "x" * 79 + "…"
    assert str(Quote(text=f"{'x' * 78} y z")) == "x" * 78 + "…"
