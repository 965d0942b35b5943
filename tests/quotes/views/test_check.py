"""The page that checks quotes: its form, its verdicts, and what readers may see."""

import logging
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from psycopg import errors

from articles.models import Rights
from quotes.checking.verdicts import Verdict
from quotes.models import SavedCheck
from quotes.views import check as views
from tests.factories import make_article, make_quote, make_speaker
from tests.support.checked_texts import HARBOUR, RAILWAY
from tests.support.eleven_verdicts import CLAIMS, REFUTED, make_draft, make_sources
from tests.support.public_pages import Tags

pytestmark = pytest.mark.django_db

WORDS = "Every timetable is a promise made to strangers, and we have kept ours"


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.CHECKS_PER_MINUTE = settings.CHECKS_SAVED_PER_HOUR = 0


def post(client, text, status=200, **fields):
    response = client.post("/check/", {"text": text, **fields})
    assert response.status_code == status
    return response


def main(response):
    """Return the text of a page's <main>, without tags and the form."""
    page = response.content.decode()
    page = page[page.index("<main") : page.index("</main>")]
    page = re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", page).split()).replace("&#x27;", "'")


def test_the_form_is_linked_from_every_page_and_home(client):
    page = client.get("/check/").content.decode()
    assert 'action="/check/"' in page
    assert 'rel="canonical" href="http://testserver/check/"' in page
    assert 'content="noindex' not in page
    assert 'href="/check/"' in client.get("/quotes/").content.decode()
    home = client.get("/")
    assert 'action="/check/" method="post"' in home.content.decode()
    assert 'href="/check/"' in client.get("/how-we-check/").content.decode()
    assert "/how-we-check/" in page


def test_each_of_the_eleven_verdicts_of_a_draft(client):
    response = post(client, make_sources())
    page = response.content.decode()
    text = main(response)
    assert "11 quotations: 1 exact, 1 marked changes, 1 meaning at risk" in text
    for number, (verdict, words, _speaker) in enumerate(CLAIMS, 1):
        assert f">{number} {verdict}</sup>" in page
        assert f'href="#q{number}" id="m{number}">{words}' in page
        assert f'id="q{number}"' in page
    assert len(CLAIMS) == len(Verdict)
    # Words that are merely not on record are not called wrong, and no sign approves.
    assert "fake" not in text.lower()
    assert 'href="#verified"' not in page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, ["On record, word for word", "Robert Reed, is the one on record"]),
        (2, ["with marked changes", "Speech at the station"]),
        (3, ["meaning is at risk", "unless the trustees sell the land"]),
        (4, ["in other words", "negation is changed", "“don’t”", "You wrote"]),
        (5, ["Joined from", "Speech on the quay", "Speech at the station"]),
        (6, ["another speaker", "The name given is Robert Reed", "Ann Lowe"]),
        (7, ["Not said by", "Misattributed", "almanac of 1890"]),
        (8, ["until the source was changed", "Printed until", "changed since."]),
        (9, ["A paraphrase, not a quotation", "Speech on the quay"]),
        (10, ["Too short to tell", "Check a longer part"]),
        (11, ["Not on record here", "Searched: 5 texts and 1 quote"]),
    ],
)
def test_the_result_for_a_single_quotation(client, number, told):
    make_sources()
    _verdict, words, speaker = CLAIMS[number - 1]
    text = main(post(client, words, speaker=speaker))
    for each in told:
        assert each in text
    assert "Your text" not in text.replace("Your text is", "")


def test_a_quotation_in_marks_with_a_speaker_of_its_own_field(client):
    make_sources()
    text = main(post(client, f"“{WORDS}”", speaker="Ann Lowe"))
    assert "The name given is Ann Lowe. The record has another." in text
    assert "Robert Reed is on record with these words, not Ann Lowe." in text


def test_the_earliest_source_comes_first_and_others_are_counted(client):
    for year in (1931, 1929, 1940, *range(1950, 1957)):
        make_article(
            text=RAILWAY.text, title=f"Print of {year}", published=f"{year}-01-01"
        )
    text = main(post(client, WORDS))
    assert "These words, in this order, in 10 texts." in text
    first, others = text.split("Also printed in")
    assert "Print of 1929" in first
    assert "Print of 1931" not in first
    assert others.index("Print of 1931") < others.index("Print of 1940")
    assert "and in 4 more" in others


