"""Reads a page in a process of its own, which has little and can be ended.

The page is whatever a server sent. One tag with 200,000 attributes keeps the parsers
busy for a minute, so they run where time and memory are limited by the system, with
none of the site's environment (no keys, no address of the database) and no privileges
that they need. Run as `python -m articles.reading.subprocess`, it reads one page.
"""

import json
import os
import resource
import subprocess
import sys
import threading
from pathlib import Path

from articles.reading.result import Proposal

#: Seconds of processor, seconds in all, bytes of memory.
MAX_CPU_SECONDS = 10
MAX_SECONDS = 20.0
MAX_MEMORY = 1024 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
#: At most so many pages are read at once in one process of the site.
_turns = threading.BoundedSemaphore(2)


class ReadingError(Exception):
    """The page was not read; the message says why, and what an editor can do."""


def read_page_in_subprocess(
    body: bytes,
    content_type: str = "",
    address: str = "",
    *,
    seconds: float = MAX_SECONDS,
    cpu_seconds: int = MAX_CPU_SECONDS,
    memory: int = MAX_MEMORY,
) -> Proposal:
    """Return what `html.read_page` does; raise ReadingError past the limits.

    `seconds` holds for all of it, `cpu_seconds` for the work, `memory` is in
    bytes and includes the parsers themselves.
    """
    if not _turns.acquire(timeout=seconds):
        raise ReadingError("Other pages are being read: try again in a moment.")
    try:
        done = _run(
            {
                "content_type": content_type,
                "address": address,
                "cpu_seconds": cpu_seconds,
                "memory": memory,
            },
            body,
            seconds,
        )
    finally:
        _turns.release()
    try:
        answer = json.loads(done)
    except ValueError:
        raise ReadingError(
            "The page is too tangled to be read within the limits of time and memory. "
            "Paste its text instead."
        ) from None
    if told := answer.get("error"):
        raise ReadingError(f"{told} Paste its text instead.")
    return Proposal.from_json(answer)


def _run(head: dict[str, object], body: bytes, seconds: float) -> bytes:
    """Run the process over one page, and return what it wrote ("" if it was ended)."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
    }
    environment |= {"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "articles.reading.subprocess"],
        cwd=_ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            written, _ = process.communicate(
                json.dumps(head).encode() + b"\n" + body, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return b""
        return written if process.returncode == 0 else b""


def main() -> int:
    """Read a head of JSON and a page from the input, write the proposal as JSON."""
    head = json.loads(sys.stdin.buffer.readline())
    # So many seconds of work, then the system ends it; no files, no other programs.
    _limit(resource.RLIMIT_CPU, head["cpu_seconds"])
    _limit(resource.RLIMIT_AS, head["memory"])
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    body = sys.stdin.buffer.read()
    from articles.reading.html import PageError, read_page

    try:
        answer = read_page(body, head["content_type"], head["address"]).as_json()
    except PageError as error:
        answer = {"error": str(error)}
    except RecursionError:
        answer = {"error": "The page is nested too deeply to be read."}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
