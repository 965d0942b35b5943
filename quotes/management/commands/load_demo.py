"""Loads the demo data into an empty database, so that there is something to see.

Loading again adds only what is missing. A changed text is stored as a new snapshot, and
the quotes of its article are looked for in it.
"""

import tomllib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quotes.importers import InvalidDataError, load
from quotes.models import Quote, Word
from quotes.search.spelling import count_words
from quotes.verification.verify import verify

#: The last one is the newest on record, on home.
FILES = (
    *("speakers.toml", "speeches.toml", "sayings.toml"),
    *("changed.toml", "deepseek.toml"),
)


class Command(BaseCommand):
    help = "Load the demo data in fixtures/: speakers, articles and their quotes."

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            nargs="*",
            type=Path,
            help="TOML files to load instead; see fixtures/ for their format.",
        )

    def handle(self, *, files, **options):
        data = {}
        for path in files or [settings.BASE_DIR / "fixtures" / name for name in FILES]:
            try:
                part = tomllib.loads(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise CommandError(f"{path} cannot be read: {error}") from error
            for name, rows in part.items():
                data.setdefault(name, []).extend(rows)
        try:
            outcome = load(data)
        except InvalidDataError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        verify(Quote.objects.filter(article__in=outcome.changed))
        if any(outcome.added.values()) or not Word.objects.exists():
            count_words()
        if options["verbosity"]:
            counts = ", ".join(f"{n} {name}(s)" for name, n in outcome.added.items())
            self.stdout.write(f"Loaded {counts or 'nothing new'}.")
