"""Passages in other words are near; passages about other things are not."""

import pytest

from quotes.checking.judging import judge
from quotes.checking.letters import Letters
from quotes.checking.likeness import ExpandedClaim, english_stem
from quotes.checking.verdicts import Verdict
from tests.support.checked_texts import HARBOUR, TEXTS


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("We constructed this harbour with our hands, and we do not want to sell it.",
         "We built this harbour"),
        ("If the ferry halts, the island is vacant within a decade or ten years.",
         "If the ferry stops"),
        ("I shall not sign any lease which nobody read.", "I will not sign"),
        ("A lighthouse so known, our aged friend, shall be held.", "The well-known"),
        ("Schoolmasters requested that all minutes are printed in full and "
         "dispatched to each household.", "The schoolmaster asked"),
        ("All timetables are a pledge we make to foreigners.", "Every timetable"),
    ],
)  # fmt: skip
def test_the_nearest_passage_is_given_for_comparison(words, passage):
    judged = judge(words, None, TEXTS)
    assert judged.verdict in (Verdict.PARAPHRASE, Verdict.ALTERED)
    place = judged.places[0]
    sentence = place.candidate.text.index(passage)
    assert sentence - 20 <= place.start <= sentence + 60


@pytest.mark.parametrize(
    "words",
    [
        "The harbour is a place where the young and the old may meet in summer.",
        "We shall sell our own houses before the storms, said the council.",
        "No governor ever steered a barn full of unsold grain by trusting mercy.",
        "It falls to the night nurses to mend the road before the session is out.",
        "The trustees have published a map of the land in two colours.",
        "Never has a ferry carried so many timetables to so few strangers.",
        "To be, or not to be, that is the question.",
        "Strangers counted the minutes on the quay until the newspapers were sold.",
        "What the fishermen want is a wall, a school, a council and a lease.",
        "And so it is, and so it was, and so it will be for all of us.",
    ],
)
def test_words_about_the_same_things_are_not_a_paraphrase(words):
    assert judge(words, None, TEXTS).verdict == Verdict.NOT_ON_RECORD


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("dreams", "dream"), ("cities", "city"), ("running", "run"), ("made", "make"),
        ("fought", "fight"), ("classes", "class"), ("hoped", "hop"), ("hope", "hop"),
        ("thing", "thing"), ("his", "his"), ("bus", "bus"), ("need", "need"),
        ("größe", "größ"), ("", ""), ("s", "s"), ("1911", "1911"),
    ],
)  # fmt: skip
def test_stems(word, base):
    assert english_stem(word) == base


def test_a_short_claim_is_like_nothing():
    assert ExpandedClaim(Letters("the harbour").words).nearest(HARBOUR.letters) is None
    assert ExpandedClaim([]).nearest(HARBOUR.letters) is None
    words = Letters(HARBOUR.text).words
    assert ExpandedClaim(words).nearest(Letters("")) is None
    assert ExpandedClaim(words).nearest(HARBOUR.letters).likeness > 0.9
