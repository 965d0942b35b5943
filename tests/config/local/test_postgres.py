"""The embedded database, with its real programs, in temporary folders."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from config.local import paths, postgres
from config.local.postgres import EmbeddedDatabase, EmbeddedDatabaseError

PROJECT = Path(__file__).resolve().parents[3]

# A process that holds the database of argv[1] until it is told to stop.
HOLDER = """
import os, sys, time
from pathlib import Path
from config.local.postgres import EmbeddedDatabase
database = EmbeddedDatabase(Path(sys.argv[1]), Path(sys.argv[1]) / "system")
database.hold()
if "fork" in sys.argv and os.fork() == 0:
    database.release()  # as the exit handler of a forked worker would
    os._exit(0)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def folder():
    """Return a folder that the server's account may enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="on record "))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def project(folder):
    """A project's folder."""
    return folder / "project"


@pytest.fixture(scope="module")
def made(project):
    """Its database, which exists already but does not run."""
    database = EmbeddedDatabase(project, project / "system")
    database.hold()
    database.release()
    return database


@pytest.fixture
def database(made):
    yield made
    made.release()
    assert not runs(made), "a test left the server running"


def runs(database):
    """Return whether the server answers a client."""
    try:
        psycopg.connect(database.database_url(), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def ask(database, statement):
    with psycopg.connect(database.database_url(), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


@contextlib.contextmanager
def another_holder(project, *words):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, project, *words],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_its_address_is_known_without_starting_it(folder):
    database = EmbeddedDatabase(folder / "untouched")
    assert database.connection_settings()["NAME"] == "on_record"
    assert database.database_url().startswith("postgresql://on_record@/on_record?host=")
    assert not (folder / "untouched").exists()


def test_the_server_starts_is_reached_by_its_socket_only_and_stops(database):
    database.hold()
    assert ask(database, "SHOW server_version_num") >= "180000"
    assert ask(database, "SHOW listen_addresses") == ""
    assert ask(database, "SHOW server_encoding") == "UTF8"
    assert database.paths.sockets.stat().st_mode & 0o777 == 0o700
    database.hold()  # a second time changes nothing
    database.release()
    assert not runs(database)


def test_full_text_search_ignores_curly_quotation_marks(database):
    database.hold()
    words = ask(database, "SELECT to_tsvector('simple', '“Café” — l’État…')::text")
    assert words == "'café':1 'l':2 'état':3"


def test_the_last_holder_stops_the_server(database, project):
    with another_holder(project) as other:
        database.hold()
        database.release()
        assert runs(database)
        database.hold()
        other.terminate()  # it exits while this process needs the server
        other.wait()
        assert runs(database)
        database.release()
        assert not runs(database)


def test_a_terminated_holder_stops_the_server(database, project):
    with another_holder(project) as other:
        other.terminate()
        other.wait()
        assert not runs(database)


def test_a_killed_holder_leaves_a_server_that_the_next_one_takes_over(
    database, project
):
    with another_holder(project) as other:
        first = ask(database, "SELECT pg_postmaster_start_time()::text")
        other.send_signal(signal.SIGKILL)
        other.wait()
        database.hold()
        assert ask(database, "SELECT pg_postmaster_start_time()::text") == first
        database.release()
        assert not runs(database)


def test_a_fork_of_a_holder_does_not_stop_the_server(database, project):
    with another_holder(project, "fork"):
        time.sleep(0.2)
        assert runs(database)
        database.hold()


def test_after_a_crash_the_data_are_there_and_old_process_ids_are_ignored(database):
    database.hold()
    ask(database, "CREATE TABLE kept AS SELECT 42 AS value")
    pid_file = database.paths.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    lock_file = database.paths.sockets / ".s.PGSQL.5432.lock"
    database.release()
    # As after a reboot, when another program of ours has that process id.
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    lock_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    database.hold()
    assert ask(database, "SELECT value FROM kept") == 42
    ask(database, "DROP TABLE kept")


def test_a_killed_server_is_started_again(database, project):
    with another_holder(project) as other:
        server = (database.paths.data / "postmaster.pid").read_text().split()[0]
        os.kill(int(server), signal.SIGKILL)
        other.kill()
        other.wait()
        database.hold()
        assert runs(database)


@pytest.mark.parametrize(
    "name", ["long " * 25, "comma, \"quotes\", 'more' and $(touch pwned)"]
)
def test_any_name_of_a_folder_works(folder, name):
    project = folder / name.strip()
    database = EmbeddedDatabase(project, folder / "system")
    database.hold()
    try:
        assert database.paths.sockets.parent == Path("/tmp")  # noqa: S108
        assert database.paths.sockets.stat().st_mode & 0o777 == 0o700
        assert ask(database, "SELECT 1") == 1
    finally:
        database.release()
        database.remove()
    assert not database.paths.folder.exists()
    assert not database.paths.sockets.exists()


def test_somebody_elses_socket_folder_is_refused(folder):
    database = EmbeddedDatabase(folder / ("long " * 25), folder / "system")
    sockets = database.paths.sockets
    sockets.mkdir()
    sockets.chmod(0o777)
    try:
        with pytest.raises(EmbeddedDatabaseError, match="Remove it"):
            database.hold()
    finally:
        sockets.rmdir()


def test_other_servers_are_left_alone(database, folder):
    """Two of our servers run at once, while PostgreSQL's TCP port is in use."""
    with contextlib.ExitStack() as stack:
        stranger = stack.enter_context(socket.socket())
        with contextlib.suppress(OSError):  # this machine has a real server
            stranger.bind(("127.0.0.1", 5432))
            stranger.listen()
        database.hold()
        other = EmbeddedDatabase(folder / "other", folder / "system")
        stack.callback(other.remove)
        stack.callback(other.release)
        other.hold()
        ask(other, "CREATE TABLE only_here ()")
        assert ask(database, "SELECT to_regclass('only_here')") is None


def test_data_of_another_major_version_are_left_alone_with_an_explanation(folder):
    database = EmbeddedDatabase(folder / "older", folder / "system")
    data = database.paths.data
    data.mkdir(parents=True, mode=0o755)
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedDatabaseError, match=r"PostgreSQL 17\. This is.* 18"):
        database.hold()
    assert (data / "PG_VERSION").read_text() == "17\n"


