"""CSL-JSON is valid by the official schema, and reads back unchanged."""

import json
import re
from html import escape
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from quotes.citations.csl import without_markup, write_csl_json
from quotes.citations.reference import CSLName, note
from quotes.citations.zotero_rdf import write_zotero_rdf
from tests.support.any_references import quoting, references, through_utf8
from tests.support.citation_files import BARE, DEEPSEEK, NEWSPAPER, WORDS, changed, csl

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "data" / "csl-data.json").read_text(encoding="utf-8")
)
#: The field of the publication, for works that are not part of one.
OUTLETS = {
    "legal_case": "authority",
    "personal_communication": "archive",
    **dict.fromkeys(
        ("article", "book", "broadcast", "document", "hearing", "report", "speech"),
        "publisher",
    ),
}
VALIDATOR = Draft7Validator(SCHEMA)


def test_the_schema_is_valid_and_rejects_errors():
    Draft7Validator.check_schema(SCHEMA)
    assert not VALIDATOR.is_valid([{"id": "q1", "type": "tweet"}])
    assert not VALIDATOR.is_valid([{"id": "q1", "type": "book", "quote": "No."}])


def test_a_newspaper_article():
    items = csl(NEWSPAPER)
    VALIDATOR.validate(items)
    assert items == [
        {
            "id": "q7",
            "type": "article-newspaper",
            "title": "Chip rules leak, says the trade ministry of France",
            "author": [
                {"family": "Okafor", "given": "Ada"},
                {"family": "van Gogh", "given": "Vincent"},
                {"family": "King", "given": "Martin Luther, Jr."},
            ],
            "container-title": "The Evening Paper",
            "issued": {"date-parts": [[2025, 2, 3]]},
            "accessed": {"date-parts": [[2025, 2, 13]]},
            "section": "Business",
            "page": "A12–A13",
            "language": "en-GB",
            "URL": "https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
            "note": note(NEWSPAPER),
            "custom": {
                "archive_url": "https://archive.example/2025/https://news.example/",
                "quote": {
                    "text": "We will appeal.",
                    "kind": "direct",
                    "url": "https://quotes.example/quotes/7/",
                    "speakers": [
                        {"name": "Zoë Lim", "role": "minister", "standing": "verified"},
                        {"name": "Acme", "standing": "unverified"},
                    ],
                },
            },
        }
    ]


def test_unknown_publication_and_date_are_not_invented():
    (item,) = csl(DEEPSEEK)
    assert set(item) == {"id", "type", "title", "author", "note", "custom"}
    assert item["note"] == (
        f"As quoted in the work cited, Dean Ball (research fellow) said: “{WORDS}”"
    )
    assert csl(BARE) == [{"id": "q1", "type": "webpage", "title": "Untitled"}]


def test_an_organisation_is_a_literal():
    (item,) = csl(changed(BARE, authors=(CSLName(literal="Ministry of Trade"),)))
    assert item["author"] == [{"literal": "Ministry of Trade"}]


@given(quoting)
@example(changed(BARE, quote_kind="mixed", quote_text="title: evil"))
def test_no_program_reads_the_note_as_a_field(reference):
    (item,) = csl(reference)
    assert not re.match(r"[\w-]+:", item["note"])


@given(st.lists(references, max_size=3))
def test_any_input_is_valid_and_reads_back_unchanged(several):
    text = through_utf8("".join(write_csl_json(several)))
    assert not set("<>&") & set(text)
    items = json.loads(text)
    VALIDATOR.validate(items)
    for item, reference in zip(items, several, strict=True):
        work, quoted = reference.work, reference.quoted
        custom = item.get("custom", {})
        expected = {
            "id": reference.key,
            "title": without_markup(work.title),
            OUTLETS.get(work.type, "container-title"): without_markup(
                work.container_title
            ),
            "section": work.section,
            "locator" if work.type == "book" else "page": work.page,
            "language": work.language,
            "DOI": work.doi,
            "ISBN": work.isbn,
            "ISSN": work.issn,
            "URL": work.url,
            "note": note(reference),
        }
        assert {name: item.get(name, "") for name in expected} == expected
        assert custom.get("type", item["type"]) == work.type
        assert custom.get("archive_url", "") == work.archive_url
        assert custom.get("place", "") == work.place
        others = {"type", "author", "issued", "accessed", "custom"}
        if not work.authors:
            others.add("title-short")
        if work.type == "legal_case":
            others.add("publisher")
        if work.type == "hearing":
            others.add("genre")
        assert item.keys() <= {*expected, *others}
        authors = item.get("author", [])
        assert len(authors) == len(work.authors)
        for read, name in zip(authors, work.authors, strict=True):
            found = ", ".join(read.values())
            assert found == name.literal or name.last in found
            assert name.given in found and name.suffix in found
        for name, date in (("issued", work.issued), ("accessed", work.accessed)):
            if date:
                parts = [int(part) for part in date.isoformat().split("-")]
                assert item[name] == {"date-parts": [parts]}
            else:
                assert name not in item
        if quoted:
            own = {
                name: getattr(quoted, name)
                for name in ("text", "kind", "language", "url", "caution")
            }
            speakers = [
                {"name": who.name, "role": who.role, "standing": who.standing}
                for who in quoted.reported + quoted.doubtful
            ]
            told = item["custom"]["quote"]
            named = told.pop("speakers", []) + told.pop("doubtful_speakers", [])
            assert [{"role": "", **who} for who in named] == speakers
            assert told == {name: value for name, value in own.items() if value}
        else:
            assert not custom.keys() - {"type", "archive_url", "place"}


def test_tags_in_a_title_are_no_markup():
    title = "CO<sub>2</sub> and <I>x</I>, 1 < 2 <b, <br> & <span class='nocase'>"
    joined = without_markup(title)
    assert joined.replace("\u2060", "") == title
    for tag in "sub /sub I /I span".split():
        assert f"<\u2060{tag}" in joined
    assert "1 < 2 <b, <br>" in joined.replace("\u2060b,", "b,")
    tagged = changed(BARE, title=title)
    (item,) = csl(tagged)
    assert item["title"] == joined
    assert escape(joined) in "".join(write_zotero_rdf([tagged]))
