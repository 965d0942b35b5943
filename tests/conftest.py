"""Sets up the settings, the database and, if there is one, the browser of the tests.

Tests that do not need Django, PostgreSQL or Playwright run without loading them.
With DATABASE_URL, the tests run on another server.
"""

import gc
import os
import shutil
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.local import environment, postgres
from tests.support.imports import libraries
from tests.support.outside_tools import NOT_INSTALLED

os.environ["SECRET_KEY"] = "for-the-tests-only"
os.environ["DEBUG"] = "off"
os.environ["HTTPS"] = "off"
os.environ["STATIC_FROM_SOURCE"] = "on"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1,localhost,[::1]"
# Collecting tests leaves no garbage; pytest_collection_finish() turns this on again.
gc.disable()
# Playwright's event loop runs in the thread of the tests, which use the database too.
# Django would refuse that, and open new connections once the loop runs.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "on"

E2E = Path(__file__).parent / "e2e"
#: Libraries that take long to import, until a test module needs them.
NOT_SET_UP = {"django", "hypothesis"}
#: Fixtures on pytest-django, which would skip a test without Django.
OF_DJANGO = {"client", "rf", "settings", "db", "transactional_db", "live_server"}
OF_DJANGO |= {"migrated_database"}
DATABASE_URL = os.environ.get("DATABASE_URL")
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Return one more than the CPUs: tests often wait for browsers and servers."""
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser, pluginmanager):
    """Add an option, and load the plugin of Playwright if tests/e2e may be collected.

    pyproject.toml disables it, because importing it takes 0.3 s.
    """
    explanation = "run only tests/at_scale, on a database of this many generated quotes"
    parser.addoption("--at-scale", type=int, metavar="QUOTES", help=explanation)
    config = pluginmanager.get_plugin("pytestconfig")
    arguments = config.known_args_namespace.file_or_dir or [E2E]
    paths = [Path(str(each).partition("::")[0]).resolve() for each in arguments]
    if any(path.is_relative_to(E2E) or E2E.is_relative_to(path) for path in paths):
        set_up_django()
        pluginmanager.import_plugin("pytest_playwright.pytest_playwright")


def pytest_collectstart(collector):
    """Set up the libraries that a test module needs, before it is imported."""
    if NOT_SET_UP and isinstance(collector, pytest.Module):
        needed = NOT_SET_UP & libraries(collector.path)
        if "hypothesis" in needed:
            set_up_hypothesis()
        if "django" in needed:
            set_up_django(collector.config)


def set_up_hypothesis():
    """Remove its deadline, because a busy machine is no failure."""
    from hypothesis import settings

    NOT_SET_UP.remove("hypothesis")
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


def set_up_django(config=None):
    """Load the settings and the apps; `config` is pytest's, if it is configured."""
    import django
    from django.db import connections

    NOT_SET_UP.remove("django")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    connections._connections = threading.local()
    django.setup()
    if config:
        # pytest-django found no settings at first. Now it blocks the database.
        config.pluginmanager.get_plugin("django").pytest_configure(config)


def pytest_sessionstart(session):
    """Start the database that pytest's other processes share, if tests may use it."""
    if leads_others(session.config) and may_use_database(session.config):
        from tests.support.migrated_database import drop_migrated_database

        start_server(session.config)
        drop_migrated_database(server_url())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Tell a worker whether the workers share a database."""
    node.workerinput["shares_database"] = SERVER_VERSION in node.config.stash


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Drop the template database once the workers have ended."""
    if leads_others(session.config) and SERVER_VERSION in session.config.stash:
        from tests.support.migrated_database import drop_migrated_database

        drop_migrated_database(server_url())


def start_server(config):
    """Start the embedded database, and note the server's version."""
    import psycopg

    try:
        environment.provide_database()
        with psycopg.connect(server_url()) as connection:
            version = connection.info.parameter_status("server_version")
    except (postgres.EmbeddedDatabaseError, psycopg.Error) as error:
        pytest.exit(f"There is no database to test with.\n{error}", returncode=3)
    config.stash[SERVER_VERSION] = version


def leads_others(config):
    """Return whether this process distributes tests to workers and runs none."""
    return bool(config.getoption("numprocesses", None)) and not is_led(config)


def may_use_database(config):
    """Return whether a selected test module imports Django, or needs a browser."""
    paths = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    return any(
        E2E in file.parents or "django" in libraries(file)
        for path in paths
        for file in ([path] if path.is_file() else path.rglob("test_*.py"))
    )


def is_led(config):
    """Return whether this process is a worker."""
    return hasattr(config, "workerinput")


def server_url():
    return DATABASE_URL or postgres.database_url()


def pytest_report_header(config):
    """Report which database and which browser the tests use."""
    kind = "of DATABASE_URL" if DATABASE_URL else "embedded"
    version = config.stash.get(SERVER_VERSION, "once a test needs it")
    return [
        f"database: PostgreSQL {version} ({kind})",
        f"browser: {find_chromium() or 'none'}",
    ]


def pytest_itemcollected(item):
    """Mark tests of the database, whose results may depend on the server."""
    # TransactionTestCase has `databases`; importing it would load Django.
    uses_database = getattr(item.cls, "databases", None)
    if uses_database or item.get_closest_marker("django_db"):
        item.add_marker("database")
    if "django" in NOT_SET_UP and OF_DJANGO & {*item.fixturenames}:
        set_up_django(item.config)


def pytest_collection_modifyitems(config, items):
    """Run either the tests at scale or all others: each needs its own database."""
    wanted = config.getoption("at_scale") is not None
    others = [
        item for item in items if bool(item.get_closest_marker("at_scale")) != wanted
    ]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


def pytest_collection_finish():
    """Keep the garbage collector from visiting modules and tests again and again.

    They stay in memory. Visiting them took nearly half of Python's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
    gc.enable()


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
def database_server(pytestconfig):
    """Start the database if it does not run, and return an address on its server."""
    start_server(pytestconfig)
    return server_url()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix,
    database_server,
    request,
    django_db_blocker,
):
    """Run the migrations once for all workers of a test run."""
    if is_led(request.config) and request.config.workerinput["shares_database"]:
        from django.conf import settings

        from tests.support.migrated_database import make_migrated_database

        with django_db_blocker.unblock():
            test = settings.DATABASES["default"]["TEST"]
            test["TEMPLATE"] = make_migrated_database(database_server)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, pytestconfig, tmp_path_factory):
    """Create the test database, and restore it after each test that commits."""
    from django.db import connection
    from django.test import TransactionTestCase, override_settings

    from tests.support import demo_rows, migrated_tables

    if is_led(pytestconfig):  # each worker has its own folder in that of the run
        demo_rows.shared_folder = tmp_path_factory.getbasetemp().parent
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
        # The real hasher of passwords is slow on purpose.
        with override_settings(PASSWORD_HASHERS=[QUICK_HASHER]):
            yield


@pytest.fixture(scope="session")
def migrated_database(django_db_setup, database_server):
    """Return the address of the test database, which has the rows of the migrations.

    To copy it to another server takes a tenth of the time of the migrations.
    """
    from django.conf import settings

    name = settings.DATABASES["default"]["NAME"]
    return urlsplit(database_server)._replace(path=f"/{name}").geturl()


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
