"""The site as it is deployed, with PostgreSQL, a replica and automatic restarts."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg

from tests.support.replica_pair import PROJECT, Pair, Reader, Site, wait_until

#: As in deploy/on-record.service.
RESTART_AFTER = 1.0
#: As in deploy/on-record.socket: connections wait in it while the site restarts.
BACKLOG = 2_048


class Databases(Pair):
    """A primary and its replica, as durable as PostgreSQL is by default."""

    settings = ("shared_buffers=128MB", "max_connections=60")


def kill(server):
    """Kill a PostgreSQL server with all its processes, at once."""
    for pid in processes(server):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.stop(signal.SIGKILL)


def processes(server):
    """Return the ids of a server's processes; its first is the postmaster."""
    postmaster = server._process.pid
    return [postmaster, *children(postmaster)]


def children(pid):
    """Return the ids of the processes that a process has started."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(each) for each in text.split()]


def start(server):
    """Start a server, as often as that is necessary; return when it answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            server.start()
        except AssertionError:
            server.stop(signal.SIGKILL)
        else:
            return time.monotonic()
    raise AssertionError("PostgreSQL does not start")


class Deployed(Site):
    """The site with the settings of production, restarted as systemd restarts it."""

    def __init__(self, folder, **environment):
        super().__init__(
            HTTPS="on",
            TRUST_PROXY="on",
            STATIC_FROM_SOURCE="off",
            STATIC_ROOT=str(folder / "static"),
            WEB_CONCURRENCY="2",
            **environment,
        )
        self._log = folder / "site.log"
        self._is_stopping = threading.Event()
        self.process = None

    @property
    def port(self):
        return int(self.address.rpartition(":")[2])

    @contextlib.contextmanager
    def running(self):
        """Serve the site until the block ends."""
        listening = socket.create_server(("127.0.0.1", self.port), backlog=BACKLOG)
        self._is_stopping.clear()
        thread = threading.Thread(target=self._supervise, args=[listening.fileno()])
        thread.start()
        try:
            self.wait()
            yield self
        finally:
            self._is_stopping.set()
            self.process.terminate()
            thread.join()
            listening.close()

    def _supervise(self, listening):
        program = f"{sys.executable} -m config.serving"
        script = f"LISTEN_PID=$$ LISTEN_FDS=1 exec {program} 3<&{listening}"
        while not self._is_stopping.is_set():
            with self._log.open("ab") as log:
                self.process = subprocess.Popen(  # noqa: S603
                    ["/bin/sh", "-c", script],
                    cwd=PROJECT,
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                    pass_fds=(listening,),
                )
            self.process.wait()
            self._kill_workers()
            self._is_stopping.wait(RESTART_AFTER)

    def _kill_workers(self):
        """Kill what the master has left, as systemd does with the control group."""
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                serves = b"config.serving" in (folder / "cmdline").read_bytes()
                environment = (folder / "environ").read_bytes()
                if serves and self.environment["STATIC_ROOT"].encode() in environment:
                    os.kill(int(folder.name), signal.SIGKILL)

    def wait(self):
        """Wait until the site answers; return when it did."""
        wait_until(lambda: Reader(self).answers("/healthz"), 60)
        return time.monotonic()

    def workers(self):
        """Return the ids of the worker processes."""
        return children(self.process.pid)


def connect_as_site(server):
    """Return a connection of the site's user, who has no reserved ones."""
    return psycopg.connect(server.url, connect_timeout=5)
