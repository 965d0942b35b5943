"""What readers see about words that the newest text of an article lacks."""

import datetime
import json

from django.utils import timezone

from quotes.models import Quote
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote
from tests.support.public_pages import PageTests

TEXT = (
    "The council met on Monday. “We will never sell the mill to them,” said Ann Lowe. "
    "“It is the heart of the town,” she added. Nobody else spoke."
)
WORDS = "We will never sell the mill to them"


def today():
    return f"{timezone.localdate():%-d %B %Y}"


def at(month, day, hour=12):
    return datetime.datetime(2026, month, day, hour, tzinfo=datetime.UTC)


class ChangedTests(PageTests):
    def quote(self, *texts, first=TEXT, words=WORDS, times=(), **fields):
        """Return a quote of an article whose text became each of `texts` in turn."""
        article = make_article(**fields)
        times = iter(times)
        article.hold_text(first, retrieved_at=next(times, None))
        quote = make_quote(article, words)
        for text in texts:
            article.hold_text(text, retrieved_at=next(times, None))
            verify(article.quotes.all())
        return Quote.objects.get(pk=quote.pk)

    def answer(self, quote):
        main = self.main(quote.get_absolute_url())
        return main[
            main.index("Are these the printed words?") : main.index("The source")
        ]

    def test_a_word_that_was_changed(self):
        quote = self.quote(TEXT.replace("never", "seldom"))
        answer = self.answer(quote)
        self.assertIn(
            f"No longer. Printed until {today()}; the text held since then has: "
            "We will removed: never; added: seldom; sell the mill to them",
            answer,
        )
        self.assertNotIn("No.", answer)
        page = self.page(quote.get_absolute_url())
        self.assertIn("<mark>We will never sell the mill to them</mark>", page)

    def test_a_word_that_was_taken_out_and_one_that_was_put_in(self):
        for old, new, shown in [
            ("never ", "", "We will removed: never; sell"),
            ("will never", "will almost never", "will added: almost; never"),
        ]:
            with self.subTest(new):
                quote = self.quote(TEXT.replace(old, new))
                self.assertIn(shown, self.answer(quote))

    def test_a_passage_that_was_taken_out(self):
        quote = self.quote(
            TEXT.replace("“We will never sell the mill to them,” said Ann Lowe. ", "")
        )
        self.assertIn(
            f"Printed until {today()}; the text held since then no longer has this "
            "passage.",
            self.answer(quote),
        )

    def test_a_passage_that_was_replaced(self):
        quote = self.quote(
            TEXT.replace(
                "“We will never sell the mill to them,” said Ann Lowe.",
                "The mayor declined to comment.",
            )
        )
        answer = self.answer(quote)
        self.assertIn("added: The mayor declined to comment", answer)

    def test_the_same_words_in_another_passage(self):
        twin = "Bob Reed once joked in the pub: “We will never sell the mill to them.”"
        gone = TEXT.replace(
            "“We will never sell the mill to them,” said Ann Lowe. ", ""
        )
        quote = self.quote(f"{gone} {twin}", first=f"{TEXT} {twin}")
        if quote.printed_in:
            self.assertIn(
                "The same words are elsewhere in it, in another passage.",
                self.answer(quote),
            )

    def test_the_dates_claim_no_more_than_is_known(self):
        changed = TEXT.replace("never", "seldom")
        quote = self.quote(changed, times=[at(3, 1), at(11, 28)])
        self.assertIn(
            "Printed until at least 1 March 2026; the text held since 28 November "
            "2026 has:",
            self.answer(quote),
        )
        quote = self.quote(
            changed,
            TEXT.replace("never", "hardly"),
            times=[at(3, 1), at(3, 5), at(11, 28)],
        )
        self.assertIn(
            "Printed until at least 1 March 2026; changed by 5 March 2026. The text "
            "held since 28 November 2026 has: We will removed: never; added: "
            "hardly;",
            self.answer(quote),
        )

    def test_the_present_words_are_dated_from_when_they_were_first_held(self):
        changed = TEXT.replace("never", "seldom")
        quote = self.quote(
            changed,
            f"{changed} Updated.",
            changed.replace("“", '"').replace("”", '"'),
            times=[at(3, 1), at(3, 5), at(3, 6), at(3, 7)],
        )
        self.assertIn(
            "Printed until at least 1 March 2026; the text held since 5 March 2026 "
            "has: We will",
            self.answer(quote),
        )
        gone = TEXT.replace(
            "“We will never sell the mill to them,” said Ann Lowe. ", ""
        )
        quote = self.quote(gone, f"{gone} More.", times=[at(3, 1), at(3, 5), at(3, 6)])
        self.assertIn(
            "the text held since 5 March 2026 no longer has this passage",
            self.answer(quote),
        )

    def test_the_panel_for_citing_says_so(self):
        quote = self.quote(TEXT.replace("never", "seldom"), times=[at(3, 1), at(11, 2)])
        self.assertIn(
            "Printed until at least 1 March 2026; changed since. A citation should "
            "say so too.",
            self.main(f"/quotes/{quote.pk}/cite/"),
        )

    def test_the_texts_that_had_the_words_are_named(self):
        changed = TEXT.replace("never", "seldom")
        quote = self.quote(
            changed, TEXT, changed, times=[at(3, 1), at(3, 2), at(3, 3), at(3, 4)]
        )
        self.assertIn(
            "In the texts held of the article 1 March 2026: these words 2 March 2026: "
            "not these words 3 March 2026: these words 4 March 2026: not these words",
            self.main(quote.get_absolute_url()),
        )

    def test_words_that_came_back(self):
        quote = self.quote(
            TEXT.replace("never", "seldom"), TEXT, times=[at(3, 1), at(3, 2), at(3, 3)]
        )
        main = self.main(quote.get_absolute_url())
        self.assertIn("Yes, word for word.", main)
        self.assertIn("2 March 2026: not these words 3 March 2026: these words", main)
        self.assertNotIn("Text changed", main)

    def test_other_signs_are_no_change(self):
        quote = self.quote(TEXT.replace("“", '"').replace("”", '"'))
        main = self.main(quote.get_absolute_url())
        self.assertNotIn("hanged since", main)
        self.assertNotIn("In the texts held", main)
        self.assertIn("Yes, word for word.", main)

    def test_languages_and_directions(self):
        for first, old, new, words in [
            (
                "قالت آن لو يوم الاثنين: «لن نبيع الطاحونة أبدا لهم». ثم خرجت.",
                "أبدا",
                "الآن",
                "لن نبيع الطاحونة أبدا لهم",
            ),
            (
                "町長は「水車小屋は決して売らない」と述べた。",
                "決して",
                "今は",
                "水車小屋は決して売らない",
            ),
        ]:
            with self.subTest(first):
                quote = self.quote(first.replace(old, new), first=first, words=words)
                answer = self.answer(quote)
                self.assertIn(f"removed: {old}; added: {new};", answer)
                self.assertIn('dir="auto"', self.page(quote.get_absolute_url()))

    def test_lists_say_so(self):
        quote = self.quote(TEXT.replace("never", "seldom"), times=[at(3, 1), at(11, 2)])
        said = "Printed until at least 1 March 2026; changed since"
        for path in (
            "/quotes/",
            "/",
            "/quotes/?anchor=changed",
            quote.article.get_absolute_url(),
            quote.attributions.get().speaker.get_absolute_url(),
            "/quotes.atom",
        ):
            with self.subTest(path):
                self.assertIn(said, self.page(path))
        self.assertNotIn(said, self.page("/quotes/?anchor=differs"))
        self.assertIn("Text changed", self.page("/quotes/"))

    def test_lists_take_as_many_queries_as_before(self):
        for _ in range(3):
            make_quote()
        counts = []
        for _ in range(2):
            with self.assertNumQueries(1):
                self.client.get("/quotes/")
            article = self.quote(TEXT.replace("never", "seldom")).article
            with self.subTest(article.pk), self.assertNumQueries(5) as queries:
                self.client.get("/quotes.atom")
            counts.append(len(queries))
        self.assertEqual(len(set(counts)), 1)

    def test_downloads_say_so(self):
        quote = self.quote(TEXT.replace("never", "seldom"), times=[at(3, 1), at(11, 2)])
        row = json.loads(
            b"".join(self.client.get(f"/quotes/{quote.pk}.jsonl").streaming_content)
        )
        self.assertEqual(row["anchor"]["printed_until"], "2026-03-01")
        self.assertEqual(row["anchor"]["changed_by"], "2026-11-02")
        self.assertEqual(row["anchor"]["status"], "differs")
        for extension in ("ris", "bib", "wiki", "schema.jsonld"):
            sent = self.client.get(f"/quotes.{extension}").streaming_content
            self.assertIn(
                b"rinted until at least 1 March 2026; changed since", b"".join(sent)
            )

    def test_structured_data_says_so(self):
        quote = self.quote(TEXT.replace("never", "seldom"), times=[at(3, 1), at(11, 2)])
        page = self.page(quote.get_absolute_url())
        self.assertIn(
            '"creativeWorkStatus": "Printed until at least 1 March 2026; changed '
            'since"',
            page,
        )
        self.assertNotIn("ClaimReview", page)

    def test_a_withdrawn_article_shows_nothing(self):
        quote = self.quote(TEXT.replace("never", "seldom"))
        quote.article.withdraw("It was entered twice.")
        self.page(f"/quotes/{quote.pk}/", status=410)
