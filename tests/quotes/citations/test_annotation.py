"""Web Annotations, read by a JSON-LD processor with the W3C's own context."""

import datetime
import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from quotes.citations.annotation import write_annotations
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference
from quotes.exports.references import read_references
from quotes.listing.rows import make_row
from quotes.models import AnchorStatus, QuoteKind
from quotes.views.sharing import public_quote
from tests.factories import make_article, make_quote, make_speaker
from tests.support.citation_files import DEEPSEEK, NEWSPAPER

CONTEXT = json.loads((Path(__file__).parents[2] / "data" / "anno.jsonld").read_text())
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
TYPED = "http://www.w3.org/2001/XMLSchema#"
BASE = "https://quotes.example/quotes.jsonld?q=x"
HELD = datetime.datetime(2025, 2, 14, 9, 30, tzinfo=datetime.UTC)


def load(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def written(*references):
    return json.loads("".join(write_annotations(references)))


def expanded(document):
    """Return the only node of a document, with its terms as URLs."""
    options = {"documentLoader": load, "base": BASE}
    (node,) = jsonld.expand(document, options)
    check_all_terms_are_known(document, node)
    return node


def check_all_terms_are_known(document, node):
    """JSON-LD processors silently drop terms that the context does not define."""

    def count(value):
        if isinstance(value, list):
            return sum(map(count, value))
        if isinstance(value, dict):
            return sum(
                1 + count(each)
                for name, each in value.items()
                if name not in ("@context", "@id", "@type", "@value", "@list")
                and name not in ("id", "type")
            ) + count(value.get("@list", []))
        return 0

    assert count(node) == count(document)


def only(node, term):
    (value,) = node[term]
    return value.get("@value", value.get("@id", value))


def quoting(**fields):
    quoted = replace(
        NEWSPAPER.quoted,
        exact="",
        **{
            "anchor": "exact",
            "spans": ((10, 25),),
            "prefix": "She said: “",
            "suffix": "”, and left.",
            "snapshot_at": HELD,
            **fields,
        },
    )
    return Reference(NEWSPAPER.work, quoted)


def targets(reference):
    return expanded(written(reference))[f"{OA}hasTarget"]


def selectors(target):
    return {
        each["@type"][0].removeprefix(OA): each
        for each in target.get(f"{OA}hasSelector", [])
    }


def bodies(reference):
    return [
        (
            only(body, f"{OA}hasPurpose").removeprefix(OA),
            only(body, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"),
        )
        for body in expanded(written(reference))[f"{OA}hasBody"]
    ]


def test_a_quote_is_an_annotation_of_its_source():
    node = expanded(written(quoting()))
    assert node["@type"] == [f"{OA}Annotation"]
    assert node["@id"] == "https://quotes.example/quotes/7/#q7"
    assert only(node, f"{OA}motivatedBy") == f"{OA}highlighting"
    assert only(node[f"{AS}generator"][0], "http://xmlns.com/foaf/0.1/name") == (
        "On Record"
    )
    (target,) = node[f"{OA}hasTarget"]
    assert only(target, f"{OA}hasSource") == NEWSPAPER.work.url
    found = selectors(target)
    quote = found["TextQuoteSelector"]
    assert only(quote, f"{OA}exact") == "We will appeal."
    assert only(quote, f"{OA}prefix") == "She said: “"
    assert only(quote, f"{OA}suffix") == "”, and left."
    position = found["TextPositionSelector"]
    assert position[f"{OA}start"] == [
        {"@type": f"{TYPED}nonNegativeInteger", "@value": 10}
    ]
    assert only(position, f"{OA}end") == 25
    held, archived = target[f"{OA}hasState"]
    assert held[f"{OA}sourceDate"] == [
        {"@type": f"{TYPED}dateTime", "@value": "2025-02-14T09:30:00Z"}
    ]
    # The archived copy may be of another time.
    assert only(archived, f"{OA}cachedSource") == NEWSPAPER.work.archive_url
    assert f"{OA}sourceDate" not in archived


def test_words_speakers_and_standings_are_bodies():
    assert bodies(quoting()) == [
        ("describing", "We will appeal."),
        ("classifying", "Kind: Direct quote"),
        ("identifying", "Said by Zoë Lim, minister (verified)"),
        ("identifying", "Credited to Acme (not yet checked)"),
        (
            "commenting",
            "Are these the printed words? Yes, word for word. Compared by machine with "
            "the text held of the source.",
        ),
    ]
    body = written(quoting(language="fr"))["body"][0]
    assert (body["language"], body["format"]) == ("fr", "text/plain")
    refuted = quoting(speakers=(CitedSpeaker("Ada", "", "misattributed"),))
    said = bodies(refuted)
    assert said[0] == ("commenting", "Not Ada.")
    assert said[3] == ("commenting", "Not said by Ada (misattributed)")
    assert "identifying" not in dict(said)


@pytest.mark.parametrize(
    ("fields", "lead_in"),
    [
        ({}, "Said by"),
        ({"kind": "indirect"}, "Said in substance by"),
        ({"type": "speech"}, "Said by"),
        ({"type": "personal_communication"}, "Written by"),
        ({"type": "book", "authors": ()}, "Said by"),
        ({"type": "book", "standing": "misattributed"}, "Not written by"),
        ({"type": "book", "kind": "indirect"}, "Said in substance by"),
        ({"type": "book", "standing": "unverified"}, "Credited to"),
        ({"standing": "disputed"}, "Disputed: credited to"),
    ],
)
def test_what_is_before_a_name(fields, lead_in):
    quoted = quoting(
        kind=fields.get("kind", "direct"),
        speakers=(CitedSpeaker("Ada Lim", "", fields.get("standing", "verified")),),
    ).quoted
    work = replace(
        NEWSPAPER.work,
        type=fields.get("type", NEWSPAPER.work.type),
        authors=fields.get("authors", (CSLName("Lim", "Ada"),)),
    )
    said = [value for _, value in bodies(Reference(work, quoted))]
    assert any(value.startswith(f"{lead_in} Ada Lim (") for value in said), said


def test_parts_of_an_interrupted_quote_are_targets_of_their_own():
    parts = targets(quoting(spans=((3, 8), (20, 26)), printed=("We wil", "appeal")))
    assert len(parts) == 2
    for part, exact, start, end in zip(
        parts, ("We wil", "appeal"), (3, 20), (8, 26), strict=True
    ):
        found = selectors(part)
        assert only(found["TextQuoteSelector"], f"{OA}exact") == exact
        assert only(found["TextPositionSelector"], f"{OA}start") == start
        assert only(found["TextPositionSelector"], f"{OA}end") == end
        assert only(part, f"{OA}hasSource") == NEWSPAPER.work.url
    first, last = (selectors(part)["TextQuoteSelector"] for part in parts)
    assert f"{OA}prefix" in first and f"{OA}suffix" not in first
    assert f"{OA}prefix" not in last and f"{OA}suffix" in last


def test_words_missing_from_the_source_are_not_claimed():
    for fields in (
        {"anchor": "edited", "text": "We [won’t] appeal."},
        {"spans": ((3, 8), (20, 26))},  # words not read
        {"spans": ((3, 80),)},  # white space differs from ours
    ):
        for target in targets(quoting(**fields)):
            assert list(selectors(target)) == ["TextPositionSelector"]


@pytest.mark.parametrize(
    ("anchor", "answer"),
    [
        ("ambiguous", "More than once, unsettled."),
        ("missing", "No. Not in the text."),
        ("no_text", "Not known."),
    ],
)
def test_a_quote_not_located_has_no_position_and_says_so(anchor, answer):
    reference = quoting(anchor=anchor, spans=())
    (target,) = targets(reference)
    expected = [] if anchor == "missing" else ["TextQuoteSelector"]
    assert list(selectors(target)) == expected
    assert bodies(reference)[-1][1].startswith(f"Are these the printed words? {answer}")
    paraphrase = quoting(anchor=anchor, spans=(), kind="indirect")
    assert selectors(targets(paraphrase)[0]) == {}
    assert ("classifying", "Kind: Paraphrase") in bodies(paraphrase)


def test_unknown_values_are_left_out():
    document = written(DEEPSEEK)
    assert set(document["target"]) == {"type", "source", "selector"}
    assert set(document["target"]["selector"][0]) == {"type", "exact"}
    assert "language" not in document["body"][0]
    # An article without a URL is identified by its page here.
    work = replace(
        NEWSPAPER.work, url="", page_url="https://quotes.example/articles/1/"
    )
    article = expanded(written(Reference(work)))
    assert only(article, f"{OA}motivatedBy") == f"{OA}bookmarking"
    assert only(article, f"{OA}hasTarget") == work.page_url
    assert f"{OA}hasBody" not in article


def test_a_list_is_a_collection_with_a_page():
    many = [quoting(key=f"q{number}") for number in range(3)]
    collection = expanded(written(*many))
    assert collection["@type"] == [f"{AS}OrderedCollection"]
    assert collection["@id"] == f"{BASE}#collection"
    assert only(collection, f"{AS}totalItems") == 3
    (page,) = collection[f"{AS}first"]
    assert page["@type"] == [f"{AS}OrderedCollectionPage"]
    assert only(page, f"{AS}partOf") == f"{BASE}#collection"
    items = page[f"{AS}items"][0]["@list"]
    assert [item["@id"].partition("#")[2] for item in items] == ["q0", "q1", "q2"]
    assert len(list(write_annotations(many))) == 5  # one piece each, start and end
    assert written()["first"]["items"] == []


anything = st.text(st.characters(), max_size=40)


@given(anything.filter(bool), anything, anything, anything.filter(str.strip))
def test_any_unicode_reads_back_unchanged(exact, prefix, suffix, name):
    quoted = Quoted(
        key="q1",
        text=exact,
        exact=exact,
        anchor="exact",
        spans=((5, 5 + len(exact)),),
        prefix=prefix,
        suffix=suffix,
        speakers=(CitedSpeaker(name),),
    )
    text = "".join(write_annotations([Reference(NEWSPAPER.work, quoted)]))
    document = json.loads(text.encode())
    assert "<" not in text
    assert document["body"][0]["value"] == exact
    selector = document["target"]["selector"][0]
    assert (selector["exact"], selector.get("prefix", ""), selector.get("suffix")) == (
        exact,
        prefix,
        suffix or None,
    )
    assert quoted.speakers[0].name in document["body"][2]["value"]


def test_every_kind_and_anchor_status_of_the_models_has_words():
    for name, values in (("kind", QuoteKind.values), ("anchor", AnchorStatus.values)):
        told = {str(bodies(quoting(**{name: value}))) for value in values}
        assert len(told) == len(values)


class DatabaseTests(TestCase):
    def test_positions_are_those_of_the_words_in_the_snapshot(self):
        text = "Ein 𝔊edicht: «Der Mond 🌙 ist\naufgegangen», sagte sie. Cafe\u0301!"
        article = make_article(text=text, url="https://news.example/1")
        quote = make_quote(article, "Der Mond 🌙 ist\naufgegangen")
        (reference,) = read_references(
            [quote.pk], lambda path: f"https://q.example{path}", needs="words"
        )
        document = written(reference)
        target = document["target"]
        words, position, fragment = target["selector"]
        self.assertTrue(fragment["value"].startswith(":~:text="))
        held = quote.snapshot.text
        self.assertEqual(held[position["start"] : position["end"]], words["exact"])
        self.assertTrue(held[: position["start"]].endswith(words["prefix"]))
        self.assertTrue(held[position["end"] :].startswith(words["suffix"]))
        at = quote.snapshot.retrieved_at.isoformat().replace("+00:00", "Z")
        self.assertEqual(target["state"][0]["sourceDate"], at)
        self.assertEqual(target["source"], "https://news.example/1")
        path = f"/quotes/{quote.pk}/"
        self.assertEqual(document["id"], f"https://q.example{path}#q{quote.pk}")

    def test_speakers_are_named_as_on_the_page(self):
        for kind, words in product(("book", "speech"), ("direct", "indirect")):
            article = make_article(kind=kind, bylines=["Ada Lim"])
            speaker = make_speaker("Ada Lim", slug=f"{kind}-{words}")
            quote = make_quote(
                article, kind=words, speaker=speaker, standing="verified"
            )
            (who,) = make_row(public_quote(quote.pk)).attributions
            (reference,) = read_references([quote.pk], str, needs="words")
            values = [each["value"] for each in written(reference)["body"]]
            self.assertIn(f"{who.lead_in} Ada Lim (verified)", values)

    def test_downloads_declare_their_media_type(self):
        quote = make_quote()
        for path in (f"/quotes/{quote.pk}.jsonld", "/quotes.jsonld"):
            response = self.client.get(path)
            self.assertEqual(
                response["Content-Type"],
                'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            )
            self.assertEqual(json.loads(response.getvalue())["type"], "Annotation")
