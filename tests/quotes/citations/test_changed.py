"""Words that were printed, and that the newest text of their work lacks, in files."""

import datetime
import json
from dataclasses import replace

import pytest

from quotes.citations.changed import Changed
from quotes.citations.formats import FORMATS
from quotes.citations.reference import Reference
from tests.support.citation_files import NEWSPAPER

MARCH, NOVEMBER = datetime.date(2026, 3, 1), datetime.date(2026, 11, 29)


@pytest.mark.parametrize(
    "dates, expected",
    [
        ((NOVEMBER, NOVEMBER), "Printed until 29 November 2026; changed since"),
        ((MARCH, NOVEMBER), "Printed until at least 1 March 2026; changed since"),
        # A text was held later than one that is newer here.
        ((NOVEMBER, MARCH), "Printed in a text of 29 November 2026; changed since"),
    ],
)
def test_the_dates_claim_no_more_than_is_known(dates, expected):
    assert str(Changed(*dates)) == expected


def written(extension, **fields):
    quoted = replace(NEWSPAPER.quoted, exact="", **fields)
    return "".join(FORMATS[extension].write([Reference(NEWSPAPER.work, quoted)]))


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_says_so(extension):
    text = written(
        extension, anchor="missing", caveat=Changed(MARCH, NOVEMBER)
    ).replace("\\", "")
    if extension in ("csv", "excel.csv"):
        assert ",2026-03-01,2026-11-29,Printed until at least 1 March" in text
    elif extension == "jsonl":
        anchor = json.loads(text)["anchor"]
        assert anchor["printed_until"] == "2026-03-01"
        assert anchor["changed_by"] == "2026-11-29"
    else:
        assert "rinted until at least 1 March 2026; changed since" in text
    other = written(extension, anchor="missing")
    assert "changed since" not in other
    assert "printed until" not in other and '"printed_until"' not in other


def test_an_annotation_does_not_contradict_itself():
    text = written("jsonld", anchor="missing", caveat=Changed(MARCH, NOVEMBER))
    comments = [
        body["value"]
        for body in json.loads(text)["body"]
        if body["purpose"] == "commenting"
    ]
    assert comments == [
        "Printed until at least 1 March 2026; changed since. Are these the printed "
        "words? No longer. An earlier text of the source had them. It has been changed."
    ]
