"""Measures how fast readers are served beside a crawler, with and without rate limits.

    python -m benchmarks.crawler [--quotes N] [--rate 50] [--seconds 20]

Fills a database and serves it as in production, with two workers. Readers request ten
addresses a second: home, lists, quotes, speakers and searches. A crawler at another
address requests `--rate` addresses a second, each a different one: searches,
documents in a style, or plain pages of quotes. A writer changes the data once a second,
so that the page cache helps little. Both send requests at their times, whether earlier
ones are answered or not. Prints a Markdown table. All traffic stays on this machine.
Run it on an idle one.
"""

import contextlib
import http.client
import itertools
import os
import secrets
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

from benchmarks import command_line, find
from benchmarks.clocks import percentile95
from benchmarks.page_requests import draw_requests
from benchmarks.under_writes import write
from tests.support.processes import free_port, running, wait_for

READERS_RATE = 10
READERS, CRAWLER = "192.0.2.{}", "198.51.100.1"
LIMITS = ("SEARCHES", "AUTOCOMPLETE", "CITATIONS", "DOWNLOADS")
STYLES = ("apa", "ieee", "modern-language-association", "vancouver", "nature")
TIMEOUT = 60


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=50, help="of the crawler")
    parser.add_argument("--seconds", type=float, default=20, help="for each row")
    options = parser.parse_args()
    with find.filled_database("crawler", options.quotes) as url:
        measure(url, options)


def measure(url, options):
    with psycopg.connect(url) as connection:
        requests = draw_requests(connection, options.quotes)
    drawn = {name: [each.ours for each in found] for name, found in requests.items()}
    paths = ["/", "/quotes/", "/speakers/", "/years/"]
    paths += [f"/quotes/{n}/" for n in range(1, 9)]
    for name in ("one speaker", "statistics", "common word", "rare word"):
        paths += drawn[name][:8]
    words = [path.partition("=")[2] for path in drawn["common word"]]
    pairs = itertools.product(words, words)
    crawled = {
        "nothing": None,
        "searches": (
            f"/quotes/?q={one}+-{other}" for one, other in itertools.cycle(pairs)
        ),
        "documents": (
            f"/quotes/{n}.docx?style={STYLES[n % 5]}" for n in itertools.count(1)
        ),
        "plain pages": (f"/quotes/{n}/" for n in itertools.count(100)),
    }
    command_line.print_header(
        *("crawled", "limits", "readers p50, ms", "p95, ms", "failed"),
        *("crawler: answered", "refused", "p50 of a refusal, ms"),
    )
    for kind, addresses in crawled.items():
        for limits in ("on",) if addresses is None else ("off", "on"):
            with served(url, limits) as port:
                print_row(kind, limits, port, paths, addresses, url, options)


def print_row(kind, limits, port, paths, addresses, url, options):
    send(port, READERS_RATE, iter(paths), READERS, len(paths) / READERS_RATE)  # warm up
    ended = threading.Event()
    writer = threading.Thread(target=write, args=(url, 1, ended))
    writer.start()
    with ThreadPoolExecutor(2) as both:
        mine = both.submit(
            *(send, port, READERS_RATE, itertools.cycle(paths), READERS),
            options.seconds,
        )
        others = addresses and both.submit(
            *(send, port, options.rate, addresses, CRAWLER, options.seconds)
        )
        readers = mine.result()
        crawler = others.result() if others else []
    ended.set()
    writer.join()
    times = sorted(seconds for _, seconds in readers)
    refusals = sorted(seconds for status, seconds in crawler if status == 429)
    command_line.print_row(
        *(kind, limits if addresses else "–"),
        f"{times[len(times) // 2] * 1000:.0f}",
        f"{percentile95(times) * 1000:.0f}",
        sum(status not in (200, 301) for status, _ in readers),
        sum(status in (200, 301) for status, _ in crawler),
        len(refusals),
        f"{refusals[len(refusals) // 2] * 1000:.1f}" if refusals else "–",
    )


@contextlib.contextmanager
def served(url, limits):
    """Serve the site as if it were behind a proxy; yield its port."""
    port = free_port()
    environment = {
        **os.environ,
        **({f"{name}_PER_MINUTE": "0" for name in LIMITS} if limits == "off" else {}),
        "DATABASE_URL": url,
        "DEBUG": "off",
        "HTTPS": "off",
        "STATIC_FROM_SOURCE": "on",
        "TRUST_PROXY": "on",
        "SECRET_KEY": secrets.token_urlsafe(50),
    }
    command = [sys.executable, "-m", "config.serving", "--workers", "2"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    with running(command, environment, sys.stderr):
        wait_for(port)
        yield port


def send(port, rate, paths, address, seconds):
    """Request `rate` paths a second; return [(status, seconds)], 0 for a failure.

    `address` is that of the client, with {} for one of twenty.
    """
    begin = time.monotonic()
    with ThreadPoolExecutor(100) as clients:
        sent = []
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, begin + number / rate - time.monotonic()))
            client = address.format(number % 20)
            sent.append(clients.submit(request, port, next(paths), client))
        return [each.result() for each in sent]


def request(port, path, address):
    began = time.monotonic()
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    with contextlib.closing(client):
        try:
            client.request("GET", path, headers={"X-Forwarded-For": address})
            answer = client.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            status = 0
    return status, time.monotonic() - began


if __name__ == "__main__":
    main()
