"""Counts the words of all public quotes, for searches with mistakes in them.

New quotes are found by their words at once; only “did you mean” and “words near these”
wait for the next count. Run it every night, or after a large import.
"""

from django.core.management.base import BaseCommand

from quotes.search.spelling import count_words


class Command(BaseCommand):
    help = (
        "Count the words of the public quotes, which searches with spelling mistakes "
        "are compared with. Ten million quotes take some minutes; searches go on."
    )

    def handle(self, *, verbosity, **options):
        def report(done):
            self.stdout.write(f"{done:,} quotes read.")

        words = count_words(report if verbosity else None)
        if verbosity:
            self.stdout.write(f"Counted {words:,} words.")
