"""Sketches of texts tell how much two texts have in common."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text_matching.near_duplicates import SKETCH_SIZE, likeness, sketch
from tests.support.random_texts import edited, some_text


def test_a_sketch_is_small_and_ignores_signs():
    text = some_text(1)
    assert len(sketch(text)) == SKETCH_SIZE == len(set(sketch(text)))
    assert sketch(text) == sketch(f"“{text.upper().replace(' ', ',  ')}”\n")
    assert sketch("only four words here") == []
    assert len(sketch("橋のない町は二つの町だ")) > 3


def test_likeness_falls_with_edits():
    text = some_text(1)
    likes = [
        likeness(sketch(text), sketch(edited(text, edits))) for edits in (0, 10, 60)
    ]
    assert likes[0] == 1 > likes[1] > 0.7 > likes[2] > 0.3
    assert likeness(sketch(text), sketch(some_text(2))) < 0.05
    assert likeness([], sketch(text)) == 0


@given(st.text(max_size=500), st.text(max_size=500))
def test_any_texts_can_be_compared(one, other):
    assert 0 <= likeness(sketch(one), sketch(other)) <= 1
    assert all(-(2**63) <= each < 2**63 for each in sketch(one))
