"""Checks once a second whether read replicas answer, and how far they lag.

Each process has one thread for the primary and one for each replica, so that a server
that hangs does not delay the others. Requests only read what the threads have stored.

A replica's lag cannot be known from the replica alone: the last replayed transaction is
old if nobody writes, and ordinary users cannot see the state of its receiver. So the
primary's position in its log is recorded every second. A replica that has replayed a
recorded position has everything that was saved before that time.
"""

import contextlib
import itertools
import logging
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import psycopg

from config.database.outages import interruptible

#: Seconds from one check to the next.
INTERVAL = 1.0
#: Seconds of silence after which a server counts as gone.
SILENCE_LIMIT = 2.0
#: Seconds for which the result of a check is valid.
VALID_FOR = 3.0
#: Seconds for which a replica is not used after a reader's request failed there.
SUSPENSION = 3.0

Connect = Callable[[], psycopg.Connection[Any]]
logger = logging.getLogger("config.replicas.routing")


class Positions:
    """Recent positions of the primary in its write-ahead log, with their times.

    `keep` is in seconds. Times are those of time.monotonic(), positions are bytes.
    """

    def __init__(self, keep: float) -> None:
        self._keep = keep
        self._noted: deque[tuple[float, int]] = deque()

    def record(self, at: float, position: int) -> None:
        """Record a position that was requested at a time."""
        self._noted.append((at, position))
        while self._noted[0][0] < at - self._keep:
            self._noted.popleft()

    def lag(self, replayed: int) -> float:
        """Return by how many seconds a replica is behind the last recorded position.

        Returns inf if unknown, and 0 if nothing was ever recorded: a primary that does
        not answer writes nothing either, and only its replicas can be read.
        """
        noted = list(self._noted)
        # Look at all of them: after a failover, positions may have gone back.
        held = [at for at, position in noted if position <= replayed]
        if not noted:
            return 0.0
        return noted[-1][0] - max(held) if held else float("inf")


class Server(ABC):
    """A server, and the result of its last check."""

    def __init__(self, name: str, connect: Connect) -> None:
        self.name = name
        self.tried = threading.Event()
        self.answered_at = float("-inf")
        self.identifier: int | None = None
        self._connect = connect
        self._connection: psycopg.Connection[Any] | None = None

    def start(self) -> None:
        """Check once a second in a thread, as long as the process lives."""
        thread = threading.Thread(target=self._run, name=f"health of {self.name}")
        thread.daemon = True
        thread.start()

    def _run(self) -> None:
        while True:
            began = time.monotonic()
            try:
                self.ask(began)
            except Exception as error:  # of any kind: the next try may succeed
                self.failed(error)
            self.tried.set()
            time.sleep(max(0.0, began + INTERVAL - time.monotonic()))

    @abstractmethod
    def ask(self, began: float) -> None:
        """Check once; raise psycopg.Error if there is no answer."""

    def failed(self, error: Exception) -> None:
        """Record that there was no answer."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def is_silent(self, since: float) -> bool:
        """Return whether it has been silent for too long, counted from `since` on."""
        return time.monotonic() - max(since, self.answered_at) > SILENCE_LIMIT

    def row(self, statement: str) -> Any:
        """Return the first row of a statement, on the check's own connection."""
        if self._connection is None:
            self._connection = self._connect()
        row = self._connection.execute(statement).fetchone()
        self.answered_at = time.monotonic()
        return row


class Primary(Server):
    """The server that is written to."""

    def __init__(self, name: str, connect: Connect, positions: Positions) -> None:
        super().__init__(name, connect)
        self.positions = positions

    def ask(self, began: float) -> None:
        # The time before the query: the position includes everything saved until then.
        self.identifier, position = self.row(
            "SELECT system_identifier, pg_current_wal_lsn() - '0/0'"
            " FROM pg_control_system()"
        )
        self.positions.record(began, int(position))


