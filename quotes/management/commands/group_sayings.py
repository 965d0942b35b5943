"""Puts all published quotes that are not grouped yet into sayings."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from quotes.grouping.everything import group_all
from quotes.grouping.group import remaining, start_again


class Command(BaseCommand):
    help = (
        "Put all published quotes that are not grouped yet into sayings, in batches. "
        "Editors may keep working. Run the command again to resume a run that was "
        "stopped. Less sure ones are proposed to editors."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--restart",
            action="store_true",
            help="group all quotes again; what editors decided stays",
        )

    def handle(self, **options):
        if options["restart"]:
            start_again()
        todo, number = remaining(), 0
        with (
            self._bar("read", todo) as read,
            self._bar("grouped", todo) as bar,
        ):
            for done in group_all(todo, read.update):
                number += done
                bar.update(done)
        self.stdout.write(f"{number:,} quotes grouped.")

    def _bar(self, what, total):
        terminal = getattr(self.stderr, "isatty", lambda: False)()
        return tqdm(
            total=total,
            desc=what,
            file=self.stderr,
            unit=" quotes",
            disable=not terminal,
        )
