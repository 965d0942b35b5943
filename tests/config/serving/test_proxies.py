"""The site's server behind the documented proxies."""

import contextlib
import os
import re
import shutil
import time

import pytest

from tests.support.processes import free_port, running
from tests.support.proxies import caddy, nginx
from tests.support.replica_pair import wait_until
from tests.support.small_server import Server, get, slow_clients


@contextlib.contextmanager
def behind(proxy, folder, server):
    """Run a server behind a proxy that is installed; yields the proxy's port."""
    if not shutil.which(proxy.__name__):
        pytest.skip(f"{proxy.__name__} is not installed")
    port = free_port()
    command, environment = proxy(folder, port, server.port)

    def answers():
        with contextlib.suppress(OSError):
            return get(port).endswith(" 0")
        return False

    with (
        server.run(),
        (folder / "proxy.log").open("wb") as log,
        running(command, os.environ | environment, log),
    ):
        wait_until(answers, 30)
        yield port


@pytest.mark.parametrize("proxy", [caddy, nginx])
def test_slow_clients(proxy, tmp_path):
    server = Server(tmp_path)
    with behind(proxy, tmp_path, server) as port:
        with slow_clients(port, 400):
            began = time.monotonic()
            assert [get(port) for _ in range(20)] == ["first 0"] * 20
            assert get(port, body=b"a" * 1_000_000) == "first 1000000"
            assert time.monotonic() - began < 5
        # The addresses of probes are for this machine.
        for path in ("/readyz", "/metrics"):
            assert not get(port, path).startswith("first")
            assert get(server.port, path) == "first 0"


ECHO = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield (environ.get("HTTP_X_REQUEST_ID", "none") + " 0").encode()
"""


@pytest.mark.parametrize("proxy", [caddy, nginx])
def test_proxies_make_ids_and_log_no_searches(proxy, tmp_path):
    server = Server(tmp_path)
    server.file.write_text(ECHO)
    with behind(proxy, tmp_path, server) as port:
        ids = {get(port, "/?q=giraffes").split()[0] for _ in range(3)}
        assert len(ids) == 3
        assert all(re.fullmatch("[0-9a-f-]{32,36}", each) for each in ids)
    # A proxy may write its lines after the response.
    logs = [path.read_text() for path in tmp_path.glob("*log")]
    if proxy is nginx:
        assert sum(text.count('"GET /" 200') for text in logs) >= 3
        assert all(any(each in text for text in logs) for each in ids)
    assert not any("giraffes" in text for text in logs)
