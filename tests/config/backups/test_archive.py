"""Backups and restores of a small site, with PostgreSQL's own programs."""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from config.backups import archive, encryption, restoring
from config.backups.inventory import digest, prepare_session
from config.backups.programs import BackupError, find_program
from config.backups.site import disconnect, site_conninfo
from config.management.commands import restore_drill
from tests.factories import make_quote
from tests.support.outside_tools import needs

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def scratch_database():
    """Give the address of an empty database."""
    with psycopg.connect(site_conninfo(), autocommit=True) as server:
        name = f"{server.info.dbname}_scratch"
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield make_conninfo(site_conninfo(), dbname=name)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ask(conninfo, statement):
    with psycopg.connect(conninfo, autocommit=True) as server:
        return server.execute(statement).fetchone()


@pytest.fixture
def site(settings, tmp_path):
    """A site with two quotes, and a table that no code knows."""
    settings.BACKUP_FOLDER = tmp_path / "backups"
    make_quote(), make_quote()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE history_of_tests (id serial, what text)")
        cursor.execute(
            r"INSERT INTO history_of_tests (what) VALUES (E'\r\\.\n\t'), (''), (NULL)"
        )
    yield site_conninfo()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS history_of_tests")


def test_a_backup_is_restored_as_it_was_or_nothing_changes(site, settings, monkeypatch):
    dump = archive.dump_database

    def dump_while_others_write(*arguments):
        ask(site, "INSERT INTO history_of_tests (what) VALUES ('later') RETURNING 1")
        dump(*arguments)
        ask(site, "INSERT INTO history_of_tests (what) VALUES ('later') RETURNING 1")

    with monkeypatch.context() as patch:
        patch.setattr(archive, "dump_database", dump_while_others_write)
        backup = archive.back_up(site, settings.BACKUP_FOLDER)
    manifest = archive.read_manifest(backup)
    tables = manifest["contents"]["tables"]
    assert tables["public.history_of_tests"]["rows"] == 3
    assert tables["public.quotes_quote"]["rows"] == 2
    assert "pg_trgm" in manifest["contents"]["extensions"]
    assert any("quotes.0001" in name for name in manifest["contents"]["migrations"])
    assert [path.name for path in settings.BACKUP_FOLDER.iterdir()] == [backup.name]
    assert settings.BACKUP_FOLDER.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in backup.iterdir()} == {0o600}

    with scratch_database() as scratch:
        done = restoring.restore(backup, scratch)
        assert (done.tables, done.compared) == (len(tables), True)
        assert ask(scratch, "SELECT count(*) FROM quotes_listing") == (2,)
        assert ask(scratch, "SELECT max(what) FROM history_of_tests") == ("\r\\.\n\t",)
        # Triggers work, and sequences go on where they were.
        with pytest.raises(psycopg.errors.RestrictViolation):
            ask(scratch, "DELETE FROM quotes_quote")
        (new,) = ask(
            scratch, "INSERT INTO history_of_tests VALUES (DEFAULT) RETURNING 1"
        )
        assert new == 1

        with pytest.raises(BackupError, match=r"is not empty.* Nothing was changed"):
            restoring.restore(backup, scratch)
        with psycopg.connect(scratch), pytest.raises(BackupError, match="1 other conn"):
            restoring.restore(backup, scratch, replace=True)
        # A backup that is not what its manifest says is rolled back.
        text = (backup / "manifest.json").read_text()
        wrong = json.loads(text)
        wrong["contents"]["tables"]["public.quotes_quote"]["rows"] = 5
        wrong["contents"]["objects"].append("trigger no_such_trigger")
        (backup / "manifest.json").write_text(json.dumps(wrong))
        with pytest.raises(BackupError) as caught:
            restoring.restore(backup, scratch, replace=True)
        assert "quotes_quote has 2 rows instead of 5." in str(caught.value)
        assert "Missing: trigger no_such_trigger." in str(caught.value)
        (backup / "manifest.json").write_text(text)
        assert ask(scratch, "SELECT count(*) FROM history_of_tests") == (4,)
        restoring.restore(backup, scratch, replace=True)
        assert ask(scratch, "SELECT count(*) FROM history_of_tests") == (3,)

        file = backup / "database.dump"
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])
        with pytest.raises(BackupError, match="cut off"):
            restoring.restore(backup, scratch, replace=True)
        file.write_bytes(whole[:-1] + b"?")
        with pytest.raises(BackupError, match="damaged"):
            restoring.restore(backup, scratch, replace=True)


