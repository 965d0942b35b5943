"""EndNote XML: its contents, and that lxml and pandoc read them back."""

import pytest
from hypothesis import example, given
from lxml import etree

from articles.partial_dates import PartialDate
from quotes.citations.endnote import write_endnote_xml
from quotes.citations.reference import CSLName, note
from tests.support.any_references import references, through_utf8
from tests.support.citation_files import BARE, DEEPSEEK, NEWSPAPER, changed
from tests.support.pandoc_files import csl_through_pandoc

REPLACED = str.maketrans("\ufffe\uffff", "\ufffd\ufffd")


def read(*several):
    """Return the records as lxml parses them."""
    text = "".join(write_endnote_xml(several))
    root = etree.fromstring(through_utf8(text).encode())
    assert root.tag == "xml"
    (records,) = root
    assert [record.tag for record in records] == ["record"] * len(several)
    return list(records)


def leaves(record):
    """Return the texts of a record, each with the path of its element."""
    tree = record.getroottree()
    start = len(tree.getpath(record)) + 1
    return [
        (tree.getpath(element)[start:], element.text)
        for element in record.iter()
        if not len(element)
    ]


def test_a_newspaper_article():
    (record,) = read(changed(NEWSPAPER, place="London"))
    assert record.find("ref-type").get("name") == "Newspaper Article"
    assert leaves(record) == [
        ("rec-number", "1"),
        ("ref-type", "23"),
        ("contributors/authors/author[1]", "Okafor, Ada"),
        ("contributors/authors/author[2]", "van Gogh, Vincent"),
        ("contributors/authors/author[3]", "King Jr., Martin Luther"),
        ("titles/title", "Chip rules leak, says the trade ministry of France"),
        ("titles/secondary-title", "The Evening Paper"),
        ("periodical/full-title", "The Evening Paper"),
        ("pages", "A12–A13"),
        ("section", "Business"),
        ("dates/year", "2025"),
        ("dates/pub-dates/date", "February 3"),
        ("pub-location", "London"),
        ("label", "q7"),
        ("notes", note(NEWSPAPER)),
        ("language", "en-GB"),
        ("urls/web-urls/url", NEWSPAPER.work.url),
        ("urls/related-urls/url", NEWSPAPER.work.archive_url),
        ("access-date", "2025-02-13"),
    ]


def test_unknown_values_are_left_out():
    first, second = read(DEEPSEEK, BARE)
    assert leaves(first) == [
        ("rec-number", "1"),
        ("ref-type", "23"),
        ("contributors/authors/author", "Dickens, Sean"),
        ("titles/title", DEEPSEEK.work.title),
        ("label", "q12"),
        ("notes", note(DEEPSEEK)),
    ]
    assert leaves(second) == [
        ("rec-number", "2"),
        ("ref-type", "12"),
        ("titles/title", "Untitled"),
        ("label", "q1"),
    ]
    assert read() == []


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        (PartialDate(2025, 2, 3), {"year": "2025", "date": "February 3"}),
        (PartialDate(2025, 12), {"year": "2025", "date": "December"}),
        (PartialDate(984), {"year": "0984"}),
    ],
)
def test_dates_have_the_known_precision(issued, said):
    (record,) = read(changed(BARE, issued=issued))
    texts = {path.rpartition("/")[2]: text for path, text in leaves(record)}
    assert {name: texts[name] for name in texts if name in ("year", "date")} == said


# The number, and the CSL type that pandoc reads from the name.
TYPES = {
    "article": (13, "document"),
    "article-journal": (17, "article-journal"),
    "article-magazine": (19, "article-magazine"),
    "article-newspaper": (23, "article-newspaper"),
    "book": (6, "book"),
    "broadcast": (21, "motion_picture"),
    "chapter": (5, "chapter"),
    "document": (13, "document"),
    "hearing": (14, "hearing"),
    "interview": (13, "document"),
    "legal_case": (7, "legal_case"),
    "personal_communication": (26, "personal_communication"),
    "post": (12, "webpage"),
    "post-weblog": (56, "post-weblog"),
    "report": (27, "report"),
    "speech": (47, "article"),
    "webpage": (12, "webpage"),
}
WITH_PUBLISHER = (
    *("article", "book", "report", "broadcast", "document", "interview"),
    "legal_case",
)


@pytest.mark.parametrize("csl_type", TYPES)
def test_pandoc_reads_every_field_that_it_supports(csl_type):
    """It ignores section, language, note and URL, and reads only the year of dates."""
    authors = (
        CSLName("Okafor", "Ada"),
        CSLName("Gogh", "Vincent", particle="van"),
        CSLName(literal="Ministry of Trade"),
    )
    full = changed(NEWSPAPER, type=csl_type, authors=authors, place="London")
    number, pandoc_type = TYPES[csl_type]
    assert read(full)[0].findtext("ref-type") == str(number)
    outlet = "publisher" if csl_type in WITH_PUBLISHER else "container-title"
    text = "".join(write_endnote_xml([full]))
    assert csl_through_pandoc(text, "endnotexml") == [
        {
            "id": "1",
            "type": pandoc_type,
            "title": full.work.title,
            "author": [
                {"family": "Okafor", "given": "Ada"},
                {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
                {"family": "Ministry of Trade"},
            ],
            outlet: "The Evening Paper",
            "publisher-place": "London",
            "issued": {"date-parts": [[2025]]},
            "pages": "A12–A13",
        }
    ]


@given(references)
@example(changed(BARE, title="\ufffe & <b>\uffff</b> ]]>", quote_text="\x00\x0b\uffff"))
def test_any_text_allowed_in_xml_reads_back_unchanged(reference):
    (record,) = read(reference)
    texts = {path: text or "" for path, text in leaves(record)}
    work = reference.work
    whole = work.type in WITH_PUBLISHER
    expected = {
        "titles/title": work.title,
        "publisher" if whole else "titles/secondary-title": work.container_title,
        "pub-location": work.place,
        "pages": work.page,
        "section": work.section,
        "language": work.language,
        "label": reference.key,
        "notes": note(reference),
        "access-date": work.accessed.isoformat() if work.accessed else "",
    }
    for path, value in expected.items():
        assert texts.get(path, "") == value.translate(REPLACED)
    authors = [author.text for author in record.iter("author")]
    assert len(authors) == len(work.authors)
    for read_name, name in zip(authors, work.authors, strict=True):
        for part in (name.family, name.given, name.suffix, name.literal):
            assert part.translate(REPLACED) in read_name
