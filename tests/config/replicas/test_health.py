"""Health checks of replicas, and how the router and the middleware use them."""

import time
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import include, path

from config.replicas import health, routing
from config.replicas.health import Positions, Primary, Replica
from quotes.caching.http import public
from quotes.models import Speaker
from tests.config.test_settings import PRODUCTION, read, run

MIDDLEWARE = "config.replicas.routing.ReplicaMiddleware"
TWO = {"REPLICA_URLS": "postgresql://a@one/quotes, postgresql://b@two:5433/quotes"}


# The settings


def test_without_replicas_nothing_is_loaded():
    assert read("s.DATABASE_ROUTERS", PRODUCTION) == []
    assert read("list(s.DATABASES)", PRODUCTION) == ["default"]
    assert MIDDLEWARE not in read("s.MIDDLEWARE", PRODUCTION)
    imported = run(
        "import sys, django; django.setup(); print(*sys.modules)", PRODUCTION
    )
    assert "config.settings" in imported.stdout.split()
    assert "config.replicas.routing" not in imported.stdout.split()
    assert "config.replicas.health" not in imported.stdout.split()


def test_replicas_are_databases_beside_the_primary():
    assert read("s.MIDDLEWARE[-1]", PRODUCTION | TWO) == MIDDLEWARE
    found = read(
        "[[e['HOST'], e['PORT'], e['USER'], e['TEST'], e['OPTIONS']['connect_timeout'],"
        " e['OPTIONS']['pool']['max_size'], e['OPTIONS']['pool']['check'].__name__]"
        " for name, e in s.DATABASES.items() if name != 'default']",
        PRODUCTION | TWO | {"DATABASE_POOL": "4"},
    )
    mirror = {"MIRROR": "default"}
    assert found == [
        ["one", "", "a", mirror, 2, 4, "check_replica"],
        ["two", 5433, "b", mirror, 2, 4, "check_replica"],
    ]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"REPLICA_URLS": "one.example.org"}, "must begin with postgresql://"),
        (TWO | {"DATABASE_URL": ""}, "set DATABASE_URL too"),
        (TWO | {"REPLICA_LAG": "1"}, "must be 2 seconds or more"),
    ],
)
def test_invalid_replica_settings_are_named(environment, told):
    done = run("import config.settings", PRODUCTION | environment)
    assert "ImproperlyConfigured" in done.stderr
    assert told in done.stderr


# Lag


def test_the_lag_is_counted_from_the_last_position_that_was_replayed():
    positions = Positions(keep=60)
    assert positions.lag(0) == 0, "nothing is known of a primary that never answered"
    for at, position in [(10, 100), (11, 200), (12, 200), (13, 300)]:
        positions.record(at, position)
    assert positions.lag(300) == positions.lag(999) == 0
    assert positions.lag(299) == 1
    assert positions.lag(100) == 3
    assert positions.lag(99) == float("inf")


def test_positions_may_go_back_after_a_failover():
    positions = Positions(keep=60)
    for at, position in [(10, 100), (11, 200), (12, 150), (13, 160)]:
        positions.record(at, position)
    assert positions.lag(160) == 0
    assert positions.lag(150) == 1


def test_old_positions_are_forgotten():
    positions = Positions(keep=5)
    for second in range(100):
        positions.record(second, second)
    assert positions.lag(94) == 5
    assert positions.lag(93) == float("inf")


class Found:
    """A server that answers with the row that a test sets."""

    def __init__(self, *row):
        self.row = row

    def execute(self, statement):
        return SimpleNamespace(fetchone=lambda: self.row)

    def close(self):
        pass


@pytest.fixture
def server():
    """A primary of the cluster 7 that has written 100 bytes, and its replica."""
    primary = Primary("default", lambda: Found(7, 100), Positions(60))
    primary.ask(time.monotonic())
    primary.tried.set()
    replica = Replica("replica1", lambda: replica.found, primary, 5, lambda name: None)
    replica.found = Found(7, True, 100)
    return replica


@pytest.mark.parametrize(
    ("row", "healthy"),
    [
        ((7, True, 100), True),
        ((7, True, 99), False),  # how far it lags is unknown
        ((7, False, 100), False),  # promoted
        ((8, True, 100), False),  # it is a replica of another server
    ],
)
def test_only_a_fresh_replica_of_this_primary_is_healthy(server, row, healthy):
    server.found = Found(*row)
    assert not server.is_healthy(), "it was not checked yet"
    server.ask(time.monotonic())
    assert server.is_healthy() is healthy


def test_a_replica_that_failed_is_suspended_for_a_while(server, monkeypatch):
    server.ask(time.monotonic())
    server.suspend("it failed")
    assert not server.is_healthy()
    server.ask(time.monotonic())
    assert not server.is_healthy()
    later = time.monotonic() + health.SUSPENSION
    monkeypatch.setattr(health, "time", SimpleNamespace(monotonic=lambda: later))
    server.ask(later)
    assert server.is_healthy()


def test_a_check_expires(server, monkeypatch):
    monkeypatch.setattr(health, "VALID_FOR", 0)
    server.ask(time.monotonic())
    assert not server.is_healthy()


