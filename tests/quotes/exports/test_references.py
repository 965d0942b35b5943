"""The references made from the rows of quotes."""

import datetime
from unittest import mock

from django.test import TestCase

from articles.partial_dates import PartialDate
from quotes.citations.reference import CitedSpeaker, CSLName
from quotes.exports import references
from quotes.exports.references import read_references
from quotes.models import Quote
from tests.factories import make_article, make_publication, make_quote, make_speaker


def absolute(path):
    return f"https://record.example{path}"


class ReferenceTests(TestCase):
    def reference(self, quote):
        with self.assertNumQueries(2):
            (reference,) = read_references([quote.pk], absolute)
        return reference

    def test_all_known_fields(self):
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
            "key": f"a{article.pk}",
            "type": "article-magazine",
            "title": "The title",
            "authors": (
                CSLName(literal="Reuters"),
                CSLName(family="Gogh", given="Vincent", particle="van", suffix="Jr."),
            ),
            "container_title": "The Paper",
            "issued": PartialDate(2024, 11),
            "accessed": PartialDate(2025, 1, 2),
            "url": "https://paper.example/1",
            "archive_url": "https://archive.example/1",
            "page": "7",
            "section": "World",
            "language": "fr",
            "page_url": f"https://record.example/articles/{article.pk}/",
        }
        for name, value in expected.items():
            self.assertEqual(getattr(reference.work, name), value, name)
        expected = {
            "key": f"q{quote.pk}",
            "text": "Never again",
            "kind": "mixed",
            "language": "en",
            "speakers": (
                CitedSpeaker("Ada Rossi", "the mayor", "disputed", "Rossi"),
                CitedSpeaker("Bea Rossi", "the mayor", "disputed", "Rossi"),
            ),
            # The permanent URL, which does not change with the words.
            "url": f"https://record.example/quotes/{quote.pk}/",
        }
        for name, value in expected.items():
            self.assertEqual(getattr(reference.quoted, name), value, name)

    def test_unknown_fields_stay_empty(self):
        quote = make_quote(make_article(published=None), speaker=False)
        reference = self.reference(quote)
        self.assertIsNone(reference.work.issued)
        self.assertIsNone(reference.work.accessed)
        self.assertEqual(reference.work.authors, ())
        self.assertEqual(reference.quoted.speakers, ())
        self.assertEqual(reference.work.container_title, "")
        # The article's, because the quote has none of its own.
        self.assertEqual(reference.quoted.language, "en")
        self.assertIsNone(reference.quoted.said)

    def test_family_names_have_their_particle(self):
        for particle, family in (
            ("de’", "de’ Name"),
            ("d'", "d'Name"),
            ("al‑", "al‑Name"),
            ("van", "van Name"),
            ("", "Name"),
        ):
            speaker = make_speaker(given="A.", particle=particle, family="Name")
            quote = make_quote(speaker=speaker)
            (named,) = self.reference(quote).quoted.speakers
            self.assertEqual(named.family, family)
            (listed,) = Quote.objects.filter(pk=quote.pk).for_lists()
            quoted = references.quoted_of(listed, absolute)
            self.assertEqual(quoted.speakers[0].family, family)

    def test_many_references_keep_the_order_of_keys_and_the_number_of_queries(self):
        article = make_article(text="One. Two. Three.")
        quotes = [make_quote(article, word) for word in ("One", "Two", "Three")]
        draft = make_quote(status="draft")
        keys = [quotes[2].pk, draft.pk, quotes[0].pk, 999_999, quotes[1].pk]
        with self.assertNumQueries(3):
            references = read_references(keys, absolute, needs="words")
        self.assertEqual(
            [each.quoted.text for each in references], ["Three", "One", "Two"]
        )
        self.assertEqual(references[0].quoted.spans, ((10, 15),))
        self.assertEqual(references[0].quoted.prefix, "One. Two. ")
        self.assertIs(references[0].work, references[1].work)

    def test_words_as_printed_in_the_snapshot(self):
        article = make_article(text="Ä. “We laser focussed,” she said, “at last.” B.")
        quote = make_quote(article, "We laser focussed, at last.")
        whole = make_quote(article, "she said")
        missing = make_quote(article, "said he")
        self.assertEqual(len(quote.spans), 2)
        for longest in (10_000, 1):  # cut in Python, or in the database
            with mock.patch.object(references, "MAX_WHOLE_TEXT_BYTES", longest):
                one, other, none = read_references(
                    [quote.pk, whole.pk, missing.pk], absolute, needs="words"
                )
            printed = one.quoted.printed
            self.assertEqual(printed, ("We laser focussed,", "at last."))
            self.assertEqual(other.quoted.printed, ("she said",))
            self.assertEqual(none.quoted.printed, ())
        self.assertEqual(
            [quote.snapshot.text[slice(*span)] for span in one.quoted.spans],
            list(printed),
        )
        self.assertEqual(self.reference(quote).quoted.printed, ())
        # For the place alone, the text is not read.
        (placed,) = read_references([quote.pk], absolute, needs="place")
        self.assertEqual(placed.quoted.printed, ())
        for name in ("spans", "prefix", "suffix", "snapshot_at"):
            self.assertEqual(getattr(placed.quoted, name), getattr(one.quoted, name))
        self.assertTrue(placed.quoted.snapshot_at)
