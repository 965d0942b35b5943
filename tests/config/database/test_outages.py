"""A database that is frozen, out of connections or stopped, and 32 readers."""

import contextlib
import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from config.database.outages import MAX_WAIT
from tests.support.replica_pair import Reader, Single, Site, wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.any_server]
READERS = 32
#: Seconds within which everything is answered on an idle machine.
SOON = 1.0
MAKE_ROWS = """
from tests.factories import make_quote, make_speaker
make_quote(text="Some words", speaker=make_speaker("Ada"))
"""


@pytest.fixture(scope="module")
def database(migrated_database):
    with Single() as single:
        single.copy_tables(migrated_database)
        yield single.primary


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    site = Site(DATABASE_URL=database.url)
    site.run(MAKE_ROWS)
    site.log = tmp_path_factory.mktemp("site") / "log"
    with site.serve(site.log):
        Reader(site).get("/quotes/?q=first")
        # How long as many pages take now, however busy the machine is.
        paths = [f"/quotes/?q=usual{number}" for number in range(READERS)]
        site.slack = 2 * max(answer[3] for answer in read_at_once(site, paths))
        yield site


def timed(reader, path):
    """Return the status, the text, the headers and the seconds of a response."""
    began = time.monotonic()
    status, text, headers = reader.get(path)
    return status, text, headers, time.monotonic() - began


def read_at_once(site, paths):
    """Request pages at the same time; return their responses in order."""
    with ThreadPoolExecutor(len(paths)) as pool:
        return list(pool.map(lambda path: timed(Reader(site), path), paths))


def assert_readers_are_told(site):
    """Request 32 pages at once: cached ones come, others say when to try again."""
    paths = [f"/quotes/?q=missing{number}" for number in range(READERS - 4)]
    paths += ["/", "/speakers/ada/", "/healthz", "/readyz"]
    answers = read_at_once(site, paths)
    *others, home, speaker, health, ready = answers
    assert {status for status, *_ in others} == {503}
    assert {headers["Retry-After"] for _, _, headers, _ in others} == {"5"}
    assert "The database does not answer" in others[0][1]
    assert "Traceback" not in site.log.read_text()
    assert (home[0], speaker[0]) == (200, 200)
    assert "Ada" in speaker[1]
    assert health[0] == 200
    assert ready[0] == 503
    assert not json.loads(ready[1])["ready"]
    assert max(seconds for *_, seconds in answers) < SOON + site.slack


def assert_soon_back(site):
    reader, began = Reader(site), time.monotonic()
    wait_until(lambda: reader.get("/quotes/?q=words")[0] == 200)
    wait_until(lambda: reader.get("/readyz")[0] == 200)
    assert time.monotonic() - began < SOON + site.slack


@pytest.fixture
def cached(site):
    """A site with two pages in its cache."""
    wait_until(lambda: Reader(site).get("/readyz")[0] == 200)
    for path in ("/", "/speakers/ada/"):
        assert Reader(site).get(path)[0] == 200


def test_frozen(database, site, cached):
    database.freeze()
    try:
        assert_readers_are_told(site)
    finally:
        database.thaw()
    assert_soon_back(site)


def test_out_of_connections(database, site, cached):
    database.ask("ALTER ROLE site CONNECTION LIMIT 0")
    database.ask("CREATE ROLE other LOGIN")
    database.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'site'"
    )
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(psycopg.OperationalError):
            while True:
                taken = psycopg.connect(database.url.replace("site@", "other@"))
                stack.callback(taken.close)
        database.ask("ALTER ROLE site CONNECTION LIMIT -1")
        assert_readers_are_told(site)
    assert_soon_back(site)


def test_a_restart_is_waited_for(database, site, cached):
    with ThreadPoolExecutor(6) as pool:
        database.stop(signal.SIGKILL)
        pages = [
            pool.submit(timed, Reader(site), f"/quotes/?q=restart{number}")
            for number in range(6)
        ]
        assert timed(Reader(site), "/")[0] == 200
        assert timed(Reader(site), "/healthz")[3] < SOON + site.slack
        database.start()
        for page in pages:
            status, _, _, seconds = page.result()
            assert status == 200 or seconds > MAX_WAIT


def test_probes_need_no_host_and_no_https(site):
    secure = Site(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", HTTPS="on")
    code = """
from django.test import Client
for path in ("/healthz", "/readyz", "/"):
    response = Client().get(path, headers={"host": "192.0.2.1"})
    print(path, response.status_code)
"""
    assert secure.run(code).split() == ["/healthz", "200", "/readyz", "503", "/", "400"]
