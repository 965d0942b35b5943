"""Quotes are published and withdrawn in one place."""

from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase

from articles.models.base import Publishable, Status
from quotes.importers import load
from quotes.models import Quote
from quotes.verification.verify import publish
from tests.factories import make_article, make_quote


class PublishingTests(TestCase):
    def check(self, quote, status, reason):
        for each in (quote, Quote.objects.get(pk=quote.pk)):
            assert (each.status, each.withdrawn_reason) == (status, reason)

    def test_a_draft_is_published(self):
        quote = make_quote(status=Status.DRAFT)
        quote.publish()
        self.check(quote, Status.PUBLISHED, "")

    def test_a_quote_without_attribution_is_not_published(self):
        quote = make_quote(status=Status.DRAFT, speaker=False)
        for each in (quote, Quote(article=quote.article, text="New words")):
            with pytest.raises(ValidationError) as caught:
                each.publish()
            assert caught.value.messages == [
                "Say who said it: a published quote has an attribution."
            ]
            assert each.status == Status.DRAFT
        self.check(quote, Status.DRAFT, "")

    def test_a_quote_is_withdrawn_with_a_reason(self):
        quote = make_quote()
        quote.withdraw("It was invented.")
        self.check(quote, Status.WITHDRAWN, "It was invented.")
        quote.publish()
        self.check(quote, Status.PUBLISHED, "")

    def test_nothing_is_withdrawn_without_a_reason(self):
        quote = make_quote()
        with pytest.raises(ValidationError, match="Give the reason"):
            quote.withdraw(" ")
        self.check(quote, Status.PUBLISHED, "")

    def test_prefetched_attributions_are_not_queried_again(self):
        make_quote(status=Status.DRAFT)
        quote = Quote.objects.prefetch_related("attributions", "rechecks").get()
        with transaction.atomic(), self.assertNumQueries(1):
            quote.publish()

    def test_the_quotes_of_an_article_are_published_with_it(self):
        article = make_article(text="One. Two. Three.", status=Status.DRAFT)
        for words in ("One", "Two", "Three"):
            make_quote(article, words, status=Status.DRAFT)
        # The article, the drafts, their attributions, rechecks, keys, and the quotes.
        with transaction.atomic(), self.assertNumQueries(6):
            published, held_back = publish(article)
        assert (len(published), held_back) == (3, [])
        assert Quote.objects.public().count() == 3

    def test_imports_go_through_the_same_place(self):
        quote = {"text": "Two", "attributions": [{"speaker": "Ada"}]}
        data = {
            "speakers": [{"name": "Ada"}],
            "articles": [{"title": "One", "text": "One. Two.", "quotes": [quote]}],
        }
        passed, save_as = [], Publishable.save_as

        def watched(record, status):
            passed.append((str(record), status))
            save_as(record, status)

        with patch.object(Publishable, "save_as", watched):
            load(data)
        assert passed == [("One", Status.PUBLISHED), ("Two", Status.PUBLISHED)]
        assert Quote.objects.public().get().text == "Two"
