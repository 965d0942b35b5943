"""Finds PostgreSQL's programs: those of the wheel, and those of the system.

`pg_dump` must be as new as the server or newer, and `pg_restore` as new as the
`pg_dump` that wrote the file. The embedded server is often newer than the system's
programs, so the wheel's programs are always among the candidates.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from config.local.paths import DatabasePaths, EmbeddedDatabaseError, find_programs

PROJECT = Path(__file__).resolve().parents[2]
SYSTEM_FOLDER = Path("/var/lib/on-record")
#: Where packages put the programs of each major version.
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class BackupError(RuntimeError):
    """A backup or restore cannot be done; the message says what to do."""


def program_environment(password: str = "") -> dict[str, str]:
    """Return the environment of a program, without PGPORT and others of the shell."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return clean | ({"PGPASSWORD": password} if password else {})


def major_version(program: Path) -> int | None:
    """Return the major version that a program reports, or None if it does not run."""
    try:
        said = subprocess.run(  # noqa: S603
            [program, "--version"],
            check=True,
            capture_output=True,
            text=True,
            env=program_environment(),
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else None


def folders() -> Iterator[Path]:
    """Yield the folders that may have the programs, the preferred ones first."""
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")))
    if found := shutil.which("pg_dump"):
        yield Path(found).parent
    try:
        yield find_programs(DatabasePaths(PROJECT, SYSTEM_FOLDER))
    except EmbeddedDatabaseError:
        return


def find_program(name: str, at_least: int, newest: bool = False) -> Path:
    """Return the oldest or newest program with this major version or a newer one.

    The newest one reads the files of all older ones. Raise BackupError, which names
    the versions found, if there is none.
    """
    versions: dict[int, Path] = {}
    for folder in folders():
        program = folder / name
        if program.exists() and (major := major_version(program)) is not None:
            versions.setdefault(major, program)
    enough = [major for major in versions if major >= at_least]
    if not enough:
        found = ", ".join(map(str, sorted(versions))) or "none"
        raise BackupError(
            f"{name} of PostgreSQL {at_least} or later is needed; found: {found}. "
            f"Install the client programs of PostgreSQL {at_least} (on Debian, the "
            f"package postgresql-client-{at_least}), then run this again."
        )
    return versions[max(enough) if newest else min(enough)]
