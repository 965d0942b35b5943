"""Claims are checked against the texts and quotes that readers may see."""

import datetime

import pytest

from articles.models import Article, ArticleKind
from articles.models.base import Status
from quotes.checking.candidates import searched
from quotes.checking.check import check_claim, check_draft
from quotes.checking.verdicts import Verdict
from quotes.checking.windows import MAX_WHOLE
from quotes.models import Attribution, Quote, Speaker, Standing
from tests.factories import make_speaker
from tests.support.checked_texts import HARBOUR, RAILWAY

pytestmark = pytest.mark.django_db

WORDS = "Every timetable is a promise made to strangers, and we have kept ours"
ALTERED = "Every timetable is a promise made to passengers, and we have kept ours"
REWORDED = "All timetables are a pledge we make to foreigners, which we kept in storms"
#: Statements for any number of claims that are looked up.
STATEMENTS = 16


def article(text, speaker="", status=Status.PUBLISHED, **fields):
    made = Article.objects.create(
        title="Held",
        status=status,
        kind=ArticleKind.SPEECH if speaker else ArticleKind.NEWSPAPER,
        **fields,
    )
    if speaker:
        made.bylines.create(literal=speaker)
    made.hold_text(text)
    return made


def record(words, *speakers, standing=Standing.UNVERIFIED, source=None):
    source = source or Article.objects.create(title="Paper", status=Status.PUBLISHED)
    quote = Quote.objects.create(
        article=source, text=words, status=Status.DRAFT, language="en"
    )
    for name in speakers:
        speaker, _ = Speaker.objects.get_or_create(name=name)
        Attribution.objects.create(
            quote=quote,
            speaker=speaker,
            standing=standing,
            evidence="A letter says so.",
        )
    Quote.objects.filter(pk=quote.pk).update(status=Status.PUBLISHED)
    return quote


def test_held_texts_are_found():
    source = article(RAILWAY.text, "Bob Reed")
    article(HARBOUR.text, "Ann Lowe")
    judged = check_claim(WORDS, "Bob Reed")
    assert (judged.verdict, judged.speaker) == (Verdict.EXACT, "right")
    assert judged.places[0].source == source.pk
    assert check_claim(ALTERED).verdict == Verdict.ALTERED
    assert check_claim(WORDS, "Ann Lowe").verdict == Verdict.SAID_BY_ANOTHER
    joined = (
        "We built this harbour with our own hands, and we have kept ours through two "
        "floods"
    )
    assert check_claim(joined).verdict == Verdict.JOINED


def test_a_text_is_found_by_other_words():
    source = article(RAILWAY.text, "Bob Reed")
    judged = check_claim(REWORDED)
    assert judged.verdict == Verdict.PARAPHRASE
    assert judged.places[0].source == source.pk
    assert "main words" in judged.reason


def test_drafts_of_articles_are_not_for_readers():
    article(RAILWAY.text, "Bob Reed", status=Status.DRAFT)
    assert check_claim(WORDS).verdict == Verdict.NOT_ON_RECORD


def test_a_quote_without_a_text_is_found():
    record(WORDS, "Bob Reed")
    assert check_claim(WORDS, "Bob Reed").verdict == Verdict.EXACT
    assert check_claim(WORDS, "Ann Lowe").verdict == Verdict.SAID_BY_ANOTHER
    assert check_claim(ALTERED).verdict == Verdict.ALTERED


def test_the_quote_on_record_says_who_speaks_in_a_report():
    source = article(f"On Monday he spoke. “{WORDS},” Bob Reed said.")
    record(WORDS, "Bob Reed", source=source)
    assert check_claim(WORDS, "Ann Lowe").verdict == Verdict.SAID_BY_ANOTHER
    assert check_claim(WORDS, "Mr Reed").verdict == Verdict.EXACT


def test_a_misattributed_quote_is_refuted_with_the_evidence():
    record(WORDS, "Ann Lowe", standing=Standing.MISATTRIBUTED)
    judged = check_claim(WORDS, "Ann Lowe")
    assert judged.verdict == Verdict.REFUTED
    assert "A letter says so." in judged.reason


@pytest.mark.parametrize("standing", [Standing.MISATTRIBUTED, Standing.DISPUTED])
def test_a_known_misattribution_is_refuted_though_another_is_verified(standing):
    quote = record(WORDS, "Eve Hall", standing=Standing.VERIFIED)
    for name in ("Ann Lowe", "Tom Field"):
        quote.attributions.create(
            speaker=make_speaker(name, aliases=[f"{name[:3]} Arouet"]),
            standing=standing,
            evidence="A letter says so.",
        )
    for name in ("Ann Lowe", "Lowe", "Ann Arouet", "Tom Field"):
        judged = check_claim(WORDS, name)
        assert judged.verdict == Verdict.REFUTED, name
        assert judged.reason.endswith("A letter says so.")
        assert ("Tom" in judged.reason) == (name == "Tom Field")
    assert check_claim(WORDS, "Eve Hall").verdict == Verdict.EXACT
    assert check_claim(WORDS).verdict == Verdict.EXACT
    assert check_claim(WORDS, "Bob Reed").verdict == Verdict.SAID_BY_ANOTHER


