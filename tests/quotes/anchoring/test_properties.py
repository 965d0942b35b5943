"""Properties of anchoring for any text and any words, short or very long."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quotes.anchoring import (
    AMBIGUOUS,
    DIFFERS,
    EDITED,
    EXACT,
    MISSING,
    locate,
    locate_at,
)
from quotes.anchoring.folding import FoldedText, fold
from tests.support.anchors import TWICE, printed

#: Words of one alphabet, separated and wrapped by printed signs.
some_text = st.lists(
    st.one_of(
        st.text("abAB", min_size=1, max_size=3),
        st.sampled_from(
            "“one” ‘two’, three—four; five… \u00ad \u200b é e\u0301 ﬁ ½ 2,500 can’t "
            "我们走了 สวัสดี שָׁלוֹם हिन्दी 😀 𝔸 [so] … ... sic (sic) \" ' « »".split(" ")
        ),
        st.text(max_size=4),
    ),
    max_size=25,
).map(" ".join)


def word_edges(text):
    return [match.span() for match in re.finditer(r"\S+", text)]


@st.composite
def texts_and_cuts(draw):
    """Draw a text and the span of consecutive words in it."""
    text = draw(some_text)
    edges = word_edges(text)
    assume(edges)
    first = draw(st.integers(0, len(edges) - 1))
    last = draw(st.integers(first, len(edges) - 1))
    start, end = edges[first][0], edges[last][1]
    assume(fold(text[start:end]))
    return text, start, end


@given(texts_and_cuts())
@example(("a \u0301b", 2, 4))
@example(("\u200ba b", 0, 2))
@example(("x ¨ y", 2, 3))
@example(("a\n\n“b”", 0, 6))
@example(("A A can’t AA", 10, 12))
def test_words_taken_from_a_text_are_found_in_it(cut):
    text, start, end = cut
    words = text[start:end]
    anchor = locate(text, words)
    # Words right after “can’t” are found, but cut beside a negation.
    assert anchor.status in (EXACT, AMBIGUOUS) or anchor.dropped
    places = anchor.places or (anchor.spans,)
    for spans in places:
        assert len(spans) == 1
        assert fold(text[slice(*spans[0])]) == fold(words)
    if anchor.status == EXACT:
        assert start <= anchor.spans[0][0] < anchor.spans[0][1] <= end
    elif len(places) < 50:
        assert any(start <= first and last <= end for ((first, last),) in places)


@given(
    texts_and_cuts(),
    st.text("zyZY .,\n“”’😀", max_size=30),
    st.text("zyZY .,\n“”’", max_size=30),
)
def test_a_quote_is_found_after_text_is_added_around_it(cut, before, after):
    text, start, end = cut
    words = text[start:end]
    # The words of z and y are in neither the text nor the quote.
    assume(not re.search("[zyZY]", text))
    assume(re.search(r"\w", words))
    anchor = locate(text, words)
    shift = len(before) + 2
    again = locate(f"{before}z {text} z{after}", words)
    if anchor.status == EXACT:
        assert again.spans == tuple((a + shift, b + shift) for a, b in anchor.spans)
    else:
        assert again.places == tuple(
            tuple((a + shift, b + shift) for a, b in spans) for spans in anchor.places
        )


@given(
    st.lists(st.text("abcdé", min_size=2, max_size=6), min_size=4, unique=True),
    st.data(),
)
def test_one_unmarked_change_is_never_called_printed(words, data):
    text = f"He said: “{' '.join(words)}.” So it was."
    at = data.draw(st.integers(1, len(words) - 2))
    other = data.draw(st.sampled_from(["zz", "z", f"z{words[at]}", f"{words[at]}z"]))
    marks = data.draw(st.sampled_from(["", "[it] ", "… ", "[sic] "]))
    for changed in (
        [*words[:at], other, *words[at + 1 :]],
        [*words[:at], other, *words[at:]],
        [*words[:at], *words[at + 1 :]],
        [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]],
    ):
        anchor = locate(text, marks + " ".join(changed))
        assert anchor.status in (MISSING, DIFFERS)
        interrupted = f"“{' '.join(words[:1])},” she said, “{' '.join(words[1:])}”"
        assert locate(interrupted, " ".join(changed)).status in (MISSING, DIFFERS)


@given(
    st.lists(st.text("abcdé", min_size=2, max_size=6), min_size=4, unique=True),
    st.data(),
)
def test_a_marked_change_is_found_by_its_context(words, data):
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first, len(words) - 1))
    mark = data.draw(st.sampled_from(["[it]", "…", "[...]", ". . ."]))
    text = " ".join(words)
    quote = " ".join([*words[:first], mark, *words[last:]])
    anchor = locate(text, quote)
    assert anchor.status == EDITED
    assert printed(text, anchor) == [" ".join(words[:first]), " ".join(words[last:])]


@given(
    st.one_of(some_text, st.text(max_size=60)),
    st.one_of(some_text, st.text(max_size=30), st.text("ab .…[]'“”\n", max_size=20)),
    st.text(max_size=8),
    st.text(max_size=8),
)
@example("ﬁ", "f[x]i", "", "")
@example("a", "[", "", "")
@example("“" * 9, "“ … ”", "", "")
def test_every_result_is_well_formed(text, words, prefix, suffix):
    anchor = locate(text, words, prefix, suffix)
    assert anchor.status in (EXACT, EDITED, DIFFERS, AMBIGUOUS, MISSING)
    assert bool(anchor.spans) == (anchor.status in (EXACT, EDITED, DIFFERS))
    assert bool(anchor.places) <= (anchor.status == AMBIGUOUS)
    assert anchor.reason or anchor.status == EXACT
    for spans in (anchor.spans, *anchor.places):
        offsets = [offset for span in spans for offset in span]
        assert offsets == sorted(offsets)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    if anchor.spans:
        assert text[: anchor.spans[0][0]].endswith(anchor.prefix)
        assert text[anchor.spans[-1][1] :].startswith(anchor.suffix)
        if anchor.status != DIFFERS:
            assert locate_at(text, words, anchor.spans).spans == anchor.spans
    if anchor.status == EXACT:
        found = "".join(printed(text, anchor))
        assert "".join(fold(found).split()) == "".join(fold(words).split())


@given(some_text, st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30))))
def test_any_spans_are_kept_or_refused_with_a_reason(text, spans):
    try:
        anchor = locate_at(text, "one two", spans)
    except ValueError as refusal:
        assert str(refusal).endswith((".", "”."))
    else:
        assert anchor.spans == tuple(spans)


def test_no_search_changes_the_text():
    held = FoldedText(TWICE)
    before = (held.original, held.folded)
    for words in ("We will win", "we … he", "[We] will", "nothing"):
        assert locate(held, words) == locate(TWICE, words)
    assert (held.original, held.folded) == before


LARGE = {
    "curly marks": "“" * 1_000_000,
    "straight marks": '"' * 1_000_000,
    "spaced marks": "' " * 500_000,
    "one letter": "a" * 1_000_000,
    "a word": "a a " * 250_000,
    "brackets": "[" * 1_000_000,
    "marked brackets": "[a] " * 250_000,
    "ellipses": "..." * 333_000,
    "words and marks": 'a " ' * 250_000,
    "words and [sic]": "a [sic] " * 125_000,
    "combining marks": "e\u0301" * 200_000,
}
HARD_WORDS = {
    "many parts": "a ... " * 2_000 + "b",
    "many brackets": "a [x] " * 2_000 + "b",
    "a long run": "a " * 10_000 + "b",
    "half of a long word": "a" * 500_000,
    "short parts": "a … a … a … b",
    "a word and marks": 'a " a',
    "an open bracket": "a [" + "b " * 100_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_repetitive_texts_finish(text):
    held = FoldedText(text)
    assert locate(held, text).status == EXACT
    for words in HARD_WORDS.values():
        assert locate(held, words).status not in (EXACT, EDITED)
    assert locate("He said a thing.", text).status in (MISSING, AMBIGUOUS)


def test_a_long_ordinary_text_is_searched_completely():
    filler = "A plain sentence of an ordinary kind, and it’s “so” in the end. "
    text = filler * 8_000 + "“I will,” she said, “surely go.”"
    anchor = locate(text, "I will surely go.")
    assert printed(text, anchor) == ["I will", "surely go."]
    assert locate(text, "I will never go.").status == MISSING
    anchor = locate(text, "a plain sentence … surely go.")
    assert anchor.status == AMBIGUOUS
