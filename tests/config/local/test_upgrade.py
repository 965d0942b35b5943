"""The embedded database moves to another major version of PostgreSQL."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from config.backups.programs import folders, major_version
from config.local import upgrade as module
from config.local.paths import EmbeddedDatabaseError, make_folder, make_private_folder
from config.local.postgres import EmbeddedDatabase
from config.local.upgrade import run_old_server, upgrade

#: Programs of any version before the wheel's, such as 15 of Debian 12.
OLD = next(
    (
        folder
        for folder in folders()
        if (folder / "initdb").exists()
        and (major_version(folder / "postgres") or 99) < 18
    ),
    None,
)


@pytest.fixture
def database():
    """A database of the old version, which is not running."""
    folder = Path(tempfile.mkdtemp(prefix="on record "))
    folder.chmod(0o755)
    database = EmbeddedDatabase(folder / "project", folder / "system")
    paths = database.paths
    make_folder(paths.folder)
    make_private_folder(paths.data, *paths.account)
    options = {"check": True, "capture_output": True, **paths.as_account()}
    made = [OLD / "initdb", "-D", paths.data, "-U", "on_record", "--auth=trust"]
    subprocess.run(
        [*made, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], **options
    )
    create = [OLD / "postgres", "--single", "-D", paths.data, "postgres"]
    subprocess.run(create, input=b"CREATE DATABASE on_record\n", **options)
    yield database
    shutil.rmtree(folder)


@pytest.mark.skipif(OLD is None, reason="there are no programs of an older PostgreSQL")
def test_every_row_is_moved_and_the_old_data_stay(database, monkeypatch):
    paths = database.paths
    version = (paths.data / "PG_VERSION").read_text().strip()
    with pytest.raises(EmbeddedDatabaseError, match=r"config\.local\.upgrade"):
        database.hold()
    with run_old_server(database, OLD) as conninfo, psycopg.connect(conninfo) as old:
        old.execute("CREATE TABLE said (id serial PRIMARY KEY, words text)")
        old.execute("INSERT INTO said (words) VALUES ('“well”'), (NULL)")

    backups = paths.folder.parent / "backups"
    with monkeypatch.context() as patch:
        patch.setattr(module, "folders", lambda: [])
        with pytest.raises(
            EmbeddedDatabaseError, match=r"were not found\. Nothing was"
        ):
            upgrade(database, backups)
        # A restore that fails leaves the old data where they were.
        patch.setattr(module.restoring, "restore", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            upgrade(database, backups, OLD)
    assert (paths.data / "PG_VERSION").read_text().strip() == version

    shutil.rmtree(backups)
    old_data = upgrade(database, backups)
    assert (old_data / "PG_VERSION").read_text().strip() == version
    assert len([*backups.iterdir()]) == 1
    database.hold()
    try:
        with psycopg.connect(database.database_url()) as new:
            rows = new.execute("SELECT id, words FROM said ORDER BY id").fetchall()
            assert rows == [(1, "“well”"), (2, None)]
            next_row = "INSERT INTO said DEFAULT VALUES RETURNING id"
            assert new.execute(next_row).fetchone() == (3,)
    finally:
        database.release()
    with pytest.raises(EmbeddedDatabaseError, match="there is nothing to do"):
        upgrade(database, backups)
