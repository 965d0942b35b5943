"""Deletes the e-mail addresses of old reports. Run it every night."""

from django.core.management.base import BaseCommand

from quotes.models import JobRun, Report
from quotes.models.reports import ADDRESS_RETENTION_DAYS


class Command(BaseCommand):
    help = (
        "Delete the e-mail addresses that readers gave with reports, after "
        f"{ADDRESS_RETENTION_DAYS} days. The reports stay."
    )

    def handle(self, *, verbosity, **options):
        with JobRun.objects.record("delete_report_addresses"):
            number = Report.objects.with_old_addresses().update(email="")
        if verbosity:
            self.stdout.write(f"{number} e-mail addresses deleted.")
