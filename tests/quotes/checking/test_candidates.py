"""A quote on record proves that words are printed only if a text of its source does."""

import datetime

import pytest

from quotes.checking.check import check_claim
from quotes.checking.verdicts import Flag, Verdict
from quotes.models import Quote
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote, make_speaker
from tests.support.checked_texts import RAILWAY

pytestmark = pytest.mark.django_db

WORDS = "Every timetable is a promise made to strangers, and we have kept ours"
CUT = "Every timetable … made to strangers, and we have kept ours"
OTHER = RAILWAY.text.replace("strangers", "passengers")


@pytest.fixture
def reed():
    return make_speaker("Bob Reed")


def at(month, day, hour=12):
    return datetime.datetime(2026, month, day, hour, tzinfo=datetime.UTC)


def hold(article, *texts):
    """Hold texts, (text, time), one after another, and verify the quotes after each."""
    for text, time in texts:
        article.hold_text(text, retrieved_at=time)
        verify(article.quotes.all())


def test_a_quote_that_its_text_lacks_is_not_exact(reed):
    quote = make_quote(make_article(text="The mill was sold."), WORDS, speaker=reed)
    assert quote.anchor_status == "missing"
    for words in (WORDS, CUT):
        found = check_claim(words, "Bob Reed")
        assert found.verdict == Verdict.NOT_ON_RECORD
        assert found.flags == {Flag.UNPRINTED}
        assert found.speaker == "unknown"
        assert found.places[0].source == quote.article_id
        assert "the text of its source lacks them" in found.reason


def test_signs_of_a_quote_that_its_text_lacks_are_not_printed_otherwise(reed):
    make_quote(make_article(text="The mill was sold."), f"{WORDS}?", speaker=reed)
    found = check_claim(f"{WORDS}.", "Bob Reed")
    assert found.verdict == Verdict.NOT_ON_RECORD


def test_a_quote_of_other_words_than_its_text_is_altered(reed):
    quote = make_quote(make_article(text=OTHER), WORDS, speaker=reed)
    assert quote.anchor_status == "differs"
    found = check_claim(WORDS, "Bob Reed")
    assert found.verdict == Verdict.ALTERED
    assert found.places[0].candidate.key[0] == "snapshot"
    assert "passengers" in found.places[0].printed


def test_a_text_that_has_the_words_is_exact_beside_a_quote_that_is_not(reed):
    make_quote(make_article(text="The mill was sold."), WORDS, speaker=reed)
    source = make_article(text=RAILWAY.text)
    found = check_claim(WORDS, "Bob Reed")
    assert (found.verdict, found.speaker) == (Verdict.EXACT, "unknown")
    assert {place.source for place in found.places} == {source.pk}


def test_without_a_text_nothing_was_compared(reed):
    quote = make_quote(make_article(), WORDS, speaker=reed)
    assert quote.anchor_status == "no_text"
    for words, verdict in ((WORDS, Verdict.EXACT), (CUT, Verdict.MARKED)):
        found = check_claim(words, "Bob Reed")
        assert (found.verdict, found.speaker) == (verdict, "right")
        assert Flag.NOT_COMPARED in found.flags
        assert "No text of its source is held" in found.reason
    altered = WORDS.replace("strangers", "passengers")
    assert check_claim(altered).reason == "The quote on record has other words."


def test_a_quote_that_the_newest_text_lacks_is_changed_since(reed):
    article = make_article()
    article.hold_text(RAILWAY.text, retrieved_at=at(3, 1))
    quote = make_quote(article, WORDS, speaker=reed)
    hold(article, (OTHER, at(4, 2)))
    assert Quote.objects.get(pk=quote.pk).printed_in
    for words in (WORDS, CUT):
        found = check_claim(words, "Bob Reed")
        assert (found.verdict, found.speaker) == (Verdict.CHANGED_SINCE, "right")
        assert "2 April 2026" in found.reason
    assert check_claim(WORDS, "Ann Lowe").verdict == Verdict.SAID_BY_ANOTHER
    found = check_claim("Every timetable is a promise … we have kept ours", "Bob Reed")
    assert (found.verdict, found.speaker) == (Verdict.MARKED, "right")


