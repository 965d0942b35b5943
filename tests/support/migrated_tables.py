"""The tables as the migrations left them: after each test that commits, again.

Django would TRUNCATE every table and insert what the migrations had brought, such as
the groups, row by row: half a second a test. Few rows are deleted in a hundredth.
"""

from contextlib import contextmanager

from django.db import connection, transaction

#: Rows of the tables that are not empty, as COPY writes and reads them.
_brought = {}
_tables = []
#: Deleted rows stay in a table's file; of so many bytes it is made anew.
GROWN = 1_000_000


def remember_tables():
    """Keep what stands in the tables now, when no test has run yet."""
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
    """Make every table what it was when it was remembered.

    In place of Django's TransactionTestCase._fixture_teardown(), for the database that
    all tests share. Sequences go on, as they do there.
    """
    with no_triggers() as cursor:
        names = ", ".join(_tables)
        # What is still being written by the live server is waited for.
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
    """Return the rows of those of the tables that have any, by table."""
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
    """A transaction without triggers and foreign keys; whoever opens it may do that."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
