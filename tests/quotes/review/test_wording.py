"""Quotation marks, kinds of selections, names as printed, and blocks of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.review.text_blocks import bounds, marked_blocks
from quotes.review.wording import (
    entered_spans,
    kind_of_selection,
    name_as_printed,
    words_between,
)


def entered(kind, text):
    """Enter the part of a text between ⟦ and ⟧, or all of it."""
    start, end = text.find("⟦"), text.find("⟧")
    if start >= 0:
        text = text.replace("⟦", "").replace("⟧", "")
        spans = [(start, end - 1)]
    else:
        spans = [(0, len(text))]
    return words_between(text, entered_spans(text, kind, spans))


@pytest.mark.parametrize(
    ("kind", "printed", "words"),
    [
        ("direct", "“We will,”", "We will,"),
        ("direct", '"We will."', "We will."),
        ("direct", "‘We won’t go’", "We won’t go"),
        ("direct", "« Nous irons »", "Nous irons"),
        ("direct", "„Wir gehen“", "Wir gehen"),
        ("direct", "»Wir gehen«", "Wir gehen"),
        ("direct", "「行く」", "行く"),
        # A quotation that continues in the next paragraph does not close.
        ("direct", "“We will go", "We will go"),
        ("direct", "and stay.”", "and stay."),
        # Only the outer marks go; an apostrophe at the end is not a mark.
        ("direct", "“He said ‘no’”", "He said ‘no’"),
        ("direct", '"He said "no""', 'He said "no"'),
        ("direct", 'He said "no"', 'He said "no"'),
        ("direct", "the workers’", "the workers’"),
        ("direct", "“the workers’", "the workers’"),
        ("direct", "No marks at all", "No marks at all"),
        ("mixed", 'the need for "focus."', 'the need for "focus."'),
        ("mixed", '"Thrift 2.0,"', '"Thrift 2.0,"'),
        ("indirect", "  it as\n a  threat ", "it as a threat"),
        ("direct", "““", ""),
        ("direct", "“", ""),
        ("direct", " ", ""),
    ],
)
def test_how_words_are_entered(kind, printed, words):
    assert entered(kind, printed) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He said: “⟦We go⟧.” So.", "indirect"),
        ("He said: “⟦We go.⟧” So.", "direct"),
        ("He said: ⟦“We go.”⟧ So.", "direct"),
        ('He said: ⟦"We go."⟧ So.', "direct"),
        ("He said ⟦they would “go” at once⟧.", "mixed"),
        ("⟦“One” and “two”⟧", "mixed"),
        ("He said ⟦they would go⟧.", "indirect"),
    ],
)
def test_the_kind_of_a_selection(text, kind):
    start, end = text.index("⟦"), text.index("⟧") - 1
    text = text.replace("⟦", "").replace("⟧", "")
    assert kind_of_selection(text, [(start, end)]) == kind


def test_an_interrupted_selection_is_direct_if_each_part_is():
    text = "“We go,” she said, “at once.” He agreed."
    parts = [(1, 7), (text.index("at once"), text.index("” He"))]
    assert kind_of_selection(text, parts) == "direct"
    assert kind_of_selection(text, [(1, 7), (9, 12)]) == "indirect"
    assert words_between(text, parts) == "We go, at once."


@pytest.mark.parametrize(
    ("printed", "name", "role", "expected"),
    [
        ("research fellow Dean Ball", "Dean Ball", "research fellow", "Dean Ball"),
        ("Ball", "Dean Ball", "research fellow", "Ball"),
        ("Mr. Ball", "Dean Ball", "", "Mr. Ball"),
        ("she", "Ada Moreau", "mayor", "Ada Moreau"),
        ("The mayor", "Ada Moreau", "mayor", "Ada Moreau"),
        ("a spokesman", "", "", "a spokesman"),
        ("Mayor Moreau", "Ada Moreau", "mayor", "Moreau"),
    ],
)
def test_a_name_as_printed(printed, name, role, expected):
    assert name_as_printed(printed, name, role) == expected


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
