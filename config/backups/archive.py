"""Writes a backup of a database, and reads it.

A backup is a folder with two files: what pg_dump wrote (`database.dump`, perhaps
encrypted) and `manifest.json`, which says what must be in it. The folder has its final
name only when it is complete and was checked.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypedDict, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from config.backups.encryption import (
    ENDINGS,
    decrypt_command,
    encrypt_command,
    program_for,
)
from config.backups.inventory import (
    Inventory,
    lock_tables,
    prepare_session,
    take_inventory,
)
from config.backups.programs import (
    BackupError,
    find_program,
    major_version,
    program_environment,
)
from config.backups.version import site_version

DUMP, MANIFEST = "database.dump", "manifest.json"
FORMAT = 1
NAME = "on-record-%Y%m%dT%H%M%SZ"
UNFINISHED = ".unfinished-"
#: Seconds after which an incomplete backup counts as abandoned.
TOO_OLD = 2 * 86_400
CHUNK = 1 << 20
#: How long pg_dump waits for a table lock. A migration may hold it and wait for ours.
LOCK_TIMEOUT = "60s"
NOT_INCLUDED = (
    "SECRET_KEY and the other environment variables",
    "certificates and keys of HTTPS, and the configuration of the proxy",
    "static files (`manage.py collectstatic` makes them) and the code",
    "roles and settings of the PostgreSQL server",
)


class DumpFile(TypedDict):
    """The file of a backup: size in bytes, SHA-256, and `age`, `gpg` or nothing."""

    name: str
    bytes: int
    sha256: str
    encryption: str


class Manifest(TypedDict):
    """The contents of manifest.json. `made` is in ISO 8601, UTC."""

    format: int
    made: str
    site: dict[str, str]
    pg_dump: int
    file: DumpFile
    not_included: list[str]
    contents: Inventory


def back_up(conninfo: str, folder: Path, encrypt_to: str = "") -> Path:
    """Write a backup into a folder of backups, check it, and return its own folder.

    Digests and dump see the same state of the database, while others go on writing.
    Raise BackupError if anything fails; nothing incomplete is left.
    """
    if encrypt_to:
        program_for(encrypt_to)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.glob(f"{UNFINISHED}*"):  # its backup was killed
        if time.time() - old.stat().st_mtime > TOO_OLD:
            shutil.rmtree(old, ignore_errors=True)
    new = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))  # of mode 0700
    try:
        manifest = _write(conninfo, new, encrypt_to)
        with _private(new / MANIFEST) as file:
            file.write(json.dumps(manifest, indent=1).encode() + b"\n")
            _sync(file)
        check(new)
        _sync_folder(new)
        return _publish(new, folder, datetime.fromisoformat(manifest["made"]))
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _publish(new: Path, folder: Path, made: datetime) -> Path:
    final = folder / made.strftime(NAME)
    if final.exists():
        raise BackupError(f"{final} exists: two backups in one second.")
    new.rename(final)
    _sync_folder(folder)
    return final


def _write(conninfo: str, new: Path, encrypt_to: str) -> Manifest:
    encryption = program_for(encrypt_to) if encrypt_to else ""
    target = new / (DUMP + ENDINGS.get(encryption, ""))
    with psycopg.connect(conninfo, autocommit=True) as connection:
        prepare_session(connection)
        program = find_program("pg_dump", connection.info.server_version // 10_000)
        with connection.transaction():
            connection.execute(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            )
            made = datetime.now(UTC)
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            assert row is not None  # noqa: S101
            lock_tables(connection)
            dump_database(program, conninfo, row[0], target, encrypt_to)
            contents = take_inventory(connection)
    return {
        "format": FORMAT,
        "made": made.isoformat(timespec="seconds"),
        "site": site_version(),
        "pg_dump": major_version(program) or 0,
        "file": {
            "name": target.name,
            "bytes": target.stat().st_size,
            "sha256": sha256(target),
            "encryption": encryption,
        },
        "not_included": [*NOT_INCLUDED],
        "contents": contents,
    }


def dump_database(
    program: Path, conninfo: str, snapshot: str, target: Path, encrypt_to: str
) -> None:
    """Run pg_dump into a file, through encryption, and through pg_restore as a check.

    Encrypted files cannot be read again without the private key, so what goes into them
    is checked on its way.
    """
    where = conninfo_to_dict(conninfo)
    password = str(where.pop("password", None) or "")
    command = [
        program,
        *("--format=custom", "--compress=6", f"--snapshot={snapshot}"),
        *(f"--lock-wait-timeout={LOCK_TIMEOUT}", "--no-password"),
        f"--dbname={make_conninfo('', **where)}",
    ]
    reader = find_program("pg_restore", major_version(program) or 0, newest=True)
    with contextlib.ExitStack() as stack:
        errors = stack.enter_context(tempfile.TemporaryFile())
        file = stack.enter_context(_private(target))
        checks = _start([reader, "--file=/dev/null"], errors, stdin=subprocess.PIPE)
        running = [("pg_restore", checks)]
        sinks = [checks.stdin]
        if encrypt_to:
            encrypts = _start(
                encrypt_command(encrypt_to), errors, stdin=subprocess.PIPE, stdout=file
            )
            running.append((program_for(encrypt_to), encrypts))
            sinks.append(encrypts.stdin)
        else:
            sinks.append(file)
        dumps = _start(
            command, errors, stdout=subprocess.PIPE, env=program_environment(password)
        )
        running.append(("pg_dump", dumps))
        try:
            with contextlib.suppress(BrokenPipeError):  # its exit status tells why
                _copy(cast("IO[bytes]", dumps.stdout), sinks)
            # Where nobody reads the rest, pg_dump would wait for ever.
            cast("IO[bytes]", dumps.stdout).close()
            _end(running, errors)
        finally:
            for _, process in running:
                process.kill()
                process.wait()
                for stream in (process.stdin, process.stdout):
                    if stream is not None:
                        with contextlib.suppress(OSError):
                            stream.close()
        _sync(file)


def _start(
    command: list[Any], errors: IO[bytes], **streams: Any
) -> subprocess.Popen[bytes]:
    streams.setdefault("env", program_environment())
    try:
        return subprocess.Popen(command, stderr=errors, **streams)  # noqa: S603
    except OSError as error:
        raise BackupError(f"{command[0]} could not be started: {error}.") from error


def _copy(source: IO[bytes], sinks: list[Any]) -> None:
    while chunk := source.read(CHUNK):
        for sink in sinks:
            sink.write(chunk)
    for sink in sinks:
        sink.flush()


def _end(running: list[tuple[str, subprocess.Popen[bytes]]], errors: IO[bytes]) -> None:
    """Wait for the programs; raise BackupError with what they said if one failed."""
    for _, process in running:
        if process.stdin is not None and not process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
    failed = [name for name, process in reversed(running) if process.wait()]
    if failed:
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
        raise BackupError(f"{' and '.join(failed)} failed:\n{said}")


@contextlib.contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """Create a file that only its owner may read."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        yield file


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_manifest(backup: Path) -> Manifest | None:
    """Return the manifest of a backup's folder, or None for a file of pg_dump."""
    if backup.is_file():
        return None
    try:
        manifest = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupError(
            f"{backup} is no backup of On Record: {MANIFEST} cannot be read ({error})."
        ) from error
    if manifest.get("format") != FORMAT:
        raise BackupError(
            f"{backup} has a manifest of format {manifest.get('format')}; this code "
            f"reads format {FORMAT}. Use the version of On Record that wrote it, or a "
            "later one."
        )
    return cast("Manifest", manifest)


