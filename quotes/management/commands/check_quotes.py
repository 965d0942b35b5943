"""Checks the quotations of text files against the texts and quotes on record."""

import io
import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from quotes.checking.check import check_draft
from quotes.checking.drafts import MAX_LENGTH_OF_DRAFT
from quotes.checking.forms import HTML_FILES, MARKDOWN_FILES, WORD_FILES, read_file
from quotes.checking.labels import label_of
from quotes.checking.report import checked_as_json
from quotes.checking.verdicts import Flag, Verdict

#: Extensions of files whose text has to be extracted.
_FORMATTED = (*HTML_FILES, *MARKDOWN_FILES, *WORD_FILES)
#: Verdicts that mean that a text should not be printed as it is.
_WRONG = frozenset(
    {
        Verdict.ALTERED,
        Verdict.JOINED,
        Verdict.AT_RISK,
        Verdict.SAID_BY_ANOTHER,
        Verdict.REFUTED,
        Verdict.PARAPHRASE,
    }
)


class Command(BaseCommand):
    help = (
        "Check each quotation of files (text, .md, .html or .docx; “-” is standard "
        "input): is it on record, in these words, and by this speaker? Exits with 1 if "
        "one is altered, joined, cut so that its meaning is at risk, said by another, "
        "refuted or a paraphrase, and with --missing also if one is not on record."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--language", default="", help="a language tag; guessed without one"
        )
        parser.add_argument(
            "--missing", action="store_true", help="also fail for those not on record"
        )

    def handle(self, *, files, language, missing, **options):
        wrong = _WRONG | ({Verdict.NOT_ON_RECORD} if missing else set())
        results, failed = [], False
        for name in files:
            for checked in check_draft(_read(name), language):
                row = checked_as_json(name, checked)
                judged = checked.judgement
                failed |= judged.verdict in wrong or Flag.PARAPHRASE in judged.flags
                results.append(row)
                if not options["json"]:
                    told = " ".join([judged.reason, *judged.notes])
                    self.stdout.write(
                        f"{name}:{row['spans'][0][0]}: {label_of(judged).word}: "
                        f"“{checked.words}”. {told}"
                    )
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
        if failed:
            sys.exit(1)


def _read(name):
    """Return the text of a file; for HTML and Word files, the visible text."""
    try:
        if Path(name).suffix.lower() in _FORMATTED:
            return read_file(File(io.BytesIO(Path(name).read_bytes()), name))
        text = (
            sys.stdin.read()
            if name == "-"
            else Path(name).read_text(encoding="utf-8-sig")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{name}: {error}", returncode=2) from error
    except ValidationError as error:
        told = f"{name}: {' '.join(error.messages)}"
        raise CommandError(told, returncode=2) from error
    if len(text) > MAX_LENGTH_OF_DRAFT:
        raise CommandError(
            f"{name} has more than {MAX_LENGTH_OF_DRAFT:,} characters.", returncode=2
        )
    return text
