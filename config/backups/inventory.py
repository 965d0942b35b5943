"""The contents of a database: a digest of each table, and the names of other objects.

Everything is read from PostgreSQL's catalogs, so a new table is never forgotten.
Tables and objects of extensions are left out: CREATE EXTENSION makes them.
"""

from typing import Any, TypedDict

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]

#: Settings on which the text of a value depends, so that equal rows have equal digests.
#: An empty search path prints names of text search configurations with their schema.
#: A long read is not interrupted.
SESSION = """
    SET search_path = '';
    SET datestyle = 'ISO, YMD';
    SET intervalstyle = 'postgres';
    SET timezone = 'UTC';
    SET bytea_output = 'hex';
    SET extra_float_digits = 1;
    SET statement_timeout = 0;
    SET lock_timeout = 0;
    SET idle_in_transaction_session_timeout = 0
"""

SCHEMAS = r"""
    n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
"""

TABLES = f"""
    SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND {SCHEMAS}
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
        AND d.deptype = 'e'
    )
    ORDER BY 1, 2
"""  # noqa: S608

#: Each row's MD5 as two whole numbers, which are summed: the order does not matter.
#: OFFSET 0 keeps PostgreSQL from computing the MD5 twice.
DIGEST = """
    SELECT count(*), sum(('x' || left(md5, 16))::bit(64)::bigint),
        sum(('x' || right(md5, 16))::bit(64)::bigint)
    FROM (SELECT md5(on_record_row::text) FROM {} AS on_record_row OFFSET 0) AS digests
"""

#: Objects by type and identity. NOT NULL constraints have names only from PostgreSQL 18
#: on; triggers say whether they are enabled.
OBJECTS = f"""
    SELECT i.type || ' ' || i.identity || coalesce(o.state, '') FROM (
        SELECT 'pg_catalog.pg_class'::regclass::oid AS class, oid,
            relnamespace AS schema, NULL AS state
        FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'i', 'S')
        UNION ALL
        SELECT 'pg_catalog.pg_constraint'::regclass, oid, connamespace, NULL
        FROM pg_catalog.pg_constraint WHERE contype NOT IN ('n', 't')
        UNION ALL
        SELECT 'pg_catalog.pg_trigger'::regclass, t.oid, c.relnamespace,
            CASE WHEN tgenabled = 'D' THEN ' (disabled)' END
        FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = tgrelid
        WHERE NOT tgisinternal
        UNION ALL
        SELECT 'pg_catalog.pg_proc'::regclass, oid, pronamespace, NULL
        FROM pg_catalog.pg_proc
        UNION ALL
        SELECT 'pg_catalog.pg_ts_config'::regclass, oid, cfgnamespace, NULL
        FROM pg_catalog.pg_ts_config
        UNION ALL
        SELECT 'pg_catalog.pg_type'::regclass, oid, typnamespace, NULL
        FROM pg_catalog.pg_type WHERE typtype IN ('d', 'e')
    ) o
    JOIN pg_catalog.pg_namespace n ON n.oid = o.schema
    CROSS JOIN pg_catalog.pg_identify_object(o.class, o.oid, 0) i
    WHERE {SCHEMAS} AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e'
    )
    ORDER BY 1
"""  # noqa: S608

#: Sequences that fill a column, with that column.
SEQUENCES = f"""
    SELECT sn.nspname, s.relname, n.nspname, c.relname, a.attname
    FROM pg_catalog.pg_class s
    JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
    JOIN pg_catalog.pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
        AND d.classid = 'pg_catalog.pg_class'::regclass
        AND d.refclassid = 'pg_catalog.pg_class'::regclass
    JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S' AND {SCHEMAS}
"""  # noqa: S608


class TableDigest(TypedDict):
    """The number of rows of a table, and 32 hexadecimal digits for their contents."""

    rows: int
    digest: str


class Inventory(TypedDict):
    """The contents of a database, as the manifest of a backup has them."""

    tables: dict[str, TableDigest]
    objects: list[str]
    extensions: dict[str, str]
    migrations: list[str]
    server: dict[str, str]


