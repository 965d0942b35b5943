"""Restores the newest backup into a scratch database, to show that this works."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from config.backups.programs import BackupError
from config.backups.site import disconnect, newest_backup, site_conninfo
from quotes.models import JobRun

#: A backup older than this means that the nightly job no longer runs.
MAX_HOURS = 48
MANAGE = Path(settings.BASE_DIR) / "manage.py"
#: Drills wait for each other: one would drop the database that another just created.
LOCK = "SELECT pg_advisory_lock(hashtext('on_record_restore_drill'))"
#: The prefix of scratch databases, by which those of killed drills are found.
LEFTOVERS = r"""
SELECT datname FROM pg_database d
WHERE starts_with(datname, %s) AND datname ~ '_drill_\d+$' AND NOT EXISTS (
    SELECT FROM pg_stat_activity a WHERE a.datname = d.datname
)
"""


class Command(BaseCommand):
    help = (
        "Restore the newest backup into a scratch database on the same server, compare "
        "all tables with the backup, run missing migrations, check derived tables and "
        "drop the scratch database. It prints a report and stores it. "
        "Exit status 1: the drill failed. The role needs the right CREATEDB."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--max-age",
            type=int,
            default=MAX_HOURS,
            metavar="HOURS",
            help="fail if the newest backup is older (default: %(default)s)",
        )
        parser.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="the private key of a backup that is encrypted with age",
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, max_age, identity, **options):
        begin = time.monotonic()
        report = {
            "drill": datetime.now(UTC).isoformat(timespec="seconds"),
            "said": [],
            "problems": [],
        }
        disconnect()
        try:
            with JobRun.objects.record("restore_drill"):
                backup, age = newest_backup()
                hours = age.total_seconds() / 3600
                report |= {"backup": str(backup), "age_hours": round(hours, 1)}
                if hours > max_age:
                    report["problems"].append(
                        f"The newest backup is {hours:.0f} hours old, more than "
                        f"{max_age}: does the job that makes backups still run?"
                    )
                self.drill(backup, identity, report)
                if report["problems"]:  # an old backup: the job failed, too
                    raise BackupError(report["problems"].pop())
        except (BackupError, CommandError, psycopg.Error) as error:
            report["problems"].append(str(error).strip())
        report["passed"] = not report["problems"]
        report["seconds"] = round(time.monotonic() - begin, 1)
        settings.BACKUP_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = settings.BACKUP_FOLDER / "drill.json"
        file.write_text(json.dumps(report, indent=1) + "\n")
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=1))
        else:
            self.stdout.write("\n".join(report["said"]))
            self.stdout.write(f"{report['seconds']} s; the report is in {file}")
        if report["problems"]:
            raise CommandError("The drill failed.\n" + "\n".join(report["problems"]))
        if not options["json"]:
            self.stdout.write("The drill passed.")

    def drill(self, backup, identity, report):
        """Create the scratch database, restore as an operator would, and drop it."""
        where = conninfo_to_dict(site_conninfo())
        prefix = f"{where['dbname']}_drill_"
        scratch = f"{prefix}{os.getpid()}"
        name = sql.Identifier(scratch)
        with psycopg.connect(site_conninfo(), autocommit=True) as server:
            server.execute(LOCK)
            for leftover in server.execute(LEFTOVERS, [prefix]).fetchall():
                server.execute(
                    sql.SQL("DROP DATABASE {}").format(sql.Identifier(*leftover))
                )
            encoding, collate, ctype = server.execute(
                "SELECT pg_encoding_to_char(encoding), datcollate, datctype"
                " FROM pg_database WHERE datname = current_database()"
            ).fetchone()
            try:
                server.execute(
                    sql.SQL(
                        "CREATE DATABASE {} TEMPLATE template0 ENCODING {}"
                        " LC_COLLATE {} LC_CTYPE {}"
                    ).format(name, encoding, collate, ctype)
                )
            except psycopg.errors.InsufficientPrivilege as error:
                raise BackupError(
                    f"{error}. A drill needs the right to create a database: ALTER "
                    f"ROLE {server.info.user} CREATEDB, or run it on another server."
                ) from error
            try:
                self.restore(backup, identity, where | {"dbname": scratch}, report)
            finally:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def restore(self, backup, identity, where, report):
        """Run `manage.py restore` on the scratch database, in a process of its own."""
        others = {k: v for k, v in os.environ.items() if k != "REPLICA_URLS"}
        user = quote(where.pop("user", ""), safe="")
        if password := where.pop("password", ""):
            user += f":{quote(password, safe='')}"
        name = quote(where.pop("dbname"), safe="")
        where.pop("client_encoding", None)
        url = f"postgresql://{user}@/{name}?{urlencode(where, quote_via=quote)}"
        identify = ["--identity", str(identity)] if identity else []
        done = subprocess.run(  # noqa: S603
            [sys.executable, MANAGE, "restore", str(backup), "--json", *identify],
            env=others | {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupError(done.stderr.strip()[-2000:])
        report |= {
            key: value
            for key, value in json.loads(done.stdout).items()
            if key in ("tables", "rows", "compared")
        }
        report["said"] += json.loads(done.stdout)["said"]
