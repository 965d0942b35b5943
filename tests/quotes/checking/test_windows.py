"""The windows of a long text contain the words of a claim, wherever they are."""

import random
from itertools import pairwise

import pytest

from quotes.checking.windows import MAX_WHOLE, windows
from tests.support.checked_texts import HARBOUR, RAILWAY

FILLER = "Nothing of note was said in the hall about the seaweed or the council. "
SENTENCE = "Every timetable is a promise made to strangers, and we have kept ours."


def has(text, claim, words=None):
    return any((words or claim) in text[a:b] for a, b in windows(text, claim))


def test_a_short_text_is_one_window():
    assert windows(HARBOUR.text, SENTENCE) == [(0, len(HARBOUR.text))]
    assert windows("", SENTENCE) == [(0, 0)]


@pytest.mark.parametrize("seed", range(40))
def test_the_sentence_is_in_a_window(seed):
    chance = random.Random(seed)  # noqa: S311
    before, after = chance.randrange(2_000), chance.randrange(500)
    text = FILLER * before + SENTENCE + " " + FILLER * (after + 60)
    assert len(text) > MAX_WHOLE
    assert has(text, SENTENCE)
    assert has(text, SENTENCE.replace(" ", "\n", 3).replace("E", "e"), SENTENCE)
    assert has(text, SENTENCE.replace("strangers", "passengers"), SENTENCE)
    assert sum(b - a for a, b in windows(text, SENTENCE)) < 20_000


@pytest.mark.parametrize("seed", range(20))
def test_both_halves_of_a_joined_claim_are_in_windows(seed):
    chance = random.Random(seed)  # noqa: S311
    one, other = chance.sample(RAILWAY.text.split(". "), 2)
    text = (
        FILLER * chance.randrange(300) + one + ". "
        + FILLER * (60 + chance.randrange(300)) + other
    )  # fmt: skip
    assert has(text, f"{one}. {other}", one)
    assert has(text, f"{one}. {other}", other)


def test_a_passage_with_an_ellipsis_is_in_one_window():
    start, end = SENTENCE.split(", and ")
    text = FILLER * 90 + start + ". " + FILLER * 35 + end + " " + FILLER * 90
    for claim in (f"{start} … {end}", f"{start} [and so on] {end}"):
        assert any(
            start in text[a:b] and end in text[a:b] for a, b in windows(text, claim)
        )


def test_windows_do_not_overlap_and_do_not_cut_words():
    text = FILLER * 100 + SENTENCE + " " + FILLER * 100 + RAILWAY.text
    spans = windows(text, SENTENCE + RAILWAY.text[:300])
    assert spans == sorted(spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    for start, end in spans:
        assert start == 0 or text[start - 1] == " "
        assert end == len(text) or text[end] == " "


@pytest.mark.parametrize(
    "claim",
    [
        "",
        "…",
        "a b",
        "\0",
        "İstanbul " * 9,
        "漢字" * 40,
        "x" * 30_000,
        "to be or not to be",
    ],
)
def test_any_claim(claim):
    text = FILLER * 200 + "To be or not to be. " + "漢字" * 3_000 + "İ"
    spans = windows(text, claim)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_script_without_spaces():
    text = (
        "静かな海の上を船が行く。" * 600
        + "約束は守られなければならない。"
        + "海" * 3_000
    )
    assert has(text, "約束は守られなければならない")
