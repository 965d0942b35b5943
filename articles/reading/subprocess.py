"""Reads a page, a PDF or a Word document in a subprocess with limits.

The page may be anything. A tag with 200,000 attributes keeps the parsers busy for a
minute, so the system limits their time and memory. They do not get the site's
environment (no keys, no address of the database), and can write no files. Run as
`python -m articles.reading.subprocess`, the module reads one of them.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from articles.reading.documents import Document, DocumentError
from articles.reading.result import Proposal

#: CPU time in seconds, time in seconds, memory in bytes. A hostile page computes, so
#: the first limit ends it; the second is for a busy machine. Waiting for others of this
#: process, as long at most, is not counted.
MAX_CPU_SECONDS = 7
MAX_SECONDS = 8.0
MAX_MEMORY = 512 * 1024 * 1024
#: The same for a document of 20 MB, which may be a book.
MAX_DOCUMENT_CPU_SECONDS = 10
MAX_DOCUMENT_SECONDS = 15.0
MAX_DOCUMENT_MEMORY = 1024 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
#: Limits the pages that one process of the site reads at once.
_turns = threading.BoundedSemaphore(2)
logger = logging.getLogger(__name__)


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
    """Return the Proposal of `html.read_html`; raise ReadingError beyond the limits.

    `seconds` is for everything, `cpu_seconds` for the parsers. `memory` is in bytes
    and includes the parsers themselves.
    """
    head = {
        "content_type": content_type,
        "address": address,
        "cpu_seconds": cpu_seconds,
        "memory": memory,
    }
    return Proposal.from_json(_answer(head, body, seconds, "The page"))


def read_document_in_subprocess(
    body: bytes,
    kind: str,
    *,
    seconds: float = MAX_DOCUMENT_SECONDS,
    cpu_seconds: int = MAX_DOCUMENT_CPU_SECONDS,
    memory: int = MAX_DOCUMENT_MEMORY,
) -> Document:
    """Return the Document of a file; `kind` is "pdf" or "docx".

    Raises ReadingError beyond the limits, and for files that cannot be read.
    """
    head = {"kind": kind, "cpu_seconds": cpu_seconds, "memory": memory}
    return Document(**_answer(head, body, seconds, "The file"))


def _answer(
    head: Mapping[str, object], body: bytes, seconds: float, what: str
) -> dict[str, Any]:
    """Return the JSON that the subprocess writes; raise ReadingError."""
    if not _turns.acquire(timeout=seconds):
        raise ReadingError("Other pages are being read: try again in a moment.")
    try:
        done = _run(head, body, seconds)
    finally:
        _turns.release()
    try:
        answer: dict[str, Any] = json.loads(done)
    except ValueError:
        raise ReadingError(
            f"{what} is too tangled to be read within the limits of time and memory. "
            "Paste its text instead."
        ) from None
    if fault := answer.get("fault"):
        logger.error("%s could not be read: %s", what, fault)
        raise ReadingError(f"{what} could not be read. Paste its text instead.")
    if told := answer.get("error"):
        raise ReadingError(f"{told} Paste its text instead.")
    return answer


def _run(head: Mapping[str, object], body: bytes, seconds: float) -> bytes:
    """Run the subprocess; return its output, b"" if it failed or was killed."""
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
    """Read a line of JSON and a page from stdin, and write the proposal as JSON."""
    head = json.loads(sys.stdin.buffer.readline())
    # The system kills it beyond these limits. It may write no files.
    _limit(resource.RLIMIT_CPU, head["cpu_seconds"])
    _limit(resource.RLIMIT_AS, head["memory"])
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    body = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(_read(head, body)))
    return 0


def _read(head: dict[str, Any], body: bytes) -> dict[str, Any]:
    # Each reader is a large library, so only one is loaded.
    try:
        match head.get("kind"):
            case "docx":
                from articles.reading.docx import read_word

                return asdict(read_word(body))
            case "pdf":
                from articles.reading.pdf import read_pdf

                return asdict(read_pdf(body))
        from articles.reading.html import read_html

        return read_html(body, head["content_type"], head["address"]).as_json()
    except DocumentError as error:
        return {"error": str(error)}
    except RecursionError:
        return {"error": "It is nested too deeply to be read."}
    except MemoryError:
        raise
    except Exception as error:
        # Without the message: it may have words of the text, which no log should have.
        lines = "".join(traceback.format_tb(error.__traceback__))
        return {"fault": f"{type(error).__name__}\n{lines}"}


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
