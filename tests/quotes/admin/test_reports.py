"""Reports of readers in the admin: answered, closed, and shown to readers."""

from django.test import TestCase
from django.urls import reverse

from quotes.models import Report
from tests.factories import make_quote
from tests.support.admin_pages import change_url, errors_of, filled_in, make_user


class ReportAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.quote = make_quote(text="We must go.")
        cls.report = Report.objects.create(
            quote=cls.quote, message="She said “may”.", email="ann@example.org"
        )

    def setUp(self):
        self.client.force_login(self.editor)

    def save(self, **fields):
        page = self.client.get(change_url(self.report))
        data = filled_in(page) | fields
        response = self.client.post(change_url(self.report), data)
        self.report.refresh_from_db()
        return response

    def test_an_editor_answers_in_public_and_closes(self):
        page = self.client.get(change_url(self.report))
        self.assertContains(page, "She said “may”.")
        self.assertContains(page, "mailto:ann@example.org")
        self.assertContains(page, change_url(self.quote))
        answer = "A reader asked about “must”. The recording has “must”."
        response = self.save(answer=answer, is_public="on")
        assert "close the report" in str(errors_of(response))
        self.save(answer=answer, is_public="on", closed="on", assigned_to="")
        assert self.report.closed_by == self.editor
        assert self.report.answered_at
        public = self.client.get(self.quote.get_absolute_url())
        self.assertContains(public, "The recording has “must”.")
        url = reverse("admin:quotes_report_changelist")
        for query, count in (("", 0), ("?closed=yes", 1)):
            page = self.client.get(url + query)
            assert page.context["cl"].result_count == count

    def test_a_report_without_an_answer_is_not_shown(self):
        response = self.save(is_public="on", closed="on")
        assert "Write the answer" in str(errors_of(response))
        self.save(closed="on")
        assert self.report.closed_at
        self.save(closed="")
        assert self.report.closed_at is None
        assert self.report.closed_by is None

    def test_open_reports_are_shown_with_their_record(self):
        speaker = self.quote.attributions.get().speaker
        for record in (self.quote, self.quote.article, speaker):
            name = record._meta.model_name
            report = Report.objects.create(**{name: record}, message=f"No {name}")
            page = self.client.get(change_url(record))
            self.assertContains(page, f"Report: No {name}")
            self.assertContains(page, change_url(report))

    def test_contributors_see_no_reports(self):
        self.client.force_login(make_user("author", "Contributors"))
        url = reverse("admin:quotes_report_changelist")
        assert self.client.get(url).status_code == 403
        assert self.client.get(change_url(self.report)).status_code == 403
