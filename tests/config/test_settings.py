"""The settings, read by subprocesses with their own environment."""

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from psycopg_pool import ConnectionPool

from config.database.outages import check_writable

PROJECT = Path(__file__).resolve().parent.parent.parent
KEY = secrets.token_urlsafe(50)
PRODUCTION = {
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgresql://somebody:secret@db.example.org:5433/quotes",
    "ALLOWED_HOSTS": "quotes.example.org",
}


# Removed from the environment, whether a shell or conftest.py has set them.
SET_ELSEWHERE = {
    *("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"),
    *("DATA_LICENCE", "DATA_LICENCE_URL", "REPORT_TO"),
    *("FETCH_CONTACT", "FETCH_LOOPBACK"),
    *("HSTS_PRELOAD", "HSTS_SECONDS", "HSTS_SUBDOMAINS", "HTTPS", "SECRET_KEY"),
    *("REPLICA_LAG", "REPLICA_URLS", "STATEMENT_TIMEOUT", "STATIC_FROM_SOURCE"),
    "TRUST_PROXY",
}


def run(code, environment):
    """Run Python code with only these of our variables set."""
    others = {k: v for k, v in os.environ.items() if k not in SET_ELSEWHERE}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=others | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def read(expression, environment):
    """Return the value of an expression in which the settings are called `s`."""
    code = (
        "import json; from django.conf import settings as s; "
        f"print(json.dumps({expression}))"
    )
    done = run(code, environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_missing_secret_key_says_how_to_make_one():
    done = run("import config.settings", PRODUCTION | {"SECRET_KEY": ""})
    assert done.returncode != 0
    assert "ImproperlyConfigured: SECRET_KEY is not set. Generate one" in done.stderr
    assert "secrets.token_urlsafe(50)" in done.stderr


def test_production_is_safe_by_default():
    names = [
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    ]
    values = read(f"[s.DEBUG, *(getattr(s, name) for name in {names})]", PRODUCTION)
    assert values == [False, True, True, True, True]
    assert read("s.SECURE_HSTS_SECONDS", PRODUCTION) == 31_536_000
    assert read("s.SECURE_HSTS_PRELOAD", PRODUCTION) is False
    assert read("s.SECURE_PROXY_SSL_HEADER", PRODUCTION) is None
    trusting = PRODUCTION | {"TRUST_PROXY": "on"}
    assert read("s.SECURE_PROXY_SSL_HEADER[0]", trusting) == "HTTP_X_FORWARDED_PROTO"


def test_production_never_fetches_from_its_own_machine():
    assert read("s.FETCH_LOOPBACK", PRODUCTION) is False
    done = run("import config.settings", PRODUCTION | {"FETCH_LOOPBACK": "on"})
    assert done.returncode != 0
    assert "FETCH_LOOPBACK is on, which is for tests only" in done.stderr
    assert read(
        "s.FETCH_LOOPBACK", PRODUCTION | {"FETCH_LOOPBACK": "on", "DEBUG": "on"}
    )


def test_the_user_agent_names_the_site():
    assert read("s.FETCH_USER_AGENT", PRODUCTION).startswith("OnRecord/")
    named = PRODUCTION | {"FETCH_CONTACT": "desk@quotes.example.org"}
    assert "desk@quotes.example.org" in read("s.FETCH_USER_AGENT", named)
    for wrong in ("a\r\nCookie: b", "Büro"):
        done = run("import config.settings", PRODUCTION | {"FETCH_CONTACT": wrong})
        assert "must be in ASCII, on one line" in done.stderr


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"REPORT_TO": "the desk"}, "REPORT_TO must be an e-mail address or a web"),
        ({"REPORT_TO": "javascript:alert(1)"}, "REPORT_TO must be"),
        ({"REPORT_TO": "a@b.example?bcc=c@d.example"}, "REPORT_TO must be"),
        ({"DATA_LICENCE": "CC0"}, "Set both DATA_LICENCE and DATA_LICENCE_URL"),
        ({"DATA_LICENCE_URL": "https://a.example"}, "Set both DATA_LICENCE and"),
        (
            {"DATA_LICENCE": "CC0", "DATA_LICENCE_URL": "cc0"},
            "DATA_LICENCE_URL must be a web address",
        ),
        (
            {"DATA_LICENCE": "C\nC", "DATA_LICENCE_URL": "https://a.example"},
            "DATA_LICENCE must be on one line",
        ),
    ],
)
def test_settings_about_the_site_are_checked(wrong, message):
    done = run("import config.settings", PRODUCTION | wrong)
    assert done.returncode != 0
    assert message in done.stderr


def test_readers_see_the_settings_about_the_site():
    given = {
        "REPORT_TO": "desk@example.org",
        "DATA_LICENCE": "CC BY 4.0",
        "DATA_LICENCE_URL": "https://creativecommons.org/licenses/by/4.0/",
    }
    names = "[s.REPORT_TO, s.DATA_LICENCE, s.DATA_LICENCE_URL]"
    assert read(names, PRODUCTION | given) == list(given.values())
    assert read(names, PRODUCTION) == ["", "", ""]


