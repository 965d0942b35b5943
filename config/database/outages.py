"""Notices within a second that the database is frozen, full or gone.

The protocol cannot tell a slow server from one that is frozen or cut off, whose own
timeouts do not work either. So a thread of each process asks the server “SELECT 1” as
soon as a statement or a connection takes longer than SUSPECT_AFTER. If the server
answers, requests continue to wait. If not, they fail until it answers again.

Only processes that serve requests do this (config/wsgi.py). Commands wait.
docs/decisions/0052-database-outages.md gives the reasons.
"""

import contextlib
import enum
import logging
import threading
import time
from collections.abc import Callable, Generator
from typing import Any, ClassVar

import psycopg
from psycopg_pool import PoolClosed, PoolTimeout

#: Seconds after which a statement without an answer makes the server suspect.
SUSPECT_AFTER = 0.2
#: Seconds that a server may take to answer “SELECT 1”.
SILENCE_LIMIT = 0.35
#: Seconds between two checks of a server that is not available.
INTERVAL = 0.1
#: Seconds that a request waits for a free connection before the server is suspect. It
#: is the `timeout` of the pool.
PATIENCE = 0.25
#: Seconds that a request waits for a server that restarts, or for a free connection.
MAX_WAIT = 10.0
#: Requests of one process that may wait so long. The others fail at once, so that
#: threads remain for cached pages.
MAX_WAITING = 12

Connection = psycopg.Connection[Any]
Connect = Callable[[], Connection]
logger = logging.getLogger(__name__)


class Availability(enum.Enum):
    """The known state of a server, in words for the log."""

    AVAILABLE = "answers"
    FULL = "accepts no more connections"
    AWAY = "refuses connections"
    SILENT = "does not answer"


#: Without a single connection that works.
LOST = {Availability.AWAY, Availability.SILENT}


class Unavailable(psycopg.OperationalError):
    """A request should not wait for the database any longer."""


def interruptible(
    generator: Generator[Any, Any, Any], check: Callable[[float], None]
) -> Generator[Any, Any, Any]:
    """Drive a generator of psycopg; call `check` with the start while nothing comes.

    psycopg resumes it about ten times a second while nothing has arrived. An answer
    that has arrived is read, however late.
    """
    began = time.monotonic()
    ready: Any = None
    try:
        while True:
            ready = yield generator.send(ready)
            if not ready:
                check(began)
    except StopIteration as done:
        return done.value
    finally:
        generator.close()


class MonitoredServer:
    """A database server, watched by a thread while it is suspect.

    `connect` connects without the pool. `on_recovery` is called when the server is
    available again.
    """

    def __init__(
        self, name: str, connect: Connect, on_recovery: Callable[[], object]
    ) -> None:
        self.name = name
        self.state = Availability.AVAILABLE
        self._connect = connect
        self._on_recovery = on_recovery
        self._connection: Connection | None = None
        self._suspect = threading.Event()
        self._is_refusing = False
        self._waiting = threading.BoundedSemaphore(MAX_WAITING)

    def start(self) -> None:
        """Connect, and watch the server in a thread as long as the process lives."""
        self._suspect.set()
        name = f"outages of {self.name}"
        threading.Thread(target=self._run, name=name, daemon=True).start()

    # Called by the threads of requests

    def suspect(self) -> None:
        """Ask the server soon whether it answers."""
        self._suspect.set()

    def refused(self) -> None:
        """Note that the server refused a connection of the pool."""
        self._is_refusing = True
        self._suspect.set()

    def fail_if_silent(self) -> None:
        """Raise Unavailable if the server does not answer."""
        if self.state is Availability.SILENT:
            raise Unavailable(f"{self.name} {self.state.value}")

    def patiently(self, connect: Callable[[Any], Any], *arguments: Any) -> Any:
        """Return a pooled connection; raise Unavailable if there is none.

        Waits MAX_WAIT for a server that restarts, and not at all for one that is
        silent or full.
        """
        deadline = time.monotonic() + MAX_WAIT
        with contextlib.ExitStack() as stack:
            is_waiting = False
            while True:
                self.fail_if_silent()
                try:
                    return connect(*arguments)
                except (PoolTimeout, PoolClosed) as error:
                    self._suspect.set()
                    self.fail_if_silent()
                    if self.state is Availability.FULL or time.monotonic() > deadline:
                        told = f"{self.name} {self.state.value}: {error}"
                        raise Unavailable(told) from error
                if not is_waiting:
                    if not self._waiting.acquire(blocking=False):
                        raise Unavailable("too many requests wait for the database")
                    stack.callback(self._waiting.release)
                    is_waiting = True

    # The thread

    def _run(self) -> None:
        while True:
            self._suspect.wait()
            self._suspect.clear()
            while self._check() is not Availability.AVAILABLE:
                time.sleep(INTERVAL)
            time.sleep(INTERVAL)  # at most so often, however many statements are slow

    def _check(self) -> Availability:
        before, (self.state, why) = self.state, self._ask()
        if self.state is not before:
            logger.warning("The database %s %s. %s", self.name, self.state.value, why)
            if self.state is Availability.AVAILABLE:
                self._on_recovery()
        return self.state

    def _ask(self) -> tuple[Availability, str]:
        """Return the state, and the reason on one line."""
        try:
            if self._connection is None:
                self._connection = self._connect()
            self._connection.execute("SELECT 1")
        except Exception as error:  # of any kind: the next try may succeed
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            why = " ".join(str(error).split())
            if isinstance(error, _SilentError | psycopg.errors.ConnectionTimeout):
                return Availability.SILENT, why
            state = Availability.FULL if _tells_of_too_many(why) else Availability.AWAY
            return state, why
        if self._is_refusing:
            # This connection works. Does the server accept another one?
            try:
                self._connect().close()
            except psycopg.Error as error:
                return Availability.FULL, " ".join(str(error).split())
            self._is_refusing = False
        return Availability.AVAILABLE, ""


