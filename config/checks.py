"""The project's own checks, mostly of the database, for `manage.py check --deploy`."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.checks import Error, Info, Warning, register
from django.db import DatabaseError, connection

from config.schema import (
    applied_migrations,
    missing_migrations,
    newer_database,
    unknown_migrations,
)
from quotes.listing.consistency import TABLES

#: Seconds by which the clock of the database may differ.
MAX_CLOCK_DIFFERENCE = 5

#: Triggers that do nothing, and trigger functions that no trigger calls.
DISABLED = """
    SELECT tgname || ' on ' || tgrelid::regclass FROM pg_trigger
    WHERE NOT tgisinternal AND tgenabled IN ('D', 'R') ORDER BY 1
"""
UNUSED_FUNCTIONS = """
    SELECT p.oid::regproc::text FROM pg_proc p
    WHERE p.prorettype = 'trigger'::regtype AND p.proname LIKE 'on\\_record\\_%'
    AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgfoid = p.oid) ORDER BY 1
"""
OLD_EXTENSIONS = """
    SELECT e.extname || ' ' || e.extversion || ' (there is ' || a.default_version || ')'
    FROM pg_extension e JOIN pg_available_extensions a ON a.name = e.extname
    WHERE e.extversion <> a.default_version ORDER BY 1
"""


def rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return [row[0] for row in cursor.fetchall()]


@register("on_record", deploy=True)
def check_database(**_):
    """Check versions, triggers, derived tables, extensions, the encoding and the clock.

    `manage.py check_derived_tables` compares all rows; this reads none.
    """
    try:
        return [*problems()]
    except DatabaseError as error:
        return [
            Error(f"The database could not be checked: {error}", id="on_record.E001")
        ]


@register("on_record", deploy=True)
def check_links_of_mails(**_):
    """Check that e-mails can contain links."""
    if not settings.EMAIL_URL or settings.SITE_URL:
        return []
    return [
        Warning(
            "EMAIL_URL is set and SITE_URL is not: e-mails have no links, and the one "
            "for a new password leads to the host that its request names.",
            hint="Set SITE_URL, as in https://quotes.example.org.",
            id="on_record.W003",
        )
    ]


def problems():
    """Yield a message for each problem."""
    applied = applied_migrations()
    if unknown := unknown_migrations(applied):
        yield Error(newer_database(unknown), id="on_record.E002")
        return
    if missing := missing_migrations(applied):
        yield Info(
            f"{missing} migrations have not been run, so the database was not checked.",
            hint="Run `manage.py migrate`.",
            id="on_record.I001",
        )
        return
    if disabled := rows(DISABLED):
        yield Error(
            f"Triggers are switched off: {', '.join(disabled)}.",
            hint="ALTER TABLE … ENABLE TRIGGER …, then `manage.py "
            "check_derived_tables --rebuild`.",
            id="on_record.E003",
        )
    if unused := rows(UNUSED_FUNCTIONS):
        yield Error(
            f"Triggers are missing: nothing calls {', '.join(unused)}.",
            hint="Restore a backup into an empty database, and compare.",
            id="on_record.E004",
        )
    lacking = [name for name in TABLES if not rows("SELECT to_regclass(%s)", name)[0]]
    if lacking:
        yield Error(
            f"Derived tables are missing: {', '.join(lacking)}.", id="on_record.E005"
        )
    if not lacking and rows(
        "SELECT EXISTS (SELECT FROM quotes_listing_now)"
        " AND NOT EXISTS (SELECT FROM quotes_listing)"
    ) == [True]:
        yield Error(
            "Quotes are published, but no list shows them.",
            hint="Run `manage.py check_derived_tables --rebuild`.",
            id="on_record.E006",
        )
    if old := rows(OLD_EXTENSIONS):
        yield Warning(
            f"Extensions are older than the server: {', '.join(old)}.",
            hint="ALTER EXTENSION … UPDATE",
            id="on_record.W001",
        )
    if rows("SHOW server_encoding") != ["UTF8"]:
        yield Error("The database is not in UTF-8.", id="on_record.E007")
    ctype = rows("SELECT datctype FROM pg_database WHERE datname = current_database()")
    if ctype[0] in ("C", "POSIX"):
        yield Error(
            f"The LC_CTYPE of the database is {ctype[0]}: full-text search takes curly "
            "quotation marks for letters.",
            id="on_record.E008",
        )
    before = datetime.now(UTC)
    (clock,) = rows("SELECT clock_timestamp()")
    difference = max((before - clock), (clock - datetime.now(UTC))).total_seconds()
    if difference > MAX_CLOCK_DIFFERENCE:
        yield Warning(
            f"The clocks of this machine and of the database differ by"
            f" {difference:.0f} seconds.",
            hint="Synchronise both, for instance with chrony.",
            id="on_record.W002",
        )
