"""Raw pages are stored as received, and not shown to readers."""

import datetime

from django.db import connection
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.intake.steps import retrieved_on
from articles.models import Article, Intake, RawPage, Snapshot
from articles.models.base import Status
from quotes.models import SavedCheck, VerifyRun
from tests.factories import make_article
from tests.support.admin_pages import make_user
from tests.support.rules import refused


class RawPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(text="Words.", status=Status.DRAFT)
        cls.raw = RawPage.objects.create(
            article=cls.article,
            snapshot=cls.article.current_snapshot,
            body=b"<script>alert(1)</script>\x00\xff",
            content_type="text/html",
            address="https://example.org/a",
            received_at=timezone.now(),
        )

    def test_it_is_sent_as_received_and_never_rendered(self):
        self.client.force_login(make_user("editor", "Editors"))
        url = f"/admin/articles/article/{self.article.pk}/received/{self.raw.pk}/"
        page = self.client.get(f"/admin/articles/article/{self.article.pk}/change/")
        self.assertContains(page, f'href="{url}"')
        sent = self.client.get(url)
        self.assertEqual(sent.content, bytes(self.raw.body))
        self.assertEqual(sent["Content-Type"], "application/octet-stream")
        self.assertTrue(sent["Content-Disposition"].startswith("attachment; "))
        self.assertEqual(sent["X-Content-Type-Options"], "nosniff")
        self.assertIn("sandbox", sent["Content-Security-Policy"])
        other = make_article()
        wrong = url.replace(f"/{self.article.pk}/", f"/{other.pk}/")
        self.assertEqual(self.client.get(wrong).status_code, 404)
        self.client.force_login(make_user("guest"))
        self.assertEqual(self.client.get(url).status_code, 403)

    def test_times_are_those_of_the_zone_of_the_site(self):
        noon = datetime.datetime(2024, 3, 12, 12, tzinfo=datetime.UTC)
        article = make_article(text="Words.")
        raw = RawPage.objects.create(
            article=article, snapshot=article.current_snapshot, received_at=noon
        )
        entry = Intake(address="https://example.org/a", received_at=noon)
        self.client.force_login(make_user("editor", "Editors"))
        url = f"/admin/articles/article/{article.pk}"
        with override_settings(TIME_ZONE="Pacific/Kiritimati"):
            self.assertEqual(retrieved_on(entry), datetime.date(2024, 3, 13))
            sent = self.client.get(f"{url}/received/{raw.pk}/")
            self.assertIn("received-2024-03-13", sent["Content-Disposition"])
            self.assertContains(self.client.get(f"{url}/change/"), "2024-03-13 02:00")
            for made in (
                raw,
                Snapshot(article=article, retrieved_at=noon),
                VerifyRun(started_at=noon),
                SavedCheck(created_at=noon),
            ):
                self.assertRegex(str(made), "2024-03-13|13 March 2024, 02:00")

    def test_lists_do_not_load_its_bytes(self):
        with self.assertNumQueries(1):
            (page,) = self.article.raw_pages.defer("body")
            self.assertEqual(page.source, "https://example.org/a")
        self.assertIn("body", page.get_deferred_fields())

    def test_it_is_never_edited_and_stays_with_what_was_published(self):
        with refused("A raw page is never edited"):
            RawPage.objects.update(body=b"other")
        other = make_article(text="Other words.")
        with refused("raw_page_snapshot_of_its_article"):
            RawPage(
                article=self.article,
                snapshot=other.current_snapshot,
                body=b"x",
                received_at=timezone.now(),
            ).save()
            with_checks()
        Article.objects.update(status=Status.PUBLISHED)
        with refused("stays held"):
            self.raw.delete()

    def test_it_is_deleted_with_its_draft(self):
        self.article.delete()
        self.assertFalse(RawPage.objects.exists())


def with_checks():
    """Check deferred constraints now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
