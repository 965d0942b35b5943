"""Measure downloads of citations: time to the first byte, speed, and memory.

    python -m benchmarks.citing [--take 100000] [--formats bib,ris]

Uses the database of DATABASE_URL, filled by benchmarks.data (or by benchmarks.find with
--keep). Downloads each format through the test client, in a process of its own, with
production settings: the newest quotes of the whole list. The floor is a bare psycopg
loop that reads the same rows by the same statements, keys and batches, and writes the
same number of bytes for each. Both are timed nine times in turn. The best time counts,
because other work on the machine can only slow them down; *median* shows by how much.
*CPU* is the CPU time of this process per quote, without the database. *grown* is the
growth of the process's peak memory after the first tenth. Prints a Markdown table.
"""

import argparse
import contextlib
import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from itertools import batched, islice

import psycopg

from benchmarks import command_line

COLUMNS = (
    "format", "first byte, ms", "quotes a second", "median", "CPU, µs",
    "floor, a second", "CPU, µs", "floor / ours", "MB", "grown, MB",
)  # fmt: skip
#: Number of timed downloads of each format.
TIMES = 9


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--take", type=int, default=100_000)
    parser.add_argument("--formats", default="")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    # The variable is for `bare` and for the other processes.
    os.environ.setdefault("SECRET_KEY", "for this measurement alone")
    os.environ["DATABASE_URL"] = command_line.set_up(
        DEBUG="off", STATIC_FROM_SOURCE="on"
    )
    importlib.import_module("config.wsgi")  # which configures a server process
    if options.one:
        print(json.dumps(measure(options.one, options.take)))
        return
    from quotes.citations.formats import FORMATS

    command_line.print_header(*COLUMNS)
    for extension in options.formats.split(",") if options.formats else FORMATS:
        command = [sys.executable, "-m", "benchmarks.citing", f"--one={extension}"]
        done = subprocess.run(  # noqa: S603
            [*command, f"--take={options.take}"], check=True, capture_output=True
        )
        found = json.loads(done.stdout)
        command_line.print_row(
            extension, f"{found['first'] * 1000:.0f}", f"{found['rate']:,.0f}",
            f"{found['median']:,.0f}", f"{found['cpu'] * 1e6:.0f}",
            f"{found['floor']:,.0f}", f"{found['floor_cpu'] * 1e6:.0f}",
            f"{found['floor'] / found['rate']:.1f}",
            f"{found['bytes'] / 1e6:,.0f}", f"{found['grown']:.1f}",
        )  # fmt: skip


def measure(extension, take):
    """Return the figures of one format for the newest `take` quotes."""
    from django.test import Client

    from quotes.listing.filters import QuoteFilter
    from quotes.listing.queries import fetch_all

    client = Client(headers={"host": "localhost"})
    # Warm up connections, templates and prepared statements first.
    with contextlib.closing(client.get(f"/quotes.{extension}", secure=True)) as begun:
        list(islice(begun, 20))
    ours, floors = [], []
    for _ in range(TIMES):
        ours.append(download(client, extension, take))
        sent, size = ours[-1]["sent"], ours[-1]["bytes"] / ours[-1]["sent"]
        with contextlib.closing(fetch_all(QuoteFilter({}))) as keys, Timed() as timed:
            bare(keys, min(sent, take), size, extension)
        floors.append(timed)
    best = min(ours, key=lambda each: each["timed"].wall)
    floor = min(floors, key=lambda each: each.wall)
    return {
        "first": min(each["first"] for each in ours),
        "rate": sent / best["timed"].wall,
        "median": sent / statistics.median(each["timed"].wall for each in ours),
        "cpu": min(each["timed"].cpu for each in ours) / sent,
        "floor": sent / floor.wall,
        "floor_cpu": min(each.cpu for each in floors) / sent,
        "bytes": best["bytes"],
        "grown": ours[0]["grown"],
    }


def download(client, extension, take):
    """Download the newest quotes as a server sends them, and discard them."""
    from quotes.views.exports import REFERENCES_PER_CHUNK

    size, sent, first, early = 0, 0, None, None
    with open(os.devnull, "wb") as out, Timed() as timed:
        response = client.get(f"/quotes.{extension}", secure=True)
        for piece in response:
            first = first or time.perf_counter() - timed.begun
            size += out.write(piece)
            sent += REFERENCES_PER_CHUNK
            if early is None and sent >= take / 10:
                early = memory()
            if sent >= take:
                break
    grown = memory() - early
    response.close()
    return {
        "first": first, "sent": sent, "bytes": size, "timed": timed, "grown": grown,
    }  # fmt: skip


class Timed:
    """Measures the seconds, and the CPU seconds of this process, of a block."""

    def __enter__(self):
        self.begun, self.used = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.wall = time.perf_counter() - self.begun
        self.cpu = time.process_time() - self.used


def bare(keys, take, size, extension):
    """Read the rows of the references, and write `size` bytes for each quote."""
    from quotes.citations.formats import FORMATS
    from quotes.exports import references

    needs = FORMATS[extension].needs
    quotes, works = references.quotes_statement(needs), references.WORKS
    texts = references.texts_statement(needs)
    with (
        psycopg.connect(os.environ["DATABASE_URL"], prepare_threshold=1) as connection,
        open(os.devnull, "wb") as out,
    ):
        cursor = connection.cursor(binary=True)

        def read(statement, keys):
            keys = f"{{{','.join(map(str, keys))}}}"
            return cursor.execute(statement, [keys]).fetchall()

        for batch in batched(islice(keys, take), 1_000):
            rows = read(quotes, batch)
            read(works, {row[1] for row in rows})
            if needs:
                read(texts, {row[references.SNAPSHOT] for row in rows} - {None})
            for _ in batch:
                out.write(b" " * int(size))


def memory():
    """Return the peak memory of this process in MB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