def test_digests_depend_on_values_and_not_on_the_order_of_rows(site):
    with psycopg.connect(site) as server:
        prepare_session(server)
        rows = "(1, 'a', 0.1::float8, now()), (2, NULL, 'NaN', '-infinity')"
        server.execute(f"CREATE TEMP TABLE one AS VALUES {rows}")
        server.execute("CREATE TEMP TABLE two AS SELECT * FROM one ORDER BY 1 DESC")
        one, two = digest(server, "pg_temp", "one"), digest(server, "pg_temp", "two")
        assert one == two
        server.execute("UPDATE two SET column2 = '' WHERE column2 IS NULL")
        assert digest(server, "pg_temp", "two") != one
        server.rollback()


@needs("gpg")
def test_encrypted_backups_are_read_only_with_the_key(site, settings, monkeypatch):
    # gpg-agent has a socket there, whose path must be short.
    home = Path(tempfile.mkdtemp(prefix="gpg-"))
    monkeypatch.setenv("GNUPGHOME", str(home))
    make_key = (
        "gpg --batch --quiet --passphrase '' --quick-generate-key desk future-default"
    )
    try:
        subprocess.run(make_key, shell=True, check=True, capture_output=True)  # noqa: S602
        backup = archive.back_up(site, settings.BACKUP_FOLDER, "desk")
        assert archive.dump_file(backup).name == "database.dump.gpg"
        assert not archive.dump_file(backup).read_bytes().startswith(b"PGDMP")
        with scratch_database() as scratch:
            assert restoring.restore(backup, scratch).compared
        with pytest.raises(BackupError, match="gpg failed"):
            archive.back_up(site, settings.BACKUP_FOLDER, "nobody-here")
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], check=False)
        shutil.rmtree(home, ignore_errors=True)
    assert [path.name for path in settings.BACKUP_FOLDER.iterdir()] == [backup.name]


@needs("age", "age-keygen")
def test_a_backup_for_age_is_read_only_with_the_private_key(site, settings, tmp_path):
    private, other = tmp_path / "desk.txt", tmp_path / "other.txt"
    for file in (private, other):
        subprocess.run(["age-keygen", "-o", file], check=True, capture_output=True)
    public = subprocess.run(
        ["age-keygen", "-y", private], check=True, capture_output=True, text=True
    ).stdout.strip()
    backup = archive.back_up(site, settings.BACKUP_FOLDER, public)
    assert archive.dump_file(backup).name == "database.dump.age"
    assert archive.dump_file(backup).read_bytes().startswith(b"age-encryption.org/")
    with scratch_database() as scratch:
        with pytest.raises(BackupError, match="age failed"):
            restoring.restore(backup, scratch, identity=other)
        assert restoring.restore(backup, scratch, identity=private).compared
    with pytest.raises(BackupError, match="age failed"):
        archive.back_up(site, settings.BACKUP_FOLDER, "age1nobody")
    assert [path.name for path in settings.BACKUP_FOLDER.iterdir()] == [backup.name]


def test_an_encryption_that_stops_early_fails_the_backup(site, settings, monkeypatch):
    with connection.cursor() as cursor:  # more than pipes hold, even compressed
        cursor.execute(
            "INSERT INTO history_of_tests (what) SELECT"
            " string_agg(md5(n::text), '') FROM generate_series(1, 200000) n"
        )
    monkeypatch.setattr(archive, "program_for", lambda key: "age")
    monkeypatch.setattr(archive, "encrypt_command", lambda key: ["false"])
    with pytest.raises(BackupError, match=r"\bage\b.* failed"):
        archive.back_up(site, settings.BACKUP_FOLDER, "age1abc")
    assert not [*settings.BACKUP_FOLDER.iterdir()]