class Replica(Server):
    """A streaming replica. When it is back, `on_recovery` is called with its name."""

    def __init__(
        self,
        name: str,
        connect: Connect,
        primary: Primary,
        max_lag: float,
        on_recovery: Callable[[str], object],
    ) -> None:
        super().__init__(name, connect)
        self.lag = float("inf")
        self._primary = primary
        self._max_lag = max_lag
        self._on_recovery = on_recovery
        self._healthy_until = float("-inf")
        self._suspended_until = float("-inf")
        self._gone = False
        self._logged = ""

    def is_healthy(self) -> bool:
        """Return whether it has answered recently and does not lag too much."""
        now = time.monotonic()
        return self._suspended_until <= now < self._healthy_until

    def suspend(self, why: object) -> None:
        """Do not use it for a while, because a reader's request failed there."""
        self._suspended_until = time.monotonic() + SUSPENSION
        self._gone = True
        self._log_once(f"is not used: {_line(why)}")

    def ask(self, began: float) -> None:
        self._primary.tried.wait(2 * SILENCE_LIMIT)
        self.identifier, in_recovery, replayed = self.row(
            "SELECT system_identifier, pg_is_in_recovery(),"
            " coalesce(pg_last_wal_replay_lsn(), '0/0') - '0/0'"
            " FROM pg_control_system()"
        )
        now = time.monotonic()
        self.lag = self._primary.positions.lag(int(replayed))
        if not in_recovery:
            self._mark_unhealthy("is not used: it is not a replica, or no longer one")
        elif self._primary.identifier not in (None, self.identifier):
            self._mark_unhealthy("is not used: it is a replica of another server")
        elif self.lag > self._max_lag:
            self._mark_unhealthy("is not used: its state is too old")
        elif now >= self._suspended_until:
            if self._gone:
                self._on_recovery(self.name)
                self._gone = False
            self._healthy_until = now + VALID_FOR
            self._log_once("is read from")

    def failed(self, error: Exception) -> None:
        super().failed(error)
        self._gone = True
        self._mark_unhealthy(f"is not used: {_line(error)}")

    def _mark_unhealthy(self, why: str) -> None:
        self._healthy_until = float("-inf")
        self._log_once(why)

    def _log_once(self, what: str) -> None:
        if what != self._logged:
            self._logged = what
            logger.warning("%s %s", self.name, what)


class HealthMonitor:
    """All replicas of one process. The first call of `choose` starts the checks."""

    def __init__(
        self,
        primary: tuple[str, Connect],
        replicas: Mapping[str, Connect],
        max_lag: float,
        on_recovery: Callable[[str], object],
    ) -> None:
        self._primary = Primary(*primary, Positions(max_lag + 4 * VALID_FOR))
        self.replicas = {
            name: Replica(name, connect, self._primary, max_lag, on_recovery)
            for name, connect in replicas.items()
        }
        self._turn = itertools.count()
        self._lock = threading.Lock()
        self._started = False

    def choose(self) -> str | None:
        """Return the name of a healthy replica, in turn, or None."""
        self._start()
        healthy = [each.name for each in self.replicas.values() if each.is_healthy()]
        return healthy[next(self._turn) % len(healthy)] if healthy else None

    def _start(self) -> None:
        if self._started:
            return
        with self._lock:
            if not self._started:
                self._started = True
                for each in (self._primary, *self.replicas.values()):
                    MONITORED[each.name] = each
                    each.start()


#: The servers that are checked, by name, for the connections below.
MONITORED: dict[str, Server] = {}


class MonitoredConnection(psycopg.Connection[Any]):
    """A connection that is closed when its server no longer answers the checks.

    A statement may take long, but the protocol cannot tell a slow server from one that
    is frozen or cut off, whose own timeouts do not work either.
    """

    server: ClassVar[str] = ""

    def wait(self, gen: Any, *how: Any, **named: Any) -> Any:
        """Wait as psycopg does; raise OperationalError if the server is silent."""
        return super().wait(interruptible(gen, self._check), *how, **named)

    def _check(self, began: float) -> None:
        server = MONITORED.get(self.server)
        if server is not None and server.is_silent(began):
            self.close()
            raise psycopg.OperationalError(f"{self.server} does not answer")


def connection_class(server: str) -> type[MonitoredConnection]:
    """Return the class of connections to the server of this name."""
    return type("MonitoredConnection", (MonitoredConnection,), {"server": server})


def check_replica(connection: psycopg.Connection[Any]) -> None:
    """Refuse a pooled connection to a server that is no longer a replica."""
    try:
        row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
    except Exception:
        with contextlib.suppress(psycopg.Error):
            connection.close()
        raise
    if not row or not row[0]:
        connection.close()
        raise ConnectionError("the database server is no longer a replica")


def _line(error: object) -> str:
    return " ".join(str(error).split()) or type(error).__name__
