"""What home shows: an example a day, the newest by entry and by date, the doubtful."""

import datetime

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from quotes import page_sizes
from quotes.listing.home import hash_of_day, random_quote, read_home
from quotes.models import FeaturedQuote, Quote, Recheck
from tests.factories import make_article, make_quote, make_speaker, make_topic

TODAY = datetime.date(2026, 11, 29)
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
WORDS = "We shall keep the bridge open for as long as the river runs, number {}."


def age(quote):
    """Make a quote look as if it was entered long ago."""
    Quote.objects.filter(pk=quote.pk).update(created_at=LONG_AGO)
    return quote


def make_verified(number=0, text="", **fields):
    fields.setdefault("standing", "verified")
    return age(make_quote(text=text or WORDS.format(number), **fields))


def example_key(day=TODAY):
    example = read_home(day).example
    return example and example.row.key


class ExampleTests(TestCase):
    def test_a_verified_quote_with_its_passage_and_paragraph(self):
        text = f"First.\n\nShe said: “{WORDS.format(1)}” The end.\n\nLast."
        quote = make_verified(1, article=make_article(text=text))
        example = read_home(TODAY).example
        self.assertEqual(example.row.key, quote.pk)
        self.assertEqual(
            [(run.text, run.mark) for run in example.passage.runs],
            [("She said: “", None), (quote.text, 0), ("” The end.", None)],
        )
        self.assertEqual((example.place.first, example.place.of), (2, 3))

    def test_quotes_that_cannot_be_the_example(self):
        for reason, fields in {
            "not verified": {"standing": "unverified"},
            "disputed": {"standing": "disputed"},
            "misattributed": {"standing": "misattributed"},
            "draft": {"status": "draft"},
            "withdrawn": {"status": "withdrawn"},
            "paraphrase": {"kind": "indirect"},
            "partly quoted": {"kind": "mixed"},
            "too short": {"text": "We shall."},
            "too long": {"text": "We shall keep the bridge open. " * 8},
            "not found": {"article": make_article(text="Nothing of the kind.")},
            "no text": {"article": make_article()},
            "nobody": {"speaker": False},
        }.items():
            with self.subTest(reason):
                make_verified(2, **fields)
                self.assertIsNone(example_key())
        self.assertEqual(example_key(), None)

    def test_one_speaker_is_verified_and_another_refuted(self):
        quote = make_verified()
        quote.attributions.create(
            speaker=make_speaker(), standing="misattributed", evidence="A letter."
        )
        self.assertIsNone(example_key())

    def test_a_quote_to_recheck(self):
        quote = make_verified()
        Recheck.objects.create(quote=quote, reason="It moved.")
        self.assertIsNone(example_key())

    def test_a_text_that_changed(self):
        quote = make_verified()
        quote.article.hold_text("Other words are here now.")
        quote.refresh_from_db()
        quote.locate()
        quote.save()
        self.assertIsNone(example_key())

    def test_it_changes_by_day_and_is_the_same_all_day(self):
        with connection.cursor() as cursor:  # places are spread from 1 to the last key
            cursor.execute("ALTER SEQUENCE quotes_quote_id_seq RESTART")
        keys = [make_verified(number).pk for number in range(14)]
        now = timezone.localdate()
        days = [now - datetime.timedelta(days=number) for number in range(20)]
        found = [example_key(day) for day in days]
        self.assertLessEqual(set(found), set(keys))
        self.assertGreater(len(set(found)), 4)
        # Whatever is entered today, also beyond a power of two.
        for number in range(20):
            make_quote(text=WORDS.format(100 + number), standing="verified")
            if number in (0, 1, 2, 4, 9, 19):
                self.assertEqual([example_key(day) for day in days], found)

    def test_the_first_day_of_a_site(self):
        first = make_quote(text=WORDS.format(1), standing="verified")
        make_quote(text=WORDS.format(2), standing="verified")
        self.assertEqual(example_key(timezone.localdate()), first.pk)

    def test_numbers_of_days_spread(self):
        days = [TODAY + datetime.timedelta(days=number) for number in range(1_000)]
        found = [hash_of_day(day) for day in days]
        self.assertEqual(len(set(found)), 1_000)
        for size in (2, 1_024, 2**24):
            share = sum(number % size < size // 2 for number in found)
            self.assertTrue(420 < share < 580, (size, share))
        self.assertTrue(all(0 <= number < 2**62 for number in found))


class ChosenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.others = [make_verified(number) for number in range(5)]
        cls.chosen = [make_verified(number, kind="mixed") for number in range(10, 13)]
        for quote in cls.chosen:
            FeaturedQuote.objects.create(quote=quote)
        FeaturedQuote.objects.update(created_at=LONG_AGO)

    def test_those_of_editors_in_turn(self):
        days = [TODAY + datetime.timedelta(days=number) for number in range(6)]
        keys = [example_key(day) for day in days]
        self.assertEqual(set(keys), {quote.pk for quote in self.chosen})
        self.assertEqual(keys[:3], keys[3:])

    def test_one_that_was_chosen_today_counts_from_tomorrow(self):
        now = timezone.localdate()
        before = example_key(now)
        FeaturedQuote.objects.create(quote=self.others[0])
        self.assertEqual(example_key(now), before)
        days = [now + datetime.timedelta(days=number) for number in range(1, 5)]
        self.assertIn(self.others[0].pk, [example_key(day) for day in days])

    def test_one_that_is_no_longer_verified_is_left_out(self):
        self.chosen[0].attributions.update(standing="disputed")
        days = [TODAY + datetime.timedelta(days=number) for number in range(6)]
        keys = {quote.pk for quote in self.chosen[1:]}
        self.assertEqual({example_key(day) for day in days}, keys)

    def test_without_a_good_one_the_rule_chooses(self):
        for quote in self.chosen:
            quote.withdraw("A hoax.")
        self.assertIn(example_key(), {quote.pk for quote in self.others})


class NewestTests(TestCase):
    def test_by_entry_and_by_date(self):
        old = [make_quote(make_article(published=f"20{n}")) for n in range(10, 16)]
        undated = make_quote(make_article(published=None))
        home = read_home(TODAY)
        self.assertEqual(
            [quote.key for quote in home.entered],
            [undated.pk, old[5].pk, old[4].pk],
        )
        self.assertEqual(
            [quote.key for quote in home.dated], [old[3].pk, old[2].pk, old[1].pk]
        )
        self.assertEqual(home.counts.years, (2010, 2015))

    def test_the_first_of_the_years_may_be_before_100(self):
        make_quote(make_article(published="0044-03-15"))
        make_quote(make_article(published="2010"))
        self.assertEqual(read_home(TODAY).counts.years, (44, 2010))

    def test_the_doubtful_ones(self):
        make_quote()
        disputed = make_quote(standing="disputed")
        wrong = make_quote(
            standing="misattributed", speaker=[make_speaker(), make_speaker()]
        )
        make_quote(standing="misattributed", status="draft")
        make_quote(standing="disputed", status="withdrawn")
        found = [quote.key for quote in read_home(TODAY).in_doubt]
        self.assertEqual(found, [wrong.pk, disputed.pk])
        for _ in range(page_sizes.HOME_QUOTES):
            make_quote(standing="disputed")
        self.assertEqual(len(read_home(TODAY).in_doubt), page_sizes.HOME_QUOTES)

    def test_names_by_number_of_quotes(self):
        speaker, topic = make_speaker("Ada King"), make_topic("War")
        for _ in range(2):
            make_quote(speaker=speaker, topics=[topic])
        make_quote()
        home = read_home(TODAY)
        self.assertEqual(home.speakers[0], (speaker.slug, "Ada King", 2))
        self.assertEqual(home.topics, [(topic.slug, "War", 2)])
        self.assertEqual(home.counts[:4], (3, 2, 0, 1))

    def test_nothing(self):
        home = read_home(TODAY)
        self.assertEqual(home.counts, (0, 0, 0, 0, None))
        self.assertIsNone(home.example)
        self.assertEqual([*home.entered, *home.dated, *home.in_doubt], [])

    def test_one_statement(self):
        make_verified()
        with self.assertNumQueries(1):
            read_home(TODAY)


class RandomTests(TestCase):
    def test_every_public_quote_and_no_other(self):
        keys = {make_quote().pk for _ in range(4)}
        make_quote(status="draft")
        Article.objects.create(title="Without quotes")
        found = {random_quote(number / 50)[0] for number in range(50)}
        self.assertEqual(found, keys)

    def test_none(self):
        self.assertIsNone(random_quote(0.5))
