"""Sets up what every test needs: settings, a database and, if there is one, a browser.

Django reads its settings when `django.setup()` below asks for them, so the environment
is made before. DATABASE_URL is honoured, to run the tests on another server.
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
# Django would refuse that, and open other connections as soon as the loop runs.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "on"
connections._connections = threading.local()

django.setup()

# No example is timed: a busy machine is not a failure.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

DATABASE_URL = os.environ.get("DATABASE_URL")
SERVER_VERSION = pytest.StashKey[str]()
NO_BROWSER = (
    "no Chromium was found: install one (on Debian, `apt-get install chromium`), or "
    "set CHROMIUM to the path of one"
)


def find_chromium():
    """The browser that CHROMIUM names, or the first one on the PATH."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    # The first is the same engine without windows, which takes half of the work.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def pytest_xdist_auto_num_workers():
    """One process more than processors: browsers and servers have to be waited for."""
    return (os.cpu_count() or 1) + 1


def pytest_sessionstart(session):
    """Start the embedded database; pytest's other processes then share it."""
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
    """Leave no database behind, when the other processes have ended."""
    if leads_others(session.config):
        drop_migrated_database(server_url())


def leads_others(config):
    """Tell whether this process runs no tests, but shares them out to others."""
    return bool(config.getoption("numprocesses", None)) and not is_led(config)


def is_led(config):
    """Tell whether this process runs tests that another shares out."""
    return hasattr(config, "workerinput")


def server_url():
    return DATABASE_URL or postgres.database_url()


def pytest_report_header(config):
    """Say which database and which browser the tests use."""
    kind = "of DATABASE_URL" if DATABASE_URL else "embedded"
    return [
        f"database: PostgreSQL {config.stash[SERVER_VERSION]} ({kind})",
        f"browser: {find_chromium() or 'none'}",
    ]


def pytest_itemcollected(item):
    """Mark what asks the database, and so may differ from server to server."""
    of_django = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    if of_django or item.get_closest_marker("django_db"):
        item.add_marker("database")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Skip a browser test when there is no browser, or fail it if one is required."""
    if item.get_closest_marker("e2e") and find_chromium() is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(NO_BROWSER, pytrace=False)
        pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter):
    """Say loudly, at the very end, which tests did not run for want of a program."""
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
    """Run the migrations once for all processes of a test run."""
    if is_led(request.config):
        with django_db_blocker.unblock():
            test = settings.DATABASES["default"]["TEST"]
            test["TEMPLATE"] = make_migrated_database(server_url())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the database of the tests; each that commits leaves it as it was made."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            # Nothing of it has to outlive the machine: no commit waits for the disk.
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
    """Sign test users in quickly: the real hasher is slow on purpose."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session")
def base_url(live_server):
    """Let browser tests say `page.goto("/quotes/")`; asking for `page` is enough."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Drive the Chromium that is installed; Playwright then downloads none."""
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
