"""Compares servers: pages over HTTP while 1,000 slow clients hold connections.

    python -m benchmarks.serving [--servers site,gthread] [--held 1000] [--seconds 10]

Serves the site from DATABASE_URL, or from the database of `make run`, with each server
that is installed: `site` (config.serving), `gthread` and `gevent` (gunicorn), `uvicorn`
(Django's ASGI handler), `granian` (WSGI); each has two processes, alone and behind
nginx with deploy/nginx.conf. A second process requests pages with 16 readers, a
connection for each page. Meanwhile a writer changes the data five times a second, so
that pages are made again. Prints a Markdown table: without and with held connections,
requests per second, milliseconds (p50, p95, p99), failed requests and the memory of all
processes. Held connections are idle, stop in the middle of a head, or in the middle of
a form, a third each. A request that takes 10 s has failed. All traffic stays on this
machine. Run it on an idle machine; it takes about nine minutes.

The project needs only the first two. For the others, use an environment of its own:

    python -m venv /tmp/servers
    /tmp/servers/bin/pip install -r requirements.txt gevent packaging granian uvicorn
    /tmp/servers/bin/python -m benchmarks.serving
"""

import contextlib
import http.client
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from benchmarks import command_line
from tests.support.processes import PROJECT, free_port, running, wait_for
from tests.support.proxies import nginx
from tests.support.small_server import slow_clients

PATHS = ("/", "/quotes/", "/quotes/?q=the", "/speakers/", "/topics/", "/years/")
READERS = 16
FAILED = 10.0
#: Seconds in which a process loads what it does not need at once.
WARM_UP = 4
GUNICORN = "-m gunicorn config.wsgi --workers 2 --bind 127.0.0.1:{port}"
SERVERS = {
    "site": "-m config.serving --workers 2 --bind 127.0.0.1:{port}",
    "gthread": f"{GUNICORN} --worker-class gthread --threads 8",
    "gevent": f"{GUNICORN} --worker-class gevent",
    "uvicorn": "-m uvicorn --factory django.core.asgi:get_asgi_application --workers 2"
    " --log-level critical --host 127.0.0.1 --port {port}",
    "granian": "-m granian --interface wsgi --workers 2 --blocking-threads 8"
    " --no-log --host 127.0.0.1 --port {port} config.wsgi:application",
}
#: Packages that the site does not need.
INSTALLED_APART = {"gevent", "granian", "uvicorn"}


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--servers", default=",".join(SERVERS))
    parser.add_argument("--held", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--read", type=int, help="used by this command itself")
    options = parser.parse_args()
    if options.read:
        print(json.dumps(read(options.read, options.seconds)))
        return
    url = command_line.set_up(HTTPS="off")
    os.environ["DATABASE_URL"] = url
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    command_line.print_header(
        *("server", "held", "per second", "p50", "p95", "p99", "failed", "MB")
    )
    with writing(url):
        for name in options.servers.split(","):
            if name in INSTALLED_APART and not importlib.util.find_spec(name):
                command_line.print_row(name, "not installed")
                continue
            for behind in (False, True):
                if not behind or shutil.which("nginx"):
                    measure(name, behind, options.held, options.seconds)


def measure(name, behind, held, seconds):
    port = free_port()
    command = [sys.executable, *SERVERS[name].format(port=port).split()]
    with contextlib.ExitStack() as stack:
        process = stack.enter_context(running(command, os.environ))
        wait_for(port, "/healthz")
        if behind:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            front = free_port()
            command, environment = nginx(folder, front, port)
            stack.enter_context(running(command, os.environ | environment))
            port = front
            wait_for(port, "/robots.txt")
        for path in 4 * PATHS:  # each process has its templates and statements then
            wait_for(port, path)
        time.sleep(WARM_UP)
        named = f"nginx, {name}" if behind else name
        for number in (0, held):
            with slow_clients(port, number):
                times = read_in_other_process(port, seconds)
                print_row(named, number, times, seconds, memory(process.pid))


def print_row(name, held, times, seconds, megabytes):
    times.sort()
    p50, p95, p99 = (
        f"{1_000 * times[int(part * (len(times) - 1))]:.0f}"
        for part in (0.5, 0.95, 0.99)
    )
    failed = sum(each >= FAILED for each in times)
    rate = (len(times) - failed) / seconds
    command_line.print_row(name, held, f"{rate:.0f}", p50, p95, p99, failed, megabytes)


@contextlib.contextmanager
def writing(url):
    """Take a transaction number five times a second, as a writer does."""
    stop = threading.Event()

    def write():
        with psycopg.connect(url, autocommit=True) as writer:
            while not stop.wait(0.2):
                writer.execute("SELECT pg_current_xact_id()")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def read_in_other_process(port, seconds):
    command = [sys.executable, "-m", "benchmarks.serving", "--read", str(port)]
    command += ["--seconds", str(seconds)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)  # noqa: S603
    return json.loads(done.stdout)


def read(port, seconds):
    """Return the seconds of each request; FAILED for one that failed."""
    times = []
    deadline = time.monotonic() + seconds

    def reader(place):
        while time.monotonic() < deadline:
            began = time.monotonic()
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=FAILED)
            try:
                client.request("GET", PATHS[place % len(PATHS)])
                answer = client.getresponse()
                answer.read()
                failed = answer.status != 200
            except (OSError, http.client.HTTPException):
                failed = True
            finally:
                client.close()
            times.append(FAILED if failed else time.monotonic() - began)
            place += 1

    threads = [threading.Thread(target=reader, args=[each]) for each in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def memory(pid):
    """Return the memory of a process and its children that is theirs alone, in MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for each in (str(pid), *children):
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total // 1024


if __name__ == "__main__":
    main()
