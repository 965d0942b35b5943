"""Calls in other threads, with transactions of their own."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection


class Others:
    """Calls in other threads that wait for the transaction of this one."""

    def __init__(self, pool):
        self._pool = pool
        self._calls = []

    def call(self, function, *arguments):
        """Begin a call, and return when it waits for a lock, or is done."""
        waiting = waiting_for_locks()
        self._calls.append(self._pool.submit(_closing, function, arguments))
        while waiting_for_locks() == waiting and not self._calls[-1].done():
            time.sleep(0.01)

    def results(self):
        """Return the results of the calls, once this transaction has ended."""
        return [each.result(timeout=30) for each in self._calls]


def _closing(function, arguments):
    try:
        return function(*arguments)
    finally:
        connection.close()


@contextmanager
def others():
    """Yield Others, and wait for them at the end."""
    with ThreadPoolExecutor(4) as pool:
        yield Others(pool)


def waiting_for_locks():
    """Return the number of the connections to this database that wait for a lock."""
    with connection.cursor() as cursor:
        # Not by pg_stat_activity, which is read only once in a transaction.
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN"
            " (SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE datname = current_database())"
        )
        return cursor.fetchone()[0]
