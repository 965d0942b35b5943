"""What of a quote's row goes into its reference."""

import datetime

from django.test import TestCase

from articles.partial_dates import PartialDate
from quotes.citations import Name, Speaker
from quotes.models import Quote
from quotes.references import quote_reference
from tests.factories import make_article, make_publication, make_quote, make_speaker


def absolute(path):
    return f"https://record.example{path}"


class ReferenceTests(TestCase):
    def reference(self, quote):
        with self.assertNumQueries(4):
            quote = Quote.objects.for_citing().get(pk=quote.pk)
            return quote_reference(quote, absolute)

    def test_everything_that_is_known(self):
        article = make_article(
            title="The title",
            kind="article-magazine",
            publication=make_publication(name="The Paper"),
            published="2024-11",
            retrieved_on=datetime.date(2025, 1, 2),
            url="https://paper.example/1",
            archive_url="https://archive.example/1",
            page="7",
            section="World",
            language="fr",
            bylines=[
                "Reuters",
                {
                    "family": "Gogh",
                    "given": "Vincent",
                    "particle": "van",
                    "suffix": "Jr.",
                },
            ],
        )
        quote = make_quote(
            article,
            "Never again",
            kind="mixed",
            language="en",
            speaker=[make_speaker("Ada Rossi"), make_speaker("Bea Rossi")],
            name_as_printed="Rossi",
            role_as_printed="the mayor",
            standing="disputed",
        )
        reference = self.reference(quote)
        expected = {
            "key": f"q{quote.pk}",
            "type": "article-magazine",
            "title": "The title",
            "authors": (
                Name(literal="Reuters"),
                Name(family="Gogh", given="Vincent", particle="van", suffix="Jr."),
            ),
            "container_title": "The Paper",
            "issued": PartialDate(2024, 11),
            "accessed": PartialDate(2025, 1, 2),
            "url": "https://paper.example/1",
            "archive_url": "https://archive.example/1",
            "page": "7",
            "section": "World",
            "language": "fr",
            "quote_text": "Never again",
            "quote_kind": "mixed",
            "quote_language": "en",
            "speakers": (
                Speaker("Ada Rossi", "the mayor", "disputed"),
                Speaker("Bea Rossi", "the mayor", "disputed"),
            ),
            "quote_url": f"https://record.example/quotes/{quote.pk}/never-again/",
        }
        for name, value in expected.items():
            self.assertEqual(getattr(reference, name), value, name)

    def test_nothing_is_made_up(self):
        quote = make_quote(make_article(published=None), speaker=False)
        with self.assertNumQueries(3):
            quote = Quote.objects.for_citing().get(pk=quote.pk)
            reference = quote_reference(quote, absolute)
        self.assertIsNone(reference.issued)
        self.assertIsNone(reference.accessed)
        self.assertEqual(reference.authors, ())
        self.assertEqual(reference.speakers, ())
        self.assertEqual(reference.container_title, "")
        # The article's, since the quote has none of its own.
        self.assertEqual(reference.quote_language, "en")
