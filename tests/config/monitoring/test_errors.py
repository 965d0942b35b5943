"""What is reported to Sentry: by a process of its own, since it patches Django."""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest

from config.monitoring.errors import strip

DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
ROOT = Path(__file__).resolve().parents[3]
#: A site whose home page fails with the words of a reader at hand.
SITE = """
import django
django.setup()
from django.test import Client
import sentry_sdk
from django.urls import path
from config import urls

def broken(request):
    words = request.GET["q"]
    raise LookupError("It broke.")

urls.urlpatterns.insert(0, path("broken/", broken, name="broken"))
client = Client(raise_request_exception=False, headers={
    "Cookie": "sessionid=secret-cookie", "X-Request-ID": "0123456789abcdef",
    "Referer": "http://testserver/quotes/?q=secret-referrer"})
response = client.get("/broken/?q=secret-words", REMOTE_ADDR="192.0.2.222")
assert response.status_code == 500, response.status_code
sentry_sdk.flush(10)
"""


@pytest.fixture
def sentry():
    """Yield a server that takes reports, and the list of what came."""
    came = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            decode = DECODERS[self.headers["Content-Encoding"]]
            came.append(decode(body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server, came
    server.shutdown()
    thread.join()
    server.server_close()


def run(code, **variables):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ALLOWED_HOSTS": "testserver",
        "TRUSTED_PROXIES": "1",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_an_error_is_reported_without_what_the_reader_typed(sentry):
    server, came = sentry
    done = run(SITE, SENTRY_DSN=f"http://key@127.0.0.1:{server.server_port}/7")
    assert done.returncode == 0, done.stderr[-2000:]
    (report,) = came
    event = json.loads(report.splitlines()[2])
    (error,) = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("LookupError", "It broke.")
    assert error["stacktrace"]["frames"][-1]["function"] == "broken"
    assert event["tags"]["request_id"] == "0123456789abcdef"
    for secret in ("secret-", "192.0.2.222", "sessionid"):
        assert secret not in report


def test_without_a_dsn_nothing_is_loaded():
    code = (
        "import sys, django; django.setup(); "
        "assert not [name for name in sys.modules if name.startswith('sentry_sdk')]"
    )
    done = run(code, SENTRY_DSN="")
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_wrong_dsn_is_named():
    done = run("import django; django.setup()", SENTRY_DSN="https://example.org")
    assert "SENTRY_DSN is no DSN: set it to https://key@host/number" in done.stderr


def test_messages_of_the_database_are_left_out():
    """They have values: “Key (email)=(ann@example.org) already exists”."""
    values = [
        {"type": "IntegrityError", "module": "django.db.utils", "value": "Key (…)"},
        {"type": "UniqueViolation", "module": "psycopg.errors", "value": "Key (…)"},
        {"type": "KeyError", "module": None, "value": "'a'"},
    ]
    event = {"exception": {"values": values}, "user": {"id": 1}, "breadcrumbs": {}}
    stripped = strip(event)
    assert [each["value"] for each in stripped["exception"]["values"]] == [
        "",
        "",
        "'a'",
    ]
    assert stripped.keys() == {"exception", "tags"}
