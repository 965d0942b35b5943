"""Two texts of an article, compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.anchoring.text_diff import PUT_IN, SAME, TAKEN_OUT, TextDiff


def shown(old, new):
    """Return the edits as text, with [-taken out-] and {+put in+}."""
    marks = {SAME: "{}", TAKEN_OUT: "[-{}-]", PUT_IN: "{{+{}+}}"}
    return "".join(
        marks[each.kind].format(each.text) for each in TextDiff(old, new).edits()
    )


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("We never sell.", "We sell.", "We [-never -]sell."),
        ("We sell.", "We never sell.", "We {+never +}sell."),
        ("It is red now.", "It is blue now.", "It is [-red -]{+blue +}now."),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."),
        ("One.\n\nTwo.", "One.", "One.[-\n\nTwo. -]"),
        ("One two.\n\nThree.", "One.\n\nThree.", "[-One two.\n\n-]{+One.\n\n+}Three."),
        ("“Yes,” she said - now.", '"Yes," she said – now.', '"Yes," she said – now.'),
        ("a  b\nc", "a b c", "a b c"),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old. -]"),
        ("決して売らない", "今は売らない", "[-決して -]{+今は+}売らない"),
        ("لن نبيع أبدا", "لن نبيع الآن", "لن نبيع [-أبدا -]{+الآن+}"),
    ],
)
def test_words_taken_out_and_put_in(old, new, expected):
    assert shown(old, new) == expected


def test_the_numbers_of_words():
    diff = TextDiff("Up two three and four.", "Up three and five six four.")
    assert (diff.taken_out, diff.put_in) == (1, 2)


texts = st.lists(st.sampled_from(["a", "b", "no,", " ", "\n\n", "“Yes”", "決"])).map(
    "".join
)


@given(texts, texts)
def test_the_new_text_is_whole_and_no_word_is_lost(old, new):
    diff = TextDiff(old, new)
    edits = diff.edits()
    assert "".join(each.text for each in edits if each.kind != TAKEN_OUT) == (
        new if new.strip() else ""
    )
    before = "".join(each.text for each in edits if each.kind != PUT_IN)
    assert "".join(before.split()) == "".join(old.split())
    for start in range(len(old)):
        first, last = diff.counterpart(start, len(old))
        assert 0 <= first <= last <= len(new)


@pytest.mark.parametrize(
    "old, words, new, expected",
    [
        (
            "He said “we never go” once.",
            "we never go",
            "He said “we go” once.",
            "we go",
        ),
        ("Then “no” came. End.", "“no” came. ", "Then End.", ""),
        ("A b c d e.", "b c", "A b x c d e.", "b x c"),
        ("A b c d e.", "b c", "A q r s d e.", "q r s "),
        (
            "町は「決して売らない」と",
            "決して売らない",
            "町は「売らない」と",
            "売らない",
        ),
        ("One two.", "One two.", "One two. Three.", "One two."),
    ],
)
def test_what_is_in_place_of_a_passage(old, words, new, expected):
    start = old.index(words)
    first, last = TextDiff(old, new).counterpart(start, start + len(words))
    assert new[first:last] == expected
