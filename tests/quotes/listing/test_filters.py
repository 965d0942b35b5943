"""Filters alone and combined, their counts, and invalid input."""

from dataclasses import replace
from unittest import mock

from django.test import TestCase

from quotes.listing.facet_types import FACET_TYPES
from quotes.listing.facets import chips, clean_query, sorts
from quotes.listing.queries import fetch_page
from quotes.models import Speaker
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.filtered_lists import filtered, offered


def texts(query):
    """Return the texts of the quotes of a list, in order."""
    return [quote.text for quote in fetch_page(filtered(query), "")[1].quotes]


def messages(query, field):
    return filtered(query).form.errors.get(field, [])


class FilterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        times = make_publication(name="The Times")
        monde = make_publication(name="Le Monde")
        cls.war, peace = make_topic("War"), make_topic("Peace")
        cls.ada = make_speaker("Ada Lovelace", aliases=["Augusta King"])
        cls.bea = make_speaker("Béa Zola")
        make_quote(
            make_article(
                text="“War is near,” she said.",
                publication=times,
                published="2024-05-17",
            ),
            "War is near,",
            speaker=cls.ada,
            topics=[cls.war, peace],
            standing="verified",
        )
        make_quote(
            make_article(publication=times, published="2024-05", language="en-GB"),
            "peace, he hoped",
            speaker=cls.bea,
            topics=[peace],
            kind="indirect",
        )
        make_quote(
            make_article(
                text="Il a dit : « Jamais. »",
                publication=monde,
                published="2024",
                language="fr",
            ),
            "Toujours",
            speaker=[cls.ada, cls.bea],
            topics=[cls.war],
            kind="mixed",
            translation="Always a battle",
            translation_language="en",
        )
        make_quote(
            make_article(text="we go and go", publication=monde, published=None),
            "go",
            speaker=cls.bea,
            language="de",
            standing="disputed",
        )
        # Not public.
        make_quote(text="War, drafted", speaker=cls.ada, status="draft")
        make_quote(text="War, withdrawn", speaker=cls.ada, status="withdrawn")
        make_quote(
            make_article(status="draft", publication=times), "War", speaker=cls.ada
        )

    def check(self, cases):
        for query, expected in cases.items():
            with self.subTest(query):
                self.assertEqual(sorted(texts(query)), sorted(expected))
                self.assertFalse(filtered(query).form.errors)

    near, hoped, always, going = "War is near,", "peace, he hoped", "Toujours", "go"

    def test_a_facet_without_a_tally_is_counted_from_the_sample(self):
        for name, facet in FACET_TYPES.items():
            expected = offered("")
            with (
                self.subTest(name),
                mock.patch.dict(FACET_TYPES, {name: replace(facet, tally="")}),
            ):
                assert offered("") == expected

    def test_each_alone(self):
        near, hoped, always, going = self.near, self.hoped, self.always, self.going
        self.check(
            {
                "": [near, hoped, always, going],
                "q=war": [near, always],  # words and a topic
                "q=BATTLE": [always],  # in the translation
                "q=lovelace": [near, always],
                "q=augusta": [near, always],  # an alias
                "q=war+or+hoped": [near, always, hoped],
                "q=%22is+near%22": [near],
                "q=nothing+like+it": [],
                "q=%25": [],
                "speaker=ada-lovelace": [near, always],
                "speaker=bea-zola": [hoped, always, going],
                "publication=the-times": [near, hoped],
                "topic=peace": [near, hoped],
                "kind=direct": [near, going],
                "kind=indirect": [hoped],
                "standing=verified": [near],
                "standing=unverified": [hoped, always],
                "anchor=exact": [near],
                "anchor=missing": [always],
                "anchor=ambiguous": [going],
                "anchor=no_text": [hoped],
                "language=en": [near, hoped],
                "language=en-gb": [hoped],
                "language=fr": [always],
                "year=2024": [near, hoped, always],
                "year=2023": [],
                "language=de": [going],  # its own, not its article's
            }
        )

    def test_a_language_is_found_however_its_tag_is_written(self):
        self.check(
            {"language=eng": [self.near, self.hoped], "language=en_GB": [self.hoped]}
        )
        query = "language=eng&language=en&language=en-gb"
        self.assertEqual(filtered(query).chosen("language"), ["en", "en-GB"])
        self.assertEqual(
            [(chip.label, chip.query) for chip in chips(filtered(query))],
            [
                ("English", "language=en-gb"),
                ("British English", "language=eng&language=en"),
            ],
        )

    def test_several_values_widen_and_filters_narrow(self):
        near, hoped, always, going = self.near, self.hoped, self.always, self.going
        self.check(
            {
                "speaker=ada-lovelace&speaker=bea-zola": [near, hoped, always, going],
                "publication=the-times&publication=le-monde&kind=mixed": [always],
                "topic=war&topic=peace": [near, hoped, always],
                "topic=war&topic=peace&speaker=ada-lovelace": [near, always],
                "kind=direct&kind=mixed": [near, always, going],
                "anchor=exact&anchor=no_text": [near, hoped],
                "language=fr&language=de": [always, going],
                "standing=verified&standing=disputed": [near, going],
                "speaker=ada-lovelace&publication=le-monde": [always],
                "q=war&topic=war": [near, always],
                "q=war&topic=war&speaker=bea-zola": [always],
                # The standing is that of the requested speaker.
                "speaker=bea-zola&standing=verified": [],
                "speaker=bea-zola&standing=disputed": [going],
                "kind=direct&language=en&anchor=exact&after=2024": [near],
            }
        )

    def test_dates_reach_as_far_as_they_are_given(self):
        near, hoped, always = self.near, self.hoped, self.always
        self.check(
            {
                "after=2024": [near, hoped, always],
                "after=2024-05": [near, hoped],
                "after=2024-05-17": [near],
                "after=2024-05-18": [],
                "before=2024": [near, hoped, always],
                "before=2023": [],
                "before=2024-05": [near, hoped],
                # “May 2024” may be after the 17th.
                "before=2024-05-18": [near],
                "before=2024-05-17": [near],
                "before=2024-05-16": [],
                "before=2024-05-31": [near, hoped],
                "before=2024-12-31": [near, hoped, always],
                "before=9999": [near, hoped, always],
                "before=0001": [],
                "after=2024-05&before=2024-05": [near, hoped],
                "after=2025&before=2024": [],
            }
        )

    def test_what_was_renamed_is_found_by_its_old_slug(self):
        self.ada.name = "Ada, Countess of Lovelace"
        self.ada.save()
        self.war.name = "Warfare"
        self.war.save()
        self.check(
            {
                "speaker=ada-lovelace": [self.near, self.always],
                "speaker=ada-countess-of-lovelace": [self.near, self.always],
                "topic=war": [self.near, self.always],
            }
        )
        twice = "speaker=ada-lovelace&speaker=ada-countess-of-lovelace&kind=mixed"
        self.assertEqual(
            [(chip.label, chip.query) for chip in chips(filtered(twice))],
            [
                ("Ada, Countess of Lovelace", "kind=mixed"),
                (
                    "Partly quoted",
                    "speaker=ada-lovelace&speaker=ada-countess-of-lovelace",
                ),
            ],
        )
        # The current name of a slug goes before past ones.
        other = make_speaker("Another")
        make_quote(text="another one", speaker=other)
        Speaker.objects.filter(pk=other.pk).update(slug="ada-lovelace")
        self.assertEqual(texts("speaker=ada-lovelace"), ["another one"])

    def test_orders(self):
        near, hoped, always, going = self.near, self.hoped, self.always, self.going
        for query, expected in {
            "": [near, hoped, always, going],
            "sort=newest": [near, hoped, always, going],
            "sort=oldest": [always, hoped, near, going],
            "sort=speaker": [near, always, hoped, going],
            "sort=relevance": [near, hoped, always, going],
            "q=war+or+battle+or+hoped&sort=oldest": [always, hoped, near],
        }.items():
            with self.subTest(query):
                self.assertEqual(texts(query), expected)
        self.assertEqual(
            [value for value, _, _ in sorts(filtered(""))], ["", "oldest", "speaker"]
        )
        self.assertEqual(sorts(filtered("q=war"))[-1], ("", "Best match first", True))
        for query in ("q=-war", "q=-war&sort=relevance", "q=%21"):  # nothing to rank
            self.assertEqual(sorts(filtered(query)), sorts(filtered("")), query)

    def test_best_match_first(self):
        make_quote(text="war and war and nothing but war", speaker=self.bea)
        found = texts("q=war")
        self.assertEqual(found[0], "war and war and nothing but war")
        self.assertIn(self.near, found)

    def test_what_cannot_be_understood_matches_nothing(self):
        for query, field, message in [
            ("q=%00", "q", "U+0000"),
            ("q=a%1Bb", "q", "U+001B"),
            ("q=" + 1001 * "a", "q", "at most 1,000 characters. You entered 1,001"),
            ("speaker=nobody", "speaker", "No speaker called “nobody” is on record."),
            ("speaker=%00", "speaker", "No speaker called “�” is on record."),
            ("speaker=Robert');--", "speaker", "called “Robert');--” is on record."),
            ("topic=" + 300 * "a", "topic", "a…” is on record"),
            ("publication=nowhere", "publication", "No outlet called “nowhere”"),
            ("kind=said", "kind", "the choices: direct, mixed, indirect."),
            ("kind=direct&kind=said", "kind", "“said”"),
            ("standing=true", "standing", "the choices: unverified, verified"),
            ("anchor=%00", "anchor", "“�”"),
            ("language=english!", "language", "“english!” is not a language code."),
            ("language=%00", "language", "not a language code"),
            (
                "&".join(f"speaker=a{number}" for number in range(51)),
                "speaker",
                "at most 50",
            ),
        ]:
            with self.subTest(query[:40]):
                self.assertIn(message, " ".join(messages(query, field)))
                self.assertEqual(texts(query), [])
                self.assertTrue(chips(filtered(query)))
                offered(query)

    def test_of_names_those_that_are_known_count(self):
        query = "speaker=ada-lovelace&speaker=nobody"
        self.assertEqual(texts(query), [self.near, self.always])
        self.assertEqual(
            messages(query, "speaker"), ["No speaker called “nobody” is on record."]
        )

    def test_names_that_only_drafts_have_are_unknown(self):
        make_quote(speaker=make_speaker("Deep Throat"), status="draft")
        self.assertEqual(
            messages("speaker=deep-throat", "speaker"),
            ["No speaker called “deep-throat” is on record."],
        )

    def test_a_bad_date_or_order_is_left_out(self):
        for query, field, message in [
            ("after=x", "after", "Write a date as 2025-02-13"),
            ("after=2025-13", "after", "There is no month 13"),
            ("before=2025-02-31", "before", "has no day 31"),
            ("before=0000", "before", "not a year"),
            ("before=%00", "before", "Write a date"),
            ("sort=best", "sort", "The orders are newest, oldest"),
            ("sort=%00", "sort", "This order is not known"),
        ]:
            with self.subTest(query):
                self.assertIn(message, " ".join(messages(query, field)))
                self.assertEqual(
                    sorted(texts(f"{query}&kind=direct")), [self.near, self.going]
                )

    def test_empty_values_are_no_filters(self):
        query = "q=+&speaker=&kind=&after=+&sort=&page=3"
        self.assertEqual(len(texts(query)), 4)
        self.assertEqual(chips(filtered(query)), [])
        self.assertEqual(clean_query(filtered(query)), "")

    def test_chips_take_away_one_value_each(self):
        query = "q=x&kind=direct&kind=mixed&after=2024-05&sort=oldest&page=2"
        found = [
            (chip.filter, chip.label, chip.query) for chip in chips(filtered(query))
        ]
        rest = "kind=direct&kind=mixed&after=2024-05&sort=oldest"
        self.assertEqual(found[0], ("Search", "x", rest))
        self.assertEqual(
            found[1],
            (
                "Kind",
                "Direct quote",
                "q=x&kind=mixed&after=2024-05&sort=oldest",
            ),
        )
        self.assertEqual(found[3][:2], ("From", "May 2024"))
        self.assertEqual(clean_query(filtered(query)), f"q=x&{rest}")
