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
from articles.fetching.ssrf import is_public
from tests.support.hostile_server import (
    HTML,
    PAGE,
    answer,
    bomb,
    closed_port,
    drip,
    endless,
    paths,
    redirect,
    refusal,
    visit,
)

# Addresses

NOT_PUBLIC = """
0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 127.0.0.1 127.1.2.3 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
198.51.100.1 203.0.113.1 224.0.0.1 224.0.1.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 ff0e::1 2001:db8::1
100::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1
64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:1::1
2001:0:7f00:1:: 2001:0:0808:0808:0:0:3fff:fffe 2001:0:4136:e378:8000:63bf:80ff:fffe
2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1 localhost x 127.0.0.1.example
""".split()
PUBLIC = "8.8.8.8 1.1.1.1 93.184.216.34 2606:4700:4700::1111 2a00:1450::1".split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_public_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [*PUBLIC, "64:ff9b::808:808"])
def test_addresses_of_the_public_internet(address):
    assert is_public(address)


ODD_FORMS = """
127.0.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.1 127.0.1 0 0.0.0.0
[::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [::] localhost
LOCALHOST 127.0.0.1. 169.254.169.254 10.0.0.1 192.168.1.1 [fd00::1] [64:ff9b::7f00:1]
[2002:7f00:1::] ①②⑦.⓪.⓪.① 127。0。0。1 [::127.0.0.1] 3232235777 0xa9fea9fe
""".split()


@pytest.mark.parametrize("host", ODD_FORMS)
def test_no_form_of_a_private_address_is_fetched(host, server):
    """The system's own resolver understands all these forms."""
    port = f":{server.server_port}"
    for address in (f"http://{host}/page", f"http://{host}{port}/page"):
        with pytest.raises(FetchError):
            fetch(address, deadline=10)
    assert server.requested == []


@pytest.mark.parametrize(
    "answers",
    [
        ["10.0.0.1"],
        ["8.8.8.8", "10.0.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["127.0.0.1", "8.8.8.8"],
        ["::1", "2606:4700:4700::1111"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%lo"],
        ["not an address"],
    ],
)
@pytest.mark.parametrize("switch", [False, True])
def test_a_name_with_any_address_that_is_not_public_is_refused(answers, switch):
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(
            "http://rebind.example/page",
            resolver=lambda host, port: answers,
            allow_loopback=switch,
        )


def test_loopback_is_refused_without_the_switch(server):
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(f"{server.url}/page")
    assert server.requested == []


def test_a_name_is_looked_up_once_for_each_connection(server):
    """DNS rebinding: a second lookup would return another address."""
    server.answers["/robots.txt"] = answer(b"", "text/plain")
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    page = fetch(
        f"http://rebind.example:{server.server_port}/page",
        resolver=rebinding,
        allow_loopback=True,
    )
    assert page.body == PAGE
    assert asked == ["rebind.example"]
    # Another connection for the page looks the name up again, and checks it too.
    server.answers["/robots.txt"] = answer(b"", Connection="close")
    asked.clear()
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(page.address, resolver=rebinding, allow_loopback=True)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "place",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00::1]/",
        "http://0xa.0.0.1/",
        "//192.168.0.1/",
        "http://inside.example/",
        "http://8.8.8.8:22/",
        "http://user:secret@8.8.8.8/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://[",
        "http://a\x00b/",
        "http://xn--a/",
        "//xn--zz---.example/",
        "http://\u2603/",
        "http://a..b/",
        "http://[::1%25eth0]/",
    ],
)
@pytest.mark.parametrize("first", ["/page", "/robots.txt"])
def test_redirects_are_checked_like_addresses(place, first, server):
    server.answers[first] = redirect(place.replace("\x00", "%00"))

    def resolver(host, port):
        return {"inside.example": ["10.0.0.7"]}.get(host, [host.strip("[]")])

    assert refusal(server, resolver=resolver)
    assert set(paths(server)) <= {"/robots.txt", "/page"}


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


def test_only_ports_80_and_443_are_fetched():
    with pytest.raises(FetchError, match="Port 8080 is not fetched from"):
        fetch("http://example.org:8080/", resolver=lambda host, port: ["8.8.8.8"])


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
        fetch(f"http://127.0.0.1:{closed_port()}/page", allow_loopback=True)

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
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    assert visit(server).body == PAGE


def test_every_message_says_what_to_do_or_what_is_wrong(server):
    server.answers["/page"] = answer(b"", status=403)
    for told in (refusal(server), refusal(server, "/none")):
        assert re.fullmatch(r"[A-Z0-9“].{20,}\.", told)
