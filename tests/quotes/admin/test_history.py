"""The history of records in the admin, and reverting them."""

import pytest
from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from articles.audit_context import ActKind, acting
from articles.models.base import Status
from quotes.models import Change, Quote
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.admin_pages import make_user
from tests.support.migrated_tables import no_triggers

pytestmark = pytest.mark.any_server

TEXT = "“We will win,” said Ann Lee. “We must,” said Bob Ray."


def history_url(record, key=None):
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_"
    if key is None:
        return reverse(f"{name}history", args=[record.pk])
    return reverse(f"{name}revert", args=[record.pk, key])


def number_transactions():
    """Number the changes as if each had been made in a transaction of its own."""
    with no_triggers() as cursor:
        cursor.execute("UPDATE quotes_change SET transaction = id")


class HistoryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.ann, cls.bob = make_speaker("Ann Lee"), make_speaker("Bob Ray")
        cls.article = make_article(text=TEXT)
        cls.quote = make_quote(cls.article, "We will win,", speaker=cls.ann)

    def setUp(self):
        self.client.force_login(self.editor)

    def revert(self, record, key, **data):
        number_transactions()
        return self.client.post(history_url(record, key), data, follow=True)

    def newest(self):
        return Change.objects.values_list("pk", flat=True).first()

    def test_each_change_is_shown_with_its_words_its_person_and_its_act(self):
        with acting(ActKind.TYPED, self.editor, "A misprint."):
            Quote.objects.filter(pk=self.quote.pk).update(text="We must,")
        with acting(ActKind.IMPORTED):
            self.quote.attributions.update(speaker=self.bob)
        number_transactions()
        page = self.client.get(history_url(self.quote))
        self.assertContains(page, "Ann Lee → Bob Ray")
        self.assertContains(page, "before: </span>will win,")
        self.assertContains(page, "now: </span>must,")
        self.assertContains(page, "A misprint.")
        for query, number in (
            *(("?who=editor", 1), ("?who=", 3), ("?act=imported", 1)),
            *(("?who=editor&act=imported", 0), ("?act=typed", 1), ("?p=9", 4)),
        ):
            page = self.client.get(history_url(self.quote) + query)
            assert len(page.context["entries"]) == number, query

    def test_words_and_speakers_are_reverted_with_a_reason(self):
        before = self.newest()
        number_transactions()
        Quote.objects.filter(pk=self.quote.pk).update(text="We must,")
        self.quote.attributions.all().delete()
        topic = make_topic()
        self.quote.topics.add(topic)
        self.quote.attributions.create(speaker=self.bob)
        number_transactions()
        page = self.client.get(history_url(self.quote, before))
        self.assertContains(page, "will win,")
        self.assertContains(page, "Bob Ray")
        refused = self.revert(self.quote, before, reason=" ")
        assert refused.context["form"].errors["reason"]
        self.revert(self.quote, before, reason="It was right.")
        self.quote.refresh_from_db()
        assert self.quote.text == "We will win,"
        assert [each.speaker for each in self.quote.attributions.all()] == [self.ann]
        assert not self.quote.topics.exists()
        change = Change.objects.filter(record="quote", part="").first()
        assert (change.act, change.user_name) == ("reverted", "editor")
        assert change.reason == "It was right."

    def test_speakers_and_aliases_that_were_exchanged_are_reverted(self):
        self.quote.attributions.create(speaker=self.bob)
        for name in ("A. Lee", "Annie"):
            self.ann.aliases.create(name=name)
        for parts, column, (one, other), third in (
            (self.quote.attributions, "speaker", [self.ann, self.bob], make_speaker()),
            (self.ann.aliases, "name", ["A. Lee", "Annie"], "Ann"),
        ):
            record = parts.instance
            before = Change.objects.of(record).first().pk
            rows = list(parts.order_by("pk"))
            for row, value in ((0, third), (1, one), (0, other)):
                setattr(rows[row], column, value)
                rows[row].save()
            self.revert(record, before, reason="They were right.")
            found = [(each.pk, getattr(each, column)) for each in parts.order_by("pk")]
            assert found == [(rows[0].pk, one), (rows[1].pk, other)]

    def test_a_revert_of_a_withdrawn_quote_needs_a_reason(self):
        before = self.newest()
        number_transactions()
        Quote.objects.filter(pk=self.quote.pk).update(text="We must,")
        self.quote.refresh_from_db()
        self.quote.withdraw("Being checked.")
        refused = self.revert(self.quote, before, reason=" ")
        assert refused.context["form"].errors["reason"]
        self.article.hold_text("“We must,” said Bob Ray.")
        refused = self.revert(self.quote, before, reason="It was right.")
        self.assertContains(refused, "not in the article’s present text")

    def test_what_can_no_longer_be_had_is_refused_with_a_sentence(self):
        before = self.newest()
        number_transactions()
        Quote.objects.filter(pk=self.quote.pk).update(text="We must,")
        self.article.hold_text("“We must,” said Bob Ray.")
        response = self.revert(self.quote, before, reason="It was right.")
        self.assertContains(response, "not in the article’s present text")
        Quote.objects.filter(pk=self.quote.pk).update(text="We will win,")
        self.quote.attributions.update(speaker=self.bob)
        self.ann.delete()
        response = self.revert(self.quote, before, reason="It was right.")
        self.assertContains(response, "The speaker of that time (Ann Lee) no longer")
        assert self.quote.attributions.get().speaker == self.bob

    def test_records_older_than_the_history_are_reverted_to_what_they_were(self):
        with no_triggers():
            topic = make_topic("Engines")
        topic.name = "Machines"
        topic.save()
        number_transactions()
        page = self.client.get(history_url(topic))
        self.assertContains(page, history_url(topic, 0))
        self.assertContains(page, "changes were not recorded")
        self.assertNotContains(self.client.get(history_url(self.quote)), "/history/0/")
        self.assertContains(self.client.get(history_url(topic, 0)), "before the change")
        self.revert(topic, 0, reason="")
        topic.refresh_from_db()
        assert topic.name == "Engines"

    def test_every_kind_of_record_is_reverted(self):
        paper = make_publication(name="The Times")
        speaker = make_speaker("Ada King", aliases=["Lovelace"], born_on=None)
        article = make_article(text="First.", bylines=["Sam Poe"], publication=paper)
        topic = make_topic("Engines")
        before = self.newest()
        number_transactions()
        type(paper).objects.filter(pk=paper.pk).update(name="The Post")
        speaker.aliases.all().delete()
        speaker.description = "A writer."
        speaker.save()
        article.bylines.update(literal="Somebody else")
        article.title = "Another title"
        article.save()
        article.hold_text("Second.")
        type(topic).objects.filter(pk=topic.pk).update(name="Machines")
        for record in (paper, speaker, article, topic):
            key = Change.objects.of(record).filter(pk__lte=before).first().pk
            assert self.client.get(history_url(record)).status_code == 200
            response = self.revert(record, key, reason="As it was.")
            assert "Reverted" in response.content.decode(), record
        for record in (paper, speaker, article, topic):
            record.refresh_from_db()
        assert (paper.name, topic.name) == ("The Times", "Engines")
        assert speaker.description == ""
        assert speaker.aliases.get().name == "Lovelace"
        assert article.bylines.get().literal == "Sam Poe"
        assert article.current_snapshot.text == "First."
        assert article.snapshots.count() == 3

    def test_the_status_stays_and_permissions_hold(self):
        draft = make_quote(
            self.article, "We must,", status=Status.DRAFT, speaker=self.bob
        )
        before = Change.objects.of(draft).first().pk
        number_transactions()
        draft.publish()
        response = self.revert(draft, before)
        self.assertContains(response, "there is nothing to revert")
        other = make_user("other", "Contributors")
        self.client.force_login(other)
        assert self.client.get(history_url(draft)).status_code == 200
        assert self.revert(draft, before).status_code == 403
        self.client.force_login(User.objects.create_user("reader"))
        assert self.client.get(history_url(draft)).status_code == 302
        assert self.client.get(history_url(draft, 10**9)).status_code == 302
