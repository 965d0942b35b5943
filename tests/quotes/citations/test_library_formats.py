"""MODS, TEI and Dublin Core: valid by their schemas, and complete."""

import re
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from hypothesis import given, settings
from lxml import etree

from articles.partial_dates import PartialDate
from quotes.citations.dublin_core import write_dublin_core
from quotes.citations.formats import FORMATS
from quotes.citations.licence import Licence
from quotes.citations.mods import write_mods
from quotes.citations.reference import CitedSpeaker, Quoted, Reference
from quotes.citations.tei import write_tei
from tests.support.any_references import references
from tests.support.citation_files import NEWSPAPER, folded
from tests.support.forty_references import FORTY

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
TYPES = (
    *("article", "article-journal", "article-magazine", "article-newspaper", "book"),
    *("broadcast", "chapter", "document", "hearing", "interview", "legal_case"),
    *("personal_communication", "post", "post-weblog", "report", "speech", "webpage"),
)
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


def test_no_format_loses_a_field_that_it_has_a_place_for():
    """In any type of work. What is missing is named here, with the reason."""
    copy = "https://web.archive.org/web/20250301000000/https://x.example/"
    quoted = replace(
        NEWSPAPER.quoted,
        translation="Uebersetzt",
        translation_language="en-GB",
        said=PartialDate(2019, 5, 4),
    )
    fields = {
        "title": "Chip rules leak",
        "publication": "The Evening Paper",
        "place": "Leedsville",
        "page": "A12",
        "section": "Business",
        "url": "news.example",
        "archived copy": "web.archive.org",
        "doi": "10.1000/182",
        "number": "0317-8471|9780306406157",
        "read": "2031|19 July",
        "suffix": "Jr.",
        "particle": 'van Gogh|van</nameLink>|van"',
        "role": "minister",
        "translation": "Uebersetzt",
        "said": "2019",
        "quote": "/quotes/7/",
    }
    annotation = set(fields) - {"url", "archived copy", "role", "quote"}
    without = {
        "dc.xml": {"read"},  # fifteen elements
        "jsonld": annotation,  # has the address of the source alone
        "schema.jsonld": {"read", "role", "section", "page", "number"},
        # Its data model has them for some types only.
        "biblatex.bib": {"place", "number"},
        "wiki": {"section", "page", "said", "quote"},
        "wikiquote.wiki": {"section", "page", "quote"},
    }
    for csl_type in TYPES:
        work = replace(
            NEWSPAPER.work,
            type=csl_type,
            place="Leedsville",
            page="A12",
            accessed=PartialDate(2031, 7, 19),
            archive_url=copy,
            doi="10.1000/182",
            isbn="9780306406157",
            issn="0317-8471",
        )
        for extension, format_ in FORMATS.items():
            text = "".join(format_.write([Reference(work, quoted)]))
            text = re.sub(r"[{}\\]", "", unquote(unescape(text)))
            text += text.replace('": "', '"')
            lost = {
                name
                for name, values in fields.items()
                if not any(value in text for value in values.split("|"))
            }
            assert lost <= without.get(extension, set()), (csl_type, extension, lost)


def test_the_numbers_of_a_publication_are_not_those_of_its_article():
    numbers = {"doi": "10.1000/182", "isbn": "9780306406157", "issn": "0317-8471"}
    article = Reference(replace(NEWSPAPER.work, **numbers))
    book = Reference(replace(NEWSPAPER.work, type="book", **numbers))

    mods = "{http://www.loc.gov/mods/v3}"
    for cited, own in ((article, ["doi"]), (book, ["doi", "isbn", "issn"])):
        (record,) = valid("mods", cited)
        found = [each.get("type") for each in record.findall(f"{mods}identifier")]
        inner = record.findall(f"{mods}relatedItem/{mods}identifier")
        assert found == own
        assert found + [each.get("type") for each in inner] == list(numbers)

    isbn, issn = "urn:isbn:9780306406157", "urn:issn:0317-8471"
    for cited, related in ((article, {isbn, issn}), (book, {issn})):
        (record,) = valid("dc", cited)
        for tag, expected in (
            ("relation", related),
            ("identifier", {isbn, issn} - related),
        ):
            texts = {each.text for each in record.iter(f"{{*}}{tag}")}
            assert texts & {isbn, issn} == expected


def test_a_doubtful_speaker_is_named_with_the_doubt_alone():
    speakers = (
        CitedSpeaker("Mark Twain", "", "misattributed"),
        CitedSpeaker("Ada Lim"),
    )
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
