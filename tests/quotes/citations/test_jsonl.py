"""JSON Lines: the contents of a line, and that all of it reads back."""

import datetime
import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.citations.jsonl import write_json_lines
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work
from tests.support.any_references import references, through_utf8
from tests.support.citation_files import BARE


def read(*several):
    """Return the objects; any character that could end a line does."""
    text = through_utf8("".join(write_json_lines(several)))
    lines = text.splitlines()
    assert len(lines) == len(several) == text.count("\n")
    return [json.loads(line) for line in lines]


def test_a_line_has_all_known_values():
    work = Work(
        key="a3",
        type="article-newspaper",
        title="Chip rules leak",
        authors=(CSLName("Gogh", "Vincent", "van"), CSLName(literal="Reuters")),
        container_title="The Evening Paper",
        place="London",
        issued=PartialDate(2025, 2),
        accessed=PartialDate(2025, 2, 13),
        url="https://news.example/?a=1&b=2",
        archive_url="https://archive.example/1",
        page="A12",
        section="Business",
        language="en-GB",
        page_url="https://quotes.example/articles/3/",
    )
    quoted = Quoted(
        key="q7",
        text="Nous\nferons appel.",
        kind="mixed",
        language="fr",
        speakers=(
            CitedSpeaker("Zoë Lim", "minister", "verified", "Lim"),
            CitedSpeaker("Acme", is_person=False),
        ),
        said=PartialDate(2025, 1, 31),
        translation="We will appeal.",
        translation_language="en",
        url="https://quotes.example/quotes/7/",
        anchor="exact",
        spans=((3, 7), (9, 19)),
        prefix="she said, \n“",
        suffix="” and",
        snapshot_at=datetime.datetime(2025, 2, 13, 12, 0, tzinfo=datetime.UTC),
    )
    assert read(Reference(work, quoted)) == [
        {
            "id": "q7",
            "url": "https://quotes.example/quotes/7/",
            "text": "Nous\nferons appel.",
            "kind": "mixed",
            "language": "fr",
            "said": "2025-01-31",
            "translation": "We will appeal.",
            "translation_language": "en",
            "speakers": [
                {
                    "name": "Zoë Lim",
                    "role": "minister",
                    "standing": "verified",
                    "kind": "person",
                    "family": "Lim",
                },
                {"name": "Acme", "standing": "unverified", "kind": "organisation"},
            ],
            "anchor": {
                "status": "exact",
                "spans": [[3, 7], [9, 19]],
                "prefix": "she said, \n“",
                "suffix": "” and",
                "held_at": "2025-02-13T12:00:00+00:00",
            },
            "article": {
                "id": "a3",
                "url": "https://quotes.example/articles/3/",
                "type": "article-newspaper",
                "title": "Chip rules leak",
                "authors": [
                    {"family": "Gogh", "given": "Vincent", "particle": "van"},
                    {"literal": "Reuters"},
                ],
                "publication": "The Evening Paper",
                "place": "London",
                "published": "2025-02",
                "accessed": "2025-02-13",
                "source_url": "https://news.example/?a=1&b=2",
                "archive_url": "https://archive.example/1",
                "section": "Business",
                "page": "A12",
                "language": "en-GB",
            },
        }
    ]


def test_unknown_values_are_left_out():
    article = {"id": "q1", "type": "webpage", "title": "Untitled"}
    assert read(BARE) == [{"id": "q1", "article": article}]
    assert read() == []


@given(st.lists(references, max_size=3))
def test_any_input_reads_back_unchanged(several):
    text = "".join(write_json_lines(several))
    assert not set("<>&") & set(text)
    for item, reference in zip(read(*several), several, strict=True):
        article, work, quoted = item["article"], reference.work, reference.quoted
        fields = {
            "id": work.key,
            "url": work.page_url,
            "type": work.type,
            "title": work.title,
            "publication": work.container_title,
            "place": work.place,
            "source_url": work.url,
            "archive_url": work.archive_url,
            "section": work.section,
            "page": work.page,
            "language": work.language,
        }
        assert {name: article.get(name, "") for name in fields} == fields
        assert article.get("authors", []) == [
            {part: value for part, value in asdict(name).items() if value}
            for name in work.authors
        ]
        for name, date in (("published", work.issued), ("accessed", work.accessed)):
            assert article.get(name) == (date.isoformat() if date else None)
        if not quoted:
            assert set(item) == {"id", "article"}
            continue
        assert (item["id"], item["text"]) == (quoted.key, quoted.exact)
        assert item["kind"] == quoted.kind
        assert item.get("translation", "") == quoted.translation
        anchor = item["anchor"]
        assert anchor["status"] == quoted.anchor
        assert anchor.get("spans", []) == [list(span) for span in quoted.spans]
        for name in ("prefix", "suffix"):
            assert anchor.get(name, "") == getattr(quoted, name)
        assert item.get("caution", "") == quoted.caution
        read_speakers = item.get("speakers", []) + item.get("doubtful_speakers", [])
        speakers = quoted.reported + quoted.doubtful
        assert len(read_speakers) == len(quoted.speakers)
        for who, speaker in zip(read_speakers, speakers, strict=True):
            assert (who["name"], who["standing"]) == (speaker.name, speaker.standing)
            assert (who["kind"] == "person") is speaker.is_person
            assert who.get("role", "") == speaker.role