def test_the_database_comes_from_its_address():
    database = read(
        "{k: v for k, v in s.DATABASES['default'].items() if k != 'OPTIONS'}"
        " | {'pool': list(s.DATABASES['default']['OPTIONS']['pool'])}",
        PRODUCTION,
    )
    assert database["HOST"] == "db.example.org"
    assert database["NAME"] == "quotes"
    assert database["PORT"] == 5433
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["CONN_MAX_AGE"] == 0
    assert database["pool"] == ["min_size", "max_size", "timeout", "check"]


def test_several_servers_can_be_named_for_a_failover():
    address = (
        "postgresql:///quotes?host=db1,db2&port=5432,5433"
        "&user=somebody&target_session_attrs=read-write"
    )
    options = read(
        "{k: v for k, v in s.DATABASES['default']['OPTIONS'].items() if k != 'pool'}",
        PRODUCTION | {"DATABASE_URL": address},
    )
    assert options == {
        "host": "db1,db2",
        "port": "5432,5433",
        "user": "somebody",
        "target_session_attrs": "read-write",
        "prepare_threshold": 5,
    }


def test_prepared_statements_can_be_switched_off():
    threshold = "s.DATABASES['default']['OPTIONS']['prepare_threshold']"
    assert read(threshold, PRODUCTION | {"PREPARED_STATEMENTS": "off"}) is None


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("DEBUG", "perhaps", "DEBUG is 'perhaps': set it to on or off"),
        (
            "HSTS_SECONDS",
            "a year",
            "HSTS_SECONDS is 'a year': set it to a whole number",
        ),
        ("DATABASE_URL", "sqlite:///quotes.db", "begin with postgresql://"),
    ],
)
def test_an_invalid_variable_is_named(variable, value, told):
    done = run("import config.settings", PRODUCTION | {variable: value})
    assert "ImproperlyConfigured" in done.stderr
    assert told in done.stderr


def test_importing_the_settings_starts_nothing():
    """It starts no program and opens no connection."""
    code = """
import sys
def refuse(event, _arguments):
    if event in {"os.fork", "os.posix_spawn", "socket.connect", "subprocess.Popen"}:
        sys.exit(f"{event} happened")
sys.addaudithook(refuse)
import config.settings
"""
    done = run(code, {"SECRET_KEY": KEY})
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_production_passes_djangos_deployment_check():
    database = {"DATABASE_URL": os.environ.get("DATABASE_URL", ""), "HTTPS": "on"}
    done = run(
        "from manage import main; import sys; "
        "sys.argv = ['manage.py', 'check', '--deploy', '--fail-level', 'WARNING']; "
        "main()",
        PRODUCTION | database,
    )
    assert done.returncode == 0, done.stderr


# The pool


def connect(**arguments):
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory")
    parameters.pop("context")
    return psycopg.connect(**parameters, autocommit=True, **arguments)


@pytest.mark.django_db
def test_a_writable_connection_stays_open():
    with connect() as writable:
        check_writable(writable)
        assert not writable.closed


@pytest.mark.django_db
def test_a_read_only_connection_is_closed_and_refused():
    read_only = connect(options="-c default_transaction_read_only=on")
    with pytest.raises(ConnectionError, match="read-only"):
        check_writable(read_only)
    assert read_only.closed


@pytest.mark.django_db
def test_a_connection_that_the_server_ended_is_closed_and_refused():
    victim = connect()
    with connect() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [victim.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        check_writable(victim)
    assert victim.closed


@pytest.mark.django_db
def test_the_pool_replaces_its_connections_after_a_switchover():
    """Connections opened while the server was read-only are replaced."""
    servers = iter(["-c default_transaction_read_only=on", "", ""])

    class Server(psycopg.Connection):
        @classmethod
        def connect(cls, *_, **__):
            return connect(options=next(servers, ""))

    pool = settings.DATABASES["default"]["OPTIONS"]["pool"]
    with (
        ConnectionPool(connection_class=Server, **pool) as connections,
        connections.connection() as given,
    ):
        assert given.execute("SHOW transaction_read_only").fetchone() == ("off",)


# Static files


def test_every_static_file_that_a_template_names_exists():
    """With hashed names, a page that names a missing file is an error 500."""
    named = {
        (path, name)
        for folder in ("templates", "articles", "quotes")
        for path in (PROJECT / folder).rglob("*.html")
        for name in re.findall(
            r"""(?:{% static |static\()['"]([^'"]+)""", path.read_text()
        )
    }
    assert named
    assert not [(path, name) for path, name in named if not finders.find(name)]


def test_static_files_can_be_hashed(settings, tmp_path):
    """A style sheet that names a missing file would keep the site from starting.

    local/test_serve.py starts a site, which compresses the files too.
    """
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        }
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def test_only_requests_are_limited_in_time_and_to_one_processor(database_server):
    environment = PRODUCTION | {
        "DATABASE_URL": database_server,
        "STATEMENT_TIMEOUT": "1234",
    }
    ask = (
        "from django.db import connection; cursor = connection.cursor(); "
        "cursor.execute('SHOW statement_timeout'); print(cursor.fetchone()[0]); "
        "cursor.execute('SHOW max_parallel_workers_per_gather'); "
        "print(cursor.fetchone()[0]); "
        "connection.close(); connection.close_pool()"
    )
    limited = run(f"import config.wsgi; {ask}", environment)
    assert limited.stdout.split() == ["1234ms", "0"], limited.stderr
    free = run(f"import django; django.setup(); {ask}", environment)
    assert free.stdout.split() == ["0", "2"], free.stderr
