"""MODS, TEI and Dublin Core: valid by their schemas, and complete."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from lxml import etree

from quotes.citations.dublin_core import write_dublin_core
from quotes.citations.licence import Licence
from quotes.citations.mods import write_mods
from quotes.citations.reference import Quoted, Reference, Speaker
from quotes.citations.tei import write_tei
from tests.support.any_references import references
from tests.support.citation_files import NEWSPAPER, folded
from tests.support.forty_references import FORTY

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
WRITERS = {"mods": write_mods, "tei": write_tei, "dc": write_dublin_core}


@cache
def schema(name):
    if name == "tei":
        return etree.RelaxNG(etree.parse(SCHEMAS / "tei.rng"))
    file = {"mods": "mods-3-4.xsd", "dc": "oai_dc.xsd"}[name]
    return etree.XMLSchema(etree.parse(SCHEMAS / file))


def valid(name, *cited, **options):
    """Return the root of a file, validated. Each record of Dublin Core is by itself."""
    text = "".join(WRITERS[name](cited, **options))
    root = etree.fromstring(text.encode())
    for part in root if name == "dc" else [root]:
        schema(name).assertValid(etree.fromstring(etree.tostring(part)))
    return root


def test_the_forty_references_are_valid_and_keep_every_field():
    full = replace(
        NEWSPAPER.work, doi="10.1000/182", isbn="9780306406157", issn="0317-8471"
    )
    cited = [*FORTY.values(), Reference(full, NEWSPAPER.quoted), Reference(full)]
    for name in WRITERS:
        root = valid(name, *cited)
        records = list(root)
        if name == "tei":
            (body,) = root.iter("{*}body")
            records = body[1:]
        assert len(records) == len(cited)
        for reference, record in zip(cited, records, strict=True):
            texts = [each.text or "" for each in record.iter()]
            said = folded(" ".join(texts))
            work = reference.work
            dates = [each.isoformat() for each in (work.issued,) if each]
            for value in (
                *(work.title, work.container_title, work.page.split("–")[0]),
                *(work.url, work.archive_url, work.language, work.section, work.type),
                *(work.doi, work.isbn, work.issn, *dates),
                *(each.family or each.literal for each in work.authors),
                *(each.given for each in work.authors),
                *(each.suffix for each in work.authors),
            ):
                shown = said + " ".join(
                    value for each in record.iter() for value in each.attrib.values()
                )
                assert value in shown, (name, work.title, value)


def test_a_doubtful_speaker_is_named_with_the_doubt_alone():
    speakers = (Speaker("Mark Twain", "", "misattributed"), Speaker("Ada Lim"))
    quoted = Quoted(key="q1", text="One.\nTwo.", speakers=speakers, language="en")
    cited = Reference(NEWSPAPER.work, quoted)
    tei = valid("tei", cited)
    assert [each.text for each in tei.iter("{*}resp")] == ["speaker"]
    assert "Ada Lim" in [each.text for each in tei.iter("{*}persName")]
    (caution,) = [n for n in tei.iter("{*}note") if n.get("type") == "caution"]
    assert "Not Mark Twain" in caution.text
    mods = valid("mods", cited)
    names = [each.text for each in mods.iter("{*}namePart")]
    assert "Ada Lim" in names and "Mark Twain" not in names


def test_a_file_of_nothing_and_one_with_a_licence_are_valid():
    for name in ("tei", "dc"):  # MODS has no collection of nothing
        valid(name)
    licence = Licence("CC BY 4.0 & more", "https://licence.example/?a=b&c")
    root = valid("tei", NEWSPAPER, licence=licence)
    (ref,) = next(root.iter("{*}publicationStmt")).iter("{*}ref")
    assert (ref.text, ref.get("target")) == (licence.name, licence.url)


@settings(max_examples=60)
@given(references)
def test_any_reference_is_valid(reference):
    for name in WRITERS:
        valid(name, reference)
