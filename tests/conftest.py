"""Sets up the settings, the database and, if there is one, the browser of the tests.

Django reads its settings in `django.setup()` below, so the environment is set before.
With DATABASE_URL, the tests run on another server.
"""

import os
import shutil
import threading

import django
import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase, override_settings
from hypothesis import settings as hypothesis_settings

from config.local import environment, postgres
from tests.support import migrated_tables
from tests.support.migrated_database import (
    drop_migrated_database,
    make_migrated_database,
)
from tests.support.outside_tools import NOT_INSTALLED

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["SECRET_KEY"] = "for-the-tests-only"
os.environ["DEBUG"] = "off"
os.environ["HTTPS"] = "off"
os.environ["STATIC_FROM_SOURCE"] = "on"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1,localhost,[::1]"
# Playwright's event loop runs in the thread of the tests, which use the database too.
# Django would refuse that, and open new connections once the loop runs.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "on"
connections._connections = threading.local()

django.setup()

# Hypothesis has no deadline: a busy machine is not a failure.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

DATABASE_URL = os.environ.get("DATABASE_URL")
SERVER_VERSION = pytest.StashKey[str]()
NO_BROWSER = (
    "no Chromium was found: install one (on Debian, `apt-get install chromium`), or "
    "set CHROMIUM to the path of one"
)


def find_chromium():
    """Return the path of the browser in CHROMIUM, or of the first on the PATH."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    # The first is the same engine without windows, and takes half the CPU time.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def pytest_xdist_auto_num_workers():
    """Return one more than the CPUs: tests often wait for browsers and servers."""
    return (os.cpu_count() or 1) + 1


def pytest_sessionstart(session):
    """Start the embedded database, which pytest's workers then share."""
    try:
        environment.provide_database()
        url = server_url()
        with psycopg.connect(url) as connection:
            version = connection.info.parameter_status("server_version")
        if leads_others(session.config):
            drop_migrated_database(url)
    except (postgres.EmbeddedDatabaseError, psycopg.Error) as error:
        pytest.exit(f"There is no database to test with.\n{error}", returncode=3)
    session.config.stash[SERVER_VERSION] = version


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Drop the template database once the workers have ended."""
    if leads_others(session.config):
        drop_migrated_database(server_url())


def leads_others(config):
    """Tell whether this process distributes tests to workers and runs none."""
    return bool(config.getoption("numprocesses", None)) and not is_led(config)


def is_led(config):
    """Tell whether this process is a worker."""
    return hasattr(config, "workerinput")


def server_url():
    return DATABASE_URL or postgres.database_url()


def pytest_report_header(config):
    """Report which database and which browser the tests use."""
    kind = "of DATABASE_URL" if DATABASE_URL else "embedded"
    return [
        f"database: PostgreSQL {config.stash[SERVER_VERSION]} ({kind})",
        f"browser: {find_chromium() or 'none'}",
    ]


def pytest_itemcollected(item):
    """Mark tests of the database, whose results may depend on the server."""
    of_django = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    if of_django or item.get_closest_marker("django_db"):
        item.add_marker("database")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Without a browser, skip a browser test, or fail it if one is required."""
    if item.get_closest_marker("e2e") and find_chromium() is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(NO_BROWSER, pytrace=False)
        pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter):
    """Report at the end how many tests did not run because a program is missing."""
    skipped = terminalreporter.stats.get("skipped", [])
    for tests, reason in (("BROWSER", NO_BROWSER), ("OUTSIDE TOOLS", NOT_INSTALLED)):
        reports = [report for report in skipped if reason in str(report.longrepr)]
        if reports:
            terminalreporter.section(f"{tests}: TESTS DID NOT RUN", red=True, bold=True)
            why = sorted({report.longrepr[2] for report in reports})
            terminalreporter.line(f"{len(reports)}: {'; '.join(why)}.", red=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, request, django_db_blocker
):
    """Run the migrations once for all workers of a test run."""
    if is_led(request.config):
        with django_db_blocker.unblock():
            test = settings.DATABASES["default"]["TEST"]
            test["TEMPLATE"] = make_migrated_database(server_url())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Create the test database, and restore it after each test that commits."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            # The data need not survive a crash: no commit waits for the disk.
            cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        connection.close()
        connection.close_pool()
        migrated_tables.remember_tables()
    with pytest.MonkeyPatch.context() as patch:
        restore = migrated_tables.restore_tables
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Hash passwords quickly: the real hasher is slow on purpose."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session")
def base_url(live_server):
    """Return the base of addresses: browser tests call `page.goto("/quotes/")`."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the installed Chromium, so that Playwright downloads none."""
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
