"""Downloads in the vocabulary of schema.org are valid and claim nothing unknown."""

import json
from dataclasses import replace

from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from articles.partial_dates import PartialDate
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference
from quotes.citations.schema_org import TYPES, write_schema_org
from tests.factories import make_article, make_publication, make_quote, make_speaker
from tests.support.citation_files import BARE, DEEPSEEK, NEWSPAPER, make_reference

# The context that schema.org serves has every term in its vocabulary.
VOCABULARY = {"@context": {"@vocab": "https://schema.org/"}}


def written(*references):
    return json.loads("".join(write_schema_org(references)))


def expanded(document):
    """Return the only node of a document, as a JSON-LD processor reads it."""

    def load(url, options):
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": VOCABULARY}

    (node,) = jsonld.expand(document, {"documentLoader": load})
    return node


def with_standing(standing, **fields):
    quoted = replace(
        NEWSPAPER.quoted, speakers=(CitedSpeaker("Ada", "", standing),), **fields
    )
    return written(Reference(NEWSPAPER.work, quoted))


def test_a_quotation_and_its_article():
    assert written(NEWSPAPER) == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "text": "We will appeal.",
        "spokenByCharacter": [
            {"@type": "Person", "name": "Zoë Lim"},
            {"@type": "Person", "name": "Acme"},
        ],
        "creator": [{"@type": "Person", "name": "Zoë Lim"}],
        "url": "https://quotes.example/quotes/7/",
        "isPartOf": {
            "@type": "NewsArticle",
            "headline": "Chip rules leak, says the trade ministry of France",
            "author": [
                {"@type": "Person", "name": "Ada Okafor"},
                {"@type": "Person", "name": "Vincent van Gogh"},
                {"@type": "Person", "name": "Martin Luther King, Jr."},
            ],
            "datePublished": "2025-02-03",
            "inLanguage": "en-GB",
            "publisher": {"@type": "Organization", "name": "The Evening Paper"},
            "url": "https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
            "articleSection": "Business",
            "pagination": "A12–A13",
            "archivedAt": "https://archive.example/2025/https://news.example/",
        },
    }


def test_speaker_claims_depend_on_the_standing():
    said, created = "spokenByCharacter", "creator"
    for standing, there in {
        "unverified": {said},
        "verified": {said, created},
        "disputed": set(),
        "misattributed": set(),
    }.items():
        node = with_standing(standing)
        assert {said, created} & set(node) == there
        line = {"disputed": "Disputed – ", "misattributed": "Not "}.get(standing)
        assert node.get("name", "").startswith(line or "")
        assert ("name" in node) is bool(line)


def test_a_paraphrase_is_nobodys_text():
    node = with_standing("verified", kind="indirect", translation="Wir klagen.")
    assert "text" not in node and "workTranslation" not in node
    assert node["description"] == "Paraphrase: We will appeal."


def test_organisations_translations_and_partial_dates():
    quoted = replace(
        NEWSPAPER.quoted,
        speakers=(CitedSpeaker("Acme", is_person=False),),
        said=PartialDate(1999, 5),
        translation="Wir klagen.",
        translation_language="de",
    )
    work = replace(NEWSPAPER.work, authors=(CSLName(literal="Reuters"),))
    node = written(Reference(work, quoted))
    assert node["spokenByCharacter"] == [{"@type": "Organization", "name": "Acme"}]
    assert node["isPartOf"]["author"] == [{"@type": "Organization", "name": "Reuters"}]
    assert node["dateCreated"] == "1999-05"
    assert node["workTranslation"] == {
        "@type": "Quotation",
        "text": "Wir klagen.",
        "inLanguage": "de",
    }


def test_unknown_values_are_left_out():
    assert set(written(DEEPSEEK)["isPartOf"]) == {"@type", "headline", "author"}
    assert written(BARE) == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "headline": "Untitled",
    }
    for type_ in (*TYPES, "speech"):
        node = written(make_reference("q1", type=type_, title="A"))
        assert node["@type"] == TYPES.get(type_, "CreativeWork")


def test_a_processor_reads_a_list_as_an_item_list():
    pieces = list(write_schema_org([NEWSPAPER, DEEPSEEK, BARE]))
    assert len(pieces) == 5  # one piece each, start and end
    node = expanded(json.loads("".join(pieces)))
    assert node["@type"] == ["https://schema.org/ItemList"]
    assert node["https://schema.org/numberOfItems"] == [{"@value": 3}]
    items = node["https://schema.org/itemListElement"]
    assert [item["@type"][0].rpartition("/")[2] for item in items] == [
        "Quotation",
        "Quotation",
        "WebPage",
    ]
    assert written()["numberOfItems"] == 0


anything = st.text(st.characters(), max_size=40)


@given(anything.filter(bool), anything.filter(str.strip))
def test_any_unicode_reads_back_unchanged(words, name):
    quoted = Quoted(key="q1", text=words, exact=words, speakers=(CitedSpeaker(name),))
    text = "".join(write_schema_org([Reference(NEWSPAPER.work, quoted)]))
    assert "<" not in text and "&" not in text
    node = json.loads(text.encode())
    assert node["text"] == words
    (speaker,) = node["spokenByCharacter"]
    assert speaker.get("name", "") == quoted.speakers[0].name


class DownloadTests(TestCase):
    def test_a_download_matches_the_page(self):
        article = make_article(
            text="Disse: “Mai”.",
            language="it",
            publication=make_publication(name="Corriere"),
            url="https://corriere.example/1",
            bylines=["Reuters", {"family": "Roe", "given": "Jane"}],
        )
        quote = make_quote(article, "Mai", speaker=make_speaker("Ada Rossi"))
        response = self.client.get(f"/quotes/{quote.pk}.schema.jsonld")
        self.assertEqual(response["Content-Type"], "application/ld+json")
        node = json.loads(response.getvalue())
        page = self.client.get(quote.get_absolute_url()).content.decode()
        block = page.partition('<script type="application/ld+json">')[2]
        on_page = json.loads(block.partition("</script>")[0])["@graph"][0]
        for name in ("@type", "text", "inLanguage"):
            self.assertEqual(node[name], on_page[name])
        for name in ("@type", "headline", "author", "url", "datePublished"):
            self.assertEqual(node["isPartOf"][name], on_page["isPartOf"][name])
        self.assertEqual(node["spokenByCharacter"][0]["name"], "Ada Rossi")
