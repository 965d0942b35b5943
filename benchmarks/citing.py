"""Measure downloads of citations: how soon they begin, how fast they go, how flat.

    python -m benchmarks.citing [--take 100000] [--formats bib,ris]

Over the database of DATABASE_URL, which benchmarks.data has filled (or benchmarks.find,
with --keep). Each format is downloaded through the test client, in a process of its
own, under production settings, as the newest quotes of the whole list. The floor is a
bare psycopg loop: it reads the same rows by the same keys, in the same batches, and
writes as many bytes for each, made of nothing. Prints a Markdown table. *grown* is by
how much the process's greatest memory grew between the first tenth and the end.
"""

import argparse
import contextlib
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import batched, islice

import django
import psycopg
from django.core.management import call_command

from benchmarks.data import database_url

HEADER = """
| format | first byte, ms | quotes a second | floor, a second | floor / ours | MB | grown, MB |
|---|---|---|---|---|---|---|"""  # noqa: E501


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--take", type=int, default=100_000)
    parser.add_argument("--formats", default="")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    set_up()
    if options.one:
        print(json.dumps(measure(options.one, options.take)))
        return
    from quotes.citations.formats import FORMATS

    print(HEADER, flush=True)
    for extension in options.formats.split(",") if options.formats else FORMATS:
        command = [sys.executable, "-m", "benchmarks.citing", f"--one={extension}"]
        done = subprocess.run(  # noqa: S603
            [*command, f"--take={options.take}"], check=True, capture_output=True
        )
        found = json.loads(done.stdout)
        print(
            f"| {extension} | {found['first'] * 1000:.0f} | {found['rate']:,.0f} | "
            f"{found['floor']:,.0f} | {found['floor'] / found['rate']:.1f} | "
            f"{found['bytes'] / 1e6:,.0f} | {found['grown']:.1f} |",
            flush=True,
        )


def set_up():
    """Set Django up as production is."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["DEBUG"] = "off"
    os.environ.setdefault("SECRET_KEY", "for this measurement alone")
    with tempfile.TemporaryDirectory() as static:
        os.environ["STATIC_ROOT"] = static
        with contextlib.redirect_stdout(io.StringIO()):
            os.environ["DATABASE_URL"] = database_url()
            django.setup()
            call_command("collectstatic", interactive=False, verbosity=0)


def measure(extension, take):
    """Return the figures of one format, over the newest `take` quotes."""
    from django.test import Client

    from quotes.exports import SENT_AT_ONCE
    from quotes.filters import QuoteFilter
    from quotes.finding import find_all
    from quotes.references import read_references

    client = Client(headers={"host": "localhost"})
    # Once before it is timed: connections, templates, prepared statements.
    list(islice(client.get(f"/quotes.{extension}", secure=True), 20))
    start = time.perf_counter()
    response = client.get(f"/quotes.{extension}", secure=True)
    sizes, sent, first, early = [], 0, None, None
    for piece in response:
        first = first or time.perf_counter() - start
        sizes.append(len(piece))
        sent += SENT_AT_ONCE
        if early is None and sent >= take / 10:
            early = memory()
        if sent >= take:
            break
    spent, grown = time.perf_counter() - start, memory() - early
    response.close()
    with contextlib.closing(find_all(QuoteFilter({}))) as keys:
        start = time.perf_counter()
        bare(keys, min(sent, take), sum(sizes) / sent, read_references.__globals__)
        floor = time.perf_counter() - start
    return {
        "first": first,
        "rate": sent / spent,
        "floor": sent / floor,
        "bytes": sum(sizes),
        "grown": grown,
    }


def bare(keys, take, size, statements):
    """Read what references are made of, and write `size` bytes for each quote."""
    own = [statements[name] for name in ("_QUOTES", "_SPEAKERS", "_WORKS", "_AUTHORS")]
    own[0] = own[0].format(held="", tables=statements["_PUBLIC"])
    with (
        psycopg.connect(os.environ["DATABASE_URL"], prepare_threshold=1) as connection,
        open(os.devnull, "wb") as out,
    ):
        cursor = connection.cursor()
        for batch in batched(islice(keys, take), 1_000):
            rows = cursor.execute(own[0], [list(batch)]).fetchall()
            cursor.execute(own[1], [list(batch)]).fetchall()
            articles = list({row[1] for row in rows})
            for statement in own[2:]:
                cursor.execute(statement, [articles]).fetchall()
            for _ in rows:
                out.write(b" " * int(size))


def memory():
    """Return the most memory that this process has had, in MB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
