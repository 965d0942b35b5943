"""Faults of a replica that public pages are read from, and a failover to it."""

import shutil
import signal
import time

from benchmarks.faults.deployment import kill, start
from tests.support.replica_pair import wait_until


def stop(world):
    """Stop the replica for five seconds."""
    world.databases.replica.stop(signal.SIGINT)
    time.sleep(5)
    return start(world.databases.replica)


def kill_replica(world):
    """Kill the replica, and start it after five seconds."""
    kill(world.databases.replica)
    time.sleep(5)
    return start(world.databases.replica)


def lag(world):
    """Let the replica receive, but not replay, for eight seconds."""
    world.databases.replica.ask("SELECT pg_wal_replay_pause()")
    time.sleep(8)
    world.databases.replica.ask("SELECT pg_wal_replay_resume()")
    return time.monotonic()


def promote(world):
    """Promote the replica by mistake: it is no longer a copy of the primary."""
    world.databases.replica.ask("SELECT pg_promote()")
    time.sleep(5)
    return time.monotonic()


def copy_again(databases):
    """Make the replica a copy of the primary again."""
    databases.replica.stop(signal.SIGKILL)
    shutil.rmtree(databases.replica.data)
    databases.copy()


def be_synchronous(databases):
    """Have commits wait until the replica has them."""
    primary = databases.primary
    primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.ask("SELECT pg_reload_conf()")
    is_synchronous = (
        "SELECT count(*) > 0 FROM pg_stat_replication WHERE sync_state = 'sync'"
    )
    wait_until(lambda: primary.ask(is_synchronous), 30)


def fail_over(world):
    """Kill the primary, and promote its synchronous standby after a second."""
    kill(world.primary)
    time.sleep(1)
    standby = world.databases.replica
    standby.ask("SELECT pg_promote()")
    # Nobody waits for a standby of its own.
    standby.ask("ALTER SYSTEM SET synchronous_standby_names = ''")
    standby.ask("SELECT pg_reload_conf()")
    world.primary = standby
    return time.monotonic()
