"""Snapshots of articles' texts stay, and never change."""

import datetime
import hashlib

import pytest
from django.test import TestCase
from django.utils import timezone

from articles.models import MAX_TEXT_LENGTH, Article, Byline, Snapshot
from articles.models.base import Status
from tests.factories import make_article
from tests.support.rules import delete_by_sql, messages, refused


@pytest.mark.django_db
def test_a_snapshot_refuses_control_characters_too():
    article = make_article(text="He said so.")
    article.current_snapshot.full_clean()
    for text in ("He said\x07 so.", "He said\x00 so."):
        assert "text" in messages(Snapshot(article=article, text=text, digest="x"))


class SnapshotTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.draft = make_article(text="First text.", status=Status.DRAFT)
        cls.published = make_article(text="First text.", status=Status.PUBLISHED)
        cls.withdrawn = make_article(text="First text.", status=Status.WITHDRAWN)

    def test_holding_a_text_makes_a_snapshot_with_its_digest(self):
        article = make_article()
        snapshot = article.hold_text("Words.", retrieved_from="https://example.com")
        assert article.current_snapshot == snapshot
        snapshot.refresh_from_db()
        assert snapshot.text == "Words."
        assert snapshot.retrieved_from == "https://example.com"
        assert snapshot.digest == hashlib.sha256(b"Words.").hexdigest()
        assert timezone.now() - snapshot.retrieved_at < datetime.timedelta(minutes=1)

    def test_the_same_text_makes_no_new_snapshot(self):
        first = self.draft.current_snapshot
        for text in ("First text.", "\ufeffFirst text."):
            assert self.draft.hold_text(text) == first
        assert self.draft.snapshots.count() == 1

    def test_newlines_alone_make_no_new_snapshot(self):
        snapshot = self.draft.hold_text("One\r\nTwo\rThree")
        assert snapshot.text == "One\nTwo\nThree"
        assert self.draft.hold_text("One\nTwo\r\nThree") == snapshot

    def test_a_new_text_becomes_current(self):
        first = self.draft.current_snapshot
        second = self.draft.hold_text("Second text.")
        assert self.draft.current_snapshot == second
        assert list(self.draft.snapshots.all()) == [second, first]
        third = self.draft.hold_text("First text.")
        assert third not in (first, second)
        assert self.draft.current_snapshot == third

    def test_an_empty_text_changes_nothing(self):
        first = self.draft.current_snapshot
        for text in ("", " ", "\r\n\t", "\ufeff"):
            with self.subTest(text):
                assert self.draft.hold_text(text) == first
        assert make_article().hold_text(" ") is None
        assert make_article().current_snapshot is None

    def test_the_text_is_stored_unchanged(self):
        text = " “e\u0301 ﬁ\u00a0…”\u200b 𝔸\n\n "
        self.draft.hold_text(text).refresh_from_db()
        assert self.draft.current_snapshot.text == text

    def test_a_text_of_the_maximum_length_is_stored(self):
        snapshot = self.draft.hold_text("é" * MAX_TEXT_LENGTH)
        snapshot.refresh_from_db()
        assert len(snapshot.text) == MAX_TEXT_LENGTH

    def test_a_snapshot_has_text(self):
        rule = "snapshot_has_text"
        with refused(rule):
            Snapshot(article=self.draft, text="").save()
        with refused(rule):
            Snapshot.objects.bulk_create([Snapshot(article=self.draft, text="")])
        told = messages(Snapshot(article=self.draft, text="", digest="x"))
        assert told["text"] == ["This field cannot be blank."]

    def test_a_snapshot_is_never_edited(self):
        rule = "A snapshot is never edited: hold the new text as a new snapshot."
        for article in (self.draft, self.published):
            snapshot = article.current_snapshot
            held = Snapshot.objects.filter(pk=snapshot.pk)
            snapshot.text = "Other text."
            with refused(rule):
                snapshot.save()
            with refused(rule):
                Snapshot.objects.bulk_update([snapshot], ["text"])
            for values in (
                {"text": "Other text."},
                {"digest": "0" * 64},
                {"retrieved_from": "elsewhere"},
                {"article": self.withdrawn},
                {"text": "First text."},
            ):
                with self.subTest(values), refused(rule):
                    held.update(**values)
            assert held.get().text == "First text."

    def test_the_texts_of_a_published_article_stay(self):
        rule = "A text that a published article was held with stays held."
        for article in (self.published, self.withdrawn):
            with refused(rule):
                article.current_snapshot.delete()
            with refused(rule):
                article.snapshots.all().delete()
            with refused(rule):
                delete_by_sql(article.current_snapshot)
            assert article.snapshots.count() == 1

    def test_the_texts_of_a_draft_may_be_deleted(self):
        self.draft.current_snapshot.delete()
        assert self.draft.current_snapshot is None

    def test_a_draft_may_be_deleted_with_everything(self):
        Byline.objects.create(article=self.draft, literal="Reuters")
        key = self.draft.pk
        self.draft.delete()
        assert not Snapshot.objects.filter(article=key).exists()
        assert not Byline.objects.filter(article=key).exists()

    def test_what_was_published_is_not_deleted(self):
        for text in ("First text.", ""):
            for status in (Status.PUBLISHED, Status.WITHDRAWN):
                article = make_article(text=text, status=status)
                with self.subTest(status, text=text):
                    with refused("stays held|withdraw it, with a reason"):
                        article.delete()
                    with refused("What was published is not deleted"):
                        delete_by_sql(article)
                    assert Article.objects.filter(pk=article.pk).exists()
