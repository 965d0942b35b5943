"""The server for clients: Caddy with deploy/Caddyfile, or the site itself."""

import contextlib
import http.client
import os
import shutil
import socket
import ssl
from dataclasses import dataclass, field

from tests.support.processes import free_port, running
from tests.support.proxies import caddy
from tests.support.replica_pair import wait_until


@dataclass(frozen=True)
class Front:
    """A port of this machine, and whether it uses TLS."""

    port: int
    is_tls: bool
    #: The headers that a proxy would add.
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self):
        return f"https://127.0.0.1:{self.port}"

    def client(self, timeout):
        """Return a connection that requests can be sent on."""
        if not self.is_tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=timeout, context=_unverified()
        )

    def connect(self):
        """Return a plain connection, without a request."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        return _unverified().wrap_socket(plain) if self.is_tls else plain


def _unverified():
    """Return a TLS context that accepts Caddy's own certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextlib.contextmanager
def front_of(site, folder):
    """Run Caddy in front of the site, if it is installed, and give the Front."""
    if not shutil.which("caddy"):
        added = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
        yield Front(site.port, is_tls=False, headers=added)
        return
    front = Front(free_port(), is_tls=True)
    command, environment = caddy(folder, front.port, site.port, scheme="https")

    def answers():
        with contextlib.suppress(OSError, http.client.HTTPException):
            client = front.client(5)
            with contextlib.closing(client):
                client.request("GET", "/robots.txt")
                return client.getresponse().status == 200
        return False

    log = (folder / "caddy.log").open("ab")
    with log, running(command, os.environ | environment, log):
        wait_until(answers, 30)
        yield front
