"""Measure how fast readers find quotes, at several sizes, against floor and peer.

    python -m benchmarks.find [--sizes 10000,1000000] [--seconds S] [--no-peer]

For each size, creates a database on the server of DATABASE_URL or on the embedded one,
fills it, measures eight requests and drops it. Then the peer, installed temporarily,
answers the same requests for the same public quotes. Prints a Markdown table; times are
p50 / p95 in milliseconds, warm, one client. *SQL* is the database's part of the floor.
*again* is the page rendered after a change of the data, *first* the page rendered with
empty caches. The mix is one of each request, and each speed is that of the median. With
--processor, CPU time counts, for machines with other work. With --keep, the database
and the peer's file stay for the next run.
"""

import contextlib
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks import command_line, peer
from benchmarks.clocks import p50_p95

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = (
    "request", "asks", "page", "again", "first", "floor", "again/floor", "SQL", "peer",
    "peer/page", "/again",
)  # fmt: skip


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--sizes", default="10000,1000000")
    parser.add_argument("--seconds", type=float, default=3, help="for each request")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--processor", action="store_true")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the peer; databases stay"
    )
    parser.add_argument("--plans", type=Path, help="a folder for the slowest plans")
    options = parser.parse_args()
    server = command_line.database_url()
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = options.keep or Path(thrown_away)
        for each in filter(None, (folder, options.plans)):
            each.mkdir(parents=True, exist_ok=True)
        program = None if options.no_peer else peer.install(folder)
        for quotes in map(int, options.sizes.split(",")):
            name = f"on_record_find_{quotes}"
            try:
                run(options, server, name, quotes, folder, program)
            finally:
                if not options.keep:
                    drop(server, name)


def run(options, server, name, quotes, folder, program):
    """Create what is missing, measure one size, and print its table."""
    url = url_of(server, name)
    if not exists(server, name):
        create(server, name, quotes)
    plans = [f"--plans={options.plans.resolve()}"] if options.plans else []
    found = json.loads(
        python(
            url, "-m", "benchmarks.pages", f"--quotes={quotes}",
            f"--seconds={options.seconds}", *plans,
            *(["--processor"] if options.processor else []), output=subprocess.PIPE,
        )
    )  # fmt: skip
    others = {}
    if program:
        # The peer calls a database by its file's name.
        file = folder / f"peer-{quotes}" / "quotes.db"
        file.parent.mkdir(exist_ok=True)
        if not file.exists():
            half = file.with_suffix(".half")
            half.unlink(missing_ok=True)
            peer.fill(url, half)
            half.rename(file)
        paths = {name: figures["peer"] for name, figures in found.items()}
        others = peer.measure(program, file, paths, options.seconds, options.processor)
    print_table(quotes, found, others)


def url_of(server, name):
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def create_empty(server, name):
    """Create a database, and return its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0")
        connection.execute(statement.format(sql.Identifier(name)))
    return url_of(server, name)


def create(server, name, quotes):
    """Create a database, fill it, and return its URL."""
    url = create_empty(server, name)
    try:
        python(url, "manage.py", "migrate", "--verbosity=0")
        python(url, "-m", "benchmarks.data", f"--quotes={quotes}")
    except BaseException:
        drop(server, name)  # or the next run would find it half filled
        raise
    return url


@contextlib.contextmanager
def empty_database(name):
    """Create a database, yield its URL, and drop it."""
    server = command_line.database_url()
    drop(server, name)
    try:
        yield create_empty(server, name)
    finally:
        drop(server, name)


@contextlib.contextmanager
def filled_database(purpose, quotes):
    """Create a database with this many quotes, yield its URL, and drop it."""
    server, name = command_line.database_url(), f"on_record_{purpose}_{quotes}"
    drop(server, name)
    try:
        yield create(server, name, quotes)
    finally:
        drop(server, name)


def python(url, *arguments, output=None):
    """Run this Python on one database, with production settings."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50),
        "DEBUG": "off",
        "HTTPS": "on",
    }
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603
        command, check=True, cwd=ROOT, env=environment, stdout=output or sys.stderr
    ).stdout


def exists(server, name):
    with psycopg.connect(server) as connection:
        query = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)"
        return connection.execute(query, [name]).fetchone()[0]


def drop(server, name):
    with psycopg.connect(server, autocommit=True) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(name)))


def print_table(quotes, found, others):
    """Print the figures of one size; the last row is the mix, each request once."""
    print(f"\n### {quotes:,} quotes\n")
    command_line.print_header(*COLUMNS)
    totals = {"ours": 0, "again": 0, "first": 0, "floor": 0, "sql": 0, "peer": 0}
    for name, figures in found.items():
        columns = {**figures, "peer": others.get(name, [])}
        middle = {key: statistics.median(columns[key] or [0]) for key in totals}
        totals = {key: totals[key] + middle[key] for key in totals}
        command_line.print_row(
            name, figures["queries"],
            *(p50_p95(figures[key]) for key in ("ours", "again", "first", "floor")),
            f"{middle['again'] / middle['floor']:.1f}", f"{middle['sql']:,.1f}",
            p50_p95(columns["peer"]) if columns["peer"] else "", *slower(middle),
        )  # fmt: skip
    *rates, peer_rate = (
        f"{1000 * len(found) / totals[key]:,.1f}" if totals[key] else ""
        for key in ("ours", "again", "first", "floor", "peer")
    )
    command_line.print_row(
        "the mix, requests a second", "", *rates,
        f"{totals['again'] / totals['floor']:.1f}", "", peer_rate, *slower(totals),
    )  # fmt: skip


def slower(middle):
    """Return how many times as long the peer takes, as two cells of the table."""
    return [
        f"{middle['peer'] / middle[key]:.1f}" if middle["peer"] else ""
        for key in ("ours", "again")
    ]


if __name__ == "__main__":
    main()
