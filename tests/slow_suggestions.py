"""A database that takes too long to find suggestions."""

from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection

from quotes import suggestions


@contextmanager
def no_time_for_suggestions():
    """Let PostgreSQL give up each search for suggestions."""
    with (
        patch.object(suggestions, "_rows", _sleep),
        patch.object(suggestions, "PATIENCE", 20),
    ):
        yield


def _sleep(*args, **options):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
