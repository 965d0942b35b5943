"""The demo data, loaded once in a process and copied into the tables after that.

Browser tests empty the tables each time, and to load the demo anew, with every check
and every trigger, took half of their time. `tests/quotes/test_demo.py` loads it for
real.
"""

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

_copies = {}


def load_demo():
    """Fill the empty tables with the demo data."""
    if not _copies:
        call_command("load_demo", verbosity=0)
        for table in _tables():
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                _copies[table] = b"".join(rows)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # No triggers and no foreign keys: the rows are what these made.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in _copies.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models():
    configs = [apps.get_app_config(label) for label in ("articles", "quotes")]
    return [
        model
        for each in configs
        for model in each.get_models(include_auto_created=True)
    ]


def _tables():
    return [model._meta.db_table for model in _models()]
