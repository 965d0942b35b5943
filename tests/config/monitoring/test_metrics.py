"""/metrics: who may read it, and what it counts."""

import re
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import DatabaseError, connections

from config.database import outages
from config.database.outages import Availability
from config.monitoring import metrics, page
from quotes.caching import pages
from quotes.models import JobRun

TOKEN = "a-token-of-the-tests"


@pytest.fixture
def scrape(client):
    """Return a function that returns {metric with its labels: value}."""

    def scrape():
        text = client.get("/metrics").content.decode()
        pairs = re.findall(r"^(on_record\S*?) ([0-9.e+]+)$", text, re.MULTILINE)
        return {name: float(value) for name, value in pairs}

    return scrape


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "address", "headers", "status"),
    [
        ("", "127.0.0.1", {}, 200),
        ("", "::1", {}, 200),
        ("", "192.0.2.1", {}, 404),
        ("", "", {}, 404),
        # A proxy on this machine passes on what comes from anywhere.
        ("", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("", "127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 404),
        (TOKEN, "127.0.0.1", {}, 404),
        (TOKEN, "192.0.2.1", {"Authorization": f"Bearer {TOKEN}"}, 200),
        (TOKEN, "192.0.2.1", {"Authorization": "Bearer other"}, 404),
        (TOKEN, "192.0.2.1", {"Authorization": "Bearer \xe9"}, 404),
    ],
)
def test_only_this_machine_or_who_has_the_token_may_read(
    client, settings, token, address, headers, status
):
    settings.METRICS_TOKEN = token
    response = client.get("/metrics", REMOTE_ADDR=address, headers=headers)
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert (b"on_record_requests_total" in response.content) == (status == 200)


@pytest.mark.django_db
def test_requests_are_counted_with_view_status_time_and_statements(client, scrape):
    before = scrape()
    for path in ("/years/", "/years/", "/nothing-of-this-name/", "/healthz"):
        client.get(path)
    after = scrape()

    def more(name):
        return after.get(name, 0) - before.get(name, 0)

    assert more('on_record_requests_total{status="200",view="quotes:years"}') == 2
    assert more('on_record_requests_total{status="404",view="none"}') == 1
    assert more('on_record_request_seconds_count{view="quotes:years"}') == 2
    assert more('on_record_statements_total{view="quotes:years"}') >= 2
    assert more('on_record_statement_seconds_total{view="quotes:years"}') > 0
    views = {name for name in after if "healthz" in name or "metrics" in name}
    assert views == set()


@pytest.mark.django_db(transaction=True)
def test_the_page_cache_and_the_pool_are_counted(client, scrape, monkeypatch):
    # Other tests, which write to the same server, would make cached pages obsolete.
    monkeypatch.setattr(pages, "VERSION", "SELECT 'one'")
    caches["pages"].clear()
    monkeypatch.setattr(metrics, "pools_seen", -60.0)
    before = scrape()
    for _ in range(3):
        client.get("/labels/")
    after = scrape()
    for result, number in (("miss", 1), ("hit", 2)):
        name = f'on_record_cached_pages_total{{result="{result}"}}'
        assert after[name] - before.get(name, 0) == number
    if connections["default"].pool is not None:
        assert after['on_record_pool_size{database="default"}'] >= 1
        assert after['on_record_requests_waiting{database="default"}'] == 0


@pytest.mark.django_db
def test_jobs_say_when_they_last_ran(scrape):
    begin = time.time() - 1
    call_command("delete_expired_checks", verbosity=0)
    with pytest.raises(ValueError, match="broken"), JobRun.objects.record("backup"):
        raise ValueError("broken")
    found = scrape()
    name = 'on_record_job_success_seconds{job="delete_expired_checks"}'
    assert begin < found[name] < time.time() + 1
    assert found['on_record_job_failure_seconds{job="backup"}'] > begin
    assert 'on_record_job_success_seconds{job="backup"}' not in found
    assert JobRun.objects.get(name="backup").has_failed
    with JobRun.objects.record("backup"):
        pass
    assert not JobRun.objects.get(name="backup").has_failed


@pytest.mark.django_db
def test_an_unavailable_database_is_not_queried(monkeypatch, django_assert_num_queries):
    server = SimpleNamespace(state=Availability.AWAY)
    monkeypatch.setitem(outages.SERVERS, "default", server)
    with django_assert_num_queries(0):
        assert page.jobs()


@pytest.mark.django_db
def test_what_runs_every_minute_is_not_stored_every_minute():
    """A write invalidates the cached pages."""
    for every, is_stored in ((0, True), (10, False), (0, True)):
        before = JobRun.objects.filter(name="often").values_list("succeeded_at").first()
        with JobRun.objects.record("often", every=timedelta(minutes=every)):
            pass
        after = JobRun.objects.filter(name="often").values_list("succeeded_at").first()
        assert (after != before) == is_stored


def test_metrics_come_without_the_database(monkeypatch, rf):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(page.JobRun.objects, "all", fail)
    response = page.metrics(rf.get("/metrics"))
    assert response.status_code == 200
    assert b"on_record_job_success_seconds{" not in response.content
