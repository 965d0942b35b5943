"""The probes' answers about the database's tables."""

from types import SimpleNamespace

import pytest
from django.db import connection

from config import probes, schema

pytestmark = pytest.mark.django_db


def add_migration(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('quotes', %s, now())",
            [name],
        )


def test_a_migrated_database_is_ready():
    assert probes.database_state() == "ok"


def test_a_database_of_another_version_is_reported():
    add_migration("9999_from_the_future")
    assert probes.database_state().startswith("newer than the program")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'quotes'")
        assert probes.database_state().startswith("older than the program")
        cursor.execute("DROP TABLE django_migrations")
    assert probes.database_state().startswith("no tables")


def test_squashed_migrations_are_known(monkeypatch):
    add_migration("0000_squashed_since")
    squash = SimpleNamespace(replaces=[("quotes", "0000_squashed_since")])
    loader = SimpleNamespace(disk_migrations={("quotes", "0001_initial"): squash})
    monkeypatch.setattr(schema, "MigrationLoader", lambda *_, **__: loader)
    assert probes.database_state() == "ok"
