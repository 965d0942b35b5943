"""Publishing at a time: set, shown, done by the command, cancelled and refused."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models.base import Status
from quotes.models import Attribution, Change, Quote, Schedule
from quotes.models.schedules import describe_time
from quotes.workflow.schedules import publish_due, schedule
from tests.factories import make_article, make_quote
from tests.support.admin_pages import make_user, messages_of


class ScheduleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article = make_article(text="Go. Stay.", status=Status.DRAFT)
        cls.go = make_quote(cls.article, "Go.", status=Status.DRAFT)
        cls.lost = make_quote(cls.article, "Nowhere.", status=Status.DRAFT)

    def setUp(self):
        self.client.force_login(self.editor)

    def schedule(self, record):
        found = schedule(self.editor, record, timezone.now() + timedelta(hours=1))
        Schedule.objects.filter(pk=found.pk).update(at=timezone.now())
        return found

    def state_of(self, found):
        found.refresh_from_db()
        return found.state, found.outcome

    def act(self, action, record, **fields):
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist"
        data = {"action": action, "_selected_action": [record.pk], **fields}
        return self.client.post(reverse(name), data, follow=True)

    def test_the_command_publishes_what_is_due_and_checks_it_again(self):
        found, second = self.schedule(self.article), self.schedule(self.lost)
        told, errors = StringIO(), StringIO()
        call_command("publish_scheduled", stdout=told, stderr=errors)
        assert self.state_of(found) == ("published", "1 quotes published. 1 held back.")
        state, why = self.state_of(second)
        assert (state, why) == ("failed", "The words are not in the text.")
        assert "Published" in told.getvalue() and "Nowhere" in errors.getvalue()
        assert [*Quote.objects.public()] == [self.go]
        entry = LogEntry.objects.get(object_id=str(self.article.pk))
        assert entry.user == self.editor and "as scheduled" in entry.change_message
        change = Change.objects.filter(act="scheduled").latest("pk")
        assert change.user_id == self.editor.pk
        assert publish_due() == []

    def test_drafts_are_locked_before_they_are_checked_and_published(self):
        """So that nothing that is saved meanwhile is written over."""
        self.schedule(self.article)
        with CaptureQueriesContext(connection) as queries:
            publish_due()
        statements = [each["sql"] for each in queries]
        locks = [
            next(at for at, sql in enumerate(statements) if one in sql and other in sql)
            for one, other in (
                ('FROM "articles_article"', "FOR NO KEY UPDATE"),
                ('FROM "quotes_schedule"', "FOR UPDATE"),
                ('UPDATE "articles_article"', "published"),
            )
        ]
        assert locks == sorted(locks)

    def test_reasons_for_not_publishing(self):
        Attribution.objects.filter(quote=self.go).delete()
        found = self.schedule(self.go)
        publish_due()
        assert self.state_of(found)[1] == "No speaker is named."
        found = self.schedule(self.article)
        self.editor.groups.clear()
        publish_due()
        assert "may no longer publish it" in self.state_of(found)[1]
        assert not Quote.objects.filter(status=Status.PUBLISHED).exists()

    def test_it_is_cancelled_when_published_or_withdrawn_in_another_way(self):
        other = make_article(status=Status.DRAFT)
        both = [self.schedule(record) for record in (self.article, other)]
        self.article.publish()
        other.withdrawn_reason = "It was entered twice."
        other.save_as(Status.WITHDRAWN)
        for found in both:
            state, why = self.state_of(found)
            assert state == "cancelled" and "before that time" in why
        assert publish_due() == []

    def test_lists_set_show_and_cancel_it(self):
        at = timezone.localtime(timezone.now() + timedelta(days=2))
        page = self.act("publish_later", self.article)
        self.assertContains(page, "In the time zone UTC. There it is now")
        past = self.act("publish_later", self.article, publish_at="2020-01-01T09:00")
        self.assertContains(past, "This time has passed.")
        given = f"{at:%Y-%m-%dT%H:%M}"
        page = self.act("publish_later", self.article, publish_at=given)
        assert "1 to be published on" in messages_of(page)[0]
        shown = describe_time(Schedule.objects.get().at)
        self.assertContains(page, f"Draft, to be published {shown}")
        listed = self.client.get(reverse("admin:quotes_schedule_changelist"))
        self.assertContains(listed, shown)
        failed = self.client.get(f"{listed.wsgi_request.path}?state__exact=failed")
        self.assertNotContains(failed, shown)
        assert publish_due() == []  # its time has not come
        page = self.act("cancel_schedule", self.article)
        assert messages_of(page) == ["1 cancelled."]
        assert Schedule.objects.get().state == "cancelled"
        public = make_quote()
        page = self.act("publish_later", public, publish_at=given)
        assert "is published already" in messages_of(page)[0]

    def test_the_time_zone_is_said(self):
        at = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
        with timezone.override("Europe/Amsterdam"):
            said = describe_time(at)
        assert said == "3 December 2026, 09:00 (Europe/Amsterdam, UTC+01:00)"
