"""The server of the site with a small application, and slow clients."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys

from tests.support.processes import PROJECT, free_port

APPLICATION = """
import os, time
time.sleep({load})
def application(environ, start_response):
    body = environ["wsgi.input"].read()
    time.sleep(int(environ["QUERY_STRING"] or 0))
    start_response("200 OK", [("Content-Type", "text/plain")])
    is_file = environ["PATH_INFO"].endswith(".csv")
    begins = environ["SCRIPT_NAME"].encode()
    yield b"{name}%s %d" % (begins, len(body))
    yield b" " * (20_000_000 if is_file else 100_000)
"""
HALF_POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"
HELD = [b"", b"GET / HT", HALF_POST]
WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


class Server:
    """The server with an application in a folder, which may be replaced."""

    def __init__(self, folder):
        self.file = folder / "served.py"
        self.log = folder / "log"
        self.write("first")
        self.port = free_port()

    def write(self, name, load=0):
        self.file.write_text(APPLICATION.format(name=name, load=load))

    @contextlib.contextmanager
    def run(self, *options):
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "config.serving", "served"),
                    *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", *options),
                ],
                cwd=PROJECT,
                env=os.environ
                | {
                    "PYTHONPATH": str(self.file.parent),
                    "PYTHONDONTWRITEBYTECODE": "1",
                },
                stdout=log,
                stderr=log,
            )
        self.process = process
        try:
            yield self
        finally:
            process.kill() if process.poll() is None else None
            process.wait()

    def get(self, path="/", body=None):
        return get(self.port, path, body)

    def answers(self):
        with contextlib.suppress(OSError):
            return bool(self.get("/healthz"))
        return False


@contextlib.contextmanager
def slow_clients(port, number):
    """Hold connections: idle, in the middle of a head, and in the middle of a form."""
    with contextlib.ExitStack() as stack:
        for place in range(number):
            held = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            held.sendall(HELD[place % 3])
        yield


def get(port, path="/", body=None):
    """Return the text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("POST" if body else "GET", path, body)
        return connection.getresponse().read().decode().strip()
