"""Readers report mistakes: the form, defences against programs, and public answers."""

import datetime
import re
import secrets
import time
from unittest.mock import patch

from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from quotes.models import Report
from quotes.models.reports import ADDRESS_RETENTION_DAYS, MAX_ANSWERS
from quotes.views.report import (
    LEAST_SECONDS,
    MAX_OPEN_REPORTS,
    MOST_SECONDS,
    report_path,
)
from tests.factories import make_quote, make_speaker


def later(seconds):
    """Let this many seconds pass for signatures."""
    return patch("time.time", return_value=time.time() + seconds)


def answered(record, answer, **fields):
    """Create a report with a public answer."""
    now = timezone.now()
    fields |= {"answered_at": now, "closed_at": now, "is_public": True}
    name = record._meta.model_name
    return Report.objects.create(
        **{name: record}, message="Wrong.", answer=answer, **fields
    )


@override_settings(REPORTS_PER_HOUR=0)
class ReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Ann Lee")
        cls.quote = make_quote(text="We must go.", speaker=cls.speaker)
        cls.records = [cls.quote, cls.quote.article, cls.speaker]
        cls.path = report_path(cls.quote)

    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)

    def send(self, path=None, after=LEAST_SECONDS + 1, **data):
        path = path or self.path
        page = self.client.get(path).content.decode()
        opened = re.search(r'name="opened" value="([^"]+)"', page)[1]
        data = {"message": "The date is wrong.", "opened": opened} | data
        with later(after):
            return self.client.post(path, data)

    def test_quotes_articles_and_speakers_can_be_reported(self):
        for record in self.records:
            public = self.client.get(record.get_absolute_url()).content.decode()
            link = re.search(r'class="something-wrong" href="([^"]+)"', public)[1]
            response = self.send(link, email="ann@example.org")
            self.assertRedirects(response, f"{link}?sent=1")
            self.assertContains(self.client.get(response.url), "Thank you")
            report = Report.objects.latest("pk")
            assert report.record == record
            assert (report.message, report.email) == (
                "The date is wrong.",
                "ann@example.org",
            )

    def test_the_form_is_for_readers_alone_and_sets_no_cookie(self):
        response = self.client.get(self.path)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        self.assertContains(response, 'name="robots" content="noindex"')
        self.assertContains(self.client.get("/robots.txt"), "Disallow: /report/")
        assert not self.send().cookies

    def test_what_is_not_public_cannot_be_reported(self):
        draft = make_quote(status="draft")
        for path in (
            report_path(draft),
            "/report/speakers/nobody/",
            "/report/topics/1/",
            "/report/quotes/x/",
            f"/report/quotes/{'9' * 30}/",
        ):
            assert self.client.get(path).status_code == 404, path
        self.speaker.name = "Ann Moe"
        self.speaker.save()
        response = self.client.get("/report/speakers/ann-lee/")
        self.assertRedirects(response, "/report/speakers/ann-moe/", status_code=301)

    def test_programs_store_nothing(self):
        self.assertRedirects(
            self.send(website="https://spam.example"), f"{self.path}?sent=1"
        )
        other = self.client.get(report_path(self.speaker)).content.decode()
        elsewhere = re.search(r'name="opened" value="([^"]+)"', other)[1]
        for response, told in (
            (self.send(after=0), "That was quick."),
            (self.send(opened=""), "open for too long"),
            (self.send(opened="quotes/1:abc:def"), "open for too long"),
            (self.send(opened=elsewhere), "open for too long"),
            (self.send(after=MOST_SECONDS + 60), "open for too long"),
        ):
            self.assertContains(response, told)
            self.assertContains(response, "The date is wrong.</textarea>")
        assert not Report.objects.exists()

    def test_what_was_typed_stays_when_something_is_wrong(self):
        for data in ({"message": " "}, {"email": "ann"}, {"message": "a\x00b"}):
            response = self.send(**data)
            self.assertContains(response, "Your report was not sent")
            self.assertContains(response, 'aria-invalid="true"')
        assert not Report.objects.exists()

    def test_too_many_reports_from_one_address_wait(self):
        # The counts are in a file by this key: other runs have other counts.
        with self.settings(REPORTS_PER_HOUR=2, SECRET_KEY=secrets.token_hex()):
            statuses = [
                self.send(message=f"Wrong: {number}").status_code for number in range(3)
            ]
        assert statuses == [302, 302, 429]
        assert Report.objects.count() == 2

    def test_the_same_report_is_stored_once_and_no_page_gets_too_many(self):
        self.send()
        self.send()
        assert Report.objects.count() == 1
        Report.objects.bulk_create(
            Report(quote=self.quote, message=f"No. {number}")
            for number in range(MAX_OPEN_REPORTS)
        )
        self.assertRedirects(self.send(message="One more"), f"{self.path}?sent=1")
        assert not Report.objects.filter(message="One more").exists()

    def test_public_answers_are_on_the_page_and_reports_never(self):
        Report.objects.create(quote=self.quote, message="Secret words", answer="Hm.")
        for record in self.records:
            page = self.client.get(record.get_absolute_url())
            self.assertNotContains(page, "Answers to readers")
            answered(record, f"The date of {record.pk} was wrong.\nIt is right now.")
            page = self.client.get(record.get_absolute_url())
            self.assertContains(page, f"The date of {record.pk} was wrong.<br>")
            self.assertNotContains(page, "Secret words")
            for number in range(MAX_ANSWERS):
                answered(record, f"<b>Answer {number}</b>")
            page = self.client.get(record.get_absolute_url())
            self.assertContains(page, "&lt;b&gt;Answer 19&lt;/b&gt;")
            self.assertNotContains(page, f"The date of {record.pk} was wrong.")

    def test_addresses_are_deleted_after_some_time_and_reports_stay(self):
        old, new = (
            Report.objects.create(quote=self.quote, message="x", email="a@b.example")
            for _ in range(2)
        )
        days = datetime.timedelta(days=ADDRESS_RETENTION_DAYS + 1)
        Report.objects.filter(pk=old.pk).update(created_at=old.created_at - days)
        call_command("delete_report_addresses", verbosity=0)
        old.refresh_from_db(), new.refresh_from_db()
        assert (old.email, new.email) == ("", "a@b.example")

    def test_the_database_refuses_impossible_reports(self):
        now = timezone.now()
        for fields in (
            {"message": "x"},
            {"quote": self.quote, "speaker": self.speaker, "message": "x"},
            {"quote": self.quote, "message": " "},
            {"quote": self.quote, "message": "x", "is_public": True, "closed_at": now},
            {"quote": self.quote, "message": "x", "is_public": True, "answer": "y"},
        ):
            with self.assertRaises(IntegrityError), transaction.atomic():
                Report.objects.create(**fields)
