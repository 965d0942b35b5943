"""Looks for every quote in the text of its article again, and reports the result."""

import json

from django.core.management.base import BaseCommand, CommandError

from quotes.models import JobRun
from quotes.verification.runs import AlreadyRunningError, Verifier, exclusive_run


class Command(BaseCommand):
    help = (
        "Look for all quotes in the current texts of their articles again, in batches, "
        "and store their places. Editors may keep working. Run the command again to "
        "resume a run that was stopped. The admin lists the quotes with another "
        "result under “Changed results”. "
        "Exit code: 0 if every quote was looked for, 1 on an error "
        "(the message says which), 3 with --check if some published quote was "
        "never located: one that an earlier text has is right, and not counted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--restart", action="store_true", help="do not resume a stopped run"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")
        parser.add_argument(
            "--check",
            action="store_true",
            help=(
                "exit with 3 if a published quote is ambiguous, missing or differs, "
                "and in no earlier text either"
            ),
        )

    def handle(self, **options):
        try:
            with exclusive_run(), JobRun.objects.record("verify_quotes"):
                report = self._verify(options)
        except AlreadyRunningError as error:
            raise CommandError(
                "Another run is verifying quotes now: wait for it, or stop it."
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._say(report)
        if options["check"] and report["published_at_fault"]:
            raise CommandError(
                f"{report['published_at_fault']:,} published quotes are not located.",
                returncode=3,
            )

    def _verify(self, options):
        verifying = Verifier(options["restart"])
        with verifying.progress(self.stderr) as bar:
            for number in verifying.batches():
                bar.update(number)
        return verifying.report()

    def _say(self, report):
        looked = f"{report['quotes']:,} quotes looked for"
        went_on = ", going on with a stopped run" if report["resumed"] else ""
        self.stdout.write(f"{looked}{went_on}.")
        for label, number in report["statuses"].items():
            self.stdout.write(f"{number:>12,}  {label}")
        self.stdout.write(f"{report['changed']:>12,}  with another outcome than before")
        for key, label in (
            ("published_changed", "published, and only in an earlier text"),
            ("to_recheck", "on the list of quotes to recheck"),
        ):
            if report[key]:
                self.stdout.write(f"{report[key]:>12,}  {label}")
        if report["skipped"]:
            self.stdout.write(
                f"{report['skipped']:>12,}  left out: an editor was saving them"
            )
        for each in report["elsewhere"]:
            self.stdout.write(
                f"Quote {each['quote']} is not in article {each['article']}, but "
                f"stands in article {each['stands_in']}, “{each['title']}”."
            )
        if report["elsewhere_more"]:
            self.stdout.write(f"And {report['elsewhere_more']:,} more of this kind.")
