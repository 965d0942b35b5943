"""Ids of requests, and what the log has of them."""

import json
import logging
import re
import uuid

import pytest
from django.db import connection
from django.test import override_settings

from config.monitoring import statements
from config.monitoring.logs import JSONFormatter, add_request_id, request_id
from tests.factories import make_quote
from tests.support.admin_pages import make_user

GIVEN = "0123456789abcdef0123456789abcdef"
WORDS = "giraffes-nobody-else-searches"


@pytest.fixture
def lines():
    """Record all records of all loggers as lines of JSON."""
    written = []

    class Recording(logging.Handler):
        def emit(self, record):
            add_request_id(record)
            written.append(JSONFormatter().format(record))

    handler = Recording()
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("proxies", [0, 1])
def test_an_id_is_taken_from_trusted_proxies_only(client, settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    answered = client.get("/healthz", headers={"X-Request-ID": GIVEN})["X-Request-ID"]
    assert (answered == GIVEN) == bool(proxies)
    assert re.fullmatch("[0-9a-f]{32}", answered)


@pytest.mark.parametrize("given", ["", "a", "a" * 65, "a b c d e f", "x\u00e9y" * 4])
def test_an_id_that_is_not_well_formed_is_replaced(client, settings, given):
    settings.TRUSTED_PROXIES = 1
    answered = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
    assert uuid.UUID(answered)


@pytest.mark.django_db
def test_an_error_is_logged_with_its_request_and_no_query(client, monkeypatch, lines):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "quotes.views.quotes.fetch_page", lambda *_: 1 / 0
    )  # whatever breaks
    response = client.get(f"/quotes/?q={WORDS}")
    assert response.status_code == 500
    line = json.loads(next(line for line in lines if '"ERROR"' in line))
    assert line["request_id"] == response["X-Request-ID"]
    assert line["message"] == "Internal Server Error: /quotes/"
    assert "ZeroDivisionError" in line["traceback"]
    assert WORDS not in "".join(lines)


@pytest.mark.django_db
def test_searches_of_readers_are_not_in_the_log(client, lines, settings):
    """Not even those that are slow, refused, or of pages that do not exist."""
    settings.SLOW_STATEMENT = 0.000_1
    settings.SEARCHES_PER_MINUTE = 1
    make_quote(text="The moon is made of rock")
    for path in (
        f"/quotes/?q={WORDS}",
        f"/quotes/?q={WORDS}&kind=nonsense",
        f"/quotes.csv?q={WORDS}",
        f"/speakers/?q={WORDS}",
        f"/suggestions/?q={WORDS}",
        f"/nothing/?q={WORDS}",
        f"/quotes.nonsense?q={WORDS}",
    ):
        response = client.get(path, REMOTE_ADDR="192.0.2.77")
        b"".join(response)
    client.post("/check/", {"text": WORDS * 3})
    assert any("slow statement" in line for line in lines)
    assert WORDS not in "".join(lines)
    assert WORDS.split("-")[0] not in "".join(lines)


@pytest.mark.django_db
def test_slow_statements_are_logged_with_their_view(client, settings, lines):
    settings.SLOW_STATEMENT = 1_000
    client.get("/years/")
    assert lines == []
    settings.SLOW_STATEMENT = 0.000_1
    client.get("/years/")
    line = json.loads(lines[0])
    assert line["logger"] == "config.monitoring.statements"
    assert line["view"] == "quotes:years"
    assert line["seconds"] >= 0
    assert "SELECT" in line["message"]


@pytest.mark.django_db
def test_statements_of_commands_may_be_slow(settings, lines):
    settings.SLOW_STATEMENT = 10
    statements.current.begin(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [0.02])
    assert lines == []


@pytest.mark.django_db
def test_editors_are_named_in_no_line(client, settings, lines):
    settings.SLOW_STATEMENT = 0.000_1
    client.force_login(make_user("somebody-with-a-name", "Editors"))
    client.get("/admin/quotes/quote/?q=" + WORDS)
    assert lines
    assert WORDS not in "".join(lines)
    assert "somebody-with-a-name" not in "".join(lines)


def test_a_line_of_json_has_only_known_fields():
    record = logging.makeLogRecord(
        {
            "msg": "%s happened",
            "args": ("it",),
            "request": "GET /?q=secret",
            "view": "v",
        }
    )
    request_id.set("abc")
    add_request_id(record)
    line = json.loads(JSONFormatter().format(record))
    assert line.keys() == {
        *("time", "level", "logger", "message", "request_id", "view"),
    }
    assert line["message"] == "it happened"


@pytest.mark.django_db
@override_settings(TRUSTED_PROXIES=1)
def test_pages_that_are_not_modified_have_an_id_too(client):
    response = client.get("/robots.txt", headers={"X-Request-ID": GIVEN})
    again = client.get("/robots.txt", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert uuid.UUID(again["X-Request-ID"]) != uuid.UUID(GIVEN)
