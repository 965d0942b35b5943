"""The server with a small application: slow clients, reloads and stops."""

import contextlib
import signal
import socket
import threading
import time

import pytest

from config.serving.worker import asks_for_file
from tests.support.replica_pair import wait_until
from tests.support.small_server import WHOLE, Server, slow_clients


@pytest.mark.parametrize(
    ("target", "is_file"),
    [
        (b"/quotes.csv", True),
        (b"/quotes.tei.xml?q=a", True),
        (b"/quotes%2Ecsv", True),
        (b"/quotes.%63sv#a", True),
        (b"http://host/quotes.csv", True),
        (b"HTTPS://host.org/quotes.csv?q=a", True),
        (b"//quotes.csv", True),
        (b"/", False),
        (b"/quotes/?url=a.csv", False),
        (b"http://host.org", False),
        (b"http://[/quotes.csv", False),
        (b"/static/css/site.css", False),
        (b"", False),
    ],
)
def test_files_are_known_by_their_address(target, is_file):
    assert asks_for_file(b"GET " + target + b" HTTP/1.1\r\nA: b.c \r\n") == is_file


def test_an_address_of_many_points_is_read_at_once():
    began = time.monotonic()
    asks_for_file(b"GET /" + b".a" * 30_000 + b"! HTTP/1.1\r\n\r\n")
    asks_for_file(b"." * 60_000)
    assert time.monotonic() - began < 1


@pytest.fixture
def server(tmp_path):
    with Server(tmp_path).run() as server:
        wait_until(server.answers, 30)
        yield server


def test_slow_clients_hold_no_thread(server):
    with contextlib.ExitStack() as stack:
        stack.enter_context(slow_clients(server.port, 400))
        for _ in range(50):  # these do not read their page
            held = stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port))
            )
            held.sendall(WHOLE)
        began = time.monotonic()
        assert [server.get() for _ in range(20)] == ["first 0"] * 20
        assert server.get(body=b"a" * 1_000_000) == "first 1000000"
        assert time.monotonic() - began < 5


def test_too_many_unfinished_uploads_end_no_process(server):
    """Together they are more than a process keeps, so that some are dropped."""
    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 24000000\r\n\r\n"

    def upload():
        with (
            socket.create_connection(("127.0.0.1", server.port)) as client,
            contextlib.suppress(OSError),  # it was dropped
        ):
            client.sendall(head)
            for _ in range(230):
                client.sendall(bytes(100_000))
            everything_sent.wait(20)

    everything_sent = threading.Event()
    threads = [threading.Thread(target=upload) for _ in range(12)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        time.sleep(0.1)
        assert server.get() == "first 0"
    everything_sent.set()
    for thread in threads:
        thread.join()
    assert server.log.read_text().count("Booting worker") == 1


def test_no_header_of_a_client_says_where_the_site_begins(server):
    """SCRIPT_NAME is a part of every link."""
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET /x/ HTTP/1.1\r\nHost: a\r\nSCRIPT_NAME: /x\r\n\r\n")
        client.settimeout(20)
        got = b""
        while b"first" not in got:
            got += client.recv(65_536)
    assert b"first 0" in got


def test_requests_that_follow_each_other_on_a_connection(server):
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(WHOLE + WHOLE + WHOLE[:10])
        client.settimeout(20)
        got = b""
        while got.count(b"first 0") < 2:
            got += client.recv(65_536)
        client.sendall(WHOLE[10:])
        while got.count(b"first 0") < 3:
            got += client.recv(65_536)


def test_probes_have_threads_of_their_own(server):
    threads = [
        threading.Thread(target=server.get, args=["/?3"], daemon=True)
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    began = time.monotonic()
    assert server.get("/healthz") == "first 0"
    assert time.monotonic() - began < 2


def test_slow_downloads_hold_up_only_downloads(server):
    with contextlib.ExitStack() as stack:
        for _ in range(30):  # these read nothing
            held = stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port))
            )
            held.sendall(WHOLE.replace(b"GET /", b"GET /quotes.csv?0"))
        time.sleep(0.5)
        began = time.monotonic()
        assert [server.get() for _ in range(20)] == ["first 0"] * 20
        assert server.get("/healthz") == "first 0"
        assert time.monotonic() - began < 5


def test_clients_that_do_not_close_hold_up_nobody(server):
    with contextlib.ExitStack() as stack:
        for _ in range(50):
            held = stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port))
            )
            held.sendall(b"GET / HTTP/1.0\r\nHost: a\r\n\r\n")
        time.sleep(0.5)
        began = time.monotonic()
        assert [server.get() for _ in range(20)] == ["first 0"] * 20
        assert time.monotonic() - began < 2
        # They are closed in the end, and have the whole page.
        held.settimeout(10)
        page = b""
        while data := held.recv(65_536):
            page += data
        assert page.rstrip().endswith(b"first 0") and len(page) > 100_000


def test_at_a_reload_nobody_waits_for_the_new_program(server):
    waits, names = [], []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            began = time.monotonic()
            names.append(server.get())
            waits.append(time.monotonic() - began)
            time.sleep(0.02)

    reader = threading.Thread(target=read)
    reader.start()
    server.write("second", load=3)
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: names and names[-1] == "second 0", 30)
    stop.set()
    reader.join()
    assert set(names) == {"first 0", "second 0"}
    assert max(waits) < 1.5

    server.file.write_text("This is no Python.")
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: "The old ones continue" in server.log.read_text(), 30)
    assert server.get() == "second 0"


def test_a_stop_while_loading_logs_no_sigkill(tmp_path):
    server = Server(tmp_path)
    server.write("slow", load=60)
    with server.run("--graceful-timeout", "2"):
        wait_until(lambda: "Booting worker" in server.log.read_text(), 30)
        server.process.send_signal(signal.SIGINT)
        server.process.wait(20)
        assert "SIGKILL" not in server.log.read_text()
        assert "Traceback" not in server.log.read_text()
