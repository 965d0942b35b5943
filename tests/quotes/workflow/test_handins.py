"""Handing in, giving back and publishing drafts, and two people at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.test import TestCase
from django.utils import timezone

from articles.models.base import Status
from quotes.merging.articles import merge_articles
from quotes.models import HandIn, HandInNote, HandInState, Notice
from quotes.workflow import handins
from quotes.workflow.schedules import schedule
from tests.factories import make_article, make_quote
from tests.support.admin_pages import make_user


def make_draft(user, **fields):
    """Create a draft of a user with a quote."""
    draft = make_article(
        text="She said: “We must go.”", status=Status.DRAFT, created_by=user, **fields
    )
    make_quote(draft, "We must go.", status=Status.DRAFT, created_by=user)
    return draft


def acts(hand_in):
    return list(hand_in.notes.values_list("act", flat=True))


class HandInTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author = make_user("author", "Contributors")
        cls.other = make_user("other", "Contributors")
        cls.editor = make_user("editor", "Editors")
        cls.second = make_user("second", "Editors")
        cls.draft = make_draft(cls.author)

    def fresh(self, found):
        return HandIn.objects.with_records().get(pk=found.pk)

    def seen(self, found):
        return handins.token(self.fresh(found))

    def test_a_draft_goes_to_and_fro_until_it_is_published(self):
        made = handins.hand_in(self.author, self.draft, "The outlet is new.")
        assert handins.is_waiting(self.draft)
        assert handins.is_waiting(self.draft.quotes.get())
        handins.assign(self.editor, made.pk, self.seen(made), self.editor)
        handins.give_back(self.editor, made.pk, self.seen(made), "Who is “she”?")
        assert not handins.is_waiting(self.draft)
        assert self.fresh(made).assigned_to == self.editor
        again = handins.hand_in(self.author, self.draft, "Ann Lee.")
        assert again == made
        self.draft.refresh_from_db()
        self.draft.publish()
        found = self.fresh(made)
        assert found.state == HandInState.PUBLISHED
        assert found.closed_at
        handins.name_publisher(self.editor, found)
        expected = ["handed_in", "assigned", "returned", "handed_in", "published"]
        assert acts(found) == expected
        assert found.notes.last().by == self.editor

    def test_all_who_take_part_but_the_one_who_acts_are_told(self):
        made = handins.hand_in(self.author, self.draft)
        assert not Notice.objects.exists()
        handins.assign(self.editor, made.pk, self.seen(made), self.second)
        told = Notice.objects.values_list("user__username", flat=True)
        assert sorted(told) == ["author", "second"]
        handins.comment(self.author, made.pk, "Thank you.")
        assert handins.unread_notices(self.editor).count() == 1
        handins.mark_read(self.editor, made)
        assert not handins.unread_notices(self.editor).exists()
        assert handins.unread_notices(self.second).count() == 2
        self.draft.quotes.get().publish()
        self.draft.refresh_from_db()
        self.draft.publish()
        assert handins.unread_notices(self.author).first().note.act == "published"

    def test_a_draft_that_is_withdrawn_is_not_said_to_be_published(self):
        made = handins.hand_in(self.author, self.draft)
        self.draft.refresh_from_db()
        self.draft.withdrawn_reason = "It is invented."
        self.draft.save_as(Status.WITHDRAWN)
        assert self.fresh(made).state == HandInState.WITHDRAWN
        note = handins.unread_notices(self.author).first().note
        assert (note.act, note.text) == ("withdrawn", "It is invented.")

    def test_a_merged_draft_is_neither_handed_in_nor_deleted_nor_left_to_do(self):
        self.client.force_login(self.author)
        assert "Your draft articles" in self.client.get("/admin/").content.decode()
        same = make_article(text="She said: “We must go.”")
        merge_articles(self.draft, same, self.editor)
        self.draft.refresh_from_db()
        assert self.draft.merged_into_id
        assert "Your draft articles" not in self.client.get("/admin/").content.decode()
        with pytest.raises(ValidationError, match="was merged"):
            handins.hand_in(self.author, self.draft)
        with pytest.raises(ValidationError, match="merged into another"):
            schedule(self.editor, self.draft, timezone.now() + timedelta(days=1))
        path = f"/admin/articles/article/{self.draft.pk}/delete/"
        assert self.client.get(path).status_code == 403

    def test_only_the_author_hands_a_draft_in_and_only_once(self):
        published = make_article(created_by=self.author)
        for user, record in ((self.other, self.draft), (self.author, published)):
            with pytest.raises(PermissionDenied):
                handins.hand_in(user, record)
        handins.hand_in(self.author, self.draft)
        quote = self.draft.quotes.get()
        for record in (self.draft, quote):
            with pytest.raises(ValidationError, match="handed in already"):
                handins.hand_in(self.author, record)

    def test_a_single_quote_is_handed_in(self):
        quote = make_quote(
            make_article(text="Go."), "Go.", status="draft", created_by=self.author
        )
        made = handins.hand_in(self.author, quote)
        assert made.record == quote
        quote.publish()
        assert self.fresh(made).state == HandInState.PUBLISHED

    def test_who_may_do_what(self):
        made = handins.hand_in(self.author, self.draft)
        seen = self.seen(made)
        for user in (self.author, self.other):
            with pytest.raises(PermissionDenied):
                handins.give_back(user, made.pk, seen, "No.")
            with pytest.raises(PermissionDenied):
                handins.assign(user, made.pk, seen, self.editor)
        for act in (handins.take_back, handins.comment):
            with pytest.raises(PermissionDenied):
                act(self.other, made.pk, seen)
        with pytest.raises(PermissionDenied):
            handins.take_back(self.editor, made.pk, seen)
        with pytest.raises(ValidationError, match="may not publish"):
            handins.assign(self.editor, made.pk, seen, self.other)

    def test_the_second_of_two_editors_is_told(self):
        made = handins.hand_in(self.author, self.draft)
        seen = self.seen(made)
        handins.assign(self.editor, made.pk, seen, self.editor)
        for act, value in (
            (handins.assign, self.second),
            (handins.give_back, "Look again."),
        ):
            with pytest.raises(ValidationError, match="Nothing was done"):
                act(self.second, made.pk, seen, value)
        assert acts(made) == ["handed_in", "assigned"]
        handins.comment(self.second, made.pk, "I would have taken it.")

    def test_a_draft_that_changed_since_it_was_read_is_not_published(self):
        made = handins.hand_in(self.author, self.draft)
        for change in (
            lambda: self.draft.save(),
            lambda: self.draft.quotes.get().save(),
            lambda: make_quote(self.draft, "We must go", status="draft"),
            lambda: handins.comment(self.author, made.pk, "Wait!"),
        ):
            seen = self.seen(made)
            with transaction.atomic():
                handins.check_unchanged(self.editor, made.pk, seen)
            change()
            with pytest.raises(ValidationError), transaction.atomic():
                handins.check_unchanged(self.editor, made.pk, seen)

    def test_an_author_takes_a_draft_back(self):
        made = handins.hand_in(self.author, self.draft)
        seen = self.seen(made)
        handins.take_back(self.author, made.pk, seen)
        assert not handins.is_waiting(self.draft)
        with pytest.raises(ValidationError):
            handins.give_back(self.editor, made.pk, seen, "Too late.")
        assert handins.hand_in(self.author, self.draft) != made

    def test_the_database_refuses_impossible_states(self):
        quote = self.draft.quotes.get()
        at = timezone.now()
        made = handins.hand_in(self.author, self.draft)
        for fields in (
            {"article": self.draft, "quote": quote},
            {},
            {"quote": quote, "state": "lost"},
            {"quote": quote, "closed_at": at},
            {"quote": quote, "state": "published"},
            {"article": self.draft},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                HandIn.objects.create(at=at, by=self.author, **fields)
        for act in ("returned", "commented"):
            with pytest.raises(IntegrityError), transaction.atomic():
                HandInNote.objects.create(hand_in=made, act=act, text=" ")
        with pytest.raises(DatabaseError), transaction.atomic():
            made.notes.update(text="I never said that.")
