"""One contributor adds 16 pages of a server that drips, and readers notice nothing."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.hostile_server import drip, hostile_server
from tests.support.replica_pair import Reader, Single, Site

pytestmark = [pytest.mark.django_db, pytest.mark.any_server]
PAGES = 16
GIVE = "/admin/articles/article/intake/"
MAKE_ROWS = """
from tests.factories import make_quote, make_speaker
from tests.support.admin_pages import make_user
make_quote(text="Some words", speaker=make_speaker("Ada"))
make_user("writer", "Contributors")
"""


@pytest.fixture
def site(tmp_path, migrated_database):
    with Single() as single:
        single.copy_tables(migrated_database)
        site = Site(DATABASE_URL=single.primary.url, DEBUG="on", FETCH_LOOPBACK="on")
        site.run(MAKE_ROWS)
        with site.serve(tmp_path / "log"):
            yield site


def timed(reader, path):
    began = time.monotonic()
    status, page, _ = reader.get(path)
    assert status == 200, page
    return time.monotonic() - began


def read(site, seconds):
    """Return how long each page took."""
    reader, times = Reader(site), {"/": [], "/healthz": [], "/speakers/ada/": []}
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for path, found in times.items():
            found.append(timed(reader, path))
        time.sleep(0.1)
    return times


def test_readers_do_not_notice_slow_pages_of_a_contributor(site):
    writer = Reader(site)
    writer.send("/admin/login/", username="writer", password="pw")
    # How long pages take now, however busy the machine is.
    slack = 3 * max(map(max, read(site, 2).values()))

    def add(number):
        began = time.monotonic()
        page, _ = send(writer, f"{web.url}/slow{number}")
        return page, time.monotonic() - began

    with hostile_server() as web, ThreadPoolExecutor(PAGES + 1) as pool:
        for number in range(PAGES):
            web.answers[f"/slow{number}"] = drip(of="body")
        token = writer.get(GIVE)[1]
        assert "csrfmiddlewaretoken" in token
        added = [pool.submit(add, number) for number in range(PAGES)]
        times = read(site, 8)
        sent = [path for path, _ in web.requested if path != "/robots.txt"]
        answers = [each.result() for each in added]

    assert len(sent) == 2  # one person's pages at once
    slow = [seconds for page, seconds in answers if "took too long" in page]
    queued = [seconds for page, seconds in answers if "in the queue" in page]
    assert (len(slow), len(queued)) == (2, PAGES - 2)
    assert max(queued) < 2 + slack
    assert 14.5 < min(slow) <= max(slow) < 16 + slack
    for path, found in times.items():
        assert max(found) < 0.5 + slack, path


def send(reader, address):
    """Give an address; return the page that comes, which may say what is wrong."""
    _, page, _ = reader.get(GIVE)
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    data = f"csrfmiddlewaretoken={token}&address={address}".encode()
    _, page, headers = reader.get(GIVE, data)
    return page, headers
