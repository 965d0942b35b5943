"""Zotero's RDF, read by the rules of its translator: one item of the exact type."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticleKind
from articles.partial_dates import PartialDate
from quotes.citations.reference import (
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    collapse_whitespace,
)
from quotes.citations.zotero_rdf import write_zotero_rdf
from tests.support.citation_files import BARE, NEWSPAPER, changed, make_reference
from tests.support.zotero_readers import read_rdf

#: Zotero's type for each CSL type, and its field for the publication.
TYPES = {
    "article-newspaper": ("newspaperArticle", "publicationTitle"),
    "article-magazine": ("magazineArticle", "publicationTitle"),
    "article-journal": ("journalArticle", "publicationTitle"),
    "speech": ("presentation", "extra"),
    "interview": ("interview", "extra"),
    "broadcast": ("document", "publisher"),
    "webpage": ("webpage", "publicationTitle"),
    "post-weblog": ("blogPost", "publicationTitle"),
    "post": ("forumPost", "publicationTitle"),
    "report": ("report", "publisher"),
    "hearing": ("hearing", "publisher"),
    "legal_case": ("case", "court"),
    "book": ("book", "publisher"),
    "chapter": ("bookSection", "publicationTitle"),
    "personal_communication": ("letter", "extra"),
    "document": ("document", "publisher"),
}


class Text(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.text += data


def items(*references):
    return read_rdf("".join(write_zotero_rdf(references)))


def test_an_article_with_a_quote():
    (item,) = items(NEWSPAPER)
    assert item == {
        "itemType": "newspaperArticle",
        "title": "Chip rules leak, says the trade ministry of France",
        "creators": [
            ("author", "Okafor", "Ada"),
            ("author", "van Gogh", "Vincent"),
            ("author", "King", "Martin Luther, Jr."),
        ],
        "publicationTitle": "The Evening Paper",
        "date": "2025-02-03",
        "accessDate": "2025-02-13",
        "language": "en-GB",
        "section": "Business",
        "pages": "A12–A13",
        "url": "https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
        "archiveLocation": "https://archive.example/2025/https://news.example/",
        "notes": [
            "<p>As quoted in the work cited, Zoë Lim (minister); Acme said: "
            "“We will appeal.”</p>"
            '<p><a href="https://quotes.example/quotes/7/">'
            "https://quotes.example/quotes/7/</a></p>"
        ],
    }


def test_every_kind_of_article_is_tested():
    assert set(TYPES) == set(ArticleKind.values)


@pytest.mark.parametrize("csl_type", [*TYPES, "article"])
def test_each_kind_has_its_type_and_field_for_the_publication(csl_type):
    name, field = TYPES.get(csl_type, ("document", "publisher"))
    (item,) = items(changed(BARE, type=csl_type, container_title="The Outlet"))
    assert item["itemType"] == name
    assert "The Outlet" in item[field]
    extra = item.get("extra", "").split("\n")
    assert ("Container Title: The Outlet" in extra) == (field == "extra")
    # Zotero cites types that it does not have by Extra.
    own_type = csl_type in TYPES and csl_type != "broadcast"
    assert (f"Type: {csl_type}" in extra) == (not own_type)


@pytest.mark.parametrize("csl_type", TYPES)
def test_authors_have_a_role_that_the_type_supports(csl_type):
    (item,) = items(changed(BARE, type=csl_type, authors=(CSLName("Roe", "Jane"),)))
    ((role, *name),) = item["creators"]
    assert name == ["Roe", "Jane"]
    # It is unknown who asked or answered, or sat on a committee.
    assert role == {
        "speech": "presenter",
        "interview": "contributor",
        "hearing": "contributor",
    }.get(csl_type, "author")


def test_organisations_are_single_field_names():
    names = (CSLName(literal="World Health Organization"), CSLName(literal="Plato"))
    (item,) = items(changed(BARE, authors=names))
    assert item["creators"] == [
        ("author", "World Health Organization", None),
        ("author", "Plato", None),
    ]


def test_unknown_values_are_left_out():
    (item,) = items(BARE)
    assert item == {"itemType": "webpage", "title": "Untitled"}
    # The date of access would be read as the date of an undated article.
    (item,) = items(changed(BARE, accessed=PartialDate(2025, 2, 3)))
    assert item["accessDate"] == "2025-02-03" and "date" not in item
    for date in ("2025", "2025-02", "2025-02-03"):
        (item,) = items(changed(BARE, issued=PartialDate.parse(date)))
        assert item["date"] == date


def test_fields_that_zotero_lacks_go_to_extra():
    (item,) = items(changed(BARE, section="World", page="7"))
    assert item["extra"] == "Section: World\nPage: 7"


def test_identifiers_and_archived_copies_are_in_fields_or_else_in_extra():
    numbers = {"doi": "10.1000/182", "isbn": "9780306406157", "issn": "0317-8471"}
    for csl_type, fields in (
        ("article-journal", {"DOI", "ISSN", "archiveLocation"}),
        ("article-newspaper", {"ISSN", "archiveLocation"}),
        ("book", {"ISBN", "archiveLocation"}),
        ("interview", {"archiveLocation"}),
        ("webpage", set()),
        ("speech", set()),
        ("legal_case", set()),
    ):
        copy = "https://archive.example/1"
        (item,) = items(changed(BARE, type=csl_type, archive_url=copy, **numbers))
        extra = dict(
            line.split(": ", 1) for line in item.get("extra", "").split("\n") if line
        )
        known = {"DOI", "ISBN", "ISSN", "archiveLocation"}
        assert known & item.keys() == fields, csl_type
        values = {each.upper(): value for each, value in numbers.items()}
        for name, value in (values | {"Archive Location": copy}).items():
            field = "archiveLocation" if name == "Archive Location" else name
            held = item.get(field) if field in fields else extra.get(name)
            assert held == value, (csl_type, name)


def test_standing_and_kind_are_in_the_note():
    quoted = replace(
        NEWSPAPER.quoted,
        kind="indirect",
        speakers=(CitedSpeaker("Ada", "", "misattributed"),),
    )
    (item,) = items(Reference(NEWSPAPER.work, quoted))
    assert "Not Ada. As reported in the work cited. Paraphrase: We" in item["notes"][0]


def test_quotes_of_an_article_are_notes_of_one_item():
    one, two = (
        Reference(
            NEWSPAPER.work, Quoted(key=key, text=key, url=f"https://q.example/{key}/")
        )
        for key in ("q1", "q2")
    )
    (item,) = items(one, two)
    assert len(item["notes"]) == 2
    other = make_reference("q3", type="book", title="Other")
    # In another order too: a node described twice is the same node.
    work = replace(NEWSPAPER.work, page_url="https://q.example/articles/1/")
    found = items(replace(one, work=work), other, replace(two, work=work))
    # A graph has no order.
    assert sorted(len(item.get("notes", ())) for item in found) == [0, 2]
    assert items() == []


# Any Unicode that XML allows.
anything = st.text(st.characters(), max_size=30)
something = anything.filter(collapse_whitespace)


def in_xml(text):
    return (
        collapse_whitespace(text)
        .replace("\ufffe", "\ufffd")
        .replace("\uffff", "\ufffd")
    )


@given(something, anything, something, something, anything)
def test_any_unicode_reads_back_unchanged(title, outlet, family, words, role):
    work = replace(
        NEWSPAPER.work,
        title=title,
        container_title=outlet,
        authors=(CSLName(family, "Ada"),),
    )
    quoted = Quoted(key="q1", text=words, speakers=(CitedSpeaker("Ada", role),))
    (item,) = items(Reference(work, quoted))
    assert item["title"] == in_xml(title)
    assert item.get("publicationTitle", "") == in_xml(outlet)
    assert item["creators"] == [("author", in_xml(family), "Ada")]
    (note,) = item["notes"]
    assert in_xml(words) in Text(note).text
    assert in_xml(role) in Text(note).text
