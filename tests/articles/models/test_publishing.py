"""How articles are published and withdrawn."""

from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase

from articles.models import Article
from articles.models.base import Publishable, Status
from tests.factories import make_article


class PublishingTests(TestCase):
    def check(self, article, status, reason):
        for each in (article, Article.objects.get(pk=article.pk)):
            assert (each.status, each.withdrawn_reason) == (status, reason)

    def test_a_draft_is_published(self):
        article = make_article(status=Status.DRAFT)
        article.publish()
        self.check(article, Status.PUBLISHED, "")

    def test_a_new_article_can_be_published_at_once(self):
        article = Article(title="It was said")
        article.publish()
        self.check(article, Status.PUBLISHED, "")

    def test_an_article_is_withdrawn_with_a_reason(self):
        article = make_article()
        article.withdraw("It was\r\ninvented.")
        self.check(article, Status.WITHDRAWN, "It was\r\ninvented.")

    def test_publishing_what_was_withdrawn_drops_the_reason(self):
        article = make_article(status=Status.WITHDRAWN)
        article.publish()
        self.check(article, Status.PUBLISHED, "")

    def test_nothing_is_withdrawn_without_a_reason(self):
        article = make_article()
        for reason in ("", " \n", "\u00a0", "\u200b"):
            with self.subTest(reason), pytest.raises(ValidationError) as caught:
                article.withdraw(reason)
            assert caught.value.code == "no_reason"
            assert caught.value.messages == [
                "Give the reason for withdrawing it: readers will see it."
            ]
        # Nothing was rolled back: the caller's transaction can continue.
        self.check(article, Status.PUBLISHED, "")

    def test_a_draft_is_not_withdrawn(self):
        article = make_article(status=Status.DRAFT)
        with pytest.raises(ValidationError, match="never published") as caught:
            article.withdraw("Entered twice.")
        assert caught.value.code == "never_published"
        self.check(article, Status.DRAFT, "")
        for each in (article, Article(title="It was said")):
            each.status, each.withdrawn_reason = Status.WITHDRAWN, "Entered twice."
            with pytest.raises(ValidationError) as caught:
                each.clean()
            assert list(caught.value.message_dict) == ["status"]

    def test_it_takes_one_query_within_a_transaction(self):
        article = make_article(status=Status.DRAFT)
        with transaction.atomic():
            with self.assertNumQueries(1):
                article.publish()
            with self.assertNumQueries(1):
                article.withdraw("Entered twice.")

    def test_every_change_goes_through_one_place(self):
        article = make_article()
        with patch.object(Publishable, "save_as") as save_as:
            article.publish()
            article.withdraw("Entered twice.")
        assert [each.args for each in save_as.call_args_list] == [
            (Status.PUBLISHED,),
            (Status.WITHDRAWN,),
        ]


class TransactionTests(TransactionTestCase):
    def test_it_is_saved_in_a_transaction(self):
        article = make_article(status=Status.DRAFT)
        inside, save = [], Article.save

        def watched(article):
            inside.append(connection.in_atomic_block)
            save(article)

        with patch.object(Article, "save", watched):
            article.publish()
            article.withdraw("Entered twice.")
        assert inside == [True, True]
