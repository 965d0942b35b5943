"""E-mails to editors, contributors and readers: recipients and contents."""

import re
from datetime import timedelta
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import TestCase, TransactionTestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from articles.models.base import Status
from quotes.models import MailChoice, MailWish, Report, Schedule
from quotes.workflow import handins
from quotes.workflow.schedules import publish_due, schedule
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import change_url, filled_in, make_user, messages_of

SITE = "https://quotes.example.org"
MEMORY = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
#: A title that would end a header, and begin another.
HOSTILE = "Go\r\nBcc: victim@example.org\n\x0bnow"


class AtOnce:
    """A thread whose work runs at once, in the current thread."""

    def __init__(self, target, args):
        self.start = lambda: target(*args)


class Mailed:
    """Helpers for tests of e-mails."""

    def sent(self):
        """Return {address: message} of what was sent, and forget it."""
        found = {message.to[0]: message for message in mail.outbox}
        assert len(found) == len(mail.outbox)
        for message in mail.outbox:
            assert message.content_subtype == "plain"
            assert not message.cc + message.bcc
            assert len(str(message.message()["Subject"]).splitlines()) == 1
        mail.outbox.clear()
        return found

    def answer(self, report, **fields):
        self.client.force_login(self.editor)
        data = filled_in(self.client.get(change_url(report))) | fields
        response = self.client.post(change_url(report), data, follow=True)
        report.refresh_from_db()
        return response


