"""The same words under another speaker, or with another standing."""

from django.db import connection
from django.test import TestCase

from quotes.listing import rival_attributions
from quotes.listing.rival_attributions import find_same_words
from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import PageTests

WORDS = "I disapprove of what you say, but I will defend to the death your right"


class SameWordsTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.hall = make_quote(
            text=WORDS, speaker=make_speaker("Evelyn Hall"), standing="verified"
        )
        cls.voltaire = make_quote(
            text="“I DISAPPROVE of what you say; but I will defend, to the death, "
            "your right!”",
            speaker=make_speaker("Voltaire"),
            standing="misattributed",
        )

    def named(self, quote):
        """Return (name, standing) of the same words elsewhere."""
        found = find_same_words(quote, quote.attributions.all()).found
        return [(each.name, each.standing) for each in found]

    def test_both_pages_name_the_other(self):
        for quote, other, line in [
            (self.hall, self.voltaire, "under Voltaire (misattributed)"),
            (self.voltaire, self.hall, "under Evelyn Hall (verified)"),
        ]:
            path = quote.get_absolute_url()
            self.assertIn(f"The same words are on record: {line}", self.main(path))
            link = f'under <a href="{other.get_absolute_url()}">'
            self.assertIn(link, self.page(path))

    def test_the_same_speaker_and_standing_is_not_named(self):
        speaker = self.hall.attributions.get().speaker
        again = make_quote(text=WORDS, speaker=speaker, standing="verified")
        self.assertEqual(self.named(again), [("Voltaire", "misattributed")])
        self.assertEqual(self.named(self.hall), [("Voltaire", "misattributed")])
        unchecked = make_quote(text=WORDS, speaker=speaker)
        self.assertIn(("Evelyn Hall", "verified"), self.named(unchecked))
        self.assertIn(("Evelyn Hall", "unverified"), self.named(self.hall))

    def test_each_speaker_is_named_once_and_the_verified_first(self):
        ada = make_speaker("Ada")
        for _ in range(3):
            make_quote(text=WORDS, speaker=ada)
        self.assertEqual(
            self.named(self.voltaire),
            [("Evelyn Hall", "verified"), ("Ada", "unverified")],
        )

    def test_other_words_and_quotes_that_are_not_public_are_not_named(self):
        make_quote(text=f"{WORDS}s")
        make_quote(text=WORDS, status="draft")
        make_quote(text=WORDS, status="withdrawn")
        make_quote(make_article(status="draft"), WORDS)
        make_quote(make_article(status="withdrawn"), WORDS)
        self.assertEqual(self.named(self.hall), [("Voltaire", "misattributed")])

    def test_words_without_a_speaker_are_named_as_such(self):
        nobody = make_quote(text=WORDS, speaker=False)
        self.assertIn(("", ""), self.named(self.hall))
        self.assertIn("without a speaker", self.main(self.hall.get_absolute_url()))
        make_quote(text=WORDS, speaker=False)
        self.assertNotIn(("", ""), self.named(nobody))

    def test_many_are_cut_and_the_page_says_so(self):
        for _ in range(rival_attributions.MAX_SPEAKERS_NAMED):
            make_quote(text=WORDS)
        page = self.main(self.hall.get_absolute_url())
        self.assertIn("and under others", page)
        self.assertEqual(
            page.count("(not yet checked)"), rival_attributions.MAX_SPEAKERS_NAMED - 1
        )

    def test_signs_alone_are_no_words(self):
        first = make_quote(text="?!")
        make_quote(text="…!")
        self.assertEqual(self.named(first), [])

    def test_a_withdrawn_quote_is_not_named(self):
        self.voltaire.withdraw("Entered twice.")
        self.assertEqual(self.named(self.hall), [])

    def test_one_statement_reads_them(self):
        attributions = list(self.hall.attributions.all())
        with self.assertNumQueries(1):
            find_same_words(self.hall, attributions)


class IndexTests(TestCase):
    def test_the_index_finds_the_words(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT id FROM quotes_quote"
                " WHERE on_record_fold(text) = on_record_fold('We will')"
            )
            plan = "\n".join(row for (row,) in cursor.fetchall())
        self.assertIn("quote_same_words", plan)
