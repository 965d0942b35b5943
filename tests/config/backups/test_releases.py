"""Databases of every released version can be restored and brought up to date."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

PROJECT = Path(__file__).resolve().parents[3]
#: Dumps with the demo data of each release, named by its date; see README.md there.
RELEASES = sorted((PROJECT / "tests" / "data" / "releases").glob("*.dump"))
ALL = os.environ.get("EVERY_RELEASE") == "1"


@pytest.mark.any_server
@pytest.mark.parametrize("dump", RELEASES if ALL else RELEASES[:1], ids=str)
def test_a_released_version_is_restored_and_upgraded(dump, database_server):
    """The oldest runs all migrations; the others run with EVERY_RELEASE=1 (.ci/run)."""
    name = f"test_release_{os.getpid()}"
    with psycopg.connect(database_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            parts = conninfo_to_dict(database_server) | {"dbname": name}
            address = (
                f"postgresql://{parts.get('user', '')}@/{name}"
                f"?host={parts.get('host', '')}&port={parts.get('port', '')}"
            )
            done = subprocess.run(
                [sys.executable, "manage.py", "restore", dump],
                cwd=PROJECT,
                env=os.environ | {"DATABASE_URL": address, "SECRET_KEY": "for-tests"},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
            assert "which could not be compared" in done.stdout
            assert "migrations that the backup lacked" in done.stdout
            with psycopg.connect(**parts) as restored:
                quotes, listed = restored.execute(
                    "SELECT (SELECT count(*) FROM quotes_quote),"
                    " (SELECT count(*) FROM quotes_listing)"
                ).fetchone()
            assert quotes >= listed > 50
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
