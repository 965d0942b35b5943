"""A database with the migrations run, of which each process of a test run has a copy.

pytest's first process drops it before and after; see tests/conftest.py.
"""

from contextlib import closing

import psycopg
from django.conf import settings
from django.db import connection

NAME = "test_on_record_migrated"


def make_migrated_database(url):
    """Return the name of the database; whoever asks first makes it, the others wait.

    `url` is that of any database on the server.
    """
    with closing(psycopg.connect(url, autocommit=True)) as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [NAME])
        made = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not server.execute(made, [NAME]).fetchone():
            _migrate(f"{NAME}_new")
            server.execute(f"ALTER DATABASE {NAME}_new RENAME TO {NAME}")
    return NAME


def drop_migrated_database(url):
    """Drop it, and what is left of one that was not finished."""
    with closing(psycopg.connect(url, autocommit=True)) as server:
        for name in (NAME, f"{NAME}_new"):
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _migrate(name):
    """Make a database as Django makes that of the tests, and let go of it."""
    own = settings.DATABASES["default"]
    before = own["NAME"], own["TEST"]["NAME"]
    own["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    connection.close_pool()
    own["NAME"], own["TEST"]["NAME"] = before
