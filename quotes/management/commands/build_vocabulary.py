"""Counts the words of all public quotes, for searches with spelling mistakes.

Searches find new quotes at once; only “did you mean” and “words near these” wait for
the next count. Run it every night, or after a large import.
"""

from django.core.management.base import BaseCommand

from quotes.models import JobRun
from quotes.search.spelling import count_words


class Command(BaseCommand):
    help = (
        "Count the words of the public quotes, for searches with spelling mistakes. "
        "Ten million quotes take some minutes; searches keep working."
    )

    def handle(self, *, verbosity, **options):
        def report(done):
            self.stdout.write(f"{done:,} quotes read.")

        with JobRun.objects.record("build_vocabulary"):
            words = count_words(report if verbosity else None)
        if verbosity:
            self.stdout.write(f"Counted {words:,} words.")