def test_the_standing_and_the_evidence_are_those_of_the_record(client):
    source = make_article(text=RAILWAY.text, kind="speech", title="Speech")
    make_quote(
        source,
        WORDS,
        speaker=make_speaker("Robert Reed"),
        standing="verified",
        evidence="A recording of it.",
    )
    response = post(client, WORDS)
    text = main(response)
    assert "Said by Robert Reed Verified" in text
    assert "Robert Reed: Verified. A recording of it." in text
    assert "Open the record" in text
    assert f"<mark>{WORDS}</mark>" in response.content.decode()


def test_readers_see_passages_only_as_rights_allow(client):
    source = make_article(text=HARBOUR.text, title="Speech", rights=Rights.EXCERPTS)
    words = "The well-known lighthouse — our oldest friend — shall be kept, unless the"
    for extension in ("", "csv", "json"):
        page = post(client, words, format=extension).content.decode()
        assert "sign a lease" not in page  # the sentence before
        assert "Who pays" not in page  # the next paragraph
    assert "may be shown" in main(post(client, words))
    # Around a quote on record they see what its own page shows.
    make_quote(source, "The well-known lighthouse — our oldest friend — shall be kept")
    assert "sign a lease" in main(post(client, words))
    source.rights = Rights.FULL
    source.save()
    assert "sign a lease" in main(post(client, words))


def test_a_long_omission_is_not_shown_of_a_text_in_excerpts(client):
    secret = "The secret recipe is not for readers of this page. " * 30
    make_article(text=f"We open the door at nine. {secret}The band plays on till ten.")
    words = "We open the door at nine … The band plays on till ten"
    for extension in ("", "csv", "json"):
        page = post(client, words, format=extension).content.decode()
        assert page.count("secret recipe") <= 4
        assert "[…]" in page


def test_drafts_and_withdrawn_sources_are_not_found(client):
    make_article(text=RAILWAY.text, status="draft")
    make_article(text=RAILWAY.text, status="withdrawn", withdrawn_reason="Twice.")
    assert "Not on record here" in main(post(client, WORDS))


def test_hostile_words_come_out_as_text(client):
    bad = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script>"
    make_article(text=f"He said {bad} there to all of us", title=bad, rights="full")
    for text in (f"He said {bad} there to all", f"“{bad} there to all of us”"):
        page = post(client, text, speaker=bad).content.decode()
        assert "<img" not in page
        assert "<script>alert" not in page
        tags = Tags(page)
        assert not any(
            name.startswith(("on", "style"))
            for _, found in tags.found
            for name in found
        )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Paste a quotation or a text."),
        (" \n\t ", "Paste a quotation or a text."),
        ("“…” — !?", "There are no words in it"),
        ("“" * 50_000, "There are no words in it"),
        ("\0\0", "Paste a quotation or a text."),
        ("word " * 10_001, "This text has 50,005 characters. At most 50,000"),
    ],
)
def test_a_text_that_cannot_be_checked_is_said_at_its_field(client, text, told):
    response = post(client, text)
    page = response.content.decode()
    field = Tags(page).named("textarea")[0]
    assert field["aria-invalid"] == "true"
    assert "text-error" in field["aria-describedby"]
    error = re.search(r'id="text-error">(.*?)<', page)[1]
    assert told in error
    assert "Nothing was checked." in page


@pytest.mark.parametrize(
    "text",
    [
        "a\0b c\x0bd “e\x85f”",
        "\ud800 alone “\udfff”".encode("utf-8", "replace").decode(),
        "\ufffe\uffff “\U0010ffff words of a kind”",
        "قال “هذه كلمات لم يقلها أحد من قبل” ثم ذهب",
        "“" * 30_000 + "words",
        "“a” " * 12_000,
        "'" * 49_999 + "x",
        '“” «» „“ ‘’ "" x',
        "x" * 50_000,
        "é" * 100,
    ],
)
def test_any_text_gets_an_answer(client, text):
    post(client, text, speaker="\0 \ud800".encode("utf-8", "replace").decode())


