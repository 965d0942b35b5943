"""Runs the read-only statements of public pages."""

from django.db import connections, router
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.pq import Format

from quotes.models import Quote


def run(sql, parameters, *, prepared=True, binary=False):
    """Return the rows of a statement that only reads.

    What a page asks is long, and PostgreSQL would take longer to plan it than to answer
    it. So parameters are sent beside the statement, and one that comes again is
    prepared (settings.DATABASES, `prepare_threshold`). Not `prepared` is for statements
    that are about their very parameters. In `binary`, many rows of numbers and times
    come sooner; it is not for JSON.
    """
    connection = connections[router.db_for_read(Quote)]
    with connection.cursor() as cursor:
        if prepared:
            cursor.cursor = ServerBindingCursor(connection.connection)
            cursor.cursor.format = Format.BINARY if binary else Format.TEXT
        cursor.execute(sql, parameters)
        return cursor.fetchall()