def test_a_short_quote_on_record_is_not_too_short():
    record("Let them eat cake.", "Ann Lowe", standing=Standing.MISATTRIBUTED)
    assert check_claim("Let them eat cake", "Ann Lowe").verdict == Verdict.REFUTED
    assert check_claim("Let them eat", "Ann Lowe").verdict == Verdict.TOO_SHORT


def test_an_older_text_says_until_when():
    source = article(RAILWAY.text, "Bob Reed")
    source.hold_text(RAILWAY.text.replace("strangers", "passengers"))
    assert check_claim(WORDS).verdict == Verdict.CHANGED_SINCE
    assert check_claim(ALTERED).verdict == Verdict.EXACT


def test_a_passage_deep_in_a_long_text_is_found():
    filler = "Nothing of note was said in the hall about the seaweed. " * 3_000
    source = article(f"{filler}\n\n{RAILWAY.text}\n\n{filler}", "Bob Reed")
    judged = check_claim(WORDS)
    assert judged.verdict == Verdict.EXACT
    text = source.current_snapshot.text
    assert len(text) > MAX_WHOLE
    start, end = judged.places[0].whole_spans[0]
    assert text[start:end] == WORDS


def test_a_namesake_on_record_is_somebody_else():
    article(RAILWAY.text, "John Quincy Adams")
    assert check_claim(WORDS, "John Adams").verdict == Verdict.EXACT
    Speaker.objects.create(name="John Adams")
    assert check_claim(WORDS, "John Adams").verdict == Verdict.SAID_BY_ANOTHER


def test_a_family_name_on_record_is_somebody_else():
    article(RAILWAY.text, "Bob Reed")
    assert check_claim(WORDS, "Kent").speaker == "unknown"
    make_speaker("Clara Kent")
    assert check_claim(WORDS, "Kent").verdict == Verdict.SAID_BY_ANOTHER


def test_a_family_name_of_two_words_fits():
    article(RAILWAY.text, "Martin Van Buren")
    make_speaker("Martin Van Buren")
    for name in ("Van Buren", "President Van Buren", "Buren"):
        assert check_claim(WORDS, name).speaker == "right", name


def test_a_person_may_speak_for_an_organisation():
    quote = record(WORDS, "Northern Rail")
    assert check_claim(WORDS, "Bob Reed").verdict == Verdict.SAID_BY_ANOTHER
    Speaker.objects.update(kind="organisation")
    judged = check_claim(WORDS, "Bob Reed")
    assert (judged.verdict, judged.speaker) == (Verdict.EXACT, "unknown")
    assert judged.places[0].source == quote.article_id
    assert check_claim(WORDS, "Northern Rail").speaker == "right"


def test_each_quotation_of_a_draft():
    article(RAILWAY.text, "Bob Reed")
    draft = f"“{WORDS},” Bob Reed said. Ann Lowe said: “{ALTERED}.”"
    one, other = check_draft(draft)
    assert one.judgement.verdict == Verdict.EXACT
    assert other.judgement.verdict == Verdict.ALTERED
    assert draft[slice(*one.spans[0])].startswith("Every timetable")


def test_number_of_statements_does_not_depend_on_the_draft(
    django_assert_num_queries, django_assert_max_num_queries
):
    for text, name in ((RAILWAY.text, "Bob Reed"), (HARBOUR.text, "Ann Lowe")):
        record(WORDS, name, source=article(text, name))
    sentences = f"{RAILWAY.text} {HARBOUR.text}".replace("\n\n", " ").split(". ")
    for number in (1, 2, len(sentences)):
        draft = " ".join(f"“{each}.” Bob Reed said." for each in sentences[:number])
        with django_assert_max_num_queries(STATEMENTS):
            assert len(check_draft(draft)) == number
    with django_assert_max_num_queries(STATEMENTS):
        check_claim(WORDS, "Bob Reed")
    with django_assert_num_queries(0):
        check_draft("Nobody said a word.")


def test_what_was_searched():
    article(RAILWAY.text, published_on=datetime.date(1920, 3, 2),
            published_precision="day")  # fmt: skip
    record(WORDS, "Bob Reed")
    assert searched() == (1, 1, (1920, 1920))


@pytest.mark.parametrize("words", ["", "“", "\0 a \ud800", "-x OR speaker:a", "…" * 99])
def test_any_words_can_be_checked(words):
    assert check_claim(words, words).verdict == Verdict.TOO_SHORT


def test_reporting_words_inside_the_marks_are_judged_either_way():
    record("Nous partirons demain matin, quand le vent tournera", "Ann Lowe")
    inside = "« Nous partirons demain matin, a dit Ann Lowe, quand le vent tournera. »"
    (checked,) = check_draft(inside, "fr")
    assert (checked.judgement.verdict, checked.judgement.speaker) == ("exact", "right")
    assert [inside[start:end] for start, end in checked.spans] == [
        "Nous partirons demain matin",
        "quand le vent tournera.",
    ]
    record("Le vent, dit le poète, est un menteur qui promet la pluie", "Ann Lowe")
    for words, verdict in {
        "Le vent, dit le poète, est un menteur qui promet la pluie": "exact",
        "Le vent, dit le poète, est un berger qui promet la pluie": "altered",
        "Nous partirons demain soir, a dit Ann Lowe, quand le vent tournera": "altered",
    }.items():
        (checked,) = check_draft(f"« {words} »", "fr")
        assert checked.judgement.verdict == verdict, words
