"""The Atom feeds are checked by the grammar of RFC 4287 and by a feed reader.

test_feeds.py tests what a feed says; this, that it says so in valid Atom.
"""

from pathlib import Path

import feedparser
import rnc2rng
from lxml import etree

from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests

NAMESPACES = {"atom": "http://www.w3.org/2005/Atom"}
#: Rules of the RFC beyond its grammar: each is an XPath that finds violations.
RULES = {
    "a feed has an author, unless each of its entries has": (
        "/atom:feed[not(atom:author)]/atom:entry[not(atom:author)]"
    ),
    "an entry has an alternate link or content": (
        "//atom:entry[not(atom:link[not(@rel) or @rel='alternate'] or atom:content)]"
    ),
    "an entry has an author, if neither its feed nor its source has": (
        "//atom:entry[not(atom:author or ../atom:author or atom:source/atom:author)]"
    ),
}


def read_grammar():
    """Return the grammar as lxml takes it."""
    path = Path(__file__).parents[2] / "data" / "atom.rnc"
    grammar = rnc2rng.dumps(rnc2rng.load(str(path)))
    # A prefix for no namespace is right in RELAX NG's compact syntax, but not in XML.
    grammar = grammar.replace('xmlns:local=""', "")
    return etree.RelaxNG(etree.fromstring(grammar.encode()))


GRAMMAR = read_grammar()


class ValidFeedTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.topic = make_topic("Peace & war")
        make_quote(
            make_article(
                text="Detto: “Mai più”, disse Ada.",
                title="La <seduta>",
                url="https://corriere.example/città?a=1&b=2",
                publication=make_publication(name="Corriere"),
                language="it",
                published="2024-11",
            ),
            "Mai più",
            speaker=[make_speaker("Ada Rossi"), make_speaker("Ωμέγα")],
            role_as_printed="la sindaca",
            said="2023",
            topics=[cls.topic, make_topic("Law")],
        )
        make_quote(text="a paraphrase", kind="indirect", speaker=False)
        make_quote(text="]]> <b>&amp;\ufffe\n\tnext line", standing="disputed")
        make_quote(make_article(text="", language="ar"), "لن ننسى")

    def check_valid(self, content):
        """Fail for any error in a feed; return the feed as a reader parses it."""
        document = etree.fromstring(content)
        GRAMMAR.assertValid(document)
        for rule, path in RULES.items():
            self.assertEqual(document.xpath(path, namespaces=NAMESPACES), [], rule)
        read = feedparser.parse(
            content, response_headers={"content-type": "application/atom+xml"}
        )
        self.assertFalse(read.bozo, read.get("bozo_exception"))
        self.assertEqual(read.version, "atom10")
        return read

    def test_every_feed_is_valid(self):
        for query, entries in {
            "": 4,
            "?kind=indirect": 1,
            "?topic=peace-war&speaker=ada-rossi": 1,
            "?q=pi%C3%B9&after=2020&sort=oldest": 1,
            "?q=nothing+of+%22the+kind%22+%3C%26%3E": 0,
        }.items():
            with self.subTest(query):
                response = self.client.get(f"/quotes.atom{query}")
                self.assertEqual(response.status_code, 200)
                read = self.check_valid(response.content)
                self.assertEqual(len(read.entries), entries)

    def test_a_reader_reads_what_was_written(self):
        read = self.check_valid(self.client.get("/quotes.atom?topic=law").content)
        (entry,) = read.entries
        self.assertEqual([each.name for each in entry.authors], ["Ada Rossi", "Ωμέγα"])
        self.assertEqual(entry.content[0].type, "text/html")
        self.assertIn("<p>“Mai più”</p></blockquote>", entry.content[0].value)
        self.assertIn("Printed in: La &lt;seduta&gt;", entry.content[0].value)
        self.assertEqual({each.label for each in entry.tags}, {self.topic.name, "Law"})
        self.assertIsNotNone(entry.updated_parsed)

    def test_the_judges_do_judge(self):
        good = self.client.get("/quotes.atom?kind=indirect").content.decode()
        for part, faulty in [
            ("<updated>", "<updated>on "),
            ("<id>", "<id/><id>"),
            ("<entry>", "<entry><generator>x</generator>"),
            ('type="text/html"', 'type="html"'),
            ("<name>Unattributed</name>", ""),
            ("<author><name>Unattributed</name></author>", ""),
        ]:
            with self.subTest(faulty):
                self.assertIn(part, good)
                with self.assertRaises((AssertionError, etree.DocumentInvalid)):
                    self.check_valid(good.replace(part, faulty).encode())