def prepare_session(connection: Connection) -> None:
    """Set the parameters that the text of values depends on; commit afterwards."""
    connection.execute(SESSION)


def tables(connection: Connection) -> list[tuple[str, str]]:
    """Return (schema, name) of every table."""
    return connection.execute(TABLES).fetchall()


def lock_tables(connection: Connection) -> None:
    """Keep migrations from changing or dropping a table until the transaction ends."""
    if found := [sql.Identifier(*table) for table in tables(connection)]:
        statement = sql.SQL("LOCK TABLE ONLY {} IN ACCESS SHARE MODE")
        connection.execute(statement.format(sql.SQL(", ONLY ").join(found)))


def digest(connection: Connection, schema: str, table: str) -> TableDigest:
    """Return the digest of one table. It does not depend on the order of rows."""
    query = sql.SQL(DIGEST).format(sql.Identifier(schema, table))
    row = connection.execute(query).fetchone()
    assert row is not None  # noqa: S101
    rows, *halves = row
    text = "".join(f"{int(half or 0) % 2**64:016x}" for half in halves)
    return {"rows": rows, "digest": text}


def take_inventory(connection: Connection) -> Inventory:
    """Return everything in the database, as the current transaction sees it."""
    found = tables(connection)
    migrations: list[str] = []
    if ("public", "django_migrations") in found:
        rows = connection.execute(
            "SELECT app || '.' || name FROM public.django_migrations ORDER BY 1"
        )
        migrations = [name for (name,) in rows]
    extensions = connection.execute(
        "SELECT extname, extversion FROM pg_catalog.pg_extension ORDER BY 1"
    )
    server = connection.execute(
        "SELECT current_setting('server_version'), pg_encoding_to_char(encoding),"
        " datcollate, datctype FROM pg_catalog.pg_database"
        " WHERE datname = current_database()"
    ).fetchone()
    assert server is not None  # noqa: S101
    return {
        "tables": {
            f"{schema}.{name}": digest(connection, schema, name)
            for schema, name in found
        },
        "objects": [name for (name,) in connection.execute(OBJECTS)],
        "extensions": dict(extensions.fetchall()),
        "migrations": migrations,
        "server": dict(
            zip(("version", "encoding", "collate", "ctype"), server, strict=True)
        ),
    }


def compare_inventories(before: Inventory, after: Inventory) -> list[str]:
    """Return a sentence for each difference between a backup and what was restored."""
    problems = []
    for name in sorted(before["tables"].keys() | after["tables"].keys()):
        old, new = before["tables"].get(name), after["tables"].get(name)
        if old is None or new is None:
            problems.append(f"Table {name} is {'extra' if new else 'missing'}.")
        elif old["rows"] != new["rows"]:
            problems.append(
                f"Table {name} has {new['rows']:,} rows instead of {old['rows']:,}."
            )
        elif old["digest"] != new["digest"]:
            problems.append(f"Table {name} has other contents than in the backup.")
    wanted, found = set(before["objects"]), set(after["objects"])
    problems += [f"Missing: {name}." for name in sorted(wanted - found)]
    problems += [f"Extra: {name}." for name in sorted(found - wanted)]
    problems += [
        f"Extension {name} is missing."
        for name in sorted(before["extensions"].keys() - after["extensions"].keys())
    ]
    return problems


def sequences_behind(connection: Connection) -> list[str]:
    """Return a sentence for each sequence that would hand out a used number again."""
    problems = []
    for *sequence, schema, table, column in connection.execute(SEQUENCES).fetchall():
        row = connection.execute(
            sql.SQL("SELECT last_value, (SELECT max({}) FROM {}) FROM {}").format(
                sql.Identifier(column),
                sql.Identifier(schema, table),
                sql.Identifier(*sequence),
            )
        ).fetchone()
        if row and row[1] is not None and row[0] < row[1]:
            problems.append(
                f"Sequence {'.'.join(sequence)} is at {row[0]:,}, but {table} has"
                f" {row[1]:,}."
            )
    return problems
