"""Rows created once in a test run and copied into the tables for each test.

After each test that commits, the tables are emptied. Creating the demo data again, with
every check and trigger, took half of the time of browser tests.
`tests/quotes/management/test_load_demo.py` loads the demo data for real.
"""

import fcntl

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from quotes.models import SitePage, Word
from tests.support.migrated_tables import no_triggers, put_rows, rows_of

_copies = {}
#: The folder through which the workers of a run share rows; conftest.py sets it.
shared_folder = None


def load_demo():
    """Fill the empty tables with the demo data."""
    fill(_load_demo)


def fill(make):
    """Fill the empty tables of articles and quotes with the rows that `make` creates.

    `make` takes no arguments and is called once: its rows are cached and, if several
    workers run the tests, shared with them through files.
    """
    if make not in _copies:
        if shared_folder is None:
            return _create(make)
        folder = shared_folder / f"{make.__module__}.{make.__qualname__}"
        with open(f"{folder}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # until another worker has written them
            if not folder.exists():
                _create(make)
                folder.mkdir()
                for table, rows in _copies[make].items():
                    (folder / table).write_bytes(rows)
                return
        _copies[make] = {file.name: file.read_bytes() for file in folder.iterdir()}
    # No triggers and foreign keys: they ran when the rows were created.
    with no_triggers() as cursor:
        put_rows(cursor, _copies[make])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _create(make):
    make()
    _copies[make] = rows_of(model._meta.db_table for model in _models())


def _load_demo():
    call_command("load_demo", verbosity=0)


def _models():
    configs = [apps.get_app_config(label) for label in ("articles", "quotes")]
    return [
        model
        for each in configs
        for model in each.get_models(include_auto_created=True)
        # A migration fills the one; the index of the other takes half of the time to
        # fill, so tests of spelling count the words themselves.
        if model not in (SitePage, Word)
    ]
