"""The indexes of topics and outlets; tests of speakers are in test_speakers.py."""

import re
from unittest import mock

from quotes import page_sizes
from tests.factories import make_article, make_publication, make_quote, make_topic
from tests.support.public_pages import PageTests


def names_of(page, kind):
    return re.findall(rf'<a href="/{kind}/[^"]+"><bdi>(.*?)</bdi>', page)


class TopicIndexTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.topics = {
            name: make_topic(name)
            for name in ("War", "économie", "Energy", "5G", "Ζωή", "経済", "The arts")
        }
        for topic in cls.topics.values():
            make_quote(topics=[topic])
        make_quote(topics=[cls.topics["War"], cls.topics["Energy"]])
        make_topic("Unused")
        make_quote(topics=[make_topic("Drafted")], status="draft")

    def test_in_the_order_of_an_index_with_counts(self):
        page = self.page("/topics/")
        headings = re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', page)
        self.assertEqual(headings, ["#", "E", "T", "W", "Ζ", "漢"])
        self.assertEqual(
            names_of(page, "topics"),
            ["5G", "économie", "Energy", "The arts", "War", "Ζωή", "経済"],
        )
        self.assertIn("War 2 quotes", self.main("/topics/"))

    def test_a_letter_and_a_name(self):
        self.assertEqual(
            names_of(self.page("/topics/?letter=e"), "topics"), ["économie", "Energy"]
        )
        for words, found in [("ECON", ["économie"]), ("rgy", []), ("drafted", [])]:
            with self.subTest(words):
                page = self.page(f"/topics/?q={words}")
                self.assertEqual(names_of(page, "topics"), found)
        self.assertIn("No topic has this name", self.main("/topics/?q=zzz"))

    def test_statements(self):
        for query, number in [("", 2), ("?letter=E", 2), ("?q=war", 3)]:
            with self.subTest(query), self.assertNumQueries(number):
                self.client.get(f"/topics/{query}")

    def test_pages(self):
        with mock.patch.object(page_sizes, "NAMES", 3):
            first = self.page("/topics/")
            self.assertEqual(names_of(first, "topics"), ["5G", "économie", "Energy"])
            onwards = re.search(r'rel="next" href="([^"]+)"', first)[1]
            second = self.page(onwards)
            self.assertEqual(names_of(second, "topics"), ["The arts", "War", "Ζωή"])
            back = re.search(r'rel="prev" href="([^"]+)"', second)[1]
            self.assertEqual(names_of(self.page(back), "topics")[0], "5G")
        with self.assertNumQueries(3):
            self.client.get(onwards)


class OutletIndexTests(PageTests):
    def test_the_is_not_counted(self):
        for name in ("The Atlantic", "Atlas Review", "the Zebra", "Theatre News"):
            make_quote(make_article(publication=make_publication(name=name)))
        make_publication(name="Never quoted")
        page = self.page("/publications/")
        self.assertIn("<h1>Outlets</h1>", page)
        self.assertEqual(
            names_of(page, "publications"),
            ["The Atlantic", "Atlas Review", "Theatre News", "the Zebra"],
        )
        headings = re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', page)
        self.assertEqual(headings, ["A", "T", "Z"])
        found = self.page("/publications/?q=the+atl")
        self.assertEqual(names_of(found, "publications"), ["The Atlantic"])

    def test_nothing_on_record(self):
        for path in ("/publications/", "/topics/", "/speakers/"):
            self.assertIn("Nothing is on record yet.", self.main(path))
