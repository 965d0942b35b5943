"""What the check shows of a source agrees with the verdict, and with its record."""

import csv
import io
import json
import re

import pytest

from quotes.verification.verify import verify
from tests.factories import make_article, make_quote, make_saying, make_speaker
from tests.quotes.checking.test_speakers import WORDS, printed

pytestmark = pytest.mark.django_db

GERMAN = "Ich missbillige, was Sie sagen, aber ich werde Ihr Recht verteidigen"
WARNING = "Misattributed to Voltaire in another print"


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.CHECKS_PER_MINUTE = 0


@pytest.fixture
def voltaire():
    return make_speaker("Voltaire")


def send(client, speaker="", words=WORDS, **fields):
    fields = {"text": words, "speaker": speaker, **fields}
    response = client.post("/check/", fields)
    assert response.status_code == 200
    return response.content.decode()


def shown(client, *args):
    """Return the text of the verdict on a quotation."""
    page = send(client, *args)
    page = page[page.index('<ol class="checked') : page.index("</ol>")]
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def row(client, *args):
    (found,) = csv.DictReader(io.StringIO(send(client, *args, format="csv")))
    return found


def test_a_name_that_another_print_refutes_is_not_said_to_be_on_record(
    client, voltaire
):
    printed(voltaire)
    printed(voltaire, standing="misattributed", evidence="Hall’s letter.")
    text = shown(client, "Voltaire")
    assert "On record as misattributed or disputed" in text
    assert "is the one on record" not in text
    assert text.index("Hall’s letter.") < text.index("Also printed in")


def test_evidence_against_one_speaker_is_shown_as_such(client, voltaire):
    printed(voltaire, standing="misattributed", evidence="Hall’s letter.")
    text = shown(client, "Evelyn Hall")
    assert "On record, word for word" in text
    assert "The name given is Evelyn Hall. Whether it is right is not on record" in text
    assert "Not said by Voltaire Misattributed" in text
    assert "Voltaire: Misattributed. Hall’s letter." in text
    assert "evidence against this speaker" not in text


def test_a_speaker_whom_other_words_of_the_saying_refute_has_a_warning(
    client, voltaire
):
    quote = printed(voltaire)
    other = "I wholly disapprove of everything that you say, but defend your right"
    make_saying(printed(voltaire, other, standing="misattributed"), quote)
    assert WARNING in shown(client, "Voltaire")
    sent = send(client, "Voltaire", format="csv")
    assert f"{WARNING}: Voltaire" in sent


def test_words_of_somebody_else_come_before_a_misattribution(client, voltaire):
    printed(voltaire, standing="misattributed")
    printed(make_speaker("Evelyn Hall"))
    first, _others = shown(client).split("Also printed in")
    assert "Credited to Evelyn Hall" in first


def test_a_paraphrase_is_named(client):
    plan = "She will resign in May if the council votes for the mill"
    article = make_article(text=f"Ada Cole spoke on Monday. {plan}, the paper wrote.")
    make_quote(article, plan, speaker=make_speaker("Ada Cole"), kind="indirect")
    for text in (shown(client, "Ada Cole", plan), shown(client, "", plan)):
        assert "On record, but as a paraphrase" in text
        assert "Paraphrase Credited to Ada Cole" in text
        assert "is the one on record" not in text
    beside = "Nobody in the hall had expected it. " * 4
    draft = send(client, "", f"{beside}“{plan},” Ada Cole said to us all.")
    assert re.search(r'class="claim tone-doubt"[^>]*>She will resign', draft)


def test_words_that_the_text_lacks_are_not_given_as_printed(client):
    speaker = make_speaker("Ada Cole")
    make_quote(make_article(text="The mill was sold."), WORDS, speaker=speaker)
    text = shown(client)
    assert "On record, but not known to be printed so" in text
    assert "Not found in" in text
    for told in ("ord for word", "Printed in", "Copy the printed words"):
        assert told not in text
    found = json.loads(send(client, format="json"))
    assert [each["printed"] for each in found[0]["places"]] == [""]
    assert row(client)["printed"] == ""
    assert row(client)["verdict"] == "not on record"


def test_words_of_a_source_without_a_text_were_not_compared(client):
    make_quote(make_article(text=""), WORDS, speaker=make_speaker("Ada Cole"))
    text = shown(client)
    assert "On record, without a text to compare" in text
    assert "Named as the source" in text
    assert "Copy the printed words" not in text
    altered = WORDS.replace("defend", "support")
    assert "On record I disapprove" in shown(client, "", altered)
    printed(make_speaker("Evelyn Hall"))
    first, others = shown(client).split("Also on record from")
    assert "On record, word for word" in first
    assert "A report of what was said" in others


def test_a_quote_whose_own_passage_changed_is_no_finding_on_another(client):
    article = make_article(text=f"“{WORDS}.” So it was printed.")
    make_quote(article, WORDS, speaker=make_speaker("Ada Cole"))
    article.hold_text(f"“{WORDS.replace('defend', 'hate')}.” So it was printed.")
    verify(article.quotes.all())
    text = shown(client)
    assert "Printed until" in text
    assert "Text changed" in text
    assert "ord for word" not in text


