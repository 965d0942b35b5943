"""A web server on loopback that misbehaves like servers on the web."""

import contextlib
import gzip
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles.fetching.fetch import FetchError, fetch

PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge to be rebuilt</title>
<meta property="og:site_name" content="Vauville Post">
<meta property="article:published_time" content="2025-02-13T08:00:00+01:00">
<meta name="author" content="Noor de Wit"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge to be rebuilt</h1>
<p>The council of Vauville met late, and many people came to hear what would be
decided about the bridge that had fallen in the storm.</p>
<p>\xe2\x80\x9cWe will rebuild the bridge,\xe2\x80\x9d said Ada Moreau, the mayor,
\xe2\x80\x9cbecause a town without a bridge is two towns.\xe2\x80\x9d Others were not so
sure, and asked who was to pay for it in the end.</p>
</article><footer>Copyright</footer></body></html>"""
HTML = "text/html; charset=utf-8"


class HostileServer(ThreadingHTTPServer):
    """Answers each path by its function in `answers`, which takes the handler.

    `requested` has the requested paths with their headers.
    """

    daemon_threads = True
    request_queue_size = 16

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requested = []
        self.answers = {"/robots.txt": answer(b"", status=404)}
        self.leaving = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Ignore errors: clients disconnect when they give up."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requested.append((self.path, dict(self.headers)))
        self.server.answers.get(self.path, answer(b"no", status=404))(self)

    def log_message(self, *args):
        pass


def answer(body, kind=HTML, status=200, **headers):
    """Return a function that sends a body as it is."""

    def send(handler):
        handler.send_response(status)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def redirect(place, status=302):
    """Return a function that redirects to another address."""
    return answer(b"", status=status, Location=place)


def endless(handler):
    """Send until the client disconnects."""
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    with contextlib.suppress(OSError):
        while not handler.server.leaving.is_set():
            handler.wfile.write(b"<p>and so on</p>" * 4096)


def drip(of):
    """Return a function that sends head or body byte by byte, ten a second."""

    def send(handler):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        handler.close_connection = True
        with contextlib.suppress(OSError):
            if of == "body":
                handler.wfile.write(head + b"Content-Length: 100000\r\n\r\n")
            else:
                handler.wfile.write(head + b"X-Long: ")
            while not handler.server.leaving.is_set():
                handler.wfile.write(b"a")
                time.sleep(0.1)

    return send


def bomb(megabytes, encoding="gzip"):
    """Return a function that sends a small body that inflates to some megabytes."""
    unfolded = b"<p>" + b"\0" * (megabytes * 2**20)
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    return answer(pack(unfolded), Content_Encoding=encoding)


@contextlib.contextmanager
def hostile_server():
    """Run a server while the block runs."""
    server = HostileServer()
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.leaving.set()
        server.shutdown()
        server.server_close()
        thread.join()


def visit(server, path="/page", **options):
    """Fetch a page of the server, with loopback allowed."""
    options.setdefault("deadline", 15)
    return fetch(f"{server.url}{path}", allow_loopback=True, **options)


def refusal(server, path="/page", **options):
    """Return the message of the error that fetching a page raises."""
    with pytest.raises(FetchError) as refused:
        visit(server, path, **options)
    return str(refused.value)


def paths(server):
    """Return the requested paths, in order."""
    return [path for path, _ in server.requested]
