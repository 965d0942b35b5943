"""Caveats on the printed words, in every file format."""

import datetime
import json
from dataclasses import replace

import pytest

from quotes.citations.caveats import Dropped, Unconfirmed, caveat
from quotes.citations.changed import Changed
from quotes.citations.csl_citation import format_citation
from quotes.citations.formats import FORMATS
from quotes.citations.reference import CitedSpeaker, Reference, note, standing_note
from quotes.citations.status_labels import NOT_FOUND
from quotes.citations.styles import find_style
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
    assert str(Dropped(words)) == f"Cut changes the sense: it {changes}"


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


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("anchor", ["missing", "differs", "ambiguous"])
def test_words_that_are_not_found_say_so_first(extension, anchor):
    quoted = replace(NEWSPAPER.quoted, exact="", anchor=anchor)
    references = [Reference(NEWSPAPER.work, quoted)]
    text = "".join(FORMATS[extension].write(references))
    said = NOT_FOUND[anchor]
    assert said in text
    if not extension.endswith("csv"):  # a table has a column for it
        assert text.index(said) < text.index(quoted.text)
    assert "As quoted in the work" not in text
    assert "as quoted in" not in text
    assert "|quote=" not in text
    if extension == "schema.jsonld":
        assert json.loads(text)["creativeWorkStatus"] == said
    if extension == "json":
        assert json.loads(text)[0]["custom"]["quote"]["caution"] == said


def test_a_doubt_about_the_speaker_stays_first():
    speaker = CitedSpeaker("Ada King Jr.", "poet", "misattributed")
    quoted = replace(NEWSPAPER.quoted, speakers=(speaker,), anchor="missing")
    assert quoted.caution == "Not Ada King Jr. Not found in the source named"
    assert note(Reference(NEWSPAPER.work, quoted)).startswith(
        "Not Ada King Jr. (poet). Not found in the source named. As entered: “We will"
    )
    assert standing_note(quoted) == (
        "misattributed (Ada King Jr.); not found in the source named"
    )


@pytest.mark.parametrize(
    "kind, text",
    [
        ("direct", "As entered, Zoë Lim (minister); Acme said: “We will appeal.”"),
        ("indirect", "As entered, by Zoë Lim (minister); Acme. Paraphrase: We will"),
    ],
)
def test_notes_do_not_say_that_the_work_has_words_it_lacks(kind, text):
    quoted = replace(NEWSPAPER.quoted, kind=kind, anchor="differs")
    assert note(Reference(NEWSPAPER.work, quoted)).startswith(
        f"Worded otherwise in the source named. {text}"
    )


def test_an_older_text_with_the_words_is_said_instead():
    quoted = replace(NEWSPAPER.quoted, anchor="missing", caveat=CHANGED)
    assert quoted.not_found == ""
    assert note(Reference(NEWSPAPER.work, quoted)).startswith("As quoted in the work")


def test_a_style_says_it_too():
    quoted = replace(NEWSPAPER.quoted, anchor="missing")
    cited = format_citation(Reference(NEWSPAPER.work, quoted), find_style("apa"))
    assert cited.note == "Not found in the source named."
