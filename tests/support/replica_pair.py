"""PostgreSQL servers of tests, created with the programs of the wheel."""

import contextlib
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg

from config.local.paths import DatabasePaths, find_programs, make_private_folder
from tests.support.processes import PROJECT, free_port, running

QUICKLY = [
    *("fsync=off", "synchronous_commit=off"),
    *("shared_buffers=32MB", "max_connections=30"),
]
# Sites are served without TLS. To read the system's certificates takes 30 ms a reader.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def wait_until(condition, seconds=15):
    """Wait for a condition to become true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


class Server:
    """A PostgreSQL server in its own folder, with a socket there."""

    def __init__(self, folder, run_as, programs):
        self.folder, self.data = folder, folder / "data"
        self._run_as, self._programs = run_as, programs
        self._process = None
        self._frozen = []

    @property
    def url(self):
        return f"postgresql://site@/site?host={self.folder}"

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs and wait for it."""
        done = subprocess.run(
            [self._programs / program, *arguments],
            capture_output=True,
            text=True,
            **self._run_as,
        )
        assert done.returncode == 0, done.stderr

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._run_as,
            )
        wait_until(self.answers)

    def answers(self):
        with contextlib.suppress(psycopg.OperationalError):
            self.ask("SELECT 1", database="postgres")
            return True
        return False

    def ask(self, statement, database="site"):
        """Run a statement as the superuser; return its first value, if any."""
        with psycopg.connect(
            f"postgresql://postgres@/{database}?host={self.folder}",
            autocommit=True,
            connect_timeout=5,
        ) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def stop(self, number=signal.SIGINT):
        """Shut it down (SIGINT), or kill it (SIGKILL)."""
        self.thaw()
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(20)
            self._process = None

    def freeze(self):
        """Stop all its processes with SIGSTOP: it no longer answers."""
        with psycopg.connect(self.url.replace("site@", "postgres@")) as connection:
            rows = connection.execute("SELECT pid FROM pg_stat_activity").fetchall()
            ours = connection.info.backend_pid
        self._frozen = [self._process.pid, *[pid for (pid,) in rows if pid != ours]]
        self._signal(signal.SIGSTOP)

    def thaw(self):
        self._signal(signal.SIGCONT)
        self._frozen = []

    def _signal(self, number):
        for pid in self._frozen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


class Single:
    """A running server of its own."""

    names = ("one",)
    settings = QUICKLY

    def __init__(self):
        # Not pytest's folder: its path is long, and the server's account may not
        # enter it.
        self.folder = Path(tempfile.mkdtemp(prefix="on-record-"))
        self.folder.chmod(0o755)
        paths = DatabasePaths(self.folder, self.folder / "system")
        run_as = paths.as_account()
        programs = find_programs(paths)
        self.servers = [
            Server(self.folder / name, run_as, programs) for name in self.names
        ]
        self.primary = self.servers[0]
        for server in self.servers:
            make_private_folder(server.folder, *paths.account)

    def __enter__(self):
        try:
            self._make()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for server in reversed(self.servers):
            server.stop(signal.SIGKILL)
        shutil.rmtree(self.folder)

    def _make(self):
        one = self.primary
        one.run(
            "initdb",
            *("-D", one.data, "-U", "postgres", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--locale=C"),
            *(part for name in self.settings for part in ("--set", name)),
            *("--set", "listen_addresses="),
            *("--set", f"unix_socket_directories={one.folder}"),
        )
        one.start()
        # As on a server: the site's user owns its database and has no other rights.
        one.ask("CREATE ROLE site LOGIN", database="postgres")
        one.ask("CREATE DATABASE site OWNER site", database="postgres")

    def copy_tables(self, url):
        """Copy the tables and rows of a database, as the site's user."""
        dump = self.primary.folder / "dump"
        options = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments")
        self.primary.run("pg_dump", *options, "--file", dump, url)
        here = ("--exit-on-error", "--no-owner", "--dbname", self.primary.url)
        self.primary.run("pg_restore", *here, dump)


class Pair(Single):
    """A running primary and its running replica."""

    names = ("one", "two")

    def _make(self):
        super()._make()
        self.replica = self.servers[1]
        self.primary.ask("CREATE ROLE copier LOGIN REPLICATION", database="postgres")
        self.primary.ask("SELECT pg_create_physical_replication_slot('replica1')")
        self.copy()

    def copy(self):
        """Create the replica again from the primary, and start it."""
        one, two = self.primary, self.replica
        one.run(
            "pg_basebackup",
            *("--host", one.folder, "--username", "copier", "--pgdata", two.data),
            *("--slot", "replica1", "--wal-method=stream", "--checkpoint=fast"),
            *("--write-recovery-conf", "--no-sync"),
        )
        with (two.data / "postgresql.auto.conf").open("a") as settings:
            settings.write(
                f"unix_socket_directories = '{two.folder}'\n"
                "max_standby_streaming_delay = '200ms'\n"
                "wal_retrieve_retry_interval = '200ms'\n"
            )
        two.start()

    def caught_up(self):
        """Return whether the replica has replayed all that the primary has written."""
        position = self.primary.ask("SELECT pg_current_wal_lsn()")
        return self.replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'")


class Site:
    """The site, served by gunicorn with settings from the environment."""

    def __init__(self, **environment):
        self.address = f"http://127.0.0.1:{free_port()}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PG")},
            "SECRET_KEY": "for-the-tests-only",
            "DEBUG": "off",
            "HTTPS": "off",
            "STATIC_FROM_SOURCE": "on",
            **environment,
        }

    def run(self, code):
        """Run Python code with the site's settings; return its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def serve(self, log):
        """Serve the site until the block ends, with its log in a file."""
        command = [
            *(sys.executable, "-m", "config.serving", "--workers", "1"),
            *("--bind", self.address.removeprefix("http://")),
        ]
        with log.open("wb") as out, running(command, self.environment, out):
            wait_until(lambda: Reader(self).answers("/healthz"), 30)
            yield


class Reader:
    """A minimal browser: it stores cookies and submits forms."""

    def __init__(self, site):
        self._address = site.address
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=NO_CERTIFICATES),
            urllib.request.HTTPCookieProcessor(self.cookies),
        )

    def get(self, path, data=None):
        """Return (status, text, headers) of a response."""
        request = urllib.request.Request(self._address + path, data)  # noqa: S310
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.status, error.read().decode(), error.headers

    def answers(self, path):
        with contextlib.suppress(OSError):
            return self.get(path)[0] == 200
        return False

    def send(self, path, **fields):
        """Submit the form of an admin page with these fields filled in."""
        status, page, _ = self.get(path)
        assert status == 200, page
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
        data = urllib.parse.urlencode(hidden | fields).encode()
        status, page, headers = self.get(path, data)
        assert status == 200, page
        assert "errornote" not in page
        return page, headers
