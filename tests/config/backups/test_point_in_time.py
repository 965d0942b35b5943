"""Returning to a moment, as docs/deployment.md says, with the wheel's own programs."""

import re
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from config.local.paths import DatabasePaths, find_programs, make_private_folder
from tests.support.replica_pair import QUICKLY, Server, wait_until

DEPLOYMENT = Path(__file__).resolve().parents[3] / "docs" / "deployment.md"


@pytest.fixture
def servers():
    """Give a server that archives its log, one without data, and the archive."""
    # Not pytest's folder: its path is long, and the server's account may not enter it.
    folder = Path(tempfile.mkdtemp(prefix="on-record-"))
    folder.chmod(0o755)
    paths = DatabasePaths(folder, folder / "system")
    for name in ("one", "two", "wal"):
        make_private_folder(folder / name, *paths.account)
    one, two = (
        Server(folder / name, paths.as_account(), find_programs(paths))
        for name in ("one", "two")
    )
    try:
        one.run(
            "initdb",
            *("-D", one.data, "-U", "postgres", "--auth=trust", "--no-sync"),
            *(part for name in QUICKLY for part in ("--set", name)),
            *("--set", "listen_addresses="),
            *("--set", f"unix_socket_directories={one.folder}"),
            *("--set", "archive_mode=on"),
            *("--set", f"archive_command={documented('archive_command', folder)}"),
        )
        one.start()
        yield one, two, folder
    finally:
        for server in (one, two):
            server.stop(signal.SIGKILL)
        shutil.rmtree(folder)


def documented(setting, folder):
    """Return a setting from the documentation, with the archive in this folder."""
    (value,) = re.findall(rf"{setting} = '(.*)'", DEPLOYMENT.read_text())
    return value.replace("/archive", str(folder))


def test_rows_before_the_moment_are_there_and_those_after_are_not(servers):
    one, two, folder = servers

    def ask(server, statement):
        return server.ask(statement, database="postgres")

    ask(one, "CREATE TABLE said (words text)")
    ask(one, "INSERT INTO said VALUES ('in the base backup')")
    one.run(
        "pg_basebackup",
        *("--host", one.folder, "--username", "postgres", "--pgdata", two.data),
        *("--checkpoint", "fast", "--no-sync"),
    )
    one.run("pg_verifybackup", two.data)
    ask(one, "INSERT INTO said VALUES ('before the moment')")
    moment = ask(one, "SELECT clock_timestamp()")
    ask(one, "INSERT INTO said VALUES ('after the moment')")
    last = ask(one, "SELECT pg_walfile_name(pg_switch_wal())")
    wait_until(
        lambda: ask(one, "SELECT last_archived_wal FROM pg_stat_archiver") == last
    )

    with (two.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(
            f"restore_command = '{documented('restore_command', folder)}'\n"
            f"recovery_target_time = '{moment.isoformat()}'\n"
            "recovery_target_action = 'promote'\n"
            "archive_mode = off\n"
            f"unix_socket_directories = '{two.folder}'\n"
        )
    (two.data / "recovery.signal").touch()
    two.start()
    wait_until(lambda: not ask(two, "SELECT pg_is_in_recovery()"))
    words = "SELECT string_agg(words, ', ' ORDER BY words) FROM said"
    assert ask(two, words) == "before the moment, in the base backup"
    assert ask(one, words).startswith("after the moment"), "the other is as it was"
    ask(two, "INSERT INTO said VALUES ('it takes new rows')")