def _tells_of_too_many(error: str) -> bool:
    # A failed connection has no SQLSTATE. Messages may be translated: then the server
    # counts as one that restarts.
    return "too many" in error or "connection slots are reserved" in error


class _SilentError(psycopg.OperationalError):
    """The server did not answer within SILENCE_LIMIT."""


class AskingConnection(psycopg.Connection[Any]):
    """The connection of the thread above, which waits SILENCE_LIMIT at most."""

    def wait(self, gen: Any, *how: Any, **named: Any) -> Any:
        """Wait as psycopg does; raise OperationalError after SILENCE_LIMIT."""
        return super().wait(interruptible(gen, self._check), *how, **named)

    def _check(self, began: float) -> None:
        if time.monotonic() - began > SILENCE_LIMIT:
            self.close()
            raise _SilentError("no answer")


class WatchedConnection(psycopg.Connection[Any]):
    """A pooled connection that fails if its server is silent."""

    server: ClassVar[MonitoredServer]

    @classmethod
    def connect(cls, *arguments: Any, **named: Any) -> Any:
        """Connect as psycopg does, and note a failure."""
        try:
            return super().connect(*arguments, **named)
        except psycopg.Error:
            cls.server.refused()
            raise

    def wait(self, gen: Any, *how: Any, **named: Any) -> Any:
        """Wait as psycopg does; raise Unavailable if the server is silent."""
        return super().wait(interruptible(gen, self._check), *how, **named)

    def _check(self, began: float) -> None:
        if time.monotonic() - began < SUSPECT_AFTER:
            return
        if self.server.state is Availability.SILENT:
            self.close()
            raise Unavailable(f"{self.server.name} does not answer")
        self.server.suspect()


#: The watched servers of this process by alias. Empty in commands.
SERVERS: dict[str, MonitoredServer] = {}


def direct_parameters(wrapper: Any) -> dict[str, Any]:
    """Return the parameters of a connection outside the pool, for no request."""
    parameters: dict[str, Any] = wrapper.get_connection_params()
    for name in ("context", "cursor_factory"):
        del parameters[name]
    return parameters | {"autocommit": True, "connect_timeout": 2}


def check_writable(connection: Connection) -> None:
    """Close a connection to a read-only server, and raise ConnectionError.

    After a switchover the old primary still answers, but is read-only. The pool drops
    only closed connections; others it would hand out again and again.
    """
    try:
        row = connection.execute("SHOW transaction_read_only").fetchone()
    except Exception:
        connection.close()
        raise
    if row and row[0] == "on":
        connection.close()
        raise ConnectionError("the database server is read-only")


def watch(alias: str) -> None:
    """Watch the server of a database from now on. Call it before the first query."""
    from django.db import connections

    wrapper: Any = connections[alias]
    parameters = direct_parameters(wrapper)

    def connect() -> Connection:
        connection = AskingConnection.connect(**parameters)
        check_writable(connection)
        return connection

    def replace_pool() -> None:
        # The old one waits longer after each failed attempt.
        old = wrapper._connection_pools.pop(alias, None)
        if old is not None:
            old.close(timeout=0)

    server = MonitoredServer(alias, connect, replace_pool)
    kind = type("WatchedConnection", (WatchedConnection,), {"server": server})
    options = wrapper.settings_dict["OPTIONS"]
    options["pool"] |= {"timeout": PATIENCE, "connection_class": kind}
    options.setdefault("connect_timeout", 2)
    SERVERS[alias] = server
    server.start()
