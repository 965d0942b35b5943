"""A migrated template database, which each worker of a test run copies.

pytest's controlling process drops it before and after; see tests/conftest.py.
"""

from contextlib import closing

import psycopg
from django.conf import settings
from django.db import connection

NAME = "test_on_record_migrated"


def make_migrated_database(url):
    """Return the name of the database; the first caller creates it, others wait.

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
    """Drop the database, and any unfinished one."""
    with closing(psycopg.connect(url, autocommit=True)) as server:
        for name in (NAME, f"{NAME}_new"):
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _migrate(name):
    """Create a database as Django creates a test database, and disconnect."""
    own = settings.DATABASES["default"]
    before = own["NAME"], own["TEST"]["NAME"]
    own["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    connection.close_pool()
    own["NAME"], own["TEST"]["NAME"] = before
