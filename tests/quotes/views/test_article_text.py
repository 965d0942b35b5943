"""The text of an article in paragraphs and pages, with quotes marked in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.passages import CONTEXT_LENGTH
from quotes.views.article_text import (
    MAX_LENGTH_OF_PAGE,
    MAX_PARAGRAPHS,
    MAX_QUOTES_OF_PAGE,
    layout_text,
    paginate,
    segments,
)

TEXT = "First one.\n\nThen two words came.\n\nLast."


def span_of(text, words):
    return text.index(words), text.index(words) + len(words)


def shown(text, *quotes, whole=True):
    """Return the blocks as text: [1:words] links to quote 1, [1+:words] nested."""
    placed = [(key, [span_of(text, part) for part in parts]) for key, *parts in quotes]
    return [
        f"{block.number}{list(block.quotes) or ''} "
        + " […] ".join(
            "".join(
                each.text
                if each.quote is None
                else f"[{each.quote}{'+' * each.nested}:{each.text}]"
                for each in window
            )
            for window in segments(text, block)
        )
        for block in layout_text(text, placed, whole=whole)
    ]


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        ([], ["1 First one.", "2 Then two words came.", "3 Last."]),
        (
            [(5, "two words")],
            ["1 First one.", "2[5] Then [5:two words] came.", "3 Last."],
        ),
        (
            [(5, "Then", "words")],
            ["1 First one.", "2[5] [5:Then] two [5:words] came.", "3 Last."],
        ),
        # Overlapping: the shorter one has the words of both.
        (
            [(5, "Then two words"), (6, "words came")],
            [
                "1 First one.",
                "2[5, 6] [5:Then two ][6+:words][6: came].",
                "3 Last.",
            ],
        ),
        # Nested.
        (
            [(5, "Then two words came."), (6, "two"), (7, "two words")],
            [
                "1 First one.",
                "2[5, 6, 7] [5:Then ][6+:two][7+: words][5: came.]",
                "3 Last.",
            ],
        ),
        # The same words twice.
        (
            [(5, "two words"), (6, "two words")],
            ["1 First one.", "2[5, 6] Then [5+:two words] came.", "3 Last."],
        ),
        # Adjacent.
        (
            [(5, "Then "), (6, "two")],
            ["1 First one.", "2[5, 6] [5:Then ][6:two] words came.", "3 Last."],
        ),
        # Over three paragraphs.
        (
            [(5, "one.\n\nThen two words came.\n\nLast")],
            ["1[5] First [5:one.]", "2 [5:Then two words came.]", "3 [5:Last]."],
        ),
    ],
)
def test_quotes_are_marked_in_place(quotes, expected):
    assert shown(TEXT, *quotes) == expected


def test_right_to_left_text_is_marked_by_code_points():
    text = "قال الوزير: «سنبقى هنا» أمس.\n\nثم سكت."
    assert shown(text, (1, "سنبقى هنا"))[0] == "1[1] قال الوزير: «[1:سنبقى هنا]» أمس."


def test_excerpts_are_the_paragraphs_of_quotes_only():
    assert shown(TEXT, (5, "two words"), whole=False) == [
        "2[5] Then [5:two words] came."
    ]


def test_excerpts_never_have_more_than_the_context_of_quotes():
    text = f"{'before ' * 100}one {'between ' * 100}two {'after ' * 100}"
    (block,) = layout_text(
        text, [(1, [span_of(text, "one"), span_of(text, "two")])], whole=False
    )
    assert len(block.windows) == 2
    for (start, end), word in zip(block.windows, ("one", "two"), strict=True):
        first, last = span_of(text, word)
        assert first - CONTEXT_LENGTH <= start <= first
        assert last <= end <= last + CONTEXT_LENGTH
        assert text[start - 1] == " " == text[end]


def test_near_excerpts_are_joined():
    text = f"{'x ' * 200}one two three{' y' * 200}"
    (block,) = layout_text(
        text, [(1, [span_of(text, "one")]), (2, [span_of(text, "three")])], whole=False
    )
    assert len(block.windows) == 1


class TestPages:
    def test_a_short_text_is_one_page(self):
        blocks = layout_text(TEXT, [], whole=True)
        assert paginate(blocks) == [blocks]

    def test_no_text_is_one_empty_page(self):
        assert paginate([]) == [[]]

    @pytest.mark.parametrize(
        "text",
        [
            "word " * 200_000,
            "x" * 1_000_000,
            "一" * 200_000,
            f"{'A sentence. ' * 50}\n\n" * 2_000,
            "a\n\n" * 50_000,
        ],
    )
    def test_pages_of_a_long_text_are_limited(self, text):
        pages = paginate(layout_text(text, [(1, [(70_000, 70_003)])], whole=True))
        assert len(pages) > 1
        for page in pages:
            assert sum(block.length for block in page) <= MAX_LENGTH_OF_PAGE
            assert len(page) <= MAX_PARAGRAPHS
        blocks = [block for page in pages for block in page]
        assert [key for block in blocks for key in block.quotes] == [1]
        words = "".join(text[s:e] for block in blocks for s, e in block.windows)
        assert "".join(words.split()) == "".join(text.split())

    def test_many_quotes_of_one_paragraph_take_several_pages(self):
        text = "word " * 1_000
        placed = [(key, [(5 * key, 5 * key + 4)]) for key in range(1, 900)]
        pages = paginate(layout_text(text, placed, whole=True))
        found = [key for page in pages for block in page for key in block.quotes]
        assert found == list(range(1, 900))
        assert all(
            sum(len(b.quotes) for b in page) <= MAX_QUOTES_OF_PAGE for page in pages
        )
        assert [block.begins for page in pages for block in page].count(True) == 1

    def test_ten_thousand_overlapping_quotes_are_laid_out_fast(self):
        text = "word " * 4_000
        placed = [(key, [(key, 20_000 - key)]) for key in range(9_999)]
        for block in layout_text(text, placed, whole=False)[:3]:
            segments(text, block)


@given(
    st.lists(st.tuples(st.integers(0, 38), st.integers(1, 12)), max_size=8),
    st.booleans(),
)
def test_each_marked_character_is_of_a_quote_that_has_it(spans, whole):
    placed = [
        (key, [(at, min(at + n, len(TEXT)))]) for key, (at, n) in enumerate(spans)
    ]
    placed = [each for each in placed if each[1][0][0] < each[1][0][1]]
    keys = []
    for block in layout_text(TEXT, placed, whole=whole):
        keys += block.quotes
        for (start, end), window in zip(
            block.windows, segments(TEXT, block), strict=True
        ):
            assert "".join(each.text for each in window) == TEXT[start:end]
            at = start
            for each in window:
                having = [
                    key
                    for key, [(first, last)] in placed
                    if first <= at and at + len(each.text) <= last
                ]
                assert each.quote in (having or [None])
                assert each.nested == (len(having) > 1)
                at += len(each.text)
    assert sorted(keys) == [key for key, _ in placed]
