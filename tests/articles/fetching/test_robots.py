"""Fetching obeys a server's robots.txt (RFC 9309)."""

import pytest

from articles.fetching.fetch import ROBOT
from tests.support.hostile_server import (
    PAGE,
    answer,
    bomb,
    hostile_server,
    paths,
    redirect,
    refusal,
    visit,
)


def robots(text, **options):
    return answer(text.encode(), "text/plain", **options)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /pa", False),
        ("User-agent: *\nDisallow: /other", True),
        (f"User-agent: {ROBOT}\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (f"User-agent: {ROBOT.lower()}\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*ge$", False),
        ("<html>not robots</html>", True),
        ("\x00\xff" * 100, True),
    ],
)
def test_robots_txt_is_obeyed(rules, allowed, server):
    server.answers["/robots.txt"] = robots(rules)
    if allowed:
        assert visit(server).body == PAGE
    else:
        assert "robots.txt" in refusal(server)
        assert paths(server) == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_a_missing_robots_txt_allows_everything(status, server):
    server.answers["/robots.txt"] = answer(b"", status=status)
    assert visit(server).body == PAGE


@pytest.mark.parametrize("status", [500, 503])
def test_an_unavailable_robots_txt_refuses_everything(status, server):
    server.answers["/robots.txt"] = answer(b"", status=status)
    assert "nothing is fetched" in refusal(server)
    assert paths(server) == ["/robots.txt"]


def test_robots_txt_is_fetched_from_each_server_of_a_redirect(server):
    server.answers["/robots.txt"] = redirect("/rules")
    server.answers["/rules"] = robots("User-agent: *\nDisallow: /page")
    assert "robots.txt" in refusal(server)
    with hostile_server() as other:
        other.answers["/robots.txt"] = robots("User-agent: *\nDisallow: /")
        other.answers["/page"] = answer(PAGE)
        server.answers["/1"] = redirect(f"{other.url}/page")
        assert "robots.txt" in refusal(server, "/1")
        assert paths(other) == ["/robots.txt"]


def test_only_the_start_of_a_long_robots_txt_counts(server):
    rules = "User-agent: *\nDisallow: /page\n" + "# and so on\n" * 100_000
    server.answers["/robots.txt"] = robots(rules)
    assert "robots.txt" in refusal(server)
    server.answers["/robots.txt"] = bomb(100)
    assert visit(server).body == PAGE
