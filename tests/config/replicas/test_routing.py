"""Read replicas, with a real primary and a real streaming replica."""

import contextlib
import re
import signal
import threading
import time

import pytest

from config.replicas import health
from tests.support.replica_pair import Pair, Reader, Site, wait_until

#: Seconds within which a busy machine works through a test of a replica that lags.
LAG = 5
SETTINGS = "tests.support.replica_settings"
MAKE_ROWS = """
from django.contrib.auth.models import User
from django.core.management import call_command
from tests.factories import make_quote, make_speaker
call_command("migrate", verbosity=0)
make_quote(text="Some words", speaker=make_speaker("Ada"))
User.objects.create_superuser("editor", password="secret")
"""


@pytest.fixture(scope="module")
def pair():
    with Pair() as pair:
        yield pair


@pytest.fixture(scope="module")
def site(pair, tmp_path_factory):
    """The site, served from both servers."""
    site = Site(
        DJANGO_SETTINGS_MODULE=SETTINGS,
        DATABASE_URL=pair.primary.url,
        REPLICA_URLS=pair.replica.url,
        REPLICA_LAG=str(LAG),
        STATEMENT_TIMEOUT="1500",
    )
    site.run(MAKE_ROWS)
    site.log = tmp_path_factory.mktemp("site") / "log"
    with site.serve(site.log):
        yield site


@pytest.fixture
def reader(pair, site):
    """A reader who is not signed in, and who gets pages from the replica at first."""
    reader = Reader(site)
    wait_until(lambda: reader.get("/where/")[1] == "replica")
    return reader


@pytest.fixture
def paused(pair, reader):
    """The replica does not replay changes while the primary continues."""
    wait_until(pair.caught_up)
    pair.replica.ask("SELECT pg_wal_replay_pause()")
    yield
    pair.replica.ask("SELECT pg_wal_replay_resume()")


@pytest.fixture
def editor(site):
    editor = Reader(site)
    editor.send("/admin/login/?next=/admin/", username="editor", password="secret")
    return editor


@contextlib.contextmanager
def requesting(reader, path):
    """Request a page while the block runs; yield a list that gets the response."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(reader.get(path)))
    thread.start()
    try:
        yield answers
    finally:
        thread.join()


def sleeps(server):
    """Return whether the slow page is being read from a server."""
    return server.ask(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
        " AND usename = 'site' AND query LIKE '%pg_sleep%'"
    )


def test_only_public_pages_are_read_from_the_replica(site, reader):
    assert reader.get("/where/")[1] == "replica"
    assert reader.get("/not-public/")[1] == "primary"
    # During a transaction on the primary, a page stays there.
    assert reader.get("/twice/")[1] == "primary replica"
    assert reader.get("/in-pieces/")[1].split() == ["replica"] * 3
    for path in ("/", "/quotes/", "/speakers/", "/quotes.atom", "/quotes.bib"):
        assert reader.get(path)[0] == 200
    assert "a request that failed" not in site.log.read_text()


def test_writers_see_changes_at_once_and_others_once_replicated(
    pair, site, reader, editor, paused
):
    page = editor.get("/admin/quotes/speaker/")[1]
    form = re.search(r"/admin/quotes/speaker/\d+/change/", page)[0]
    page, _ = editor.send(form, **speaker("Ada Lovelace"))
    assert "Ada Lovelace" in page

    # The address of the page has changed too: on the primary only.
    status, page, headers = editor.get("/speakers/ada-lovelace/")
    assert status == 200
    assert "Ada Lovelace" in page
    assert headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in headers["Vary"]
    (cookie,) = (each for each in editor.cookies if each.name == "on_record_saved")
    assert LAG + health.VALID_FOR < cookie.expires - time.time() <= LAG + 6

    status, page, headers = reader.get("/speakers/ada/")
    assert status == 200
    assert "Ada Lovelace" not in page
    assert "s-maxage" in headers["Cache-Control"]
    assert "Cookie" not in headers.get("Vary", "")

    # A replica that lags is soon left, and used again once it has caught up.
    assert reader.get("/where/")[1] == "replica"
    began = time.monotonic()
    wait_until(lambda: reader.get("/where/")[1] == "primary")
    assert time.monotonic() - began < LAG + 2
    assert reader.get("/speakers/ada-lovelace/")[0] == 200
    pair.replica.ask("SELECT pg_wal_replay_resume()")
    wait_until(lambda: reader.get("/where/")[1] == "replica", LAG + 2)
    assert "too old" in site.log.read_text()


def speaker(name):
    """Return the fields of a speaker's form."""
    return {
        "name": name,
        "sort_name": name,
        "kind": "person",
        "aliases-TOTAL_FORMS": "0",
    }


