"""Deletes readers' stored texts that have expired. Run it every night."""

from django.core.management.base import BaseCommand

from quotes.models import JobRun, SavedCheck
from quotes.models.checks import RETENTION_DAYS


class Command(BaseCommand):
    help = (
        "Delete the texts that readers checked and asked to have stored, after "
        f"{RETENTION_DAYS} days."
    )

    def handle(self, *, verbosity, **options):
        with JobRun.objects.record("delete_expired_checks"):
            number, _ = SavedCheck.objects.expired().delete()
        if verbosity:
            self.stdout.write(f"{number} stored texts deleted.")