@override_settings(MAIL_IS_SET=True, MAILERS=MEMORY, SITE_URL=SITE, REPORTS_PER_HOUR=0)
@patch("quotes.mail.Thread", AtOnce)
class MailTests(Mailed, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author = make_user("author", "Contributors", email="author@example.org")
        cls.editor = make_user("editor", "Editors", email="editor@example.org")
        cls.second = make_user("second", "Editors", email="second@example.org")
        make_user("silent", "Editors")  # has no address
        gone = make_user("gone", "Editors", email="gone@example.org")
        User.objects.filter(pk=gone.pk).update(is_active=False)

    def wish(self, user, wish):
        MailChoice.objects.update_or_create(user=user, defaults={"wish": wish})

    def hand_in(self, **fields):
        draft = make_article(status=Status.DRAFT, created_by=self.author, **fields)
        with self.captureOnCommitCallbacks(execute=True):
            return handins.hand_in(self.author, draft, "The outlet is new.")

    def test_all_editors_hear_of_a_new_draft_with_a_link(self):
        made = self.hand_in(title="On the sea")
        sent = self.sent()
        assert sorted(sent) == ["editor@example.org", "second@example.org"]
        message = sent["editor@example.org"]
        assert message.subject == "On Record: Handed in: On the sea"
        assert "Handed in by author: “On the sea”" in message.body
        assert "The outlet is new." in message.body
        assert SITE + change_url(made) in message.body
        assert SITE + reverse("admin:mail_choice") in message.body

    def test_a_draft_that_comes_back_is_mailed_to_those_who_take_part(self):
        made = self.hand_in()
        self.sent()
        with self.captureOnCommitCallbacks(execute=True):
            seen = handins.token(made)
            handins.give_back(self.editor, made.pk, seen, "Who?\nAnn?")
        message = self.sent()["author@example.org"]
        assert "Given back by editor" in message.body
        assert "Who?\nAnn?" in message.body
        with self.captureOnCommitCallbacks(execute=True):
            handins.hand_in(self.author, made.article)
        assert list(self.sent()) == ["editor@example.org"]

    def test_users_choose_what_they_get(self):
        self.wish(self.editor, MailWish.NONE)
        self.wish(self.second, MailWish.OWN)
        made = self.hand_in()
        self.report()
        assert self.sent() == {}
        with self.captureOnCommitCallbacks(execute=True):
            handins.assign(self.editor, made.pk, handins.token(made), self.second)
        assert sorted(self.sent()) == ["author@example.org", "second@example.org"]
        self.wish(self.author, MailWish.NONE)
        with self.captureOnCommitCallbacks(execute=True):
            handins.comment(self.second, made.pk, "Soon.")
        assert self.sent() == {}

    def test_nothing_is_sent_without_a_mail_server(self):
        with self.settings(MAIL_IS_SET=False):
            self.hand_in()
            self.report()
        assert mail.outbox == []

    def test_without_the_address_of_the_site_the_list_is_named(self):
        with self.settings(SITE_URL=""):
            self.hand_in()
        body = self.sent()["editor@example.org"].body
        assert "open “Drafts handed in”" in body
        assert "http" not in body

    def test_titles_cannot_add_headers(self):
        self.hand_in(title=HOSTILE)
        message = self.sent()["editor@example.org"]
        assert message.subject == "On Record: Handed in: Go Bcc: victim@example.org now"
        assert message.recipients() == ["editor@example.org"]

    def report(self, quote=None, text="She said “may”.\nBcc: x@example.org", **fields):
        """Send a report as a reader does."""
        quote = quote or make_quote(text="We must go.")
        address = f"/report/quotes/{quote.pk}/"
        page = self.client.get(address)
        (opened,) = re.findall('name="opened" value="([^"]+)"', page.text)
        with (
            patch("quotes.views.report.LEAST_SECONDS", 0),
            self.captureOnCommitCallbacks(execute=True),
        ):
            data = {"message": text, "opened": opened, **fields}
            answer = self.client.post(address, data)
        assert answer.status_code == 302
        return Report.objects.latest("pk")

    def test_editors_hear_of_a_report_and_not_of_the_reader(self):
        report = self.report(email="ann@example.org")
        sent = self.sent()
        assert sorted(sent) == ["editor@example.org", "second@example.org"]
        message = sent["editor@example.org"]
        assert message.subject == "On Record: Report by a reader: We must go."
        assert "> She said “may”.\n> Bcc: x@example.org" in message.body.replace(
            "\r\n", "\n"
        )
        assert SITE + change_url(report) in message.body
        assert "ann@example.org" not in message.body

    def test_many_reports_are_one_e_mail(self):
        quote = make_quote(text="We must go.")
        first = self.report(quote)
        assert len(self.sent()) == 2
        second = self.report(quote, "Another.")
        assert self.sent() == {}
        long_ago = timezone.now() - timedelta(minutes=11)
        for each in (first, second):
            Report.objects.filter(pk=each.pk).update(created_at=long_ago)
        self.report(quote, "A third.")
        assert len(self.sent()) == 2

    def test_no_answer_is_offered_to_be_sent_without_an_address(self):
        for server, email in ((True, ""), (False, "ann@example.org")):
            speaker = make_speaker()
            report = Report.objects.create(speaker=speaker, message="No.", email=email)
            self.client.force_login(self.editor)
            with self.settings(MAIL_IS_SET=server):
                page = self.client.get(change_url(report))
                self.assertNotContains(page, "send_answer")
                self.answer(report, answer="It is so.", send_answer="on")
        assert mail.outbox == []

    def miss(self):
        """Schedule a quote that is not in its text, and run the publishing."""
        article = make_article(text="Go.")
        lost = make_quote(article, "Nowhere.", status=Status.DRAFT)
        made = schedule(self.editor, lost, timezone.now() + timedelta(hours=1))
        Schedule.objects.filter(pk=made.pk).update(at=timezone.now())
        with self.captureOnCommitCallbacks(execute=True):
            publish_due()
        made.refresh_from_db()
        return made

    def test_whoever_scheduled_hears_that_it_failed_and_why(self):
        self.miss()
        (address, message) = self.sent().popitem()
        assert address == "editor@example.org"
        assert message.subject == "On Record: Not published: Nowhere."
        assert "The words are not in the text." in message.body
        assert f"{SITE}/admin/quotes/schedule/?state__exact=failed" in message.body

    def test_all_editors_hear_of_it_if_that_one_may_not_publish_any_more(self):
        with patch("quotes.workflow.schedules.may_publish", return_value=False):
            self.editor.groups.clear()
            self.miss()
        assert list(self.sent()) == ["second@example.org"]

    def test_it_stays_on_the_desk_until_somebody_deals_with_it(self):
        self.client.force_login(self.second)
        for deal in ("publish", "again", "seen"):
            made = self.miss()
            page = self.client.get(reverse("admin:index"))
            self.assertContains(page, "Not published at their time")
            self.assertContains(page, "The words are not in the text.")
            match deal:
                case "publish":
                    made.quote.publish()
                case "again":
                    soon = timezone.now() + timedelta(hours=1)
                    schedule(self.editor, made.quote, soon)
                case "seen":
                    self.client.post(
                        reverse("admin:quotes_schedule_changelist"),
                        {"action": "mark_seen", "_selected_action": [made.pk]},
                    )
            page = self.client.get(reverse("admin:index"))
            self.assertNotContains(page, "Not published at their time")

    def test_the_page_of_the_choice(self):
        url = reverse("admin:mail_choice")
        for user, offered in ((self.editor, 3), (self.author, 2)):
            self.client.force_login(user)
            page = self.client.get(url)
            assert len(page.context["form"].fields["wish"].choices) == offered
            self.assertContains(page, user.email)
            refused = self.client.post(url, {"wish": "some"})
            assert refused.context["form"].errors
            self.client.post(url, {"wish": MailWish.NONE})
            assert user.mail_choice.wish == MailWish.NONE

    def test_addresses_of_readers_are_deleted_and_then_get_nothing(self):
        report = self.report(email="ann@example.org")
        self.sent()
        long_ago = timezone.now() - timedelta(days=91)
        Report.objects.filter(pk=report.pk).update(created_at=long_ago)
        call_command("delete_report_addresses", verbosity=0)
        self.answer(report, answer="It is so.", send_answer="on")
        assert mail.outbox == []


def make_report(message):
    quote = make_quote(text="We must go.")
    email = "ann@example.org"
    return Report.objects.create(quote=quote, message=message, email=email)


@override_settings(MAIL_IS_SET=True, MAILERS=MEMORY, SITE_URL=SITE)
class AnswerTests(Mailed, TransactionTestCase):
    """Answers are sent after the commit, and then the editor is told."""

    def setUp(self):
        self.editor = make_user("editor", "Editors")

    def test_a_reader_gets_the_answer_once_and_only_the_answer(self):
        report = make_report("Buy my pills!")
        self.answer(report, answer="")
        assert self.sent() == {}
        response = self.answer(report, answer="The recording has “must”.", closed="on")
        assert "The answer was sent to the reader." in messages_of(response)
        message = self.sent()["ann@example.org"]
        assert "The recording has “must”." in message.body
        assert SITE + report.quote.get_absolute_url() in message.body
        assert "pills" not in message.body + message.subject
        assert report.answer_sent_at
        # A further change of the answer is sent only if the editor ticks that.
        self.answer(report, answer="The recording has “must go”.")
        assert self.sent() == {}
        self.answer(report, send_answer="on")
        assert list(self.sent()) == ["ann@example.org"]

    def test_an_answer_that_cannot_be_sent_is_said_and_kept(self):
        report = make_report("She said “may”.")
        failing = "django.core.mail.EmailMessage.send"
        with (
            patch(failing, side_effect=ConnectionRefusedError),
            self.assertLogs("quotes.mail", "ERROR"),
        ):
            response = self.answer(report, answer="It has “must”.")
        assert "could not be sent" in str(messages_of(response))
        assert report.answer == "It has “must”."
        assert report.answer_sent_at is None
