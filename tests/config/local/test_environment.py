"""Defaults on a developer's machine, unless a database is set."""

import os

from config.local import environment


def test_a_local_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / ".local" / "secret-key"
    key = environment.secret_key(file)
    assert len(key) > 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert environment.secret_key(file) == key
    file.write_text("")  # as after a full disk
    assert len(environment.secret_key(file)) > 50


def test_nothing_is_provided_if_a_database_is_set(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example.org/quotes")
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.delenv("HTTPS")
    environment.provide_settings()
    environment.provide_database()
    assert "SECRET_KEY" not in os.environ
    assert "HTTPS" not in os.environ