def test_a_long_text_without_marks_is_no_quotation(client):
    text = "There are no marks in this text, however long it is. " * 40
    page = main(post(client, text))
    assert "No quotation was found" in page
    assert "Check all of it as one quotation" in page
    assert "1 quotation" not in page
    assert "Not on record here" in main(post(client, text, one="on"))
    told = "A quotation may have 20,000 characters. This has 20,999."
    page = post(client, "words. " * 3_000, one="on").content.decode()
    assert told in page, page[page.index("text-error") :][:300]


@pytest.mark.parametrize("marks", ["“”", "「」", "„‟", "‚‘", "\u00a0\u00a0"])
def test_marks_around_all_of_a_text_are_not_of_its_words(marks):
    (checked,) = views.check_whole_text(f"{marks[0]}We go.{marks[1]}", is_one=True)
    assert (checked.words, checked.spans) == ("We go.", ((1, 7),))


def test_a_text_with_many_quotations_says_how_many_were_checked(client):
    text = main(post(client, "“a” " * 300))
    assert "The first 200 quotations were checked." in text
    assert "were checked. Further" not in main(post(client, "“a” “b”"))


def test_a_quotation_that_is_too_long_is_not_called_short(client):
    text = main(post(client, f"“{'words ' * 4_000}” and “more”"))
    assert "Not judged" in text
    assert "More than 20,000 characters are not checked." in text


def test_nothing_of_a_text_is_stored_or_logged(client, caplog, monkeypatch):
    make_sources()
    secret = "Xylophone zebras quarrel about unmistakable marmalade"
    before = rows_of_all_tables()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django.db.backends").setLevel(logging.INFO)
        response = post(client, f"He said “{secret}.”", speaker=secret)
        post(client, secret, format="csv")
        client.post(f"/check/{'x'}", {"text": secret})
    assert secret in response.content.decode()
    assert rows_of_all_tables() == before
    assert "Xylophone" not in caplog.text
    assert response.wsgi_request.get_full_path() == "/check/"
    assert not response.cookies.keys() - {"csrftoken"}


def rows_of_all_tables():
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            counts[table] = cursor.fetchone()
    return counts


def test_results_are_private_and_the_form_needs_no_token(client):
    response = Client(enforce_csrf_checks=True).post("/check/", {"text": WORDS})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in response.content.decode()
    assert "ETag" not in response
    assert client.put("/check/").status_code == 405


def test_a_check_that_takes_too_long_keeps_the_text(client, monkeypatch):
    def cancelled(*_args):
        raise OperationalError from errors.QueryCanceled()

    monkeypatch.setattr(views, "check_whole_text", cancelled)
    page = post(client, WORDS, status=503).content.decode()
    assert "This took too long." in page
    assert WORDS in page


def test_a_slow_check_can_still_be_stored_and_shown(client, monkeypatch):
    def cancelled(*_args):
        raise OperationalError from errors.QueryCanceled()

    saved = SavedCheck.objects.create(text=WORDS, verdicts=[])
    monkeypatch.setattr(views, "check_whole_text", cancelled)
    for response in (
        client.post(reverse("quotes:save_check"), {"text": WORDS}),
        client.get(saved.get_absolute_url()),
    ):
        assert response.status_code == 503
        page = response.content.decode()
        assert "This took too long." in page
        assert WORDS in page


def test_the_number_of_statements_does_not_grow_with_the_text(
    client, django_assert_max_num_queries
):
    make_sources()
    draft = make_draft()
    with django_assert_max_num_queries(120):
        post(client, draft)
    exact = f"Robert Reed said: “{WORDS}.”\n\n"
    with django_assert_max_num_queries(20):
        post(client, exact * 40)


def test_a_refuted_quotation_says_so_first(client):
    make_sources()
    page = post(client, REFUTED).content.decode()
    main_part = page[page.index("<main") :]
    assert main_part.index("misattributed or disputed") < main_part.index("<mark>")
    assert main_part.index("Not said by") < main_part.index("<mark>")
