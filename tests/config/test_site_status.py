"""The state of the site, for chief editors."""

import re
from collections import namedtuple
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from config import site_status
from quotes.models import HandIn, HandInState, JobRun
from tests.factories import make_quote
from tests.support.admin_pages import make_user

pytestmark = pytest.mark.django_db
PATH = "/admin/state/"


@pytest.fixture
def chief(client):
    client.force_login(make_user("chief", "Chief editors"))
    return client


def facts(client):
    """Return {name: text} of the page."""
    page = client.get(PATH).content.decode()
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return {name: re.sub("<.*?>", "", text) for name, text in pairs}


@pytest.mark.parametrize(
    ("group", "status"),
    [("Chief editors", 200), ("Editors", 403), ("Contributors", 403)],
)
def test_only_chief_editors_see_it(client, group, status):
    client.force_login(make_user("somebody", group))
    assert client.get(PATH).status_code == status
    is_linked = f'href="{PATH}"' in client.get("/admin/").content.decode()
    assert is_linked == (status == 200)


def test_nobody_else_sees_it(client):
    assert client.get(PATH)["Location"].startswith("/admin/login/")


def test_a_new_site_shows_unknown_values(chief, settings, tmp_path):
    settings.BACKUP_FOLDER = tmp_path / "none" / "yet"
    found = facts(chief)
    assert found["Backup"] == (
        "Not known: no run has been recorded no backup is in the folder of this machine"
    )
    assert found["Verification of all quotes"] == "Not known: no run has been recorded"
    assert found["Public quotes"] == "0"
    assert found["Replicas"] == "None"
    assert re.fullmatch(r"All \d+ have been run", found["Migrations"])
    assert re.match(r"\d+\.\d+", found["PostgreSQL"])
    assert "MB" in found["Database"]


def test_it_counts_quotes_drafts_and_the_queue(chief):
    make_quote()
    draft = make_quote(status="draft")
    since = timezone.now() - timedelta(days=3, hours=2)
    HandIn.objects.create(
        quote=draft, state=HandInState.WAITING, by=User.objects.get(), at=since
    )
    found = facts(chief)
    assert (found["Public quotes"], found["Drafts"]) == ("1", "1")
    assert found["Drafts handed in"] == "1 the oldest for 3\xa0days"
    assert found["Open reports"] == "0"


def test_it_says_when_jobs_ran_and_which_failed(chief, settings, tmp_path):
    settings.BACKUP_FOLDER = tmp_path
    call_command("verify_quotes", stdout=StringIO())
    with pytest.raises(OSError, match="full"), JobRun.objects.record("backup"):
        raise OSError("The disk is full.")
    found = facts(chief)
    assert "ago" in found["Verification of all quotes"]
    assert "failed on" in found["Backup"]
    assert 'class="warns"' in chief.get(PATH).content.decode()


def test_a_disk_that_is_nearly_full_is_marked(monkeypatch, tmp_path):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(
        site_status.shutil, "disk_usage", lambda _: usage(1000 * 2**30, 0, 50 * 2**30)
    )
    fact = site_status.disk(5_000_000, None)[2]
    assert (fact.warns, fact.hint) == (True, "5% of 1000.0\xa0GB")
    here, elsewhere = (
        site_status.disk(1, each)[1] for each in (str(tmp_path), "/no/such")
    )
    assert here.value == "50.0\xa0GB"
    assert elsewhere.value == "Not known: its disk is not seen from here"


def test_an_unreadable_folder_is_shown_as_unknown(monkeypatch):
    def refuse(folder):
        raise PermissionError

    monkeypatch.setattr(site_status.Path, "exists", refuse)
    assert site_status.disk(1, None)[2].value == "Not known"


def test_missing_and_unknown_migrations_are_marked():
    assert site_status.versions("18.6", ["quotes.0001_initial"])[-1].warns
    newer = site_status.versions("18.6", ["quotes.9999_from_the_future"])[-1]
    assert newer.value == "The database has 1 that the program lacks"
    assert newer.warns


def test_replicas_say_how_far_they_are_behind(monkeypatch):
    from config.replicas import routing

    replica = namedtuple("replica", "answered_at lag is_healthy")
    now = site_status.time.monotonic()
    found = {
        "replica1": replica(now, 0.25, lambda: True),
        "replica2": replica(float("-inf"), float("inf"), lambda: False),
    }
    monitor = namedtuple("monitor", "replicas")(found)
    monkeypatch.setattr(routing, "health_monitor", lambda: monitor)
    databases = {"default": {}, **dict.fromkeys(found)}
    known = SimpleNamespace(DATABASES=databases, REPLICA_LAG=5)
    monkeypatch.setattr(site_status, "settings", known)
    assert site_status.replicas() == [
        ("replica1", "0.2 s behind", "is read from", False),
        ("replica2", "Lag not known", "is not read from", True),
    ]


def test_the_page_needs_few_statements(chief, django_assert_num_queries):
    chief.get(PATH)
    make_quote(status="draft")
    with django_assert_num_queries(13):
        chief.get(PATH)
