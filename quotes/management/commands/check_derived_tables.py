"""Checks or rebuilds the tables that lists and counts are read from."""

from django.core.management.base import BaseCommand, CommandError

from quotes.listing.consistency import differences, rebuild
from quotes.models import ListEntry, Listing, Tally


class Command(BaseCommand):
    help = (
        "Compare the rows that lists and counts read with a full count of the public "
        "quotes. Triggers keep them up to date; run this after a restore, or if in "
        "doubt. With --rebuild, rebuild them, which blocks editors until it is done."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="rebuild the tables")

    def handle(self, **options):
        if options["rebuild"]:
            rebuild()
        elif wrong := differences():
            rows = ", ".join(
                f"{number:,} of {table}" for table, number in wrong.items()
            )
            raise CommandError(
                f"Rows that differ from a full count: {rows}. Rebuild them with "
                "`manage.py check_derived_tables --rebuild`."
            )
        self.stdout.write(
            f"All as counted: {Listing.objects.count():,} listings, "
            f"{ListEntry.objects.count():,} entries, {Tally.objects.count():,} tallies."
        )
