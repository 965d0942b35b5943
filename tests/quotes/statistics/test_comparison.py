"""Comparisons of speakers, and the error messages of their form."""

import csv
import re
from unittest import mock

from django.core.cache import cache

from quotes.listing.filters import named_by_slugs
from quotes.statistics.comparison import compare_speakers
from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.public_pages import PageTests, total_of
from tests.support.slow_autocomplete import no_time_for_completions


class ComparisonTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.ann = make_speaker("Ann Lee", aliases=["Miss Lee"])
        cls.bob, cls.eve = make_speaker("Bob Ray"), make_speaker("Ève Rö")
        cls.war = make_topic("War")
        for speaker, year, number, word in (
            (cls.ann, "2020", 20, "tariffs"),
            (cls.ann, "2022-05", 4, "tariffs"),
            (cls.bob, "2021", 18, "weather"),
        ):
            article = make_article(published=year)
            for each in range(number):
                make_quote(
                    article,
                    f"“These {word} again,” {each}.",
                    speaker=speaker,
                    topics=[cls.war] if each % 2 else [],
                    kind="direct" if each % 4 else "mixed",
                )
        make_quote(
            make_article(published="2020"),
            "Joint words.",
            speaker=[cls.ann, cls.bob],
            topics=[cls.war],
            kind="indirect",
        )

    def setUp(self):
        cache.clear()

    def compared(self, *slugs, topic=""):
        found = named_by_slugs({"speaker": slugs, "topic": [topic] if topic else []})
        speakers = {row.slug: row for row in found["speaker"]}
        topics = found.get("topic", [None])
        return compare_speakers([speakers[slug] for slug in slugs], topics[0])

    def listed(self, address):
        return total_of(self.client.get(address))

    def test_every_number_is_that_of_its_list(self):
        for topic in ("", "war"):
            found = self.compared("ann-lee", "bob-ray", topic=topic)
            for side, total in zip(
                found.sides, (13, 10) if topic else (25, 19), strict=True
            ):
                assert side.counts.total == total == self.listed(side.subject.address())
                for bar in side.timeline.columns:
                    assert self.listed(bar.address) == bar.count
                for dimension in side.dimensions.values():
                    for share in dimension.shares:
                        assert self.listed(share.address) == share.count

    def test_charts_have_one_scale(self):
        found = self.compared("ann-lee", "bob-ray")
        ann, bob = (side.timeline for side in found.sides)
        assert ann.scale is bob.scale
        assert [bar.count for bar in ann.columns] == [21, 0, 4]
        assert [bar.count for bar in bob.columns] == [1, 18, 0]
        assert ann.discs and bob.discs
        for one, other in zip(ann.drawings, bob.drawings, strict=True):
            assert (one.base, one.radius, one.ticks) == (
                other.base,
                other.radius,
                other.ticks,
            )
        assert [label for label, _ in found.times] == ["2020", "2021", "2022"]

    def test_words_are_compared_with_each_other(self):
        found = self.compared("ann-lee", "bob-ray")
        words = [[word.word for word in side.keywords.words] for side in found.sides]
        assert words == [["tariffs"], ["weather"]]
        assert found.sides[0].keywords.own == 24  # a paraphrase is nobody's words
        # On the topic there are too few quotes.
        found = self.compared("ann-lee", "bob-ray", topic="war")
        assert [side.keywords for side in found.sides] == [None, None]

    def test_more_than_are_counted_on_a_topic(self):
        with mock.patch("quotes.statistics.comparison.SAMPLE_SIZE", 4):
            ann, _ = self.compared("ann-lee", "bob-ray", topic="war").sides
            page = self.main("/compare/?speaker=ann-lee&speaker=bob-ray&topic=war")
        assert ann.sampled and ann.counts.total == 4
        assert ann.counts.periods == {202205: 2, 202000: 2}
        self.assertIn("Ann Lee more than 4 quotes", page)
        self.assertIn("those since 2020", page)

    def test_the_page(self):
        names = "speaker=ann-lee&speaker=bob-ray&speaker=eve-ro"
        path = f"/compare/?{names}&topic=war"
        make_quote(speaker=self.eve)  # on another topic
        page, main = self.page(path), self.main(path)
        for words in (
            "Ann Lee, Bob Ray and Ève Rö",
            "13 quotes",
            "No quote on this topic.",
        ):
            self.assertIn(words, main)
        self.assertEqual(page.count('<li class="quote">'), 10)
        self.assertEqual(page.count('<svg class="wide" viewBox'), 2)
        self.assertIn('content="noindex, follow"', page)
        self.assertNotIn("style=", page)
        self.assertIn(
            'href="/figures/compare.csv?speaker=ann-lee&amp;speaker=bob-ray'
            '&amp;speaker=eve-ro&amp;topic=war"',
            page,
        )

    def test_the_file(self):
        rows = list(
            csv.DictReader(
                self.page(
                    "/figures/compare.csv?speaker=ann-lee&speaker=bob-ray&topic=war"
                ).splitlines()
            )
        )
        found = {
            (row["speaker"], row["dimension"], row["value"]): row["quotes"]
            for row in rows
        }
        assert found["ann-lee", "total", ""] == "13"
        assert found["bob-ray", "year", "2021"] == "9"
        assert found["ann-lee", "kind", "indirect"] == "1"
        for query in ("", "?speaker=ann-lee", "?speaker=ann-lee&speaker=nobody"):
            page = self.page(f"/figures/compare.csv{query}", status=400)
            assert 'href="/compare/" rel="nofollow">Choose again</a>' in page

    def test_it_asks_as_much_for_many_quotes_as_for_few(self):
        path = "/compare/?speaker=ann-lee&speaker=bob-ray&speaker=eve-ro&topic=war"
        make_quote(speaker=self.eve, topics=[self.war])
        with self.assertNumQueries(4):  # slugs, names, everything, quotes
            self.page(path)
        article = make_article(published="2022")
        for number in range(30):
            make_quote(article, f"Words {number}.", speaker=self.eve, topics=[self.war])
        # One more for estimates, if index scans would be long, and one for stop words,
        # if there are words.
        with (
            mock.patch("quotes.statistics.comparison.SHORT_SCAN", 1),
            mock.patch("quotes.listing.planner.SHORT_SCAN", 1),
            mock.patch("quotes.statistics.comparison.MIN_KEYWORD_QUOTES", 1),
            self.assertNumQueries(6),
        ):
            self.page(path)


class FormTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.ann = make_speaker("Ann Lee", aliases=["Miss Lee"])
        cls.other_ann = make_speaker("Ann Lee")
        cls.bob = make_speaker("Bob Ray")
        cls.war = make_topic("War")
        for speaker in (cls.ann, cls.other_ann, cls.bob):
            make_quote(speaker=speaker, topics=[cls.war])

    def errors(self, query):
        page = self.page(f"/compare/?{query}")
        return [
            re.sub("<[^>]+>", "", each)
            for each in re.findall(r'<p class="error"[^>]*>(.*?)</p>', page)
        ]

    def test_names_lead_to_one_address(self):
        for query, target in (
            ("speaker=Bob+Ray&speaker=ann-lee&speaker=&topic=", "bob-ray ann-lee"),
            ("speaker=BOB%20RAY&speaker=ann-lee&topic=war", "bob-ray ann-lee war"),
            ("speaker=miss+lee&speaker=bob-ray", "ann-lee bob-ray"),
            ("speaker=bob-ray&page=3&speaker=ann-lee-2", "bob-ray ann-lee-2"),
        ):
            with self.subTest(query):
                slugs = target.split()
                names = ["speaker", "speaker", "topic"]
                pairs = zip(names, slugs, strict=False)
                self.assertRedirects(
                    self.client.get(f"/compare/?{query}"),
                    "/compare/?" + "&".join("=".join(pair) for pair in pairs),
                )

    def test_old_slugs_are_known(self):
        self.bob.name = "Robert Ray"
        self.bob.save()
        self.assertRedirects(
            self.client.get("/compare/?speaker=ann-lee&speaker=bob-ray"),
            "/compare/?speaker=ann-lee&speaker=robert-ray",
        )

    def test_a_speaker_without_public_quotes_is_not_compared(self):
        make_quote(speaker=make_speaker("Eve Gone"), status="withdrawn")
        query = "speaker=ann-lee&speaker=eve-gone"
        self.assertEqual(self.errors(query), ["No quote of Eve Gone is public."])

    def test_an_empty_form_says_nothing(self):
        self.assertEqual(self.errors(""), [])
        self.assertEqual(self.errors("speaker=&speaker=&topic="), [])
        self.assertNotIn("noindex", self.page("/compare/"))

    def test_what_is_wrong_is_said_at_the_field(self):
        for query, errors in (
            ("speaker=ann-lee", ["Name a speaker to compare Ann Lee with."]),
            ("topic=war", ["Name two or three speakers."]),
            ("speaker=nobody&speaker=bob-ray", ["No speaker called “nobody”"]),
            (
                "speaker=nobody&speaker=else&topic=nothing",
                [
                    "No speaker called “nobody”",
                    "No speaker called “else”",
                    "No topic called “nothing”",
                ],
            ),
            ("speaker=ann-lee&speaker=Miss+Lee", ["This is Ann Lee again"]),
            (
                "speaker=ann-lee&speaker=bob-ray&speaker=ann-lee-2&speaker=x",
                ["Leave some out: “x”."],
            ),
            ("speaker=%00&speaker=bob-ray", ["No speaker called “�”"]),
            (f"speaker={'x' * 5000}&speaker=bob-ray", ["No speaker called “xxx"]),
            ("speaker=%25&speaker=bob-ray", ["No speaker called “%”"]),
        ):
            with self.subTest(query[:60]):
                found = self.errors(query)
                self.assertEqual(len(found), len(errors))
                for sentence, error in zip(errors, found, strict=True):
                    self.assertIn(sentence, error)
                self.assertNotIn("over time", self.page(f"/compare/?{query}"))

    def test_those_who_may_be_meant_are_offered(self):
        page = self.page("/compare/?speaker=Bobb+Ray&speaker=ann-lee")
        self.assertIn(
            '<a href="/compare/?speaker=bob-ray&amp;speaker=ann-lee">'
            "<bdi>Bob Ray</bdi></a>",
            page,
        )

    def test_a_name_of_several_speakers_is_not_settled(self):
        eve = make_speaker("Eve Roe", aliases=["Bob Ray", "Roe"])
        make_quote(speaker=eve)
        hidden = make_speaker("Ida Poe", aliases=["Roe"])
        make_quote(speaker=hidden, status="draft")
        for name, offered in (
            (
                "Ann+Lee",
                [
                    ("ann-lee", "Ann Lee (ann-lee)"),
                    ("ann-lee-2", "Ann Lee (ann-lee-2)"),
                ],
            ),
            ("BOB+RAY", [("bob-ray", "Bob Ray"), ("eve-roe", "Eve Roe")]),
        ):
            page = self.page(f"/compare/?speaker={name}&speaker=other")
            self.assertIn("Several speakers are called “", page)
            for slug, text in offered:
                path = f"/compare/?speaker={slug}&amp;speaker=other"
                self.assertIn(f'<a href="{path}"><bdi>{text}</bdi></a>', page)
            self.assertNotIn("over time", page)
            self.page(f"/figures/compare.csv?speaker={name}&speaker=bob-ray", 400)
        # Only one of them is known to readers.
        self.assertRedirects(
            self.client.get("/compare/?speaker=Roe&speaker=bob-ray"),
            "/compare/?speaker=eve-roe&speaker=bob-ray",
        )

    def test_no_page_is_kept_for_which_there_was_no_time_to_offer_names(self):
        path = "/compare/?speaker=Bobb+Ray&speaker=ann-lee"
        self.assertIn("s-maxage", self.client.get(path)["Cache-Control"])
        with no_time_for_completions():
            late = self.client.get(path)
        self.assertContains(late, "Bobb Ray")
        self.assertNotContains(late, "Did you mean")
        self.assertEqual(late["Cache-Control"], "no-store")

    def test_a_field_shows_a_name_that_leads_back(self):
        page = self.page("/compare/?speaker=ann-lee-2&speaker=bob-ray")
        self.assertIn('value="ann-lee-2"', page)
        self.assertIn('value="Bob Ray"', page)
        page = self.page("/compare/?speaker=ann-lee&speaker=bob-ray")
        self.assertIn('value="ann-lee"', page)

    def test_names_while_typing(self):
        make_topic("Annuities")
        for kind, own, other in (
            ("speaker", "/speakers/ann-lee/", "/topics/"),
            ("topic", "/topics/war/", "/speakers/"),
        ):
            words = "ann" if kind == "speaker" else "war"
            response = self.client.get(f"/compare/names/{kind}/?q={words}")
            self.assertContains(response, own)
            self.assertNotContains(response, other)
            self.assertIn("max-age", response["Cache-Control"])
        self.page("/compare/names/article/?q=ann", status=404)

    def test_a_speakers_page_leads_there(self):
        make_quote(
            make_article(quotes=[{"speaker": self.bob}]), "Beside.", speaker=self.ann
        )
        page = self.page("/speakers/ann-lee/")
        for query in ("speaker=ann-lee", "speaker=ann-lee&amp;speaker=bob-ray"):
            self.assertIn(f'href="/compare/?{query}"', page)
