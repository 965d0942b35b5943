"""Gunicorn's threaded worker, whose threads get only complete requests.

A thread that waits for the rest of a request serves nobody else: a client that sends
half a form to each thread stops the site. So the main loop receives requests, thousands
at once, and hands on those that have arrived. docs/decisions/0058-serving.md compares
this with other servers.
"""

import contextlib
import os
import re
import resource
import selectors
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import unquote

import gunicorn.util
from gunicorn.workers.gthread import ThreadWorker

from config.serving.request_reader import Incoming, TooLargeError

#: Seconds within which a request must have arrived.
ARRIVAL = 60.0
#: Bytes of unfinished requests in a process. Beyond it, the largest is dropped.
MAX_BUFFERED = 128 * 1024 * 1024
#: Bytes that the system takes for a client that reads slowly: more than a page.
SEND_BUFFER = 512 * 1024
#: Seconds after which a client that reads nothing more is dropped.
SEND_TIMEOUT = 20
#: Seconds for a client to read the end of a response and close the connection, and how
#: many clients get them.
LINGER = 2.0
MAX_LINGERING = 1_000
#: Paths that have threads of their own, so that they respond on a busy site.
PROBES = (b"GET /healthz ", b"GET /readyz ", b"GET /metrics ")
#: So have files: a client that reads one slowly occupies its thread.
FILE_THREADS = 4


class BufferingWorker(ThreadWorker):
    """A worker that receives whole requests before a thread gets them."""

    def init_process(self):
        # Each connection is an open file; many systems allow 1,024 at first.
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.is_ready = False
        #: Connections whose request is arriving, oldest first.
        self.arriving = {}
        self.buffered = 0
        #: Connections that are closed for writing, oldest first.
        self.lingering = {}
        self.probe_pool = ThreadPoolExecutor(2)
        self.file_pool = ThreadPoolExecutor(FILE_THREADS)
        super().init_process()

    def run(self):
        if warm_up := getattr(self.wsgi, "warm_up", None):
            warm_up(is_reload=self.age > self.cfg.workers)
        # OverlappingArbiter sees the size of this file.
        os.write(self.tmp.fileno(), b"ready")
        self.is_ready = True
        super().run()

    def handle_quit(self, sig, frame):
        if not self.is_ready:
            os._exit(0)
        super().handle_quit(sig, frame)

    def handle_exit(self, sig, frame):
        if not self.is_ready:
            os._exit(0)
        super().handle_exit(sig, frame)

    # Gunicorn calls this for a new connection, and for one that was kept alive.
    def enqueue_req(self, conn):
        """Receive the next request of a connection, then hand it to a thread."""
        conn.close = partial(self._close, conn)
        conn.incoming = Incoming()
        conn.deadline = time.monotonic() + ARRIVAL
        conn.sock.setblocking(False)
        self.arriving[conn] = None
        if conn.parser is None:
            _limit_sending(conn.sock)
        else:
            read_ahead = conn.parser.unreader.take_buffered()
            if read_ahead and self._feed(conn, read_ahead):
                return
        self.poller.register(
            conn.sock, selectors.EVENT_READ, partial(self._receive, conn)
        )
        self._receive(conn, conn.sock)
        if len(self.arriving) + self.cfg.threads >= self.worker_connections:
            self._drop(next(iter(self.arriving)))

    def _receive(self, conn, sock):
        if conn not in self.arriving:
            return  # dropped since the poller named it
        try:
            data = sock.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(conn)
        elif self._feed(conn, data):
            return
        while self.buffered > MAX_BUFFERED:
            self._drop(max(self.arriving, key=lambda each: len(each.incoming.received)))

    def _feed(self, conn, data):
        """Add what has arrived; return whether the request has left this loop."""
        self.buffered += len(data)
        try:
            is_complete = conn.incoming.feed(data)
        except TooLargeError as error:
            with contextlib.suppress(OSError):
                conn.sock.send(
                    f"HTTP/1.1 {error}\r\nConnection: close\r\n\r\n".encode()
                )
            self._drop(conn)
            return True
        if is_complete:
            self._hand_on(conn)
        elif conn.incoming.expects_continue:
            conn.incoming.expects_continue = False
            with contextlib.suppress(OSError):
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        return is_complete

    def _hand_on(self, conn):
        received = bytes(conn.incoming.received)
        self._forget(conn)
        conn.data_ready = True
        conn.init()
        conn.parser.unreader.unread(received)
        self._pool_of(received).submit(self.handle, conn).add_done_callback(
            lambda future: self.method_queue.defer(self.finish_request, conn, future)
        )

    def _pool_of(self, received):
        if received.startswith(PROBES):
            return self.probe_pool
        return self.file_pool if asks_for_file(received) else self.tpool

    def _forget(self, conn):
        del self.arriving[conn]
        self.buffered -= len(conn.incoming.received)
        with contextlib.suppress(KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _drop(self, conn):
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()

    def _close(self, conn, graceful=False):
        """Close a connection; if `graceful`, once the client has closed it too.

        Gunicorn waits for that in this loop: a client that does not stops the process.
        """
        if graceful:
            with contextlib.suppress(OSError):
                conn.sock.setblocking(False)
                conn.sock.shutdown(socket.SHUT_WR)
                self.poller.register(
                    conn.sock, selectors.EVENT_READ, partial(self._linger, conn)
                )
                conn.deadline = time.monotonic() + LINGER
                self.lingering[conn] = None
                if len(self.lingering) > MAX_LINGERING:
                    self._end(next(iter(self.lingering)))
                return
        gunicorn.util.close(conn.sock)

    def _linger(self, conn, sock):
        try:
            if sock.recv(65_536):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self._end(conn)

    def _end(self, conn):
        self.lingering.pop(conn, None)
        with contextlib.suppress(KeyError, ValueError):
            self.poller.unregister(conn.sock)
        gunicorn.util.close(conn.sock)

    def murder_pending(self):
        """Drop connections whose request, or whose end, has not arrived in time."""
        now = time.monotonic()
        while self.lingering and (first := next(iter(self.lingering))).deadline <= now:
            self._end(first)
        while self.arriving and (first := next(iter(self.arriving))).deadline <= now:
            self._drop(first)

    def _cap_keepalive(self, deadline):
        super()._cap_keepalive(deadline)
        for conn in self.arriving:
            conn.deadline = min(conn.deadline, deadline)


def asks_for_file(received):
    """Return whether a request is for a file, such as /quotes.csv, that is not static.

    Its address is read as gunicorn does: it may be whole, and percent-encoded.
    """
    line = received[:4096].partition(b"\r\n")[0]  # gunicorn refuses a longer one
    target = line.partition(b" ")[2].partition(b" ")[0]
    try:
        path = unquote(gunicorn.util.split_request_uri(target.decode("latin-1")).path)
    except ValueError:
        return False  # gunicorn refuses this one, too
    return not path.startswith("/static/") and bool(re.search(r"\.[a-z]+$", path))


def _limit_sending(sock):
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        seconds = SEND_TIMEOUT.to_bytes(8, "little") + bytes(8)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, seconds)
