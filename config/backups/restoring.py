"""Loads a backup into a database, in one transaction.

Whatever goes wrong, the database is as it was: the rows are loaded, and compared with
the manifest, before anything is committed.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from config.backups.archive import check, read_manifest, script
from config.backups.inventory import (
    SCHEMAS,
    compare_inventories,
    prepare_session,
    sequences_behind,
    take_inventory,
)
from config.backups.programs import BackupError

#: Lines for psql, and a setting that servers before PostgreSQL 17 lack.
FOR_PSQL = re.compile(rb"\\(un)?restrict\b|SET transaction_timeout = ")
#: Rows that are sent together.
BATCH = 500

#: What depends on a schema and on no extension, as words for DROP.
OWN_OBJECTS = f"""
    SELECT i.type, i.identity FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_namespace n ON n.oid = d.refobjid
    CROSS JOIN pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) i
    WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.deptype = 'n'
    AND i.type <> 'default acl' AND {SCHEMAS} AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend e
        WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype IN ('e', 'i')
    ) AND d.classid <> 'pg_catalog.pg_extension'::regclass
"""  # noqa: S608


class Restored(NamedTuple):
    """The result of a restore."""

    tables: int
    rows: int
    compared: bool
    replaced: int


def own_objects(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """Return (type, name) of all objects of a database that belong to no extension."""
    return connection.execute(OWN_OBJECTS).fetchall()


def restore(
    backup: Path,
    conninfo: str,
    *,
    replace: bool = False,
    identity: Path | None = None,
) -> Restored:
    """Load a backup, a folder or a file of pg_dump, into a database, and compare it.

    A database that is not empty is refused unless `replace` is true. One that is to be
    replaced is refused while others are connected. Raise BackupError; then nothing has
    changed.
    """
    check(backup)
    manifest = read_manifest(backup)
    with psycopg.connect(conninfo, prepare_threshold=None) as connection:
        prepare_session(connection)
        server = connection.info.server_version // 10_000
        if manifest:
            refuse_older_server(manifest["contents"]["server"]["version"], server)
        present = own_objects(connection)
        name = connection.info.dbname
        if present and not replace:
            raise BackupError(
                f"The database {name} is not empty: it has {len(present)} tables and "
                "other objects. Nothing was changed. Restore into an empty database, "
                "or say --replace to replace everything in it."
            )
        if present:
            refuse_others(connection)
        try:
            drop(connection, present)
            load_dump(connection, backup, identity)
            prepare_session(connection)
            found = take_inventory(connection)
            problems = (
                compare_inventories(manifest["contents"], found) if manifest else []
            )
            problems += sequences_behind(connection)
        except psycopg.Error as error:
            raise BackupError(
                f"PostgreSQL refused the backup, and nothing was changed: {error}"
            ) from error
        if problems:
            connection.rollback()
            raise BackupError(
                "What was restored differs from the backup, so nothing was changed:\n"
                + "\n".join(problems)
            )
        connection.commit()
        connection.autocommit = True
        connection.execute("ANALYZE")
    rows = sum(table["rows"] for table in found["tables"].values())
    return Restored(len(found["tables"]), rows, manifest is not None, len(present))


def refuse_older_server(made_by: str, server: int) -> None:
    """Raise BackupError if the server is older than the one that was backed up."""
    major = int(made_by.split(".")[0])
    if server < major:
        raise BackupError(
            f"The backup is of PostgreSQL {major}, and this server is PostgreSQL "
            f"{server}. Restore it on PostgreSQL {major} or later."
        )


def refuse_others(connection: psycopg.Connection[Any]) -> None:
    """Raise BackupError if anybody else is connected to the database."""
    row = connection.execute(
        "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname ="
        " current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    ).fetchone()
    if row and row[0]:
        raise BackupError(
            f"{row[0]} other connections use the database {connection.info.dbname}. "
            "Nothing was changed. Stop the site and other programs that use it, then "
            "run this again."
        )


def drop(connection: psycopg.Connection[Any], objects: list[tuple[str, str]]) -> None:
    """Drop these objects, in the current transaction. Extensions stay."""
    for kind, identity in objects:
        connection.execute(
            sql.SQL("DROP {} IF EXISTS {} CASCADE").format(
                sql.SQL(kind), sql.SQL(identity)
            )
        )


def load_dump(
    connection: psycopg.Connection[Any], backup: Path, identity: Path | None
) -> None:
    """Execute the three sections of a backup in the current transaction."""
    connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for section in ("pre-data", "data", "post-data"):
        with script(backup, section, identity=identity) as lines:
            if section == "data":
                load_rows(connection, lines)
            else:
                kept = b"".join(line for line in lines if not FOR_PSQL.match(line))
                connection.execute(kept)


def load_rows(connection: psycopg.Connection[Any], lines: Iterable[bytes]) -> None:
    """Execute the section of the rows: COPY with its lines, and short statements."""
    rest = iter(lines)
    for line in rest:
        if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
            with connection.cursor().copy(line) as copy:
                for rows in batches(rest):
                    copy.write(rows)
        elif not FOR_PSQL.match(line) and not line.startswith(b"--") and line.strip():
            connection.execute(line)


def batches(lines: Iterator[bytes]) -> Iterator[bytes]:
    r"""Yield the rows of one COPY, some hundred at a time, up to the line `\.`."""
    batch: list[bytes] = []
    for line in lines:
        if line == b"\\.\n":
            break
        batch.append(line)
        if len(batch) == BATCH:
            yield b"".join(batch)
            batch.clear()
    yield b"".join(batch)
