"""Properties of anchoring after random edits of whole articles, kind by kind."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.article_edits import ALARM, WRONG
from benchmarks.edited_articles import marked
from benchmarks.edited_texts import KINDS, run
from benchmarks.entered_quotes import Entries


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**40))
def test_no_quote_is_in_a_wrong_place_or_moves_silently(kind, seed):
    counts = run(kind, 10, seed)
    assert counts[WRONG] == 0
    # Below 1 in 1,000: `python -m benchmarks.edited_texts`
    assert counts[ALARM] <= 1


def test_a_random_article_has_its_quote_marked_once():
    made = Entries(Random(1))  # noqa: S311
    for _ in range(50):
        paragraphs, at, words, person, _ = made.start()
        text, spans = marked("\n\n".join(paragraphs))
        assert [text[slice(*span)] for span in spans] == [words]
        assert words in paragraphs[at].replace("⟦", "").replace("⟧", "")
        assert person[0] in paragraphs[at]
