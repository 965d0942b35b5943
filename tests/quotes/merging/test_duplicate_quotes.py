"""Editors see where else the same words are printed."""

from django.test import TestCase

from quotes.merging.duplicate_quotes import find_printed
from tests.factories import make_article, make_publication, make_quote, make_speaker


class SameWordsTests(TestCase):
    def test_other_articles_with_the_same_words(self):
        record = make_publication(name="The Daily Record")
        article = make_article(
            title="Bridge", publication=record, published="2024-03-12"
        )
        quote = make_quote(article, "We must go!", speaker=make_speaker("Ann Lee"))
        draft = make_quote(text="we must go", status="draft", speaker=False)
        texts = ["“We múst go.”", "Another thing.", "…", "\0", ""]
        with self.assertNumQueries(3):
            found = find_printed(texts)
        (first, second) = found.pop(texts[0])
        self.assertEqual(found, {})
        self.assertEqual(
            first.where,
            "“Bridge”, The Daily Record, 12 March 2024, given to Ann Lee",
        )
        self.assertTrue(first.url.endswith(f"/{quote.pk}/change/"))
        self.assertIn("given to nobody", second.where)
        only = find_printed(texts, article.pk)[texts[0]]
        self.assertTrue(only[0].url.endswith(f"/{draft.pk}/change/"))
        self.assertEqual(len(only), 1)
