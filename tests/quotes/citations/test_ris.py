"""RIS: its contents, and that rispy and pandoc read them back."""

import re

import pytest
import rispy
from hypothesis import example, given

from articles.partial_dates import PartialDate
from quotes.citations.reference import CitedSpeaker, CSLName
from quotes.citations.ris import write_ris
from quotes.citations.types import ris_type
from tests.support.any_references import quoting, references, through_utf8
from tests.support.citation_files import (
    BARE,
    DEEPSEEK,
    NEWSPAPER,
    WORDS,
    changed,
    folded,
    ris,
    ris_lines,
)
from tests.support.pandoc_files import csl_through_pandoc

NEWSPAPER_NOTE = (
    "As quoted in the work cited, Zoë Lim (minister); Acme said: “We will appeal.” "
    "https://quotes.example/quotes/7/"
)
DEEPSEEK_NOTE = (
    f"As quoted in the work cited, Dean Ball (research fellow) said: “{WORDS}”"
)


def test_a_newspaper_article():
    assert ris_lines(changed(NEWSPAPER, place="London")) == [
        "TY  - NEWS",
        "TI  - Chip rules leak, says the trade ministry of France",
        "AU  - Okafor, Ada",
        "AU  - van Gogh, Vincent",
        "AU  - King, Martin Luther, Jr.",
        "T2  - The Evening Paper",
        "CY  - London",
        "PY  - 2025",
        "DA  - 2025/02/03/",
        "SE  - Business",
        "SP  - A12",
        "EP  - A13",
        "LA  - en-GB",
        "UR  - https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
        "L2  - https://archive.example/2025/https://news.example/",
        "Y2  - 2025/02/13/",
        "ID  - q7",
        f"N1  - {NEWSPAPER_NOTE}",
        "ER  - ",
    ]


def test_unknown_publication_and_date_are_not_invented():
    assert ris_lines(DEEPSEEK) == [
        "TY  - NEWS",
        f"TI  - {DEEPSEEK.work.title}",
        "AU  - Dickens, Sean",
        "ID  - q12",
        f"N1  - {DEEPSEEK_NOTE}",
        "ER  - ",
    ]
    assert ris_lines(BARE) == ["TY  - ELEC", "TI  - Untitled", "ID  - q1", "ER  - "]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (CSLName("Gogh", "Vincent", "van", "Jr."), "van Gogh, Vincent, Jr."),
        (CSLName("Ormesson", "Jean", "d’"), "d’Ormesson, Jean"),
        (CSLName("King", suffix="Jr."), "King, , Jr."),
        (CSLName("Plato"), "Plato,"),
        (CSLName(literal="Ministry of Trade"), "Ministry of Trade,"),
        (CSLName(literal="Tom and Jerry, Inc."), "Tom and Jerry, Inc."),
    ],
)
def test_names(name, written):
    _, record = ris(changed(BARE, authors=(name,)))
    assert record["authors"] == [written]


def test_many_references_read_back_in_order():
    many = [changed(NEWSPAPER, key=f"q{number}") for number in range(5)]
    read = rispy.loads("".join(write_ris(many)))
    assert [record["id"] for record in read] == [each.key for each in many]


# Pandoc's CSL types for ours; it does not know ELEC, a web page.
PANDOC_TYPES = {
    "article": "misc",
    "article-journal": "article-journal",
    "article-magazine": "article-magazine",
    "article-newspaper": "article-newspaper",
    "book": "book",
    "broadcast": "motion-picture",
    "chapter": "chapter",
    "hearing": "report",
    "document": "misc",
    "interview": "misc",
    "legal_case": "legal_case",
    "personal_communication": "personal_communication",
    "post": "misc",
    "post-weblog": "post-weblog",
    "report": "report",
    "speech": "graphic",
    "webpage": "misc",
}


@pytest.mark.parametrize("csl_type", PANDOC_TYPES)
def test_pandoc_reads_every_field_that_it_supports(csl_type):
    """It ignores place (CY), section, day and month, URL of a copy, and note."""
    authors = (CSLName("Okafor", "Ada"), CSLName(literal="Ministry of Trade"))
    full = changed(NEWSPAPER, type=csl_type, authors=authors)
    with_publisher = ("book", "broadcast", "legal_case", "report")
    outlet = "publisher" if csl_type in with_publisher else "container-title"
    assert csl_through_pandoc("".join(write_ris([full])), "ris") == [
        {
            "id": "q7",
            "type": PANDOC_TYPES[csl_type],
            "title": full.work.title,
            "author": [
                {"family": "Okafor", "given": "Ada"},
                {"family": "Ministry of Trade"},
            ],
            outlet: "The Evening Paper",
            "issued": {"date-parts": [[2025]]},
            "page": "A12-A13",
            "language": "en-GB",
            "URL": full.work.url,
        }
    ]


def test_pandoc_reads_a_whole_list_of_names_with_particles():
    """It takes a third part for the given name, where RIS has the suffix."""
    names = (CSLName("Gogh", "Vincent", particle="van"), CSLName("Plato"))
    text = "".join(write_ris([changed(BARE, authors=names), DEEPSEEK]))
    first, second = csl_through_pandoc(text, "ris")
    assert first["author"] == [
        {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
        {"family": "Plato"},
    ]
    assert second["title"] == DEEPSEEK.work.title


@given(quoting)
@example(changed(BARE, quote_text="x", speakers=(CitedSpeaker("Ú", "Language: a"),)))
@example(changed(BARE, quote_text="Language: a", speakers=(CitedSpeaker("Notes"),)))
def test_no_note_is_read_as_a_field_of_procite(reference):
    """Zotero's RIS.js moves a note by the letters before its first colon."""
    tags, _ = ris(reference)
    before = re.search(r"([A-Za-z,\s]+)\s*:", tags["N1"][0])[1]
    assert before.split()[-1] in ("cited", "entered", "said", "Paraphrase", "shows")


@given(references)
def test_any_input_reads_back_unchanged(reference):
    text = through_utf8("".join(write_ris([reference])))
    (record,) = rispy.loads(text)
    work = reference.work
    type_ = ris_type(work.type, online=bool(work.url))
    outlet = "publisher" if type_.ris_outlet == "PB" else "secondary_title"
    expected = {
        "title": work.title,
        outlet: work.container_title,
        "place_published": work.place,
        "section": work.section,
        "language": work.language,
        "id": reference.key,
        "year": work.issued.isoformat()[:4] if work.issued else "",
    }
    for name, value in expected.items():
        assert folded(record.get(name, "")) == folded(value)
    assert len(record.get("authors", ())) == len(work.authors)
    for read, name in zip(record.get("authors", ()), work.authors, strict=True):
        for part in (name.family, name.given, name.suffix, name.literal):
            assert folded(part) in folded(read)
    assert len(record.get("urls", ())) == bool(work.url)
    notes = " ".join(record.get("notes", ()))
    if reference.quoted:
        assert folded(reference.quoted.text) in folded(notes)
        assert folded(reference.quoted.url) in folded(notes)
        for who in reference.quoted.speakers:
            assert folded(who.name) in folded(notes)
    else:
        assert notes == ""


def test_dates_have_the_known_precision():
    dated = changed(BARE, issued=PartialDate(2025, 2), accessed=PartialDate(984))
    tags, record = ris(dated)
    assert (tags["PY"], tags["DA"], tags["Y2"]) == (
        ["2025"],
        ["2025/02//"],
        ["0984///"],
    )
    assert record["date"] == "2025/02//"
