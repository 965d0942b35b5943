"""The site's server behind the documented configurations of proxies."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.support.replica_pair import wait_until
from tests.support.small_server import Server, get, slow_clients

DEPLOY = Path(__file__).resolve().parent.parent.parent.parent / "deploy"


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def caddy(folder, port, upstream):
    """Return the command and the environment of Caddy with our configuration."""
    text = (DEPLOY / "Caddyfile").read_text()
    assert "\tservers {" in text
    file = folder / "Caddyfile"
    # The port of its interface is the same for every Caddy.
    file.write_text(text.replace("\tservers {", "\tadmin off\n\tservers {", 1))
    environment = {
        "SITE_HOST": f"http://127.0.0.1:{port}",
        "SITE_UPSTREAM": f"127.0.0.1:{upstream}",
        **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder)),
    }
    command = ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    return command, environment


def nginx(folder, port, upstream):
    """Return the command and the environment of nginx with our configuration."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"server \{\s*listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r".*(listen \[::\]|ssl_certificate).*\n", "", text)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("server 127.0.0.1:8000;", f"server 127.0.0.1:{upstream};")
    text = text.replace("/var/log/nginx", str(folder))
    assert str(port) in text
    assert str(upstream) in text
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    file = folder / "nginx.conf"
    # As root, nginx would change to a user who may not write here.
    user = "user root; " if os.geteuid() == 0 else ""
    file.write_text(
        f"{user}daemon off; pid {folder}/pid; error_log stderr;\n"
        "events { worker_connections 2048; }\n"
        f"http {{ {places} {text} }}"
    )
    return ["nginx", "-p", str(folder), "-c", str(file)], {}


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

    with server.run(), (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=log, stderr=log
        )
        try:
            wait_until(answers, 30)
            yield port
        finally:
            process.terminate()
            process.wait(20)


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
        logs = [path.read_text() for path in tmp_path.glob("*log")]
    if proxy is nginx:
        assert sum(text.count('"GET /" 200') for text in logs) >= 3
        assert all(any(each in text for text in logs) for each in ids)
    assert not any("giraffes" in text for text in logs)
