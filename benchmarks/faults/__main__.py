"""Injects faults while the site is read and written, and prints what happened.

    python -m benchmarks.faults [--only kill,freeze] [--seconds 4]

Runs the site with the settings of production (config.serving, two workers, restarted as
systemd does) behind Caddy, if that is installed, on a PostgreSQL of its own with the
demo data, with four readers and a writer in the admin. Then does to it each of the
faults below, one after the other. Prints a Markdown table: how many acknowledged writes
were lost, how many requests failed and how many may, the longest wait, and how long
after the cause was gone the first request that needs the database succeeded. Exits with
1 if a goal was missed, or nothing could be written before the fault. Takes about ten
minutes. Files are in a temporary folder, and all traffic is on this machine.
"""

import contextlib
import sys
import tempfile
import time
import traceback
from pathlib import Path
from urllib.parse import quote

from benchmarks import command_line
from benchmarks.faults import database, disk, replicas, serving, traffic
from benchmarks.faults.deployment import Databases, Deployed, start
from benchmarks.faults.front import front_of

#: Seconds after the cause is gone within which a request has to succeed.
MAX_FIRST_SUCCESS = 2.0
#: name: (function, requests that may fail, or None: while it is away, each may)
ON_PRIMARY = {
    "a worker killed": (serving.kill_worker, 1),
    "the master killed": (serving.kill_master, 2),
    "the site restarted": (serving.restart, 0),
    "HUP, twice": (serving.reload, 0),
    "1,000 slow clients": (serving.thousand_slow_clients, 0),
    "600 odd requests": (serving.fuzz, 0),
    "a connection terminated": (database.terminate_backend, 1),
    "a PostgreSQL process killed": (database.kill_backend, 3),
    "PostgreSQL killed": (database.kill_server, 3),
    "PostgreSQL restarted": (database.restart_server, 3),
    "PostgreSQL frozen for 25 s": (database.freeze, None),
    "no connections for 10 s": (database.no_connections, None),
    "power loss in an import": (database.power_loss_in_import, 3),
}
ON_SMALL_DISK = {
    "disk full: data": (disk.full_data, None),
    "disk full: log": (disk.full_log, None),
}
ON_REPLICA = {
    "replica stopped": (replicas.stop, 0),
    "replica killed": (replicas.kill_replica, 0),
    "replica lags": (replicas.lag, 0),
    "replica promoted": (replicas.promote, 0),
}
ON_STANDBY = {"failover, synchronous": (replicas.fail_over, None)}


class World:
    """The running parts that a fault may act on."""

    def __init__(self, databases, site, front):
        self.databases, self.primary = databases, databases.primary
        self.site, self.front = site, front


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--only", default="", help="parts of the names of faults")
    parser.add_argument("--seconds", type=float, default=4, help="before and after")
    options = parser.parse_args()
    wanted = [each for each in options.only.split(",") if each]

    def chosen(faults):
        return {
            name: fault
            for name, fault in faults.items()
            if not wanted or any(each in name for each in wanted)
        }

    command_line.print_header(
        *("fault", "writes", "lost", "requests", "failed", "may fail"),
        *("longest wait", "first success"),
    )
    missed = []
    with (
        tempfile.TemporaryDirectory(prefix="on-record-") as folder,
        Databases() as databases,
    ):
        setting_up(databases, Path(folder))
        for faults, around in (
            (ON_PRIMARY, on_primary),
            (ON_SMALL_DISK, on_small_disk),
            (ON_REPLICA, on_replica),
            (ON_STANDBY, on_standby),
        ):
            for name, (fault, most) in chosen(faults).items():
                with around(databases, Path(folder), name) as world:
                    if world is None:
                        print(f"“{name}” is skipped: it needs root, to mount a disk.")
                    elif not measure(world, name, fault, most, options.seconds):
                        missed.append(name)
    if missed:
        sys.exit(f"Missed goals: {', '.join(missed)}")


def setting_up(databases, folder):
    """Fill the database, and collect the static files."""
    site = Deployed(folder, DATABASE_URL=databases.primary.url)
    site.run(
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "call_command('collectstatic', '--no-input', verbosity=0)\n"
        "call_command('load_demo', verbosity=0)\n" + traffic.MAKE_WRITER
    )


@contextlib.contextmanager
def served(databases, folder, **settings):
    """Run the site with these settings, and a proxy in front."""
    with (
        Deployed(folder, **settings).running() as site,
        front_of(site, folder) as front,
    ):
        yield World(databases, site, front)


@contextlib.contextmanager
def on_primary(databases, folder, name):
    """Run the site on the primary alone."""
    with served(databases, folder, DATABASE_URL=databases.primary.url) as world:
        yield world


@contextlib.contextmanager
def on_small_disk(databases, folder, name):
    """The same with the data or the log on a small disk; None if that cannot be."""
    if not disk.can_mount():
        yield None
        return
    primary = databases.primary
    place = primary.data / "pg_wal" if "log" in name else primary.data
    primary.stop()
    with disk.small_disk(place, disk.SIZE):
        start(primary)
        try:
            with on_primary(databases, folder, name) as world:
                yield world
        finally:
            primary.stop()
    start(primary)


@contextlib.contextmanager
def on_replica(databases, folder, name):
    """Run the site with a replica from which pages are read."""
    urls = {"DATABASE_URL": databases.primary.url, "REPLICA_LAG": "2"}
    urls["REPLICA_URLS"] = databases.replica.url
    with served(databases, folder, **urls) as world:
        time.sleep(3)
        yield world
    if name == "replica promoted":
        replicas.copy_again(databases)


@contextlib.contextmanager
def on_standby(databases, folder, name):
    """Run the site on whichever of both servers takes writes."""
    replicas.be_synchronous(databases)
    places = ",".join(quote(str(each.folder), safe="") for each in databases.servers)
    url = f"postgresql://site@/site?host={places}&target_session_attrs=read-write"
    with served(databases, folder, DATABASE_URL=url) as world:
        yield world


def measure(world, name, fault, most, seconds):
    """Inject a fault under load, print its row, and return whether it met its goals."""
    time.sleep(1)
    with traffic.Traffic(world.front) as sent:
        time.sleep(seconds)
        began = time.monotonic()
        try:
            back = fault(world)
        except Exception:  # of any kind: the other faults still run
            traceback.print_exc()
            return False
        finally:
            time.sleep(seconds)
    figures = traffic.Figures.of(sent, began, back)
    rows = world.primary.ask("SELECT array_agg(name) FROM quotes_topic")
    lost = len({*sent.saved} - {*rows})
    failed = sum(figures.failed.values())
    first = figures.first_success
    command_line.print_row(
        *(name, len(sent.saved), lost, figures.requests),
        f"{failed} {figures.failed or ''}".strip(),
        *("–" if most is None else most, f"{figures.longest:.1f} s"),
        "none" if first is None else f"{first:.2f} s",
    )
    is_soon = first is not None and first <= MAX_FIRST_SUCCESS
    return sent.saved and not lost and (most is None or failed <= most) and is_soon


if __name__ == "__main__":
    main()
