"""Texts with a run of words are found by their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models.fingerprints import Fingerprint
from articles.text_matching.fingerprints import MIN_WORDS_NUMBERED, fingerprint
from tests.factories import make_article

WORDS = st.lists(
    st.sampled_from(
        "we will rebuild the old harbour by spring can’t 2,500 我们 é".split()
    ),
    min_size=MIN_WORDS_NUMBERED,
    max_size=20,
)


@given(WORDS, WORDS, WORDS)
def test_a_text_has_all_numbers_of_any_words_in_it(before, quote, after):
    text = " ".join([*before, *quote, *after])
    numbers = fingerprint(" ".join(quote))
    assert numbers
    assert set(numbers) <= set(fingerprint(text))
    assert all(0 <= number < 2**24 for number in numbers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s the end of it all.", "it's the END — of it all"),
        (
            "The o\ufb03cers in\u00adterna\u200btional law here",
            "the officers international law here",
        ),
        ("caf\u00e9 au lait pour nous tous", "cafe\u0301 au lait pour nous tous"),
        ("我们明天走了", "我们，明天走了！"),
    ],
)
def test_signs_case_and_forms_are_ignored(one, other):
    assert fingerprint(one) == fingerprint(other) != []


def test_other_words_have_other_numbers():
    here = set(fingerprint("we will rebuild the harbour by the spring"))
    assert here.isdisjoint(fingerprint("they never went to the market on a Monday"))
    assert fingerprint("only four words here") == []
    assert fingerprint("") == []


@pytest.mark.django_db
def test_each_held_text_has_its_numbers_stored():
    article = make_article(text="We will rebuild the harbour by the spring.")
    row = Fingerprint.objects.get(snapshot=article.current_snapshot)
    assert row.numbers == fingerprint("We will rebuild the harbour by the spring.")
    Fingerprint.store([article.current_snapshot])
    assert Fingerprint.objects.count() == 1
