"""Writes a backup of the database, and checks it."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.backups.archive import read_manifest
from config.backups.programs import BackupError
from config.backups.retention import prune
from config.backups.site import back_up_site
from quotes.models import JobRun


class Command(BaseCommand):
    help = (
        "Write a backup of the whole database into BACKUP_FOLDER while the site runs, "
        "and check it. `manage.py restore` loads it, `manage.py restore_drill` shows "
        "that this works."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--prune",
            action="store_true",
            help="then delete old backups, as BACKUP_KEEP says",
        )
        parser.add_argument(
            "--unless-empty",
            action="store_true",
            help="make none of a database without tables",
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options):
        if options["unless_empty"] and not connection.introspection.table_names():
            self.stdout.write("The database has no tables: no backup was made.")
            return
        try:
            with JobRun.objects.record("backup"):
                backup = back_up_site()
        except (BackupError, OSError) as error:
            raise CommandError(f"There is no new backup. {error}") from error
        manifest = read_manifest(backup)
        deleted = []
        if options["prune"]:
            keep = tuple(settings.BACKUP_KEEP)
            deleted = prune(settings.BACKUP_FOLDER, keep, datetime.now(UTC))
        if options["json"]:
            tables = manifest["contents"]["tables"].values()
            report = {
                "backup": str(backup),
                "made": manifest["made"],
                "bytes": manifest["file"]["bytes"],
                "encryption": manifest["file"]["encryption"] or None,
                "tables": len(tables),
                "rows": sum(table["rows"] for table in tables),
                "deleted": [str(path) for path in deleted],
            }
            self.stdout.write(json.dumps(report, indent=1))
            return
        self.report(backup, manifest, deleted)

    def report(self, backup, manifest, deleted):
        """Print what was written, and what the backup does not contain."""
        tables = manifest["contents"]["tables"].values()
        encryption = manifest["file"]["encryption"]
        self.stdout.write(f"Backup: {backup}")
        self.stdout.write(
            f"{len(tables)} tables, {sum(table['rows'] for table in tables):,} rows, "
            f"{manifest['file']['bytes']:,} bytes. Read again and in order."
        )
        self.stdout.write(
            f"Encrypted with {encryption}."
            if encryption
            else "Not encrypted: set BACKUP_ENCRYPT_TO before copying it elsewhere."
        )
        for path in deleted:
            self.stdout.write(f"Deleted, as BACKUP_KEEP says: {path.name}")
        self.stdout.write("Not in it: " + "; ".join(manifest["not_included"]) + ".")
