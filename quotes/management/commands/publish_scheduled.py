"""Publishes scheduled drafts. Run it every minute."""

from datetime import timedelta

from django.core.management.base import BaseCommand

from quotes.models import JobRun, ScheduleState
from quotes.workflow.schedules import publish_due

#: It runs every minute.
RECORD_EVERY = timedelta(minutes=10)


class Command(BaseCommand):
    help = "Publish the drafts that editors scheduled, if their time has come."

    def handle(self, *, verbosity, **options):
        with JobRun.objects.record("publish_scheduled", every=RECORD_EVERY):
            published = publish_due()
        for each in published:
            failed = each.state == ScheduleState.FAILED
            if verbosity or failed:
                stream = self.stderr if failed else self.stdout
                stream.write(f"{each.get_state_display()}: {each}: {each.outcome}")
