"""The options of the filters, with their counts."""

from django.test import TestCase

from quotes import page_sizes
from quotes.listing.facets import facet_values
from quotes.listing.queries import fetch_page
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.filtered_lists import filtered, offered


def options_of(name, query):
    """Return the options of one facet."""
    return {facet.name: facet for facet in offered(query)}[name].options


class FacetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada, cls.bea = make_speaker("Ada"), make_speaker("Bea")
        war, peace = make_topic("War"), make_topic("Peace")
        paper = make_publication(name="Paper")
        article = make_article(publication=paper, language="fr")
        make_quote(article, "one", speaker=cls.ada, topics=[war, peace])
        make_quote(article, "two", speaker=cls.ada, topics=[war], kind="indirect")
        make_quote(article, "three", speaker=[cls.ada, cls.bea], language="de")
        make_quote(article, "four", speaker=cls.bea, standing="verified")
        make_quote(article, "five", speaker=cls.bea, topics=[war], status="draft")

    def counts(self, query):
        return {
            facet.name: {
                option.value: option.count
                for option in facet.options
                if option.count or option.chosen
            }
            for facet in offered(query)
        }

    def test_counts_without_filters(self):
        self.assertEqual(
            self.counts(""),
            {
                "speaker": {"ada": 3, "bea": 2},
                "publication": {"paper": 4},
                "topic": {"war": 2, "peace": 1},
                "kind": {"direct": 3, "indirect": 1},
                "standing": {"unverified": 3, "verified": 1},
                "anchor": {"no_text": 4},
                "language": {"fr": 3, "de": 1},
            },
        )

    def test_each_filter_counts_what_the_others_leave(self):
        counts = self.counts("speaker=bea&kind=direct")
        self.assertEqual(counts["speaker"], {"bea": 2, "ada": 2})
        self.assertEqual(counts["kind"], {"direct": 2})
        self.assertEqual(counts["standing"], {"verified": 1, "unverified": 1})
        # With a standing, only speakers who have it count.
        self.assertEqual(self.counts("standing=verified")["speaker"], {"bea": 1})

    def test_chosen_values_are_always_offered(self):
        for number in range(10):
            speaker = make_speaker(f"Zoe {number}")
            for _ in range(3):
                make_quote(speaker=speaker)
        speakers = options_of("speaker", "speaker=bea&kind=direct")
        self.assertEqual((speakers[0].value, speakers[0].chosen), ("bea", True))
        self.assertEqual(len(speakers), page_sizes.OPTIONS + 1)

    def test_a_choice_keeps_its_place(self):
        values = [option.value for option in options_of("speaker", "")]
        self.assertEqual(values, ["ada", "bea"])
        chosen = options_of("speaker", "speaker=bea")
        self.assertEqual([option.value for option in chosen], values)
        self.assertEqual([option.chosen for option in chosen], [False, True])

    def test_what_finds_nothing_is_left_out(self):
        values = {option.value for option in options_of("standing", "")}
        self.assertEqual(values, {"unverified", "verified"})
        # Unless it is chosen, so that it can be removed.
        (disputed,) = [
            option
            for option in options_of("standing", "standing=disputed")
            if option.value == "disputed"
        ]
        self.assertEqual((disputed.count, disputed.chosen), (0, True))
        make_quote(make_article(published=None), "six")
        self.assertNotIn("year", {facet.name for facet in offered("q=six")})

    def test_all_are_counted_in_one_query(self):
        filterset = filtered("speaker=ada&topic=war&kind=direct")
        self.assertTrue(filterset.form.is_valid())
        with self.assertNumQueries(1):
            fetch_page(filterset, "")

    def test_languages_have_names(self):
        labels = {option.value: option.label for option in options_of("language", "")}
        self.assertEqual(labels, {"fr": "French", "de": "German"})

    def test_a_search_for_names_keeps_the_chosen_ones(self):
        self.bea.name = "Béa Zola"
        self.bea.save()
        make_quote(text="six", speaker=make_speaker("Cy", aliases=["Sy Twombly"]))
        bea, ada, cy = "*bea-zola 2", "ada 3", "cy 1"
        for name, query, words, expected in [
            ("speaker", "speaker=bea", "ad", [bea, ada]),
            ("speaker", "speaker=bea-zola&kind=direct", "ad", [bea, "ada 2"]),
            ("speaker", "speaker=bea&speaker=cy", "c", [bea, f"*{cy}"]),
            ("speaker", "speaker=bea", "twom", [bea, cy]),
            ("speaker", "speaker=bea", "", [ada, bea, cy]),
            ("speaker", "speaker=bea&topic=peace", "", ["*bea-zola 0", "ada 1"]),
            ("speaker", "speaker=bea", "nobody", [bea]),
            ("language", "language=DE", "fre", ["*de 1", "fr 3"]),
            ("year", "year=1999", "20", ["*1999 0", "2025 5"]),
        ]:
            with self.subTest(query, words=words):
                kept, found = facet_values(filtered(query), name, words)
                options = [
                    f"{each.chosen * '*'}{each.value} {each.count}"
                    for each in (*kept, *found)
                ]
                self.assertEqual(options, expected)
        for words, message in [("no", "None of the speakers"), ("%00", "U+0000")]:
            page = self.client.get(f"/quotes/facets/speaker/?speaker=bea&find={words}")
            self.assertContains(page, message)
            self.assertContains(page, 'value="bea-zola" checked')


class ManyLanguagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for number, tag in enumerate(["en-GB", "la", "en", "fr", "de", "es", "it"]):
            for _ in range(number + 1):
                make_quote(language=tag)

    def test_a_chosen_rare_language_is_counted(self):
        for query, value, count in [
            ("language=la", "la", 2),
            ("language=en-GB", "en-GB", 1),
            ("language=en_gb", "en-GB", 1),
            ("language=en", "en", 4),
            ("language=la&kind=direct", "la", 2),
        ]:
            with self.subTest(query):
                options = options_of("language", query)
                self.assertEqual(len({each.label for each in options}), len(options))
                (option,) = [each for each in options if each.chosen]
                self.assertEqual(
                    (option.value, option.count, option.exact), (value, count, True)
                )
