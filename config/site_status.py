"""The state of the site on one page of the desk, for chief editors.

What cannot be determined from here is shown as not known.
"""

import os
import platform
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.db import connection, models
from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.timesince import timesince

from articles.models.base import Status
from config.backups.retention import backups, made
from config.backups.version import site_version
from config.schema import missing_migrations, unknown_migrations
from quotes.models import (
    FacetCode,
    HandIn,
    JobRun,
    Quote,
    Recheck,
    Report,
    Tally,
    VerifyRun,
)

NOT_KNOWN = "Not known"
#: The jobs in docs/deployment.md, with their labels on this page.
JOBS = {
    "publish_scheduled": "Scheduled publications",
    "verify_quotes": "Verification of all quotes",
    "build_vocabulary": "Words for “did you mean”",
    "delete_expired_checks": "Deletion of stored checks",
    "delete_report_addresses": "Deletion of readers’ addresses",
    "backup": "Backup",
    "restore_drill": "Restore drill",
}
#: PostgreSQL shows its data directory only to roles that may read all settings.
SERVER = """
SELECT current_setting('server_version'), pg_database_size(current_database()),
    CASE WHEN pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')
    THEN current_setting('data_directory') END,
    (SELECT array_agg(app || '.' || name) FROM django_migrations)
"""


class Fact(NamedTuple):
    """A line of the page. `warns` if somebody has to do something about it."""

    name: str
    value: str
    hint: str = ""
    warns: bool = False


@admin.site.admin_view
@permission_required("quotes.change_sitepage", raise_exception=True)
def site_state(request):
    """Show the state of the record, the jobs, the versions, the disks and replicas."""
    with connection.cursor() as cursor:
        cursor.execute(SERVER)
        version, size, data_directory, applied = cursor.fetchone()
    sections = {
        "The record": record(),
        "Jobs": jobs(),
        "Versions": versions(version, applied or []),
        "Disk": disk(size, data_directory),
        "Read replicas": replicas(),
    }
    context = {**admin.site.each_context(request), "title": "State of the site"}
    context |= {"sections": sections, "at": timezone.now()}
    return TemplateResponse(request, "admin/state.html", context)


def record():
    """Return Facts of quotes, drafts and what waits for editors."""
    public = Tally.objects.filter(facet=FacetCode.ALL, value=0, tag="", period=0)
    counted = public.values_list("quotes", flat=True).first() or 0
    drafts = Quote.objects.filter(status=Status.DRAFT).count()
    facts = [Fact("Public quotes", f"{counted:,}"), Fact("Drafts", f"{drafts:,}")]
    for name, rows, field in (
        ("Drafts handed in", HandIn.objects.waiting(), "at"),
        ("Open reports", Report.objects.open(), "created_at"),
        ("Quotes to recheck", Recheck.objects.filter(confirmed_at=None), "at"),
    ):
        found = rows.order_by().aggregate(
            count=models.Count("pk"), oldest=models.Min(field)
        )
        oldest = found["oldest"]
        hint = f"the oldest for {timesince(oldest, depth=1)}" if oldest else ""
        facts.append(Fact(name, f"{found['count']:,}", hint))
    return facts


def jobs():
    """Return Facts of when each job last ran."""
    runs = {run.name: run for run in JobRun.objects.all()}
    finished = VerifyRun.objects.exclude(finished_at=None).first()
    facts = []
    for name, label in JOBS.items():
        run = runs.get(name)
        at = run and run.succeeded_at
        if name == "verify_quotes" and finished and not at:
            at = finished.finished_at  # it ran before runs were recorded
        hints = [f"{timesince(at, depth=1)} ago"] if at else []
        if name == "backup":
            hints.append(backup_folder())
        if run and run.has_failed:
            hints.append(f"failed on {_moment(run.failed_at)}")
        value = _moment(at) if at else f"{NOT_KNOWN}: no run has been recorded"
        warns = bool(run and run.has_failed)
        facts.append(Fact(label, value, ", ".join(filter(None, hints)), warns))
    return facts


def backup_folder():
    """Return what BACKUP_FOLDER on this machine has, in words."""
    try:
        found = backups(settings.BACKUP_FOLDER)
    except OSError:
        return "the folder of backups cannot be read from here"
    if not found:
        return "no backup is in the folder of this machine"
    return f"the newest in the folder of this machine is of {_moment(made(found[0]))}"


def versions(server, applied):
    """Return Facts of the versions of the program, and what it runs on."""
    site = site_version()
    missing, unknown = missing_migrations(applied), unknown_migrations(applied)
    if unknown:
        migrations = f"The database has {len(unknown)} that the program lacks"
    elif missing:
        migrations = f"{missing} have not been run: manage.py migrate"
    else:
        migrations = f"All {len(applied)} have been run"
    return [
        Fact("On Record", site["version"], site.get("commit", "")[:12]),
        Fact("Django", django.get_version()),
        Fact("Python", platform.python_version()),
        Fact("PostgreSQL", server),
        Fact("Migrations", migrations, warns=bool(missing or unknown)),
    ]


def disk(size, data_directory):
    """Return Facts of how large the database is, and how much room is left."""
    folders = {"Backups, free": settings.BACKUP_FOLDER, "The site, free": "."}
    here = data_directory and os.path.isdir(data_directory)
    facts = [
        Fact("Database", filesizeformat(size)),
        _room("Database, free", data_directory)
        if here
        else Fact("Database, free", f"{NOT_KNOWN}: its disk is not seen from here"),
    ]
    return facts + [_room(name, folder) for name, folder in folders.items()]


def _room(name, folder):
    try:
        folder = Path(folder).resolve()
        while not folder.exists():
            folder = folder.parent
        usage = shutil.disk_usage(folder)
    except OSError:
        return Fact(name, NOT_KNOWN)
    part = usage.free / usage.total
    hint = f"{part:.0%} of {filesizeformat(usage.total)}"
    return Fact(name, filesizeformat(usage.free), hint, part < 0.1)


def replicas():
    """Return Facts of the read replicas, as the process that answers sees them."""
    if len(settings.DATABASES) == 1:
        return [Fact("Replicas", "None")]
    from config.replicas.routing import health_monitor

    facts = []
    for name, replica in health_monitor().replicas.items():
        answered = time.monotonic() - replica.answered_at < settings.REPLICA_LAG
        lag = f"{replica.lag:.1f} s behind" if answered else f"Lag {NOT_KNOWN.lower()}"
        healthy = replica.is_healthy()
        hint = "is read from" if healthy else "is not read from"
        facts.append(Fact(name, lag, hint, not healthy))
    return facts


def _moment(at):
    return format_date(timezone.localtime(at), "DATETIME_FORMAT")
