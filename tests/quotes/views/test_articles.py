"""The pages of articles."""

from quotes.models import Quote
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
        # Entered in another order than they stand in.
        self.second = make_quote(article, "two words", speaker=make_speaker("Bea"))
        self.first = make_quote(article, "One word, and another.")
        make_quote(article, "Then", status="draft")
        return article

    def test_quotes_stand_in_order(self):
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
            "By Reuters, Jane Roe",
            "Section World",
            "Page A7",
            "Address https://example.org/a",
            "Archived copy https://archive.example/a",
            "3 quotes, in the order of the text",
        ]:
            self.assertIn(words, main)

    def test_the_whole_text_only_where_it_may_be_shown(self):
        free = self.make(rights="full")
        page = self.page(free.get_absolute_url())
        self.assertIn("The whole text", page)
        self.assertIn("a secret end.", page)
        path = self.first.get_absolute_url()
        self.assertIn(
            f'“<a href="{path}"><mark>One word,</mark></a>” she said, '
            f'“<a href="{path}"><mark>and another.</mark></a>” More.',
            page,
        )
        self.assertIn('<p dir="auto">First.</p>', page)
        self.assertNotIn("<mark>Then</mark>", page)

    def test_passages_where_it_may_not(self):
        closed = make_article(
            text=f"“Some words” {'and more ' * 50}and a secret end.", rights="excerpts"
        )
        make_quote(closed, "Some words")
        page = self.page(closed.get_absolute_url())
        self.assertIn("<mark>Some words</mark>", page)
        self.assertNotIn("a secret end", page)
        self.assertNotIn("The whole text", page)

    def test_an_older_text_has_its_own_passages(self):
        article = make_article(text="An older “some words” text.")
        make_quote(article, "some words")
        article.hold_text("A new text.")
        page = self.page(article.get_absolute_url())
        self.assertIn("An older “<mark>some words</mark>” text.", page)

    def test_an_article_without_text_or_quotes(self):
        page = self.page(make_article(rights="full").get_absolute_url())
        self.assertIn("No quote of it is public now.", page)

    def test_the_list_counts_public_quotes(self):
        self.make(title="The title")
        self.assertIn("2 quotes", self.main("/articles/"))