def test_a_full_disk_is_named_and_leaves_no_partial_data(folder, monkeypatch):
    programs = folder / "programs"
    programs.mkdir()
    (programs / "initdb").write_text(
        "#!/bin/sh\necho 'initdb: error: could not write: No space left on device'\n"
        "exit 1\n"
    )
    (programs / "initdb").chmod(0o755)
    database = EmbeddedDatabase(folder / "full", folder / "system")
    with monkeypatch.context() as patched:
        patched.setattr(postgres, "find_programs", lambda place: programs)
        with pytest.raises(EmbeddedDatabaseError, match="free some space") as caught:
            database.hold()
    assert "could not write" in str(caught.value)
    assert "DATABASE_URL" in str(caught.value)
    assert not database.paths.data.exists()
    database.hold()  # there is space again
    database.release()


def test_a_server_that_ends_at_once_is_reported_with_its_log(database, monkeypatch):
    settings = database.paths.data / "postgresql.auto.conf"
    before = settings.read_text()
    settings.write_text("no_such_setting = 1\n")
    try:
        with pytest.raises(EmbeddedDatabaseError, match="no_such_setting"):
            database.hold()
    finally:
        settings.write_text(before)


def test_root_stores_data_elsewhere_if_the_servers_account_cannot_enter(
    folder, monkeypatch
):
    if os.geteuid() != 0:
        pytest.skip("only root has this difficulty")
    private = folder / "private"
    private.mkdir(mode=0o700)
    database = EmbeddedDatabase(private / "project", folder / "system")
    # The account cannot enter the programs' folder either, so it gets a copy.
    monkeypatch.setattr(
        paths,
        "may_enter",
        lambda path, *_: folder / "system" in path.parents,
    )
    assert database.paths.folder.parent == folder / "system"
    database.hold()
    try:
        assert ask(database, "SELECT 1") == 1
        assert list(database.paths.system_folder.glob("*/**/bin/postgres"))
        assert private.stat().st_mode & 0o777 == 0o700
    finally:
        database.release()
        database.remove()


def test_data_in_use_are_not_deleted(database, project):
    with another_holder(project):
        with pytest.raises(EmbeddedDatabaseError, match="still running"):
            database.remove()
        assert runs(database)
        database.hold()
