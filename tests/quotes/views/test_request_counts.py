"""How often readers at one address may check."""

import threading
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from quotes.models import SavedCheck
from quotes.views import request_counts
from quotes.views.request_counts import seconds_to_wait
from tests.support.admin_pages import make_user

WORDS = "Purple giraffes negotiate dividends with nocturnal plumbers"


@pytest.fixture(autouse=True)
def own_counts(settings):
    """Count apart from other tests, which share the file of this machine."""
    settings.SECRET_KEY = str(uuid.uuid4())


def request(address="192.0.2.1", **headers):
    made = RequestFactory().get("/check/", REMOTE_ADDR=address, headers=headers)
    made.user = AnonymousUser()
    return made


@pytest.fixture
def clock(monkeypatch):
    now = [1_000_000]
    monkeypatch.setattr(request_counts.time, "time", lambda: now[0])
    return now


def test_it_counts_by_address_and_says_how_long_to_wait(clock):
    waits = [seconds_to_wait(request(), "check", 3, 60) for _ in range(4)]
    assert waits == [0, 0, 0, 60]
    assert seconds_to_wait(request("192.0.2.2"), "check", 3, 60) == 0
    assert seconds_to_wait(request(), "save", 3, 60) == 0
    clock[0] += 45
    assert seconds_to_wait(request(), "check", 3, 60) == 15
    clock[0] += 15
    assert seconds_to_wait(request(), "check", 3, 60) == 0


def test_a_clock_set_back_locks_nobody_out(clock):
    assert seconds_to_wait(request(), "check", 1, 60) == 0
    clock[0] -= 1_000
    assert seconds_to_wait(request(), "check", 1, 60) == 0


def test_nobody_waits_for_what_others_did_in_the_same_slot(clock, monkeypatch):
    """With one slot, all share it: searches of others are no reports of ours."""
    monkeypatch.setattr(request_counts, "SLOTS", 1)
    for number in range(5):
        assert seconds_to_wait(request(), "search", 9, 60) == 0
        assert seconds_to_wait(request(f"192.0.2.{number}"), "report", 1, 3600) == 0
    assert seconds_to_wait(request("192.0.2.4"), "report", 1, 3600) == 3600


def test_threads_share_the_counts():
    allowed = []

    def use():
        allowed.extend(
            seconds_to_wait(request(), "check", 50, 600) == 0 for _ in range(40)
        )

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(allowed) == 50


def test_other_processes_share_the_counts():
    request_counts.open_counts.cache_clear()
    seconds_to_wait(request(), "check", 1, 600)
    request_counts.open_counts.cache_clear()  # as a new process
    assert seconds_to_wait(request(), "check", 1, 600) > 0


def test_without_a_file_it_counts_for_this_process(monkeypatch, tmp_path):
    monkeypatch.setattr(
        request_counts.tempfile, "gettempdir", lambda: str(tmp_path / "x")
    )
    request_counts.open_counts.cache_clear()
    assert [seconds_to_wait(request(), "check", 1, 600) > 0 for _ in range(2)] == [
        False,
        True,
    ]
    request_counts.open_counts.cache_clear()


@pytest.mark.django_db
def test_too_many_checks_are_refused_and_the_text_stays(client, settings):
    settings.CHECKS_PER_MINUTE = 2
    for _ in range(2):
        assert client.post("/check/", {"text": WORDS}).status_code == 200
    response = client.post("/check/", {"text": WORDS, "speaker": "Ann Lowe"})
    page = response.content.decode()
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert "Too many checks at once" in page
    assert "Try again in" in page
    assert f">\n{WORDS}</textarea>" in page
    assert 'value="Ann Lowe"' in page
    assert "no-store" in response["Cache-Control"]
    assert client.get("/check/").status_code == 200
    assert client.post("/check/", {"text": WORDS, "format": "csv"}).status_code == 429
    other = client.post("/check/", {"text": WORDS}, REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 200


@pytest.mark.django_db
def test_stored_texts_are_limited_too(client, settings):
    settings.CHECKS_PER_MINUTE, settings.CHECKS_SAVED_PER_HOUR = 3, 1
    assert client.post("/check/save/", {"text": WORDS}).status_code == 302
    response = client.post("/check/save/", {"text": WORDS, "one": "on"})
    assert response.status_code == 429
    page = response.content.decode()
    assert "Check all of it as one quotation" in page
    assert "Your text was not stored, but you can still check it" in page
    assert "Try to store it again in 60 minutes" in page
    assert "Too many checks" not in page
    saved = SavedCheck.objects.get().get_absolute_url()
    statuses = [client.get(saved).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.django_db
def test_editors_are_not_limited(client, settings):
    settings.CHECKS_PER_MINUTE = 1
    client.force_login(make_user("editor", "Editors"))
    for _ in range(3):
        assert client.post("/check/", {"text": WORDS}).status_code == 200
