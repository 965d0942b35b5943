"""Limits of dates among the words of a search, on pages and in files."""

from django.test import TestCase

from tests.factories import make_article, make_quote


class LimitTests(TestCase):
    """Limits of dates among the words are filters that readers can remove."""

    @classmethod
    def setUpTestData(cls):
        cls.old = make_quote(text="Democracy is a charming form.", said="1871")
        make_quote(text="Democracy is the worst form.", said="1947")
        make_quote(text="Democracy has no date.", article=make_article(published=""))

    def page(self, query):
        return self.client.get("/quotes/", query)

    def test_words_and_filters_find_the_same(self):
        for query in (
            {"q": "democracy before 1900"},
            {"q": "democracy", "before": "1899"},
            {"q": "democracy before 1900", "before": "1960"},  # what was typed last
        ):
            response = self.page(query)
            self.assertContains(response, "1 quote")
            self.assertContains(response, "charming form")
            self.assertContains(
                response, 'href="/quotes.csv?q=democracy&amp;before=1899"'
            )
            self.assertContains(response, 'href="/quotes/?q=democracy"')  # the chip

    def test_note_and_box_say_how_it_was_read(self):
        response = self.page({"q": "democracy before 1900"})
        self.assertContains(response, "“before 1900” is read as a limit")
        self.assertContains(response, 'name="q" value="democracy"')

    def test_nothing_but_a_limit(self):
        response = self.page({"q": "since 1900"})
        self.assertContains(response, "“since 1900” is read as a limit")
        self.assertContains(response, "worst form")
        self.assertNotContains(response, "charming form")

    def test_files_and_feeds_have_the_limit(self):
        for path in ("/quotes.csv", "/quotes.atom"):
            response = self.client.get(path, {"q": "democracy before 1900"})
            content = b"".join(response) if response.streaming else response.content
            self.assertIn("charming form", content.decode())
            self.assertNotIn("worst form", content.decode())

    def test_quoted_words_are_literal(self):
        response = self.page({"q": '"democracy before 1900"'})
        self.assertNotContains(response, "is read as a limit")
