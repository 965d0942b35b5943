"""Restores the tables, after each test that commits, as the migrations left them.

Django would TRUNCATE every table and insert the rows of the migrations, such as the
groups, one by one: half a second a test. Deleting a few rows takes 0.01 s.
"""

from contextlib import contextmanager

from django.db import connection, transaction

#: The rows of all tables with rows, in the format of COPY.
_brought = {}
_tables = []
#: Deleted rows stay in a table's file; a larger file (bytes) is truncated.
GROWN = 1_000_000


def remember_tables():
    """Store the contents of all tables, before the first test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I', relname) FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = current_schema()::regnamespace "
            "AND relname <> 'django_migrations'"
        )
        _tables[:] = [name for (name,) in cursor]
    _brought.clear()
    _brought.update(rows_of(_tables))


def restore_tables(_test=None):
    """Restore the stored contents of every table.

    Replaces Django's TransactionTestCase._fixture_teardown(), for the database that all
    tests share. Sequences are not reset, as in Django.
    """
    with no_triggers() as cursor:
        names = ", ".join(_tables)
        # Wait for transactions of the live server.
        cursor.execute(f"LOCK {names} IN SHARE ROW EXCLUSIVE MODE")
        sizes = ", ".join(f"pg_table_size('{name}')" for name in _tables)
        cursor.execute(f"SELECT greatest({sizes})")
        if cursor.fetchone()[0] > GROWN:
            cursor.execute(f"TRUNCATE {names}")
        else:
            for name in _tables:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608
        put_rows(cursor, _brought)


def rows_of(tables):
    """Return {table: rows} for the tables that have rows."""
    found = {}
    for table in tables:
        with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
            if copied := b"".join(rows):
                found[table] = copied
    return found


def put_rows(cursor, rows):
    """Copy rows that rows_of() returned into their tables."""
    for table, copied in rows.items():
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(copied)


@contextmanager
def no_triggers():
    """Open a transaction without triggers and foreign keys, as a superuser."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        # A test's own transaction continues.
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
