"""Counts of several workers, which come and go."""

import re
import signal
from pathlib import Path

import pytest

from tests.support.replica_pair import wait_until
from tests.support.small_server import Server

APPLICATION = """
import os
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from config.monitoring import metrics

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/metrics":
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
        return [generate_latest(registry)]
    metrics.count_request("a", 200, 0.01, 3, 0.005)
    metrics.POOL["pool_size"].labels("default").set(4)
    return [f"{os.getpid()} {os.environ['PROMETHEUS_MULTIPROC_DIR']}".encode()]
"""


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    server = Server(tmp_path)
    server.file.write_text(APPLICATION)
    with server.run("--workers", "2"):
        wait_until(server.answers, 30)
        yield server


def count(server, name):
    text = server.get("/metrics")
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)[1])


def test_all_workers_are_counted_and_a_reload_forgets_nothing(server):
    requests = 'on_record_requests_total{status="200",view="a"}'
    before = count(server, requests)
    pids = set()
    number = 0
    while len(pids) < 2 and number < 500:
        pids.add(server.get().split()[0])
        number += 1
    assert len(pids) == 2
    assert count(server, requests) == before + number
    assert count(server, 'on_record_pool_size{database="default"}') == 8

    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), 30)
    assert count(server, requests) == before + number
    # Connections of workers that have ended do not count, once the master knows it.
    wait_until(lambda: "on_record_pool_size{" not in server.get("/metrics"))


def test_the_files_go_with_the_server(server):
    folder = Path(server.get().split()[1])
    assert folder.is_dir()
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(30)
    assert not folder.exists()
