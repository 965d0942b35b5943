"""Texts that readers asked to have stored with their result."""

import datetime
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from quotes.models import SavedCheck
from quotes.models.checks import RETENTION_DAYS
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote
from tests.support.checked_texts import RAILWAY

pytestmark = pytest.mark.django_db

WORDS = "Every timetable is a promise made to strangers, and we have kept ours"


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.CHECKS_PER_MINUTE = settings.CHECKS_SAVED_PER_HOUR = 0


@pytest.fixture
def saved(client):
    make_article(text=RAILWAY.text, title="Speech", kind="speech", bylines=["Bob Reed"])
    response = client.post("/check/save/", {"text": WORDS, "speaker": "Bob Reed"})
    assert response.status_code == 302
    return response["Location"]


def test_a_link_shows_the_result_to_whoever_has_it(saved):
    response = Client().get(saved)
    page = response.content.decode()
    assert "On record, word for word" in page
    assert "Bob Reed, is the one on record" in re.sub("<[^>]*>", "", page)
    assert "This text is stored until" in page
    assert "Everybody who has this link can read and delete it." in page
    assert 'content="noindex"' in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_the_token_cannot_be_guessed_and_is_nowhere_else(client, saved):
    token = saved.rstrip("/").rpartition("/")[2]
    assert len(token) == 32
    again = client.post("/check/save/", {"text": WORDS})["Location"]
    assert again != saved
    for path in ("/robots.txt", "/sitemap.xml", "/check/", "/"):
        assert token not in client.get(path).content.decode()
        assert "/check/saved" not in client.get(path).content.decode()
    assert token not in client.get(saved).content.decode().split("<body")[0]


def test_it_is_checked_again_and_says_what_changed(client, saved):
    article = make_article(text="Nothing of the kind.")
    assert "changed since" not in client.get(saved).content.decode()
    article = type(article).objects.get(title="Speech")
    article.status, article.withdrawn_reason = "withdrawn", "It was entered twice."
    article.save()
    page = client.get(saved).content.decode()
    assert "1 verdict has changed since" in page
    assert "Not on record here" in page


def test_whoever_has_the_link_deletes_it(client, saved):
    page = client.get(saved).content.decode()
    assert "Delete the stored text" in page
    response = client.post(saved, follow=True)
    assert "The stored text is deleted." in response.content.decode()
    assert SavedCheck.objects.count() == 0
    assert client.get(saved).status_code == 404
    assert client.post(saved).status_code == 404


def test_storing_and_deleting_need_the_token_of_the_form(saved):
    other_site = Client(enforce_csrf_checks=True)
    assert other_site.post("/check/save/", {"text": WORDS}).status_code == 403
    assert other_site.post(saved).status_code == 403
    assert SavedCheck.objects.count() == 1


def test_it_is_gone_after_thirty_days_and_deleted_at_night(client, saved):
    days = datetime.timedelta(days=RETENTION_DAYS, seconds=1)
    SavedCheck.objects.update(created_at=timezone.now() - days)
    assert client.get(saved).status_code == 404
    recent = SavedCheck.objects.create(text="Some other words.")
    out = StringIO()
    call_command("delete_expired_checks", stdout=out)
    assert out.getvalue() == "1 stored texts deleted.\n"
    assert SavedCheck.objects.get() == recent


@pytest.mark.parametrize("text", ["", "…", "word " * 10_001])
def test_a_text_that_cannot_be_checked_is_not_stored(client, text):
    assert client.post("/check/save/", {"text": text}).status_code == 200
    assert SavedCheck.objects.count() == 0


def test_nothing_is_stored_by_reading(client):
    assert client.get("/check/save/").status_code == 405
    assert client.get("/check/saved/nothing/").status_code == 404
    assert client.get("/check/saved/%00/").status_code == 404


def test_a_flag_that_came_or_went_is_a_changed_verdict(client):
    article = make_article(text="")
    make_quote(article, WORDS)
    saved = client.post("/check/save/", {"text": WORDS})["Location"]
    assert "changed since" not in client.get(saved).content.decode()
    article.hold_text(f"It was said: “{WORDS}.”")
    verify(article.quotes.all())
    assert "1 verdict has changed since" in client.get(saved).content.decode()


def test_verdicts_that_were_stored_without_flags_are_compared_without(client):
    make_quote(make_article(text=""), WORDS)
    saved = SavedCheck.objects.create(text=WORDS, verdicts=["exact"])
    page = client.get(saved.get_absolute_url()).content.decode()
    assert "changed since" not in page
    saved.verdicts = ["altered"]
    saved.save()
    page = client.get(saved.get_absolute_url()).content.decode()
    assert "1 verdict has changed since" in page
