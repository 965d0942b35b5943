"""The confidence of a suggestion."""

from itertools import pairwise

from quotes.extraction.certainty import MAX_OPEN_CONFIDENCE, certainty


def test_it_rises_with_the_words_and_with_the_name():
    steps = [at / 20 for at in range(21)]
    for rising in (
        [certainty(step, [0.9], is_open=False) for step in steps],
        [certainty(0.9, [step], is_open=False) for step in steps],
    ):
        assert all(low <= high for low, high in pairwise(rising))
        assert 0 < rising[0] < rising[-1] < 1


def test_each_speaker_may_be_wrong():
    assert certainty(0.9, [0.9, 0.9], is_open=False) < certainty(
        0.9, [0.9], is_open=False
    )


def test_an_open_name_is_never_nearly_certain():
    assert certainty(0.99, [0.05], is_open=True) == MAX_OPEN_CONFIDENCE
    assert certainty(0.3, [0.05], is_open=True) < 0.5
