"""Fetches one web page for an editor. The only module that connects to other servers.

Anybody may have written the address, so the page is treated as an attacker's: http and
https only, ports 80 and 443, no user names in the address. Each host is resolved once,
all its addresses must be public, and the connection goes to the checked address; TLS
still checks the name. Redirects are followed here, one by one, with the same rules.
Time, size and number are limited for everything together, including robots.txt and the
compressed stream (docs/decisions/0028-how-pages-are-fetched-and-read.md).
"""

import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import httpx
from protego import Protego

from articles.fetching.ssrf import CheckedBackend, FetchError, Resolver, Visit, resolve

#: Our name in robots.txt.
ROBOT = "OnRecord"
#: The largest page, both as sent and as decoded.
MAX_PAGE_BYTES = 5 * 1024 * 1024
#: The part of a robots.txt that is read (RFC 9309 section 2.5 requires 500 KiB).
MAX_ROBOTS_BYTES = 500 * 1024
#: The largest PDF or Word document.
MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MAX_REDIRECTS = 5
#: What the HTTP library raises: for a host such as “xn--a”, to which a page may lead, a
#: ValueError.
HTTP_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError)
#: Seconds for everything together.
MAX_SECONDS = 15.0
#: The content types that are read as a page.
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
#: {content type: kind} of the documents that are read.
DOCUMENT_TYPES = {
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as received, with only the transfer encodings removed."""

    body: bytes
    content_type: str  #: of the response, "" if missing
    address: str  #: the final one, after redirects
    received_at: datetime


def fetch(
    address: str,
    *,
    user_agent: str = f"{ROBOT}/0.1",
    resolver: Resolver = resolve,
    allow_loopback: bool = False,
    deadline: float = MAX_SECONDS,
) -> Fetched:
    """Return the page at an http(s) address; raise FetchError with the reason.

    `deadline` is in seconds, for everything together. `allow_loopback` allows addresses
    of this machine, on any port: for tests only, and refused by production settings.
    """
    visit = Visit(resolver, allow_loopback, time.monotonic() + deadline, user_agent)
    url = _parse_address(address)
    try:
        with _client(visit) as client:
            for _ in range(MAX_REDIRECTS + 1):
                _ask_robots(client, visit, url)
                answer = _get(client, visit, url)
                if answer.goes_to is None:
                    return answer.page(url)
                url = answer.goes_to
    except FetchError:
        raise
    except httpx.TimeoutException:
        visit.seconds_left()  # raises its own message if no time is left
        raise FetchError(
            f"{url.host} did not answer in time. Try again later, or paste the text."
        ) from None
    except (*HTTP_ERRORS, OSError) as error:
        raise FetchError(
            f"The page could not be fetched from {url.host}: {_reason(error)}. Is the "
            "address right? If it opens in your browser, paste its text."
        ) from None
    raise FetchError(
        f"The address leads on more than {MAX_REDIRECTS} times. Give the last one, as "
        "your browser shows it."
    )


def _reason(error: Exception) -> str:
    words = str(error).strip() or type(error).__name__
    return words.rstrip(".")[:200]


# Addresses


def _parse_address(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return the parsed address; raise FetchError if it must not be fetched."""
    try:
        url = httpx.URL(address.strip())
        url = base.join(url) if base is not None else url
        host = url.host
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise FetchError(f"“{address[:200]}” is not a web address.") from None
    if url.scheme not in ("http", "https") or not host:
        raise FetchError(
            f"“{address[:200]}” is not an address of the web: it has to start with "
            "http:// or https://."
        )
    if url.userinfo:
        raise FetchError("An address with a name or password in it is not fetched.")
    return url.copy_with(fragment=None)


@cache
def _certificates() -> ssl.SSLContext:
    """Return the certificates to trust, which take 30 ms to read."""
    return httpx.create_ssl_context(trust_env=False)


def _client(visit: Visit) -> httpx.Client:
    # No proxy and no .netrc of the environment, which would connect instead of us.
    transport = httpx.HTTPTransport(
        verify=_certificates(), trust_env=False, http2=False
    )
    transport._pool._network_backend = CheckedBackend(visit)
    return httpx.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(10),
        headers={
            "User-Agent": visit.user_agent,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,"
            "application/pdf;q=0.7,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        },
    )


# Answers


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    content_type: str
    body: bytes
    goes_to: httpx.URL | None

    def page(self, url: httpx.URL) -> Fetched:
        """Return the page, if this is one; raise FetchError otherwise."""
        if told := _refusal(self.status, url.host):
            raise FetchError(told)
        kind = media_type(self.content_type)
        sniffed = not kind and self.body.lstrip()[:1] == b"<"
        known = kind in HTML_TYPES | TEXT_TYPES or kind in DOCUMENT_TYPES
        if not known and not sniffed:
            raise FetchError(_wrong_kind(kind))
        if not self.body.strip():
            raise FetchError("The page is empty.")
        return Fetched(self.body, self.content_type, str(url), datetime.now(UTC))


def media_type(content_type: str) -> str:
    """Return the type of a Content-Type header without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def _wrong_kind(kind: str) -> str:
    named = f"of the type “{kind[:100]}”" if kind else "that does not say what it is"
    return f"This is something {named}, not a page with text: paste the text itself."


def _refusal(status: int, host: str) -> str:
    if status == 200 or status == 203:
        return ""
    if status in (401, 402, 403, 407, 451):
        return (
            f"{host} does not give this page to us (status {status}). If you can read "
            "it, paste its text."
        )
    if status in (404, 410):
        return f"There is no such page at {host} (status {status})."
    if status == 429:
        return f"{host} asks not to be asked so often: try again later."
    if status >= 500:
        return f"{host} has a fault (status {status}): try again later."
    return f"{host} answered with status {status} and no page."


def _get(
    client: httpx.Client, visit: Visit, url: httpx.URL, *, robots: bool = False
) -> _Response:
    """Request one address and read the response. Does not follow redirects."""
    with client.stream("GET", url) as response:
        status, body, goes_to = response.status_code, b"", None
        if status in (301, 302, 303, 307, 308):
            if not (place := response.headers.get("location", "")):
                raise FetchError(f"{url.host} leads on, but does not say where.")
            goes_to = _parse_address(place, url)
        elif status in (200, 203):
            body = _read(response, visit, robots)
        kind = response.headers.get("content-type", "")[:200]
        return _Response(status, kind, body, goes_to)


def _read(response: httpx.Response, visit: Visit, robots: bool) -> bytes:
    """Return the decoded body; refuse one that is too large, as sent or as decoded.

    Reads only the beginning of a robots.txt (RFC 9309). Decodes piece by piece and with
    a limit, so that a decompression bomb is never decoded in full.
    """
    kind = media_type(response.headers.get("content-type", ""))
    limit = MAX_DOCUMENT_BYTES if kind in DOCUMENT_TYPES else MAX_PAGE_BYTES
    too_big = FetchError(
        f"The page is larger than {limit // 2**20} MB, which is more than is read. "
        "Paste its text."
    )
    length = response.headers.get("content-length", "")
    limit = MAX_ROBOTS_BYTES if robots else limit
    if not robots and length.isdecimal() and int(length[:20]) > limit:
        raise too_big
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    decoder = _decoder(encoding)
    body, sent = bytearray(), 0
    for piece in response.iter_raw():
        visit.seconds_left()
        sent += len(piece)
        if sent <= limit:
            body += decoder(piece, limit + 1 - len(body))
        if max(sent, len(body)) > limit:
            if robots:
                break
            raise too_big
    return bytes(body)


def _decoder(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return a function (piece, most) that decodes to at most `most` bytes."""
    if encoding in ("", "identity"):
        return lambda piece, most: piece[:most]
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(
            f"The page is compressed in a way that was not asked for "
            f"({encoding[:50]}): paste its text."
        )
    decompressor = zlib.decompressobj(wbits=47)  # detects gzip or zlib by the header
    may_be_bare = encoding == "deflate"

    def decode(piece: bytes, most: int) -> bytes:
        nonlocal decompressor, may_be_bare
        try:
            decoded = decompressor.decompress(piece, most)
        except zlib.error:
            if not may_be_bare:
                raise FetchError(
                    "The page is compressed wrongly and cannot be read: paste its text."
                ) from None
            # Some servers send "deflate" without its header.
            decompressor, may_be_bare = zlib.decompressobj(wbits=-15), False
            return decode(piece, most)
        may_be_bare = False
        return decoded

    return decode


# robots.txt (RFC 9309)


def _ask_robots(client: httpx.Client, visit: Visit, url: httpx.URL) -> None:
    """Raise FetchError if the server's robots.txt disallows the page."""
    origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
    if origin not in visit.robots:
        visit.robots[origin] = _robots_of(client, visit, url)
    rules = visit.robots[origin]
    if rules is not None and not rules.can_fetch(str(url), ROBOT):
        raise FetchError(
            f"{url.host} asks programs not to fetch this page (robots.txt), and we "
            "keep to that. Open it yourself and paste its text."
        )


def _robots_of(client: httpx.Client, visit: Visit, url: httpx.URL) -> Protego | None:
    """Return the rules of a server, or None if it has none (a status of 4xx).

    Raises FetchError if they are unavailable (section 2.3.1.4).
    """
    place = url.copy_with(raw_path=b"/robots.txt")
    refused = FetchError(
        f"{url.host} cannot say at the moment what programs may fetch (robots.txt), "
        "so nothing is fetched. Try again later, or paste the text."
    )
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _get(client, visit, place, robots=True)
        except HTTP_ERRORS as error:
            visit.seconds_left()
            raise refused from error
        if answer.goes_to is not None:
            place = answer.goes_to
            continue
        if answer.status in (200, 203):
            return Protego.parse(answer.body.decode("utf-8", "replace"))
        if 400 <= answer.status < 500:
            return None
        raise refused
    return None  # too many redirects: as if there were none (section 2.3.1.2)
