"""Faults of PostgreSQL. Each function returns when the cause was gone."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import psycopg

from benchmarks.faults.deployment import connect_as_site, kill, processes, start
from tests.support.replica_pair import PROJECT, wait_until

BUSY_BACKEND = (
    "SELECT pid FROM pg_stat_activity WHERE usename = 'site'"
    " ORDER BY state = 'active' DESC, query_start DESC LIMIT 1"
)
#: One transaction that takes long enough to be interrupted.
IMPORT = """
from quotes.importers import load
load({"speakers": [{"name": "Ada"}], "articles": [
    {"title": f"Imported {n}", "published": "2025-01-01", "status": "published",
     "rights": "full", "text": f"“Words of import {n}, said here”, said Ada.",
     "quotes": [{"text": f"Words of import {n}, said here", "kind": "direct",
                 "status": "published", "attributions": [{"speaker": "Ada"}]}]}
    for n in range(3_000)
]})
"""
IMPORTED = "SELECT count(*) FROM articles_article WHERE title LIKE 'Imported %'"


def terminate_backend(world):
    """End one connection of the site."""
    world.primary.ask(f"SELECT pg_terminate_backend(({BUSY_BACKEND}))")
    return time.monotonic()


def kill_backend(world):
    """Kill one process of PostgreSQL: the others are restarted by it."""
    os.kill(world.primary.ask(BUSY_BACKEND), signal.SIGKILL)
    time.sleep(0.1)
    wait_until(world.primary.answers, 30)
    return time.monotonic()


def kill_server(world):
    """Kill all of PostgreSQL, and start it after a second."""
    kill(world.primary)
    time.sleep(1)
    return start(world.primary)


def restart_server(world):
    """Restart PostgreSQL, as after an upgrade."""
    world.primary.stop(signal.SIGINT)
    return start(world.primary)


def freeze(world):
    """Stop all processes of PostgreSQL for 25 seconds."""
    pids = processes(world.primary)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(25)
    for pid in reversed(pids):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    return time.monotonic()


def no_connections(world):
    """Take every free connection for ten seconds."""
    with contextlib.ExitStack() as stack:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError):
                stack.enter_context(connect_as_site(world.primary))
                continue
            time.sleep(0.05)
    return time.monotonic()


def power_loss_in_import(world):
    """Stop PostgreSQL without a checkpoint in the middle of a large import."""
    before = world.primary.ask(IMPORTED)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", IMPORT],
        cwd=PROJECT,
        env=world.site.environment,
        stderr=subprocess.DEVNULL,
    )
    # The transaction holds this lock once it has stored something.
    importing = (
        "SELECT count(*) > 0 FROM pg_locks JOIN pg_class ON relation = pg_class.oid"
        " WHERE relname = 'quotes_quote' AND mode = 'RowExclusiveLock'"
        " AND pid IN (SELECT pid FROM pg_stat_activity"
        " WHERE xact_start < clock_timestamp() - interval '1 second')"
    )
    wait_until(lambda: world.primary.ask(importing), 60)
    world.primary.stop(signal.SIGQUIT)
    back = start(world.primary)
    process.wait()
    assert process.returncode, "The import was too short to be interrupted"
    assert world.primary.ask(IMPORTED) == before, "Half an import was stored"
    return back
