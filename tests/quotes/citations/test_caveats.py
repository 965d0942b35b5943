"""What limits the answer that words were printed, in every file."""

import datetime
import json
from dataclasses import replace

import pytest

from quotes.citations.caveats import Dropped, Unconfirmed, caveat
from quotes.citations.changed import Changed
from quotes.citations.formats import FORMATS
from quotes.citations.reference import Reference
from tests.support.citation_files import NEWSPAPER

DAY = datetime.date(2026, 11, 29)
CHANGED = Changed(DAY, DAY)


def test_the_gravest_is_said():
    assert caveat("exact", None, "", None) is None
    assert caveat("differs", CHANGED, "", DAY) is CHANGED
    assert caveat("edited", None, "not", DAY) == Dropped("not")
    assert caveat("edited", None, "", DAY) == Unconfirmed(DAY)
    assert caveat("exact", None, "", DAY) == Unconfirmed(DAY)


@pytest.mark.parametrize("anchor", ["ambiguous", "differs", "missing", "no_text"])
def test_words_that_are_not_found_need_no_recheck(anchor):
    assert caveat(anchor, None, "", DAY) is None


@pytest.mark.parametrize(
    "words, changes",
    [
        ("not", "leaves out “not”"),
        ("not, unless", "leaves out “not, unless”"),
        ("[no]", "puts in “no”"),
        ("ne, [pas]", "leaves out “ne” and puts in “pas”"),
        ("[nicht], [nur]", "puts in “nicht, nur”"),
    ],
)
def test_what_a_cut_drops(words, changes):
    dropped = Dropped(words)
    assert str(dropped) == f"Cut changes the sense: it {changes}"
    assert dropped.in_sentence == f"cut changes the sense: it {changes}"


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    "given, said",
    [
        (Dropped("not"), "ut changes the sense: it leaves out "),
        (
            Unconfirmed(DAY),
            "assage changed or moved by 29 November 2026; not rechecked yet",
        ),
    ],
)
def test_every_format_says_so(extension, given, said):
    def written(**fields):
        quoted = replace(NEWSPAPER.quoted, exact="", anchor="edited", **fields)
        text = "".join(FORMATS[extension].write([Reference(NEWSPAPER.work, quoted)]))
        return text.replace("\\", "")

    assert said in written(caveat=given)
    assert said not in written()
    if extension == "jsonl":
        anchor = json.loads(written(caveat=given))["anchor"]
        assert anchor["caveat"] == str(given)
        assert "printed_until" not in anchor
