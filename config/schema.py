"""Compares the database's migrations with those of the code."""

import pkgutil
from functools import cache
from importlib import import_module

import psycopg
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.loader import MigrationLoader

#: Seconds to wait for the database at the start.
PATIENCE = 2


@cache
def known_migrations():
    """Return the migrations (`app.name`) of this code, without importing them."""
    known = set()
    for app in apps.get_app_configs():
        try:
            package = import_module(f"{app.name}.migrations")
        except ModuleNotFoundError:
            continue
        modules = pkgutil.iter_modules(package.__path__)
        known |= {f"{app.label}.{module.name}" for module in modules}
    return frozenset(known)


def missing_migrations(applied):
    """Return the number of this code's migrations that are not among these."""
    return len(known_migrations() - set(applied))


def unknown_migrations(applied):
    """Return which of these migrations (`app.name`) this code lacks."""
    unknown = set(applied) - known_migrations()
    if unknown:  # or some were squashed, which only the migrations show
        migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
        for migration in migrations.values():
            unknown -= {f"{app}.{name}" for app, name in migration.replaces}
    return sorted(unknown)


def applied_migrations(cursor=None):
    """Return the migrations (`app.name`) that the site's database has."""
    cursor = cursor or connection.cursor()
    cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
    if not cursor.fetchone()[0]:
        return []
    cursor.execute("SELECT app || '.' || name FROM django_migrations")
    return [name for (name,) in cursor.fetchall()]


def applied_at_start():
    """Return the same for a process that starts, or [] if the database is silent.

    The pool would wait for a server that restarts; this does not.
    """
    given = connection.get_connection_params()
    try:
        with (
            psycopg.connect(**given | {"connect_timeout": PATIENCE}) as server,
            server.cursor() as cursor,
        ):
            return applied_migrations(cursor)
    except psycopg.Error:
        return []


def newer_database(unknown):
    """Return a sentence for a database that has migrations which this code lacks."""
    return (
        f"The database is {newer_by(unknown)}. Nothing was changed. Install the "
        "version of On Record that migrated it, or a later one. To go back to this "
        "version instead, restore the backup from before the upgrade: manage.py "
        "restore --replace."
    )


def newer_by(unknown):
    """Return a clause on the migrations of a newer database, which this code lacks."""
    names = ", ".join(unknown[:3]) + (" …" if len(unknown) > 3 else "")
    return (
        f"newer than this code, which lacks {len(unknown)} of its migrations ({names})"
    )


def refuse_newer_database():
    """Raise ImproperlyConfigured if the database is newer than the code."""
    if unknown := unknown_migrations(applied_at_start()):
        raise ImproperlyConfigured(newer_database(unknown))
