"""Ports and processes of servers that tests and benchmarks run."""

import contextlib
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def free_port():
    """Return a local port on which nothing listens."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextlib.contextmanager
def running(command, environment, log=subprocess.DEVNULL, folder=PROJECT):
    """Run a program with this environment until the block ends; yields its process."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=log, stderr=log
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(port, path="/", seconds=120):
    """Return once a page is there, or raise TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            address = f"http://127.0.0.1:{port}{path}"
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError("The server does not answer.")