def test_a_migration_that_waits_for_the_backup_ends_it(site, settings, monkeypatch):
    dump = archive.dump_database
    migration = psycopg.connect(site)

    def dump_after_a_migration_has_begun(*arguments):
        statement = "ALTER TABLE history_of_tests ADD COLUMN more text"
        migrates = threading.Thread(target=migration.execute, args=[statement])
        migrates.start()
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while ask(site, waiting) == (0,):
            time.sleep(0.01)
        try:
            dump(*arguments)
        finally:
            threads.append(migrates)

    threads = []
    monkeypatch.setattr(archive, "LOCK_TIMEOUT", "500ms")
    monkeypatch.setattr(archive, "dump_database", dump_after_a_migration_has_begun)
    with migration:
        with pytest.raises(BackupError, match="statement timeout"):
            archive.back_up(site, settings.BACKUP_FOLDER)
        threads[0].join(10)
        assert not threads[0].is_alive()


def test_nothing_is_written_in_the_clear_without_the_program(
    site, settings, monkeypatch
):
    monkeypatch.setattr(encryption.shutil, "which", lambda name: None)
    with pytest.raises(BackupError, match="age, which is not installed"):
        archive.back_up(site, settings.BACKUP_FOLDER, "age1abc")
    assert not settings.BACKUP_FOLDER.exists()
    with pytest.raises(BackupError, match="--identity FILE"):
        encryption.decrypt_command(Path("database.dump.age"), None)


def test_a_program_that_is_too_old_is_named():
    with pytest.raises(
        BackupError, match="pg_dump of PostgreSQL 99 or later is needed"
    ):
        find_program("pg_dump", 99)


@pytest.mark.any_server
def test_a_drill_restores_the_newest_backup_and_drops_it(
    site, settings, capsys, monkeypatch
):
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("restore_drill")
    failed = "SELECT name FROM quotes_jobrun WHERE failed_at IS NOT NULL"
    assert ask(site, failed) == ("restore_drill",)
    report = json.loads((settings.BACKUP_FOLDER / "drill.json").read_text())
    assert (report["passed"], len(report["problems"])) == (False, 1)
    # What was left behind by jobs that were killed is deleted.
    leftover = conninfo_to_dict(site)["dbname"] + "_drill_1"
    with psycopg.connect(site, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {leftover} TEMPLATE template0")
    old, new = (settings.BACKUP_FOLDER / f".unfinished-{name}" for name in "ab")
    old.mkdir(), new.mkdir()
    os.utime(old, (0, 0))
    call_command("backup", "--prune")
    assert (old.exists(), new.exists()) == (False, True)
    told = capsys.readouterr().out
    assert "Not encrypted: set BACKUP_ENCRYPT_TO" in told
    assert "Not in it: SECRET_KEY and" in told
    with psycopg.connect(site) as other, monkeypatch.context() as impatient:
        other.execute(restore_drill.LOCK)
        impatient.setenv("PGOPTIONS", "-c lock_timeout=100")
        with pytest.raises(CommandError, match="lock timeout"):
            call_command("restore_drill")
    capsys.readouterr()
    call_command("restore_drill", "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["passed"], report["compared"]) == (True, True)
    assert json.loads((settings.BACKUP_FOLDER / "drill.json").read_text()) == report
    drills = "SELECT count(*) FROM pg_database WHERE datname LIKE '%_drill_%'"
    assert ask(site, drills) == (0,)
    with pytest.raises(CommandError, match="0 hours old, more than 0"):
        call_command("restore_drill", "--max-age", "0")
    failed = "SELECT name FROM quotes_jobrun WHERE failed_at > succeeded_at"
    assert ask(site, failed) == ("restore_drill",)

    (backup,) = settings.BACKUP_FOLDER.glob("on-record-*")
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["contents"]["migrations"].append("quotes.9999_from_the_future")
    (backup / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(CommandError) as caught:
        call_command("restore_drill", "--max-age", "0")
    assert "The newest backup is 0 hours old, more than 0" in str(caught.value)
    assert "newer than this code, which lacks 1 of its migrations" in str(caught.value)
    assert "git checkout" in str(caught.value)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(backup), "--replace", "--no-backup-first")
    disconnect()
    assert conninfo_to_dict(site)["dbname"].startswith("test_")