def test_replicas_take_turns(monkeypatch):
    monkeypatch.setattr(health.Server, "start", lambda server: None)
    monitor = health.HealthMonitor(
        ("default", Found), {"a": Found, "b": Found}, 5, print
    )
    assert monitor.choose() is None
    for each in monitor.replicas.values():
        each.is_healthy = lambda: True
    assert {monitor.choose(), monitor.choose()} == {"a", "b"}
    monitor.replicas["a"].is_healthy = lambda: False
    assert [monitor.choose() for _ in range(3)] == ["b"] * 3


# Requests


class Failing:
    """A public view that raises these errors, one each time, and then answers."""

    def __init__(self, *errors):
        self.errors, self.read_from = list(errors), []

    def __call__(self, request):
        self.read_from.append(routing.ReplicaRouter().db_for_read(Speaker))
        if self.errors:
            raise OperationalError from self.errors.pop(0)
        return HttpResponse("words")


urlpatterns = [
    path("view/", public(HttpResponse)),  # tests put views of their own here
    path("", include("quotes.urls")),  # to which the error pages link
]


@pytest.fixture
def replica(monkeypatch):
    """A replica that is always chosen, and the errors it was suspended for."""
    replica = SimpleNamespace(suspended=[])
    replica.suspend = replica.suspended.append
    monitor = SimpleNamespace(choose=lambda: "replica1", replicas={"replica1": replica})
    monkeypatch.setattr(routing, "health_monitor", lambda: monitor)
    default = SimpleNamespace(in_atomic_block=False, connection=None)
    default.close = lambda: None
    monkeypatch.setattr(
        routing, "connections", {"default": default, "replica1": default}
    )
    return replica


@pytest.fixture
def ask(client, settings, monkeypatch):
    """Return a function that requests the page of a view."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        "quotes.caching.http.PublicCacheMiddleware",
        "quotes.middleware.DatabaseErrorMiddleware",
        MIDDLEWARE,
    ]
    client.raise_request_exception = False

    def ask(view, method="get", mark=public, **cookies):
        monkeypatch.setattr(urlpatterns[0], "callback", mark(view))
        client.cookies.load(cookies)
        return getattr(client, method)("/view/")

    return ask


GONE = psycopg.errors.AdminShutdown
CONFLICT = psycopg.errors.SerializationFailure


def test_a_request_that_fails_on_a_replica_runs_again_on_the_primary(ask, replica):
    failing = Failing(GONE())
    response = ask(failing)
    assert response.content == b"words"
    assert "s-maxage" in response["Cache-Control"]
    assert failing.read_from == ["replica1", "default"]
    assert len(replica.suspended) == 1


def test_it_runs_again_only_once_on_each_server(ask, replica):
    failing = Failing(GONE(), GONE(), GONE())
    assert ask(failing).status_code == 503
    assert failing.read_from == ["replica1", "default", "default"]


def test_after_a_conflict_it_runs_again_and_the_replica_stays(ask, replica):
    assert ask(Failing(CONFLICT())).content == b"words"
    assert replica.suspended == []


def test_a_statement_that_took_too_long_does_not_run_again(ask, replica):
    failing = Failing(psycopg.errors.QueryCanceled())
    assert ask(failing).status_code == 503
    assert failing.read_from == ["replica1"]
    failing = Failing(GONE(), psycopg.errors.QueryCanceled())
    assert ask(failing).status_code == 503, "nor when it did on the primary"


def test_a_failure_on_the_primary_runs_again_there_once(ask, replica, monkeypatch):
    monkeypatch.setattr(
        routing, "health_monitor", lambda: SimpleNamespace(choose=lambda: None)
    )
    failing = Failing(GONE(), GONE())
    assert ask(failing).status_code == 503
    assert failing.read_from == ["default", "default"]


def test_other_errors_are_left_to_django(ask, replica):
    def fails(request):
        routing.ReplicaRouter().db_for_read(Speaker)
        raise RuntimeError

    assert ask(fails).status_code == 500
    assert replica.suspended == []


def test_writers_stay_on_the_primary_for_a_while(ask, replica, monkeypatch):
    def writes(request):
        routing.ReplicaRouter().db_for_write(Speaker)
        return HttpResponse("saved")

    cookie = ask(writes, "post").cookies[routing.COOKIE]
    assert cookie["httponly"]
    assert cookie["max-age"] == settings.REPLICA_LAG + 6
    reads = Failing()
    response = ask(reads, **{routing.COOKIE: cookie.value})
    assert reads.read_from == ["default"]
    assert response["Cache-Control"] == "private, no-store"

    for forged in ("1", "1:1tqX5b:forged", cookie.value + "x"):
        reads = Failing()
        ask(reads, **{routing.COOKIE: forged})
        assert reads.read_from == ["replica1"]
    later = time.time() + routing.sticky_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    reads = Failing()
    ask(reads, **{routing.COOKIE: cookie.value})
    assert reads.read_from == ["replica1"]


def test_reading_and_sessions_set_no_cookie(ask, replica):
    def writes_a_session(request):
        routing.ReplicaRouter().db_for_write(Session)
        return HttpResponse("signed in")

    assert not ask(writes_a_session, "post").cookies
    assert not ask(Failing()).cookies


def test_sessions_and_other_pages_are_read_on_the_primary(ask, replica):
    read_from = []

    def reads(request):
        router = routing.ReplicaRouter()
        read_from.extend(map(router.db_for_read, (Speaker, Session)))
        return HttpResponse()

    ask(reads)
    assert read_from == ["replica1", "default"]
    read_from.clear()
    reads.is_public = False
    ask(reads, mark=lambda view: view)
    assert read_from == ["default", "default"]