def test_signing_in_keeps_nobody_on_the_primary(reader, editor):
    assert "on_record_saved" not in [each.name for each in editor.cookies]
    assert editor.get("/where/")[1] == "replica"


def test_a_quiet_primary_causes_no_lag(pair, reader):
    pair.primary.ask("SELECT pg_switch_wal()")
    until = time.monotonic() + LAG + 0.5
    while time.monotonic() < until:
        assert reader.get("/where/")[1] == "replica"
        time.sleep(0.1)


def test_a_statement_that_takes_too_long_does_not_run_again(reader):
    began = time.monotonic()
    status, page, _ = reader.get("/slowly/60/")
    assert status == 503
    assert "narrow" in page.lower()
    assert 1.4 < time.monotonic() - began < 4
    assert reader.get("/where/")[1] == "replica"


def test_a_replication_conflict_runs_again_on_the_primary(pair, reader):
    with requesting(reader, "/slowly/1/") as answers:
        wait_until(lambda: sleeps(pair.replica))
        pair.primary.ask("BEGIN; LOCK TABLE quotes_speaker; COMMIT")
    assert answers[0][:2] == (200, "primary")
    # The replica is still used.
    assert reader.get("/where/")[1] == "replica"


def test_a_replica_that_is_killed_within_a_page_is_not_noticed(pair, reader):
    with requesting(reader, "/slowly/1/") as answers:
        wait_until(lambda: sleeps(pair.replica))
        pair.replica.stop(signal.SIGKILL)
        for _ in range(5):
            began = time.monotonic()
            assert reader.get("/where/")[1] == "primary"
            assert time.monotonic() - began < 2
    assert answers[0][:2] == (200, "primary")
    pair.replica.start()
    wait_until(lambda: reader.get("/where/")[1] == "replica")
    for _ in range(3):
        began = time.monotonic()
        assert reader.get("/where/")[1] == "replica"
        assert time.monotonic() - began < 0.5


def test_a_frozen_replica_delays_pages_only_briefly(pair, reader):
    with requesting(reader, "/slowly/1/") as answers:
        wait_until(lambda: sleeps(pair.replica))
        pair.replica.freeze()
        began = time.monotonic()
        try:
            assert reader.get("/where/")[1] == "primary"
            assert time.monotonic() - began < 5
            wait_until(lambda: answers)
            assert answers[0][:2] == (200, "primary")
            for _ in range(10):
                began = time.monotonic()
                assert reader.get("/where/")[1] == "primary"
                assert time.monotonic() - began < 0.5
        finally:
            pair.replica.thaw()
    wait_until(lambda: reader.get("/where/")[1] == "replica")


def test_pages_are_served_while_the_primary_is_down(pair, reader, editor):
    pair.primary.stop()
    try:
        until = time.monotonic() + LAG + 0.5
        while time.monotonic() < until:
            assert reader.get("/where/")[1] == "replica"
            assert reader.get("/quotes/")[0] == 200
            time.sleep(0.1)
    finally:
        pair.primary.start()
    wait_until(lambda: editor.get("/admin/quotes/speaker/")[0] == 200)
    wait_until(lambda: reader.get("/where/")[1] == "replica")


def test_commands_use_the_primary_and_requests_are_limited_on_both(pair, site):
    site.run("""
from django.db import connections, router
from django.db.utils import DatabaseError
import config.wsgi
from quotes.models import Speaker
from tests.support.replica_urls import ask
def show(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]
assert show("default") == show("replica1") == "1500ms"
assert ask("SELECT pg_is_in_recovery()") is False
# A row that was read there is saved here.
row = Speaker.objects.using("replica1").get()
assert router.db_for_write(Speaker, instance=row) == "default"
assert router.db_for_read(Speaker, instance=row) == "replica1"
assert not router.allow_migrate("replica1", "quotes")
try:
    row.save(using="replica1")
except DatabaseError as error:
    assert "read-only" in str(error)
else:
    raise AssertionError
""")