def dump_file(backup: Path) -> Path:
    """Return the file of pg_dump in a backup's folder, or the file itself."""
    manifest = read_manifest(backup)
    return backup / manifest["file"]["name"] if manifest else backup


def check(backup: Path) -> None:
    """Read the file again; raise BackupError if it differs from the manifest."""
    if (manifest := read_manifest(backup)) is None:
        return
    wanted, file = manifest["file"], dump_file(backup)
    if not file.is_file() or file.stat().st_size != wanted["bytes"]:
        raise BackupError(f"{file} is missing or was cut off: use another backup.")
    if sha256(file) != wanted["sha256"]:
        raise BackupError(f"{file} has been damaged since it was written: use another.")


@contextlib.contextmanager
def script(
    backup: Path, section: str, *options: str, identity: Path | None = None
) -> Iterator[IO[bytes]]:
    """Open one section of a backup as SQL: `pre-data`, `data` or `post-data`.

    It is decrypted in memory: no readable copy is written to the disk. Names of owners
    and privileges are left out, so it can be restored by another role.
    """
    manifest = read_manifest(backup)
    file = dump_file(backup)
    reader = find_program(
        "pg_restore", manifest["pg_dump"] if manifest else 0, newest=True
    )
    command = [
        *(reader, "--file=-", f"--section={section}"),
        *("--no-owner", "--no-privileges", "--no-comments", *options),
    ]
    with contextlib.ExitStack() as stack:
        errors = stack.enter_context(tempfile.TemporaryFile())
        running: list[tuple[str, subprocess.Popen[bytes]]] = []
        feed = None
        if decrypt := decrypt_command(file, identity):
            decrypts = _start(decrypt, errors, stdout=subprocess.PIPE)
            running.append((decrypt[0], decrypts))
            reads = _start(
                command, errors, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            feed = threading.Thread(target=_feed, args=[decrypts.stdout, reads.stdin])
            feed.start()
        else:
            source = stack.enter_context(file.open("rb"))
            reads = _start(command, errors, stdin=source, stdout=subprocess.PIPE)
        running.append(("pg_restore", reads))
        try:
            yield cast("IO[bytes]", reads.stdout)
            if feed:
                feed.join()
            _end(running, errors)
        finally:
            for _, process in running:
                process.kill()
                process.wait()
            if feed:
                feed.join()
            cast("IO[bytes]", reads.stdout).close()


def _feed(source: IO[bytes], sink: IO[bytes]) -> None:
    """Copy the decrypted backup to pg_restore, which may end before it has read all.

    The rest is read anyway, so that a failing decryption is noticed.
    """
    reading = True
    while chunk := source.read(CHUNK):
        if reading:
            try:
                sink.write(chunk)
            except BrokenPipeError:
                reading = False
    source.close()
    with contextlib.suppress(BrokenPipeError):
        sink.close()
