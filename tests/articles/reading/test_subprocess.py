"""Pages are read in a subprocess with limits."""

import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from articles.reading.subprocess import ReadingError, read_page_in_subprocess
from tests.support.hostile_server import HTML, PAGE

TANGLED = "too tangled to be read within the limits"


def test_the_subprocess_reads_a_page_as_this_process_does():
    found = read_page_in_subprocess(PAGE, HTML, "https://vauville.example/a")
    assert found.title == "Bridge to be rebuilt"
    assert found.publication == "Vauville Post"
    assert [author.family for author in found.authors] == ["Wit"]
    assert found.published == "2025-02-13"
    assert "“We will rebuild the bridge,”" in found.text


def test_an_error_says_that_it_is_no_page():
    with pytest.raises(ReadingError, match=r"The page is empty\. Paste its text"):
        read_page_in_subprocess(b" ")


def test_a_fault_in_the_reader_is_logged_without_words_of_the_page(caplog):
    with pytest.raises(ReadingError, match=r"The page could not be read\. Paste its"):
        read_page_in_subprocess(PAGE, content_type=["no string"])
    assert "TypeError" in caplog.text and "in decode" in caplog.text
    assert "no string" not in caplog.text


def test_time_runs_out():
    attributes = b" ".join(b"a%d=1" % number for number in range(200_000))
    page = b"<html><body><p " + attributes + b">Words.</p></body></html>"
    with pytest.raises(ReadingError, match=TANGLED):
        read_page_in_subprocess(page, cpu_seconds=2)
    with pytest.raises(ReadingError, match=TANGLED):
        read_page_in_subprocess(page, seconds=0.2)


def test_memory_runs_out():
    with pytest.raises(ReadingError, match=TANGLED):
        read_page_in_subprocess(b"<p>Words.</p>" * 300_000, memory=160 * 2**20)


def test_a_deeply_nested_page_ends():
    page = b"<div>" * 300_000 + b"Words." + b"</div>" * 300_000
    try:
        assert len(read_page_in_subprocess(page).text) <= len("Words.")
    except ReadingError as error:
        assert "Paste its text" in str(error)


def test_the_subprocess_has_no_secrets_of_the_site(monkeypatch):
    """Its environment has no key and no address of the database."""
    seen = {}
    start = subprocess.Popen

    def watched(command, **options):
        seen.update(options)
        return start(command, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    read_page_in_subprocess(PAGE)
    assert os.environ["SECRET_KEY"]
    assert seen["env"].keys() <= {
        *("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR"),
        *("PYTHONUTF8", "OMP_NUM_THREADS"),
    }


def test_at_most_two_pages_are_read_at_once(monkeypatch):
    started, finish = threading.Semaphore(0), threading.Event()

    class Paused(subprocess.Popen):
        def communicate(self, *args, **options):
            started.release()
            finish.wait()
            return super().communicate(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", Paused)
    with ThreadPoolExecutor() as pool:
        pages = [pool.submit(read_page_in_subprocess, PAGE) for _ in range(2)]
        try:
            assert all(started.acquire(timeout=20) for _ in pages)
            with pytest.raises(ReadingError, match="try again"):
                read_page_in_subprocess(PAGE, seconds=0.05)
        finally:
            finish.set()
        assert all(page.result().text for page in pages)
