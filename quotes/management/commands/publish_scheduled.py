"""Publishes the drafts whose time has come. Run it every minute."""

from django.core.management.base import BaseCommand

from quotes.desk.schedules import publish_due
from quotes.models import ScheduleState


class Command(BaseCommand):
    help = "Publish the drafts that editors scheduled, if their time has come."

    def handle(self, *, verbosity, **options):
        for each in publish_due():
            failed = each.state == ScheduleState.FAILED
            if verbosity or failed:
                stream = self.stderr if failed else self.stdout
                stream.write(f"{each.get_state_display()}: {each}: {each.outcome}")
