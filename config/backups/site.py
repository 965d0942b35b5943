"""Backups and restores of the site's own database, for the commands."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from config.backups.archive import back_up, read_manifest, script
from config.backups.retention import backups, made
from config.schema import (
    applied_migrations,
    missing_migrations,
    newer_by,
    unknown_migrations,
)
from quotes.listing.consistency import differences, rebuild
from quotes.models import Word


def site_conninfo():
    """Return the connection string of the site's database, for psycopg and pg_dump."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    given = connection.get_connection_params()
    return make_conninfo(**{k: v for k, v in given.items() if k in known})


def back_up_site():
    """Back up the site's database into BACKUP_FOLDER; return the backup's folder."""
    return back_up(site_conninfo(), settings.BACKUP_FOLDER, settings.BACKUP_ENCRYPT_TO)


def newest_backup():
    """Return the newest backup and its age as a timedelta; refuse if there is none."""
    found = backups(settings.BACKUP_FOLDER)
    if not found:
        raise CommandError(
            f"There is no backup in {settings.BACKUP_FOLDER}: make one with "
            "`manage.py backup`, or set BACKUP_FOLDER."
        )
    return found[0], datetime.now(UTC) - made(found[0])


def disconnect():
    """Close the connections of this process, also those of the pool."""
    connections.close_all()
    connection.close_pool()


def migrations_of(backup: Path, identity=None):
    """Return the migrations (`app.name`) that a backup's database had."""
    if manifest := read_manifest(backup):
        return manifest["contents"]["migrations"]
    with script(
        backup, "data", "--table=django_migrations", identity=identity
    ) as lines:
        rows = re.findall(rb"^\d+\t(\w+)\t(\w+)\t", lines.read(), re.MULTILINE)
    return [f"{app.decode()}.{name.decode()}" for app, name in rows]


def refuse_newer(backup: Path, identity=None):
    """Refuse a backup of a newer version of the code, and say which one is needed."""
    unknown = unknown_migrations(migrations_of(backup, identity))
    if not unknown:
        return
    manifest = read_manifest(backup)
    site = manifest["site"] if manifest else {}
    if "commit" in site:
        advice = (
            f"Check that version out (git checkout {site['commit']}) or a later one"
        )
    else:
        advice = "Install the version of On Record that made it, or a later one"
    raise CommandError(
        f"{backup} is {newer_by(unknown)}. Nothing was changed. {advice}, then restore "
        "it there."
    )


def finish_restore(say):
    """Run missing migrations, and rebuild derived tables that differ from the quotes.

    `say` gets a sentence for each thing that was done.
    """
    if missing := missing_migrations(applied_migrations()):
        call_command("migrate", interactive=False, verbosity=0, stdout=io.StringIO())
        say(f"Ran {missing} migrations that the backup lacked.")
    if wrong := differences():
        rebuild()
        tables = ", ".join(
            f"{number:,} rows of {name}" for name, number in wrong.items()
        )
        say(f"Rebuilt derived tables: {tables}.")
    if not Word.objects.exists():
        say("“Did you mean” has no words yet: run `manage.py build_vocabulary`.")
