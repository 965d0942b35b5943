"""Structured data claims no more than is known, and cannot break out of its script."""

import json
import re

from django.template import engines
from django.test import TestCase

from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)


class StructuredDataTests(TestCase):
    def nodes(self, path):
        """Return the nodes of a page's JSON-LD by their types."""
        page = self.client.get(path).content.decode()
        (block,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
        )
        document = json.loads(block)
        self.assertEqual(document["@context"], "https://schema.org")
        return {node["@type"]: node for node in document["@graph"]}

    def quotation(self, **fields):
        fields.setdefault("speaker", make_speaker("Ada Rossi"))
        return self.nodes(make_quote(**fields).get_absolute_url())["Quotation"]

    def test_a_quote(self):
        article = make_article(
            text="Disse: “Mai”.",
            title="La seduta",
            language="it",
            published="2024-11",
            publication=make_publication(name="Corriere"),
            url="https://corriere.example/1",
            bylines=["Reuters", {"family": "Roe", "given": "Jane"}],
        )
        quote = make_quote(
            article,
            "Mai",
            speaker=make_speaker("Ada Rossi", wikidata_id="Q42"),
            topics=[make_topic("Peace")],
            said="2023",
        )
        node = self.nodes(quote.get_absolute_url())["Quotation"]
        self.assertEqual(node["text"], "Mai")
        self.assertEqual(node["inLanguage"], "it")
        self.assertEqual(node["dateCreated"], "2023")
        (speaker,) = node["spokenByCharacter"]
        self.assertEqual(speaker["@type"], "Person")
        self.assertEqual(speaker["name"], "Ada Rossi")
        self.assertEqual(speaker["sameAs"], "https://www.wikidata.org/wiki/Q42")
        source = node["isPartOf"]
        self.assertEqual(source["@type"], "NewsArticle")
        self.assertEqual(source["headline"], "La seduta")
        self.assertEqual(source["datePublished"], "2024-11")
        self.assertEqual(source["url"], "https://corriere.example/1")
        self.assertEqual(source["publisher"]["name"], "Corriere")
        self.assertEqual(
            [(author["@type"], author["name"]) for author in source["author"]],
            [("Organization", "Reuters"), ("Person", "Jane Roe")],  # as printed
        )
        self.assertEqual(node["about"], [{"@type": "Thing", "name": "Peace"}])

    def test_only_a_verified_speaker_is_its_creator(self):
        for standing, spoken, created in [
            ("unverified", True, False),
            ("verified", True, True),
            ("disputed", False, False),
            ("misattributed", False, False),
        ]:
            with self.subTest(standing):
                node = self.quotation(standing=standing)
                self.assertEqual("spokenByCharacter" in node, spoken)
                self.assertEqual("creator" in node, created)

    def test_a_paraphrase_is_nobodys_text(self):
        node = self.quotation(text="it was a threat", kind="indirect")
        self.assertNotIn("text", node)
        self.assertEqual(node["description"], "Paraphrase: it was a threat")

    def test_unknown_values_are_left_out(self):
        node = self.quotation(article=make_article(published=None))
        for name in ("dateCreated", "about"):
            self.assertNotIn(name, node)
        for name in ("datePublished", "publisher", "author", "archivedAt"):
            self.assertNotIn(name, node["isPartOf"])

    def test_the_other_pages(self):
        publication, topic = make_publication(name="Corriere"), make_topic("Peace")
        person = make_speaker("Ada Rossi", aliases=["A. Rossi"], description="Mayor.")
        quote = make_quote(
            make_article(publication=publication, kind="speech"),
            speaker=[person, make_speaker("NATO", kind="organisation")],
            topics=[topic],
        )
        for path, kind, name in [
            ("/", "WebSite", "On Record"),
            ("/quotes/", "CollectionPage", "Quotes"),
            ("/speakers/", "CollectionPage", "Speakers"),
            ("/articles/", "CollectionPage", "Articles"),
            ("/speakers/ada-rossi/", "Person", "Ada Rossi"),
            ("/speakers/nato/", "Organization", "NATO"),
            ("/publications/corriere/", "Organization", "Corriere"),
            ("/topics/peace/", "CollectionPage", "Peace"),
        ]:
            with self.subTest(path):
                node = self.nodes(path)[kind]
                self.assertEqual(node["name"], name)
                self.assertTrue(node["url"].startswith("http://testserver/"))
        self.assertEqual(
            self.nodes("/speakers/ada-rossi/")["Person"]["alternateName"], ["A. Rossi"]
        )
        nodes = self.nodes(quote.article.get_absolute_url())
        self.assertEqual(nodes["CreativeWork"]["headline"], quote.article.title)
        trail = nodes["BreadcrumbList"]["itemListElement"]
        self.assertEqual([step["position"] for step in trail], [1, 2])
        self.assertEqual(trail[0]["item"], "http://testserver/articles/")
        search = self.nodes("/")["WebSite"]["potentialAction"]["target"]
        self.assertEqual(
            search["urlTemplate"], "http://testserver/quotes/?q={search_term_string}"
        )

    def test_no_data_ends_the_block(self):
        words = "</script><script>alert(1)</script><!-- & \u2028"
        node = self.quotation(text=words, speaker=make_speaker(words))
        self.assertEqual(node["text"], words)
        template = engines["jinja2"].from_string("{{ data|tojson }}")
        inside = template.render({"data": {"text": words}})
        for character in "<>&":
            self.assertNotIn(character, inside)
        self.assertEqual(json.loads(inside), {"text": words})