def test_words_are_printed_until_the_first_text_that_lacks_them():
    article = make_article()
    hold(
        article,
        (RAILWAY.text, at(2, 1)),
        (f"{RAILWAY.text} Updated.", at(3, 1)),
        (OTHER, at(4, 2)),
        (f"{OTHER} Again.", at(5, 3)),
    )
    found = check_claim(WORDS)
    assert found.verdict == Verdict.CHANGED_SINCE
    assert "2 April 2026" in found.reason
    (place,) = found.places
    assert place.candidate.text.endswith("Updated.")


def test_the_newest_of_many_texts_is_read():
    article = make_article()
    for number in range(25):
        article.hold_text(f"{RAILWAY.text} Updated {number} times.")
    assert check_claim(WORDS).verdict == Verdict.EXACT


def test_a_condition_that_a_newer_text_adds_counts():
    article = make_article(text=f"{WORDS}.")
    assert check_claim(WORDS).verdict == Verdict.EXACT
    article.hold_text(f"{WORDS}, unless it snows.")
    assert check_claim(WORDS).verdict == Verdict.AT_RISK


@pytest.mark.parametrize("is_held", [True, False])
def test_words_that_an_ellipsis_of_a_quote_joins_are_not_exact(reed, is_held):
    text = RAILWAY.text if is_held else ""
    words = "Every timetable is a promise … and [the men] have kept ours"
    quote = make_quote(make_article(text=text), words, speaker=reed)
    assert quote.anchor_status == ("edited" if is_held else "no_text")
    for lost in ("… ", "[the men] ", "… and [the men] "):
        claim = words.replace(lost, lost.strip("… []") and f"{lost.strip('… []')} ")
        found = check_claim(claim, "Bob Reed")
        assert found.verdict not in (Verdict.EXACT, Verdict.MARKED), claim
    assert check_claim(words, "Bob Reed").verdict == Verdict.MARKED
    cased = make_quote(make_article(text=text), "[A]nd we have kept ours through two")
    assert check_claim("And we have kept ours through two").verdict == Verdict.EXACT
    assert cased.anchor_status == quote.anchor_status


def test_a_place_that_is_not_settled_proves_nothing_by_itself(reed):
    near = "Every timetable is a promise made to {}, and we have kept ours today. "
    text = " ".join(near.format(each) for each in ("friends", "foes"))
    quote = make_quote(make_article(text=text), WORDS, speaker=reed)
    assert quote.anchor_status == "ambiguous"
    assert check_claim(WORDS, "Bob Reed").verdict == Verdict.ALTERED
    twice = make_article(text=f"{RAILWAY.text}\n\n{RAILWAY.text}")
    assert make_quote(twice, WORDS, speaker=reed).anchor_status == "ambiguous"
    found = check_claim(WORDS, "Bob Reed")
    assert (found.verdict, found.speaker) == (Verdict.EXACT, "right")
    assert {place.source for place in found.places} == {twice.pk}


def test_a_translation_is_known_and_never_exact(reed):
    text = "Jeder Fahrplan ist ein Versprechen an Fremde, und wir haben es gehalten."
    quote = make_quote(
        make_article(text=f"Er sagte: „{text}“", language="de"),
        text,
        speaker=reed,
        translation=f"{WORDS}.",
        translation_language="en",
    )
    found = check_claim(WORDS, "Bob Reed")
    assert found.verdict == Verdict.NOT_ON_RECORD
    assert "A translation on record has these words" in found.reason
    assert [place.source for place in found.places] == [quote.article_id]
    assert check_claim(text, "Bob Reed").verdict == Verdict.EXACT
    quote.attributions.update(standing="misattributed", evidence="A letter.")
    assert check_claim(WORDS, "Bob Reed").verdict == Verdict.REFUTED
