"""Blocks of a text have all of it, with its marks."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.review.text_blocks import bounds, marked_blocks


@st.composite
def marked_texts(draw):
    text = draw(st.text("ab “”\n😀é", max_size=120))
    spots = st.integers(0, max(len(text), 1))
    marks = draw(
        st.lists(
            st.lists(st.tuples(spots, spots), max_size=3).map(
                lambda pairs: [
                    (min(pair), min(max(pair), len(text)))
                    for pair in pairs
                    if min(pair) < min(max(pair), len(text))
                ]
            ),
            max_size=5,
        )
    )
    return text, list(enumerate(marks))


@given(marked_texts())
def test_blocks_have_the_whole_text_with_its_marks(drawn):
    text, marks = drawn
    blocks = list(marked_blocks(text, marks, length=10))
    runs = [run for block in blocks for run in block.runs]
    assert "".join(run.text for run in runs) == text
    assert [block.start for block in blocks] == [start for start, _ in bounds(text, 10)]
    lying = [set() for _ in text]
    for mark, spans in marks:
        for start, end in spans:
            for at in range(start, end):
                lying[at].add(mark)
    found = [set(run.marks) for run in runs for _ in run.text]
    assert found == lying
    # Single blocks are the same as among all.
    wanted = [span for _, spans in marks for span in spans][:1]
    some = list(marked_blocks(text, marks, wanted, length=10))
    assert all(block in blocks for block in some)
    touched = {
        start
        for start, end in bounds(text, 10)
        for a, b in wanted
        if a < end and b > start
    }
    assert {block.start for block in some} == touched


def test_blocks_end_after_lines_or_words_and_have_a_limit():
    text = "word " * 50 + "\n" + "x" * 100
    parts = [text[start:end] for start, end in bounds(text, 20)]
    assert "".join(parts) == text
    assert all(part.endswith((" ", "\n")) for part in parts[:3])
    assert max(map(len, parts)) <= 40
