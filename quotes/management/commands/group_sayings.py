"""Puts all published quotes that are not grouped yet into sayings."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from quotes.grouping.group import BATCH_SIZE, group_all, remaining, start_again


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
        parser.add_argument(
            "--batch",
            type=int,
            default=BATCH_SIZE,
            help=f"quotes in one transaction ({BATCH_SIZE})",
        )

    def handle(self, **options):
        if not 1 <= options["batch"] <= 5_000:
            raise CommandError("Give --batch a number from 1 to 5000.")
        if options["restart"]:
            start_again()
        terminal = getattr(self.stderr, "isatty", lambda: False)()
        number = 0
        with tqdm(
            total=remaining() if terminal else None,
            file=self.stderr,
            unit=" quotes",
            disable=not terminal,
        ) as bar:
            for done in group_all(options["batch"]):
                number += done
                bar.update(done)
        self.stdout.write(f"{number:,} quotes grouped.")
