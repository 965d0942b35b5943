"""Misspelled searches, and quotes that are half remembered."""

from io import StringIO
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from quotes.models import Quote, Word
from quotes.search import spelling
from quotes.search.query import build_query
from quotes.search.spelling import count_words, did_you_mean
from quotes.search.syntax import parse
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)


def better(text):
    """Return the corrected search."""
    search = parse(text)
    return did_you_mean(search, build_query(search))


def counted(facet="a"):
    return dict(Word.objects.filter(facet=facet).values_list("word", "quotes"))


class CountTests(TestCase):
    def test_words_of_public_quotes_count_once_for_each_quote(self):
        make_quote(text="The energy, THE Énergie: export-control")
        make_quote(text="Énergie", translation="the energy", translation_language="en")
        make_quote(text="drafted energy", status="draft")
        make_quote(make_article(status="withdrawn"), "withdrawn energy")
        count_words()
        self.assertEqual(
            counted(), {"the": 2, "energy": 2, "energie": 2, "export": 1, "control": 1}
        )

    def test_only_words_are_counted(self):
        make_quote(
            text="12 3.5 covid19 a b https://example.org/path me@example.org <b> "
            f"佐々木 {'x' * 41} élan"
        )
        count_words()
        self.assertEqual(set(counted()), {"佐々木", "elan"})

    def test_words_of_names_count_the_quotes_of_their_owner(self):
        article = make_article(publication=make_publication(name="Le Monde"))
        lecun = make_speaker("Yann LeCun", aliases=["Monsieur LeCun"])
        make_quote(article, "one", speaker=lecun, topics=[make_topic("War")])
        make_quote(article, "two", speaker=[lecun, make_speaker("Ada LeCun")])
        make_quote(speaker=make_speaker("Hidden Name"), status="draft")
        count_words()
        self.assertEqual(counted("s"), {"yann": 2, "lecun": 3, "monsieur": 2, "ada": 1})
        self.assertEqual(counted("p"), {"le": 2, "monde": 2})
        self.assertEqual(counted("t"), {"war": 1})

    def test_counting_again_adds_changes_and_removes(self):
        quote = make_quote(text="old words", speaker=False)
        count_words()
        Quote.objects.filter(pk=quote.pk).update(text="new words")
        make_quote(text="more words", speaker=False)
        self.assertEqual(count_words(), 3)
        self.assertEqual(counted(), {"new": 1, "more": 1, "words": 2})

    def test_counting_in_batches_reports_progress(self):
        for number in range(5):
            make_quote(text=f"same word{'abcde'[number]}", speaker=False)
        done = []
        with patch.object(spelling, "COUNT_BATCH_SIZE", 2):
            count_words(done.append)
        self.assertEqual(done, [2, 4, 5])
        self.assertEqual(counted()["same"], 5)

    def test_among_many_quotes_a_word_in_only_one_is_left_out(self):
        make_quote(text="same once", speaker=make_speaker("Ada"))
        make_quote(text="same misprunt", speaker=False)
        with patch.object(spelling, "LARGE_COLLECTION", 2):
            count_words()
        self.assertEqual((counted(), counted("s")), ({"same": 2}, {"ada": 1}))

    def test_the_command_prints_the_number_of_words(self):
        make_quote(text="some words", speaker=False)
        out = StringIO()
        call_command("build_vocabulary", stdout=out)
        self.assertEqual(out.getvalue(), "1 quotes read.\nCounted 2 words.\n")
        call_command("build_vocabulary", verbosity=0, stdout=out)
        self.assertEqual(out.getvalue().count("\n"), 2)


class DidYouMeanTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        energy = make_article(publication=make_publication(name="The Guardian"))
        lecun = make_speaker("Yann LeCun", aliases=["Monsieur Réseau"])
        for text in ("energy and export control", "the energy", "maintenance of peace"):
            make_quote(energy, text, speaker=lecun, topics=[make_topic("Climate")])
        make_quote(make_article(language="fr"), "L’Élysée, les événements")
        make_quote(make_article(language="ru"), "энергия будущего")
        make_quote(make_article(language="ar"), "الطاقة والسلام")
        count_words()

    def test_one_mistake_in_a_word(self):
        for typed in ("enery", "eenergy", "enurgy", "enregy", "nergy", "ENERGI"):
            self.assertEqual(better(typed), "energy", typed)
        self.assertEqual(better("exprot contorl"), "export control")

    def test_two_mistakes_in_a_long_word(self):
        self.assertEqual(better("maintainance"), "maintenance")
        self.assertEqual(better("evenemmants"), "evenements")
        self.assertIsNone(better("enrgi"))  # two mistakes in a short word

    def test_other_scripts_and_accents(self):
        self.assertEqual(better("Élyséé elyzée"), "Élyséé elysee")
        self.assertEqual(better("енергия"), "энергия")
        self.assertEqual(better("الطاقه"), "الطاقة")

    def test_everything_around_the_words_stays(self):
        for typed, expected in {
            '"enregy and exprot" -mispelt': '"energy and export" -mispelt',
            "enregy OR contorl": "energy OR control",
            "-enregy contorl": "-enregy control",
            "(enregy),contorl!": "(energy),control!",
            "exprot-contorl": "export-control",
            "speaker:lecum enregy": "speaker:lecun energy",
            'by:"yan lecun"': 'by:"yann lecun"',
            "in:gaurdian": "in:guardian",
            "about:climat": "about:climate",
            "article:enregy": "article:energy",
            "  enregy   12:30": "energy   12:30",
        }.items():
            self.assertEqual(better(typed), expected)

    def test_a_plain_word_may_belong_to_a_name(self):
        self.assertEqual(better("lecum energy"), "lecun energy")
        self.assertEqual(better("monsieur resau"), "monsieur reseau")
        self.assertEqual(better("gaurdian"), "guardian")
        self.assertIsNone(better("speaker:enregy"))

    def test_a_name_in_a_question_is_corrected(self):
        for typed, expected in {
            "What did Yann Lecum say about energy?": 'speaker:"Yann lecun" energy',
            "Yan LeCun quotes": 'speaker:"yann LeCun"',
            "What did Yann LeCun say about energy?": None,
            "What did !! say about energy?": None,
            "what did OR say": None,
        }.items():
            self.assertEqual(better(typed), expected, typed)

    def test_correct_words_stay(self):
        for typed in (
            "",
            "energy",
            "the",
            "speaker:lecun",
            "in:guardian",
            "zzzzz",
            "teh",  # too short to correct
            "-enregy",
            "2024 12:30",
            "https://enregy.example/enregy",
            "me@enregy.example",
            "e" * 400,
        ):
            self.assertIsNone(better(typed), typed)

    def test_a_name_newer_than_the_vocabulary_is_correct(self):
        make_quote(speaker=make_speaker("Ann LeCum"))
        self.assertIsNone(better("speaker:lecum"))

    def test_a_word_on_record_is_never_corrected(self):
        Word.objects.create(facet="a", word="energu", quotes=1)
        Word.objects.filter(facet="a", word="energy").update(quotes=300)
        self.assertIsNone(better("energu"))
        make_quote(
            make_article(title="Climat", bylines=["Sean Dikens"]),
            "Feur",
            role_as_printed="econommist",
        )
        for typed in ("sean dikens", "climat", "econommist", "feur", "sean climat"):
            self.assertIsNone(better(typed), typed)

    def test_the_opposite_of_a_word_is_no_correction(self):
        for word in ("direct", "just", "legal", "unsought", "discontent"):
            Word.objects.create(facet="a", word=word, quotes=9)
        for typed in ("indirect", "unjust", "illegal", "sought", "content"):
            self.assertIsNone(better(typed), typed)

    def test_values_of_other_fields_are_no_words(self):
        for typed in ("kind:enregy", "year:enregy", "language:xx", "standing:enregy"):
            self.assertIsNone(better(typed), typed)
        self.assertEqual(better("kind:foo enregy"), "kind:foo energy")

    def test_names_numbers_and_months_are_never_corrected(self):
        for word in ("even", "dean", "une", "jane", "mary", "fiver", "marsh", "monkey"):
            Word.objects.create(facet="a", word=word, quotes=9)
        for typed in (
            "four score and seven",
            "sean energy",
            "june 1987",
            "June",
            "juin 1987",
            "mark energy",
            "five",
            "march",
            "monday",
            "Gary energy",
            "3000",
        ):
            self.assertIsNone(better(typed), typed)

    def test_singular_and_plural_are_found_anyway(self):
        for word in ("year", "glasses", "crowns"):
            Word.objects.create(facet="a", word=word, quotes=9)
        for typed in ("seven score and four years", "glass", "crown"):
            self.assertIsNone(better(typed), typed)

    def test_the_more_common_correction_wins(self):
        Word.objects.create(facet="a", word="enemys", quotes=9)
        Word.objects.create(facet="a", word="enereys", quotes=1)
        self.assertEqual(better("enerys"), "enemys")
        self.assertEqual(better("enerfy"), "energy")

    def test_one_query_looks_up_a_limited_number_of_words(self):
        search = parse("enregy " * 30)
        query = build_query(search)
        with CaptureQueriesContext(connection) as asked:
            did_you_mean(search, query)
        self.assertEqual(len(asked), 1)

    def test_the_index_is_used(self):
        with connection.cursor() as cursor:
            # Free the space of deleted rows from other tests, which affects the plan.
            cursor.execute("TRUNCATE quotes_word")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT word FROM quotes_word"
                " WHERE on_record_spellings(word) && on_record_spellings('enregy')"
            )
            self.assertIn("word_spellings", str(cursor.fetchall()))


class InputPropertyTests(PropertyTestCase):
    @classmethod
    def setUpTestData(cls):
        make_quote(text="The horse has left the barn")
        count_words()

    @settings(max_examples=60)
    @given(
        st.one_of(
            st.text(),
            st.lists(
                st.sampled_from(["hrose", "the", "lefft", '"', "-", "’", "é", "\x00"])
            ).map(" ".join),
        )
    )
    def test_any_text(self, text):
        with CaptureQueriesContext(connection) as asked:
            suggested = better(text)
        self.assertLessEqual(len(asked), 6)
        if suggested is not None:
            self.assertNotEqual(suggested, parse(text).text)
