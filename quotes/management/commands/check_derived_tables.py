"""Proves that lists and counts say what the quotes say, or makes them say it."""

from django.core.management.base import BaseCommand, CommandError

from quotes.listing.consistency import differences, rebuild
from quotes.models import ListEntry, Listing, Tally


class Command(BaseCommand):
    help = (
        "Compare the rows that lists and counts are read from with a full count of "
        "the public quotes. Triggers keep them; run this after a restore, or when you "
        "wonder. With --rebuild, make them anew: editors wait until it is done."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="make them anew")

    def handle(self, **options):
        if options["rebuild"]:
            rebuild()
        elif wrong := differences():
            rows = ", ".join(
                f"{number:,} of {table}" for table, number in wrong.items()
            )
            raise CommandError(
                f"Rows that differ from a full count: {rows}. Make them anew with "
                "`manage.py check_derived_tables --rebuild`."
            )
        self.stdout.write(
            f"All as counted: {Listing.objects.count():,} listings, "
            f"{ListEntry.objects.count():,} entries, {Tally.objects.count():,} tallies."
        )
