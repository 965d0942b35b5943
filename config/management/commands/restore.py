"""Loads a backup into the site's database."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.backups import restoring
from config.backups.programs import BackupError
from config.backups.site import (
    back_up_site,
    disconnect,
    finish_restore,
    newest_backup,
    refuse_newer,
    site_conninfo,
)


class Command(BaseCommand):
    help = (
        "Load a backup into the site's database, which must be empty unless --replace "
        "is given. All rows are compared with the backup before anything is committed. "
        "Missing migrations are run and derived tables rebuilt."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "backup",
            type=Path,
            nargs="?",
            help="a folder that `manage.py backup` made, or a file of `pg_dump "
            "--format=custom`; by default the newest in BACKUP_FOLDER",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="replace everything in the database, after a backup of it",
        )
        parser.add_argument(
            "--no-backup-first",
            action="store_true",
            help="with --replace: make no backup of what is replaced",
        )
        parser.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="the private key of a backup that is encrypted with age",
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, backup, replace, identity, **options):
        said = []

        def say(sentence):
            said.append(sentence)
            if not options["json"]:
                self.stdout.write(sentence)

        try:
            # Named now: a backup of what is replaced would be newer.
            backup = backup or newest_backup()[0]
            if not backup.exists():
                raise CommandError(f"{backup} does not exist.")
            say(f"Restoring {backup}")
            refuse_newer(backup, identity)
            disconnect()
            if replace and options["no_backup_first"]:
                say("No backup of the present data was made.")
            elif replace:
                say(f"The present data are in {back_up_site()}")
            done = restoring.restore(
                backup, site_conninfo(), replace=replace, identity=identity
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        say(
            f"{done.tables} tables and {done.rows:,} rows, "
            + (
                "each table with the digest that it had in the backup."
                if done.compared
                else "which could not be compared: a file of pg_dump has no digests."
            )
        )
        finish_restore(say)
        if done.replaced:
            say("Restart the site, so that it forgets what it has cached.")
        if options["json"]:
            report = {
                "backup": str(backup),
                "database": str(settings.DATABASES["default"]["NAME"]),
                "tables": done.tables,
                "rows": done.rows,
                "compared": done.compared,
                "said": said,
            }
            self.stdout.write(json.dumps(report, indent=1))
