"""Rows created once in a process and copied into the tables for each test.

After each test that commits, the tables are emptied. Creating the demo data again, with
every check and trigger, took half of the time of browser tests.
`tests/quotes/management/test_load_demo.py` loads the demo data for real.
"""

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from quotes.models import SitePage
from tests.support.migrated_tables import no_triggers, put_rows, rows_of

_copies = {}


def load_demo():
    """Fill the empty tables with the demo data."""
    fill(_load_demo)


def fill(make):
    """Fill the empty tables of articles and quotes with the rows that `make` creates.

    `make` takes no arguments and is called only the first time.
    """
    if make not in _copies:
        make()
        _copies[make] = rows_of(model._meta.db_table for model in _models())
        return
    # No triggers and foreign keys: they ran when the rows were created.
    with no_triggers() as cursor:
        put_rows(cursor, _copies[make])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _load_demo():
    call_command("load_demo", verbosity=0)


def _models():
    configs = [apps.get_app_config(label) for label in ("articles", "quotes")]
    return [
        model
        for each in configs
        for model in each.get_models(include_auto_created=True)
        if model is not SitePage  # a migration fills its table
    ]
