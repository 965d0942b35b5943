"""The first page of the desk: what is left to do, for whom, in few queries."""

import datetime

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Intake
from articles.models.distinct_pairs import DistinctPair
from articles.models.intake import RETENTION_DAYS
from quotes.models import AnchorChange, HandIn, Recheck, Report, Speaker
from quotes.workflow import handins
from quotes.workflow.dashboard import TASKS_SHOWN, task_lists
from tests.factories import make_quote, make_speaker
from tests.quotes.workflow.test_handins import make_draft
from tests.support.admin_pages import make_user

DESK = reverse("admin:index")


def titles(user):
    return {each.title: each.count for each in task_lists(user)}


class WorkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author = make_user("author", "Contributors")
        cls.editor = make_user("editor", "Editors")

    def make_work(self, number):
        """Make `number` of each kind of work."""
        for place in range(number):
            handins.hand_in(self.author, make_draft(self.author, title=f"T {place}"))
            quote = make_quote()
            Report.objects.create(quote=quote, message=f"Wrong: {place}")
            Recheck.objects.create(quote=quote, reason="It moved.")
            AnchorChange.objects.create(quote=quote, before="exact", after="missing")
            Intake.objects.create(owner=self.editor, proposal={"title": f"B {place}"})
            make_draft(self.editor)
        make_speaker("Ann Lee")
        make_speaker("ann lee")
        Speaker.objects.filter(name="Ann Lee").update(parts_status="doubtful")

    def test_an_editor_sees_what_is_left_to_do(self):
        self.make_work(TASKS_SHOWN + 1)
        found = titles(self.editor)
        many = str(TASKS_SHOWN + 1)
        for title in (
            "Drafts handed in",
            "Reports by readers",
            "Quotes to recheck",
            "Entries that you began",
            "Your draft articles",
        ):
            assert found[title] == many, (title, found)
        assert "Names in doubt" in found
        assert found["Possible duplicates"].startswith("1 of")
        assert all(len(each.items) <= TASKS_SHOWN for each in task_lists(self.editor))
        self.client.force_login(self.editor)
        page = self.client.get(DESK)
        for text in (
            "T 0",
            "Wrong: 0",
            "It moved.",
            f"B {TASKS_SHOWN}",
            "by author, since",
        ):
            self.assertContains(page, text)

    def test_the_queries_do_not_grow_with_the_work(self):
        self.client.force_login(self.editor)
        counts = []
        for number in (1, TASKS_SHOWN + 1, TASKS_SHOWN + 6):
            self.make_work(number)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(DESK)
            counts.append(len(queries))
        assert counts[1] == counts[2] <= 40, counts

    def test_a_contributor_sees_their_own_drafts_given_back_first(self):
        self.make_work(1)
        back = HandIn.objects.get()
        seen = handins.token(HandIn.objects.with_records().get(pk=back.pk))
        handins.give_back(self.editor, back.pk, seen, "Which bridge?")
        waiting = make_draft(self.author, title="A second")
        handins.hand_in(self.author, waiting)
        make_draft(self.author, title="A third")
        assert titles(self.author) == {
            "Given back to you": "1",
            "Waiting for an editor": "1",
            "Your draft articles": "1",
        }
        assert task_lists(self.author)[0].title == "Given back to you"
        self.client.force_login(self.author)
        page = self.client.get(DESK)
        self.assertContains(page, "1 notice<")
        self.assertContains(page, "Given back by editor")

    def test_nothing_to_do(self):
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(DESK), "Nothing is waiting for you.")

    def test_speakers_that_an_editor_keeps_apart_are_no_duplicates(self):
        self.make_work(0)
        assert "Possible duplicates" in titles(self.editor)
        one, other = Speaker.objects.order_by("pk")
        DistinctPair.objects.remember(one, [other], self.editor)
        assert "Possible duplicates" not in titles(self.editor)

    def test_two_speakers_of_the_same_name_may_be_one(self):
        for _ in range(2):
            make_speaker("Ann Lee")
        assert "Possible duplicates" in titles(self.editor)

    def test_entries_that_were_begun_are_continued_or_discarded(self):
        entry = Intake.objects.create(owner=self.editor, given="She said so.")
        old = Intake.objects.create(owner=self.editor)
        days = datetime.timedelta(days=RETENTION_DAYS + 1)
        Intake.objects.filter(pk=old.pk).update(created_at=timezone.now() - days)
        assert titles(self.editor) == {"Entries that you began": "1"}
        discard = reverse("admin:articles_article_intake_discard", args=[entry.pk])
        self.client.force_login(self.author)
        self.client.post(discard)
        assert Intake.objects.filter(pk=entry.pk).exists()
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(DESK), f'action="{discard}"')
        assert self.client.get(discard).status_code == 405
        self.assertRedirects(self.client.post(discard), DESK)
        assert not Intake.objects.filter(pk=entry.pk).exists()
