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
        if span := diff.counterpart(start, len(old)):
            assert 0 <= span[0] <= span[1] <= len(new)


@pytest.mark.parametrize(
    "old, words, new, expected",
    [
        (
            "He said “we never go” once.",
            "we never go",
            "He said “we go” once.",
            "we go",
        ),
        ("Then she and “no” came. End.", "“no” came. ", "Then she and End.", ""),
        ("A b c d e f.", "b c", "A b x c d e f.", "b x c"),
        ("A b c d e f.", "b c", "A q r s d e f.", "q r s"),
        (
            "町は「決して売らない」と",
            "決して売らない",
            "町は「売らない」と",
            "売らない",
        ),
        (
            "She ran to the hall.“No.” He",
            "No.",
            "She ran to the hall.“Yes.” He",
            "Yes.",
        ),
        ("So he told us: “No.” Then he", "No", "So he told us: “Yes.” Then", "Yes"),
        ("One two to.", "One two to.", "One two to. Ten.", "One two to."),
    ],
)
def test_what_is_in_place_of_a_passage(old, words, new, expected):
    start = old.index(words)
    span = TextDiff(old, new).counterpart(start, start + len(words))
    assert span
    assert new[slice(*span)] == expected


def test_nothing_is_in_place_of_a_passage_of_quite_another_text():
    old = "He said that we never go there before the winter."
    new = "A wholly new text, printed before Christmas, said nothing of that."
    assert TextDiff(old, new).counterpart(13, 24) is None
