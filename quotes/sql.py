"""Run the read-only SQL statements of public pages."""

from django.db import connections, router
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.pq import Format

from quotes.models import Quote


def run(sql, parameters, *, prepared=True, binary=False):
    """Return the rows of a read-only statement.

    The statements are long, and PostgreSQL would take longer to plan them than to run
    them. So parameters are sent separately, and a repeated statement is prepared
    (settings.DATABASES, `prepare_threshold`). `prepared=False` is for statements whose
    plan depends on their parameters. `binary=True` is faster for many numbers and
    times, but does not work for JSON.
    """
    connection = connections[router.db_for_read(Quote)]
    with connection.cursor() as cursor:
        if prepared:
            cursor.cursor = ServerBindingCursor(connection.connection)
            cursor.cursor.format = Format.BINARY if binary else Format.TEXT
        cursor.execute(sql, parameters)
        return cursor.fetchall()
