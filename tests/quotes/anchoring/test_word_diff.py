"""The differences between print and quote, as data and in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.anchoring.word_diff import DiffRun, say_signs, say_words, signs, word_diff


def test_runs_are_equal_or_different_words():
    assert word_diff("We stay laser focussed now", "We stay laser-focused now") == (
        DiffRun("We stay", "We stay", True),
        DiffRun("laser focussed", "laser-focused", False),
        DiffRun("now", "now", True),
    )


@pytest.mark.parametrize(
    ("printed", "entered", "said"),
    [
        ("one two", "one two", ""),
        ("it’s “so”", 'it\'s "so"', ""),
        ("cafe\u0301 o\ufb03ce", "café office", ""),
        ("inter\u00adnational", "international", ""),
        ("one two", "one", "printed: “two”; entered: nothing"),
        ("one", "one two", "printed: nothing; entered: “two”"),
        ("The end", "the end", "printed: “The”; entered: “the”"),
        ("US aid", "us aid", "printed: “US”; entered: “us”"),
        (
            "a b c d",
            "x b y d",
            "printed: “a”; entered: “x” · printed: “c”; entered: “y”",
        ),
        (
            "a b c d e f g h",
            "z b z d z f z h",
            "printed: “a”; entered: “z” · printed: "
            "“c”; entered: “z” · printed: “e”; entered: “z” · and 1 more",
        ),
        ("我们走了", "我们来了", "printed: “走”; entered: “来”"),
        ("𠀀𠀁𠀂", "𠀀𠀃𠀂", "printed: “𠀁”; entered: “𠀃”"),  # rare Han
        ("שלום לכם", "שלום לך", "printed: “לכם”; entered: “לך”"),
    ],
)
def test_differences_make_a_sentence(printed, entered, said):
    assert say_words(printed, entered) == said


def test_signs_are_named_because_they_look_alike():
    assert signs("it’s “so”", 'it\'s "so"') == (("’", "'"), ("“", '"'), ("”", '"'))
    assert say_signs("it’s", "it's") == (
        "printed: ’ (right single quotation mark); entered: ' (apostrophe)"
    )
    assert say_signs("so — no", "so - no") == (
        "printed: — (em dash); entered: - (hyphen-minus)"
    )
    assert say_signs("in\u00adto", "into") == "printed: soft hyphen; entered: nothing"
    assert say_signs("a  b", "a b") == ""
    assert signs("x" * 9_000, "y" * 9_000) == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_runs_join_to_the_texts(printed, entered):
    runs = word_diff(printed, entered)
    for text, name in ((printed, "printed"), (entered, "entered")):
        at = 0
        for run in runs:
            words = getattr(run, name)
            assert text.find(words, at) >= 0
            at = text.find(words, at) + len(words)
    assert all(a.same != b.same for a, b in pairwise(runs))
    assert isinstance(say_words(printed, entered) + say_signs(printed, entered), str)
