"""A database that takes too long to find completions."""

from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection

from quotes.search import autocomplete


@contextmanager
def no_time_for_completions():
    """Make each query for completions exceed its time limit."""
    with (
        patch.object(autocomplete, "fetch_names", _sleep),
        patch.object(autocomplete, "STATEMENT_TIMEOUT_MS", 20),
    ):
        yield


def _sleep(*args, **options):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
