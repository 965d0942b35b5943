"""Pages are fetched from public addresses only and within limits, or with an error.

The tests use real sockets on loopback, which a switch allows that production settings
refuse. Names are looked up in a table, which answers as a hostile DNS server would.
"""

import gzip
import re
import time
import zlib

import pytest

from articles.fetching.fetch import MAX_PAGE_BYTES, FetchError, fetch
from tests.support.hostile_server import (
    HTML,
    PAGE,
    answer,
    bomb,
    drip,
    endless,
    paths,
    redirect,
    refusal,
    visit,
)
from tests.support.processes import free_port

# Addresses: tests/security/test_ssrf.py has those that are attacks


@pytest.mark.parametrize(
    "address",
    [
        "",
        "  ",
        "bridge",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http:///page",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "http://exa mple.org/",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:x/",
        "javascript:alert(1)",
        "http://\ud800.example/",
        "http://a\nb.example/",
        "http://xn--a.example/",
        "http://" + "a" * 300 + ".example/",
    ],
)
def test_an_error_says_that_it_is_no_web_address(address):
    with pytest.raises(FetchError):
        fetch(address, resolver=lambda host, port: [])


def test_a_name_that_is_unknown_or_takes_too_long(server):
    def unknown(host, port):
        raise OSError("no such name")

    with pytest.raises(FetchError, match=r"no server called nowhere\.example"):
        fetch("https://nowhere.example/", resolver=unknown)

    def slow(host, port):
        server.leaving.wait(5)
        return ["8.8.8.8"]

    with pytest.raises(FetchError, match="could not be looked up in time"):
        fetch("https://slow.example/", resolver=slow, deadline=0.3)


# Pages


def test_a_page_is_returned_as_it_was_sent(server):
    page = visit(server)
    assert page.body == PAGE
    assert page.content_type == HTML
    assert page.address == f"{server.url}/page"
    path, headers = server.requested[-1]
    assert path == "/page"
    assert headers["User-Agent"].startswith("OnRecord/")
    assert not headers.keys() & {"Cookie", "Authorization", "Referer"}


def test_redirects_are_followed_to_the_final_address(server):
    server.answers |= {"/1": redirect("/2", 301), "/2": redirect("page#part", 308)}
    assert visit(server, "/1").address == f"{server.url}/page"
    server.answers["/1"] = redirect("")
    assert "does not say where" in refusal(server, "/1")


def test_endless_redirects_end(server):
    server.answers["/1"] = redirect("/1")
    assert "leads on more than 5 times" in refusal(server, "/1")
    assert paths(server).count("/1") == 6


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_compressed_pages_are_decoded(encoding, server):
    packed = {
        "gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw deflate": zlib.compress(PAGE)[2:-4],
    }[encoding]
    server.answers["/page"] = answer(packed, Content_Encoding=encoding.split()[-1])
    assert visit(server).body == PAGE


def test_other_or_broken_compression_is_an_error(server):
    server.answers["/page"] = answer(PAGE, Content_Encoding="br")
    assert "compressed in a way that was not asked for" in refusal(server)
    server.answers["/page"] = answer(PAGE, Content_Encoding="gzip, gzip")
    assert "compressed in a way that was not asked for" in refusal(server)
    for encoding in ("gzip", "deflate"):
        server.answers["/page"] = answer(PAGE, Content_Encoding=encoding)
        assert "compressed wrongly" in refusal(server)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_decompression_bomb_is_not_decoded(encoding, server):
    server.answers["/page"] = bomb(200, encoding)
    assert "larger than 5 MB" in refusal(server)


def test_huge_pages_are_refused(server):

    def announced(handler):
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        handler.wfile.write(b"Content-Length: 52428800\r\n\r\n")

    server.answers["/page"] = announced
    assert "larger than 5 MB" in refusal(server)
    server.answers["/page"] = endless
    assert "larger than 5 MB" in refusal(server)
    server.answers["/page"] = answer(b"a" * MAX_PAGE_BYTES)
    assert len(visit(server).body) == MAX_PAGE_BYTES
    server.answers["/page"] = answer(b"a" * (MAX_PAGE_BYTES + 1))
    assert "larger than 5 MB" in refusal(server)


@pytest.mark.parametrize("of", ["head", "body"])
@pytest.mark.parametrize("where", ["/page", "/robots.txt"])
def test_a_slow_drip_ends_at_the_deadline(of, where, server):
    server.answers[where] = drip(of)
    begun = time.monotonic()
    assert "took too long" in refusal(server, deadline=1)
    # How fast does not matter, only that it ends: the server would go on for hours.
    assert time.monotonic() - begun < 30


def test_an_error_says_that_it_is_no_page(server):
    server.answers["/page"] = answer(b"%PDF-1.7", "application/pdf")
    assert visit(server).content_type == "application/pdf"
    server.answers["/page"] = answer(b"\x89PNG", "image/png")
    assert "of the type “image/png”" in refusal(server)
    server.answers["/page"] = answer(b"words", None)
    assert "does not say what it is" in refusal(server)
    server.answers["/page"] = answer(b" \n ")
    assert "is empty" in refusal(server)
    server.answers["/page"] = answer(PAGE, None)
    assert visit(server).content_type == ""
    server.answers["/page"] = answer(b"Words.", "TEXT/Plain;charset=utf-8")
    assert visit(server).body == b"Words."


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "does not give this page"),
        (403, "paste its text"),
        (404, "There is no such page"),
        (410, "There is no such page"),
        (418, "answered with status 418"),
        (204, "answered with status 204"),
        (304, "answered with status 304"),
        (429, "not to be asked so often"),
        (451, "does not give this page"),
        (500, "has a fault"),
        (503, "has a fault"),
    ],
)
def test_an_error_says_what_the_server_refused(status, told, server):
    server.answers["/page"] = answer(b"", status=status)
    assert told in refusal(server)


def test_broken_responses_are_errors(server):
    with pytest.raises(FetchError, match="nothing is fetched"):
        fetch(f"http://127.0.0.1:{free_port()}/page", allow_loopback=True)

    def nonsense(handler):
        handler.close_connection = True
        handler.wfile.write(b"I am no web server\r\n\r\n")

    server.answers["/page"] = nonsense
    assert "could not be fetched" in refusal(server)

    def cut_off(handler):
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        handler.wfile.write(b"Content-Length: 1000\r\n\r\n<p>half of")

    server.answers["/page"] = cut_off
    assert "could not be fetched" in refusal(server)

    def long_head(handler):
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200_000)

    server.answers["/page"] = long_head
    assert refusal(server)


def test_proxies_of_the_environment_are_ignored(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert visit(server).body == PAGE


def test_every_message_says_what_to_do_or_what_is_wrong(server):
    server.answers["/page"] = answer(b"", status=403)
    for told in (refusal(server), refusal(server, "/none")):
        assert re.fullmatch(r"[A-Z0-9“].{20,}\.", told)
