"""Measure the pages of the site over one filled database, in this process.

    python -m benchmarks.pages --quotes N [--seconds S] [--plans FOLDER] [--processor]

Settings are those of production (DEBUG off, templates compiled once). Times are warm:
every address is requested once before it is timed. Each page is timed in three states:
cached while the data does not change (quotes/caching/pages.py); rendered after an
unrelated change; and rendered with empty caches. These and the floor take turns, so
that other work on the machine affects all of them. With --processor, CPU time counts
(benchmarks/clocks.py). Prints JSON, times in milliseconds. benchmarks/find.py runs this
once for each size.
"""

import json
import tempfile
import time
from itertools import cycle
from pathlib import Path

import psycopg
from django.core.management import call_command

from benchmarks import command_line
from benchmarks.clocks import BACKENDS, processor, timed
from benchmarks.floor import Floor, Recorder
from benchmarks.page_requests import draw_requests


def measure(url, quotes, seconds, plans=None, by_processor=False):
    """Return {request: figures}; each takes `seconds`, or more if it is slow.

    Figures: `queries` (the maximum of a page); `ours`, `again`, `first`, `floor`, `sql`
    (lists of milliseconds: the cached page, rendered again, rendered with empty caches,
    the floor, the SQL of the floor); `peer` (addresses).
    """
    from django.core.cache import caches  # the settings are known only now
    from django.db import connection
    from django.test import Client

    client, floor, found = Client(), Floor(url), {}
    with psycopg.connect(url) as sampling:
        requests = draw_requests(sampling, quotes)
    get(client, "/")
    clock = time.perf_counter
    if by_processor:
        pids = floor.connection.execute(BACKENDS).fetchall()
        clock = floor.clock = processor([pid for (pid,) in pids])

    def timed_page(request):
        return timed(get, client, request.ours, clock=clock)[0] * 1000

    for name, asked in requests.items():
        warm, until = [], time.perf_counter() + seconds / 2
        for request in asked:
            recorder = Recorder()
            caches["pages"].clear()
            with connection.execute_wrapper(recorder):
                get(client, request.ours)
            floor.answer(recorder.statements)
            warm.append((request, recorder.statements))
            if time.perf_counter() > until:
                break
        figures = {
            "queries": max(len(statements) for _, statements in warm),
            "peer": [request.peer for request, _ in warm],
            **{"ours": [], "again": [], "first": [], "floor": [], "sql": []},
        }
        until = time.perf_counter() + seconds
        for request, statements in cycle(warm):
            caches["pages"].clear()
            figures["again"].append(timed_page(request))
            figures["ours"].append(timed_page(request))
            spent, (_, sql) = timed(floor.answer, statements, clock=clock)
            figures["floor"].append(spent * 1000)
            figures["sql"].append(sql * 1000)
            if time.perf_counter() > until:
                break
        for request, _ in warm:
            for cache in ("default", "pages"):
                caches[cache].clear()  # as if nobody had requested a page before
            figures["first"].append(timed_page(request))
        found[name] = figures
        if plans:
            file = plans / f"{quotes}-{name.replace(', ', '-').replace(' ', '-')}.txt"
            file.write_text(f"{request.ours}\n{floor.plan(statements)}")
    return found


def get(client, path):
    """Request an existing page, as a browser does over HTTPS."""
    response = client.get(path, secure=True, headers={"host": "localhost"})
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return response


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--plans", type=Path)
    parser.add_argument("--processor", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as static:
        # As config/wsgi.py sets it.
        parallel = "-c max_parallel_workers_per_gather=0"
        url = command_line.set_up(DEBUG="off", STATIC_ROOT=static, PGOPTIONS=parallel)
        # For hashed names, as in production.
        call_command("collectstatic", interactive=False, verbosity=0)
        figures = measure(
            url, options.quotes, options.seconds, options.plans, options.processor
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
