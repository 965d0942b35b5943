"""Measure how many pages per second the site serves over HTTP while editors save.

    python -m benchmarks.under_writes [--site FOLDER ...] [--quotes N] [--seconds S]

Fills a database, starts the site on it as `make run` does (one process, eight threads),
and has eight clients request 62 addresses repeatedly: lists, speakers and searches. A
quote changes 0, 1 and 10 times per second. Prints a Markdown table. With --site, other
checkouts of the project, such as the commit before, take turns on the same database.
Their dependencies must be installed in this environment.
"""

import contextlib
import http.client
import itertools
import os
import secrets
import sys
import threading
import time
from pathlib import Path

import psycopg

from benchmarks import command_line, find
from benchmarks.clocks import percentile95
from benchmarks.page_requests import draw_requests
from tests.support.processes import free_port, running, wait_for

CLIENTS = 8
WRITES_A_SECOND = (0, 1, 10)
#: Addresses of each request of benchmarks/page_requests.py; with home and the list, 62.
ADDRESSES = {"one speaker": 15, "statistics": 15, "common word": 15, "rare word": 15}
CHANGE = "UPDATE quotes_quote SET note = %s WHERE id = %s"


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--site", type=Path, action="append", help="another checkout")
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=10, help="for each row")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--gzip", action="store_true", help="request compressed pages")
    options = parser.parse_args()
    with find.filled_database("under_writes", options.quotes) as url:
        measure(url, options)


def measure(url, options):
    """Print a row for each site and rate of writes; sites take turns."""
    with psycopg.connect(url) as connection:
        requests = draw_requests(connection, options.quotes)
    paths = ["/", "/quotes/"]
    for name, number in ADDRESSES.items():
        paths += [request.ours for request in requests[name][:number]]
    command_line.print_header("site", "writes a second", "requests a second", "p95, ms")
    sites = [find.ROOT, *(options.site or [])]
    for _ in range(options.rounds):
        for site in sites:
            with served(site, url) as port:
                load(port, paths, options, seconds=None, writes=0, url=url)
                for writes in WRITES_A_SECOND:
                    times = load(port, paths, options, options.seconds, writes, url)
                    rate = len(times) / options.seconds
                    p95 = percentile95(times) * 1000
                    command_line.print_row(site, writes, f"{rate:,.0f}", f"{p95:,.0f}")


@contextlib.contextmanager
def served(site, url):
    """Serve a checkout on one database; yields its port."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DEBUG": "off",
        "HTTPS": "off",
        "PORT": str(port),
        "SECRET_KEY": secrets.token_urlsafe(50),
    }
    command = [sys.executable, "-m", "config.local.serve"]
    with running(command, environment, sys.stderr, folder=site):
        wait_for(port)
        yield port


def load(port, paths, options, seconds, writes, url):
    """Return the seconds of each request; without a limit, request each path once."""
    until = time.monotonic() + seconds if seconds else None
    turns = itertools.count()
    times = [[] for _ in range(CLIENTS)]
    ended = threading.Event()
    threads = [
        threading.Thread(target=request, args=(port, paths, options, turns, until, own))
        for own in times
    ]
    if writes:
        threads.append(threading.Thread(target=write, args=(url, writes, ended)))
    for thread in threads:
        thread.start()
    for thread in threads[:CLIENTS]:
        thread.join()
    ended.set()
    threads[-1].join()
    return list(itertools.chain.from_iterable(times))


def request(port, paths, options, turns, until, times):
    """Request one path after the other, as a single client."""
    headers = {"Accept-Encoding": "gzip"} if options.gzip else {}
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        turn = next(turns)
        if time.monotonic() > until if until else turn >= len(paths):
            break
        start = time.perf_counter()
        connection.request("GET", paths[turn % len(paths)], headers=headers)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise ValueError(f"{paths[turn % len(paths)]}: {response.status}")
        times.append(time.perf_counter() - start)
    connection.close()


def write(url, writes, ended):
    """Change a quote at this rate per second, each time in its own transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        while not ended.wait(1 / writes):
            turn = secrets.randbelow(1_000) + 1
            connection.execute(CHANGE, [f"Changed at {time.time()}.", turn])


if __name__ == "__main__":
    main()
