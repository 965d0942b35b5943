"""The pages of articles."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.models import Quote
from quotes.passages import paragraph_place
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
)
from tests.support.public_pages import PageTests


class ArticleTests(PageTests):
    TEXT = (
        "First.\n\n“One word,” she said, “and another.” More.\n\n"
        "Then “two words” came, and a secret end."
    )

    def make(self, **fields):
        article = make_article(
            text=self.TEXT,
            url="https://example.org/a",
            archive_url="https://archive.example/a",
            bylines=["Reuters", {"family": "Roe", "given": "Jane"}],
            page="A7",
            section="World",
            **fields,
        )
        # Entered in a different order than in the text.
        self.second = make_quote(article, "two words", speaker=make_speaker("Bea"))
        self.first = make_quote(article, "One word, and another.")
        make_quote(article, "Then", status="draft")
        return article

    def test_quotes_are_in_the_order_of_the_text(self):
        article = self.make(title="The title")
        make_quote(article, "not there at all")
        page = self.page(article.get_absolute_url())
        order = [
            page.index(f'<a href="{quote.get_absolute_url()}">')
            for quote in (self.first, self.second, Quote.objects.latest("pk"))
        ]
        self.assertEqual(order, sorted(order))
        main = self.main(article.get_absolute_url())
        for words in [
            "By Reuters, Jane Roe. Newspaper article",
            "Section World",
            "Page A7",
            "Address https://example.org/a",
            "The original at example.org",
            "Archived copy https://archive.example/a",
            "3 quotes 3 speakers 2 word for word 0 verified",
            "Quotes that are not in this text",
        ]:
            self.assertIn(words, main)

    def test_the_text_has_its_quotes_marked_and_its_paragraphs_numbered(self):
        free = self.make(rights="full")
        page = self.page(free.get_absolute_url())
        self.assertIn("The text, with its quotes", page)
        self.assertIn("a secret end.", page)
        path = self.first.get_absolute_url()
        self.assertIn(
            f'“<a href="{path}"><mark>One word,</mark></a>” she said, '
            f'“<a href="{path}"><mark>and another.</mark></a>” More.',
            page,
        )
        self.assertIn('<p dir="auto" lang="en">First.</p>', page)
        self.assertNotIn("<mark>Then</mark>", page)
        for number in (1, 2, 3):
            self.assertIn(f'id="p{number}"', page)
        place = paragraph_place(free.current_snapshot.text, self.second.spans)
        self.assertEqual(place.anchor, "p3")

    def test_only_excerpts_where_the_rights_allow_no_more(self):
        closed = make_article(
            text=f"“Some words” {'and more ' * 50}and a secret end.\n\nA secret.",
            rights="excerpts",
        )
        make_quote(closed, "Some words")
        page = self.page(closed.get_absolute_url())
        self.assertIn("<mark>Some words</mark>", page)
        self.assertNotIn("secret", page)
        self.assertIn('and more <span class="cut">[…]</span></p>', page)
        self.assertNotIn('id="p2"', page)
        self.assertIn("Excerpts only.", page)
        self.assertIn("not the whole article.", page)

    def test_a_text_with_omissions_is_excerpts_even_if_all_of_it_may_be_shown(self):
        speech = make_article(
            kind="speech", text="One end.\n\n[…]\n\nAnother end.", rights="full"
        )
        make_quote(speech, "Another end.")
        page = self.page(speech.get_absolute_url())
        self.assertIn("The excerpts, with their quotes", page)
        self.assertIn("not the whole speech", page)
        self.assertIn('aria-label="Excerpt 2"', page)
        self.assertIn("One end.", page)
        self.assertIn("Cite this speech", page)
        self.assertNotIn("this article", self.main(speech.get_absolute_url()))

    def test_a_mark_says_that_its_speaker_is_in_doubt(self):
        article = make_article(text="“One.” “Two.” “Three.”", rights="full")
        for words, standing in (
            ("One.", "misattributed"),
            ("Two.", "disputed"),
            ("Three.", "verified"),
        ):
            make_quote(article, words, standing=standing, evidence="A tape.")
        # Evidence refutes two people for the same words, which are one quote.
        make_quote(
            *(article, "One."),
            speaker=[make_speaker(), make_speaker()],
            **{"standing": "misattributed", "evidence": "A tape."},
        )
        page = self.page(article.get_absolute_url())
        self.assertIn('<mark class="misattributed">One.</mark>', page)
        self.assertIn('<mark class="disputed">Two.</mark>', page)
        self.assertIn("<mark>Three.</mark>", page)
        main = self.main(article.get_absolute_url())
        self.assertIn("Not said by", main)
        self.assertIn("1 verified 3 misattributed or disputed", main)

    def test_an_older_text_has_its_own_passages(self):
        article = make_article(text="An older “some words” text.")
        make_quote(article, "some words")
        article.hold_text("A new text.")
        page = self.page(article.get_absolute_url())
        self.assertIn("An older “<mark>some words</mark>” text.", page)

    def test_an_article_without_text_or_quotes(self):
        page = self.page(make_article(rights="full").get_absolute_url())
        self.assertIn("No quote from this article is public now.", page)
        self.assertIn("No text held.", page)
        self.assertIn("No address is on record for the original.", page)

    def test_a_long_text_has_pages_and_a_link_to_a_paragraph_finds_its_page(self):
        article = make_article(text="A sentence here.\n\n" * 5_000, rights="full")
        path = article.get_absolute_url()
        page = self.page(path)
        self.assertLess(len(page), 200_000)
        self.assertIn('href="?page=2"'.replace("?", f"{path}?"), page)
        self.assertNotIn('id="p4321"', page)
        page = self.page(f"{path}?paragraph=4321")
        self.assertIn('id="p4321"', page)
        self.assertIn('<link rel="canonical" href="http://testserver' + path, page)
        self.assertIn('id="p1"', self.page(f"{path}?paragraph=none"))

    def test_queries_do_not_grow_with_quotes_and_paragraphs(self):
        small, large = (
            make_article(
                text="\n\n".join(f"He said “words {n}” then." for n in range(number)),
                rights="full",
            )
            for number in (2, 20)
        )
        for article, number in ((small, 2), (large, 20)):
            for n in range(number):
                make_quote(article, f"words {n}", speaker=make_speaker(f"{number} {n}"))
            for n in range(number):
                make_quote(article, f"not there {n}")
        with CaptureQueriesContext(connection) as first:
            self.page(small.get_absolute_url())
        with CaptureQueriesContext(connection) as second:
            self.page(large.get_absolute_url())
        self.assertEqual((len(first), len(second)), (5, 5))
        for n in range(40):
            make_quote(large, f"nor there {n}")
        with self.assertNumQueries(6):  # one for the places of all
            self.page(large.get_absolute_url())

    def test_the_list_counts_public_quotes(self):
        self.make(title="The title")
        self.assertIn("2 quotes", self.main("/articles/"))