def test_a_translation_leads_to_its_quote(client):
    speaker = make_speaker("Ada Cole")
    fields = {"translation": f"{WORDS}.", "translation_language": "en"}
    printed(speaker, GERMAN, **fields)
    text = shown(client)
    assert "A translation on record has these words" in text
    assert "Credited to Ada Cole" in text
    assert GERMAN in text
    assert "Close to these words" not in text


def test_the_number_of_statements_is_that_of_a_text_alone(
    client, voltaire, django_assert_max_num_queries
):
    for _number in range(3):
        printed(voltaire)
    make_saying(printed(voltaire), printed(voltaire, standing="misattributed"))
    with django_assert_max_num_queries(20):
        send(client, "Voltaire")


def test_other_words_are_not_called_word_for_word(client, voltaire):
    printed(voltaire, standing="misattributed", evidence="Hall’s letter.")
    for words, told in {
        WORDS.replace("disapprove", "detest"): "Worded otherwise in",
        f"{WORDS}?": "Worded otherwise in",
        WORDS.replace("but I will", "…"): "Marked changes",
        WORDS: "ord for word",
    }.items():
        text = shown(client, "Voltaire", words)
        assert "On record as misattributed or disputed" in text
        assert told in text, words
        assert ("ord for word" in text) == (words == WORDS), words
        assert ("You wrote" in text) == (told == "Worded otherwise in"), words
        assert "Voltaire: Misattributed. Hall’s letter." in text


def test_whoever_quotes_words_in_a_speech_is_not_named_as_their_speaker(client):
    text = f"My opponent told you last week: “{WORDS}.” He was wrong there."
    make_article(text=text, kind="speech", bylines=["Ada Cole"])
    found = shown(client, "Ada Cole")
    assert "Whether it is right is not on record here" in found
    assert "No quote on record says who speaks here" in found
    assert "Credited to Ada Cole" not in found


def test_marked_changes_of_another_speaker_are_not_called_word_for_word(client):
    printed(make_speaker("Ada Cole"))
    text = shown(client, "Bob Reed", WORDS.replace("but I will", "…"))
    assert "On record, but from another speaker" in text
    assert "Marked changes" in text
    assert "ord for word" not in text


def test_the_source_of_a_translation_does_not_print_it(client):
    fields = {"translation": f"{WORDS}.", "translation_language": "en"}
    printed(make_speaker("Ada Cole"), GERMAN, **fields)
    text = shown(client)
    assert "On record, but not known to be printed so" in text
    assert "Near words in" in text
    for told in ("ord for word", "Printed in", "In a text or a note"):
        assert told not in text, told


def test_the_counts_say_what_is_not_exact(client):
    make_quote(make_article(text=""), WORDS, speaker=make_speaker("Ada Cole"))
    plan = "She will resign in May if the council votes for the mill"
    article = make_article(text=f"Ada Cole spoke on Monday. {plan}, the paper wrote.")
    make_quote(article, plan, speaker=make_speaker("Ada Cole"), kind="indirect")
    lost = "Nobody has sold the harbour that our fathers built with their own hands"
    make_quote(make_article(text="The mill was sold."), lost)
    true = "Every timetable is a promise made to strangers, and we have kept ours"
    printed(make_speaker("Bob Reed"), true)
    draft = f"He said: “{WORDS}.” “{plan}.” Then: “{lost}.” And: “{true}.”"
    page = re.sub(r"<[^>]*>", "", send(client, "", draft))
    counted = "4 quotations: 1 not compared, 1 paraphrased, 1 exact, 1 print not known"
    assert counted in page
    rows = list(csv.DictReader(io.StringIO(send(client, "", draft, format="csv"))))
    assert [each["verdict"] for each in rows][:2] == ["exact", "exact"]
    assert [each["flags"] for each in rows] == [
        "not compared",
        "paraphrase",
        "unprinted",
        "",
    ]


def test_other_words_of_a_record_without_a_text_are_not_called_printed(client):
    words = "They told us that this harbour is the best of all"
    make_quote(make_article(text=""), words, speaker=make_speaker("Ada Cole"))
    for claim in (words.replace("us", "US", 1), words.replace("best", "worst")):
        text = shown(client, "", claim)
        assert "On record in other words" in text
        assert "in the quote on record" in text or "The quote on record has" in text
        for told in ("in print", "Print has", "Worded otherwise in", "the printed"):
            assert told not in text, (claim, told)


def test_the_changed_source_is_shown_first(client):
    older = make_article(text="", published="1990-01-01", title="An old paper")
    make_quote(older, WORDS, speaker=False)
    article = make_article(text=f"“{WORDS}.” So it was printed.", title="A new paper")
    article.hold_text("The words are gone.")
    text = shown(client)
    assert "On record until the source was changed" in text
    assert text.index("A new paper") < text.index("An old paper")


def test_a_quote_with_marked_changes_is_not_given_as_printed(client):
    cut = WORDS.replace("but I will", "… I [shall]")
    make_quote(make_article(text=f"“{WORDS}.”"), cut, speaker=make_speaker("Ada Cole"))
    found = json.loads(send(client, "", cut, format="json"))
    for place in found[0]["places"]:
        if place["kind"] == "quote":
            assert place["printed"] == ""
    assert "[shall]" not in row(client, "", cut)["printed"]
