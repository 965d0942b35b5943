"""Pages are cached until the database changes, and not a moment longer."""

import datetime
from unittest.mock import patch

import psycopg
from django.core.cache import caches
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from articles.audit_context import ActKind, acting
from quotes.caching.pages import VERSION
from quotes.models import Quote, Speaker
from quotes.sql import fetch_rows
from tests.factories import make_article, make_publication, make_quote, make_speaker
from tests.support.admin_pages import make_user
from tests.support.public_pages import PageTests
from tests.support.slow_autocomplete import no_time_for_completions


class PageCacheTests(TransactionTestCase):
    def setUp(self):
        caches["pages"].clear()
        self.ada = make_speaker("Ada")
        self.article = make_article(
            text="“Some words”, said Ada.", publication=make_publication(name="Paper")
        )
        self.quote = make_quote(self.article, "Some words", speaker=self.ada)

    def view_twice(self, path, status=200, **headers):
        """Return two responses between which nothing on the server changed.

        Other tests write to the same server, which changes the snapshot as well.
        """
        for _ in range(100):
            ((before,),) = fetch_rows(VERSION, [])
            views = [self.view(path, status, **headers) for _ in range(2)]
            if fetch_rows(VERSION, []) == [(before,)]:
                return views
        self.fail("The server never stops changing.")

    def view(self, path, status=200, **headers):
        """Request a page, and count its statements."""
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(path, headers=headers)
            del response["X-Request-ID"]  # each has another
        self.assertEqual(response.status_code, status, path)
        self.statements = len(queries)
        return response

    def pages(self):
        return (
            "/",
            "/quotes/",
            "/quotes/?q=words",
            "/quotes.atom",
            "/speakers/ada/",
            self.quote.get_absolute_url(),
            self.article.get_absolute_url(),
        )

    def test_a_second_view_is_the_same_and_only_reads_the_snapshot(self):
        for path in self.pages():
            with self.subTest(path):
                self.view(path)
                self.assertGreater(self.statements, 1)
                first, second = self.view_twice(path)
                self.assertEqual(self.statements, 1)
                self.assertEqual(second.content, first.content)
                self.assertEqual(second.headers, first.headers)

    def test_a_template_response_is_cached_too(self):
        for path in ("/sitemap.xml", "/sitemap-speakers.xml"):
            with self.subTest(path):
                self.assertIn(b"</", self.view(path).content)
                first, second = self.view_twice(path)
                self.assertEqual(self.statements, 1)
                self.assertEqual(second.content, first.content)

    def test_any_change_is_seen_at_once(self):
        def rename():
            Speaker.objects.filter(pk=self.ada.pk).update(name="Ada Byron")

        def rename_past_django():
            options = connection.get_connection_params()
            del options["context"], options["cursor_factory"]
            with psycopg.connect(**options) as other:
                other.execute("UPDATE quotes_speaker SET name = 'Ada Lovelace'")

        for change, name in ((rename, "Ada Byron"), (rename_past_django, "Lovelace")):
            for path in self.pages():
                self.assertNotIn(name, self.view(path).content.decode())
            change()
            for path in self.pages():
                with self.subTest(change=change.__name__, path=path):
                    self.assertIn(name, self.view(path).content.decode())

    def test_pages_follow_the_counts(self):
        counted = {
            "/": "<dd>1</dd>",
            "/quotes/": "1 quote</h2>",
            "/quotes/?q=words": "1 quote</h2>",
            "/speakers/ada/": '<h2 id="quotes">1 quote</h2>',
        }
        for path, number in counted.items():
            self.assertIn(number, self.view(path).content.decode())
        article = make_article(text="“Strange words”, said Ada.")
        quote = make_quote(article, "Strange words", speaker=self.ada)
        for path, number in counted.items():
            with self.subTest(path):
                html = self.view(path).content.decode()
                self.assertIn(
                    number.replace("1", "2").replace("quote<", "quotes<"), html
                )
                self.assertIn("Strange", html)
        Quote.objects.filter(pk=quote.pk).update(
            status="withdrawn", withdrawn_reason="It was not said."
        )
        for path, number in counted.items():
            with self.subTest(path, withdrawn=True):
                html = self.view(path).content.decode()
                self.assertIn(number, html)
                self.assertNotIn("Strange", html)

    def test_a_withdrawn_quote_is_gone_at_once(self):
        path = self.quote.get_absolute_url()
        self.view(path)
        Quote.objects.filter(pk=self.quote.pk).update(
            status="withdrawn", withdrawn_reason="It was not said."
        )
        self.assertIn("It was not said.", self.view(path, 410).content.decode())
        self.assertNotIn("Some words", self.view("/quotes/").content.decode())

    def test_a_correction_is_public_at_once(self):
        """It is on the quote, in its history, in the list and in the feed."""
        editor = make_user("editor", "Editors")
        paths = [
            self.quote.get_absolute_url(),
            f"/quotes/{self.quote.pk}/history/",
            "/corrections/",
            "/corrections.atom",
        ]
        reason = "The recording has a singular."
        for path in paths:
            _, cached = self.view_twice(path)
            self.assertEqual(self.statements, 1)
            self.assertNotContains(cached, reason)
        with transaction.atomic(), acting(ActKind.TYPED, editor, reason):
            self.quote.attributions.update(standing="disputed", evidence="A tape.")
        for path in paths:
            self.assertContains(self.view(path), reason)

    def test_an_uncommitted_change_is_neither_seen_by_others_nor_cached(self):
        with transaction.atomic():
            Speaker.objects.update(name="Ada Byron")
            # This connection sees its own change; the page must not outlive it.
            self.assertIn("Ada Byron", self.view("/speakers/ada/").content.decode())
            transaction.set_rollback(True)
        self.assertNotIn("Ada Byron", self.view("/speakers/ada/").content.decode())

    def test_headers_and_host_make_another_page(self):
        whole = self.view("/quotes/")
        part = self.view("/quotes/", HX_Request="true")
        self.assertGreater(self.statements, 1)
        self.assertLess(len(part.content), len(whole.content))
        boosted = self.view("/quotes/", HX_Request="true", HX_Boosted="true")
        self.assertIn(b"<html", boosted.content)
        other = self.view("/quotes/", Host="localhost")
        self.assertIn(b"http://localhost/quotes/", other.content)
        self.assertEqual(self.view("/quotes/").content, whole.content)
        box = "/quotes/facets/speaker/"
        whole = self.view(box)
        part = self.view(box, HX_Request="true", HX_Target="more-speaker")
        self.assertNotEqual(part.content, whole.content)

    def test_a_page_is_not_cached_in_the_place_of_another(self):
        """Some servers take SCRIPT_NAME from a header, which changes the address."""
        real = self.view("/quotes/").content
        caches["pages"].clear()
        forged = self.client.get("/", SCRIPT_NAME="/quotes")
        self.assertNotEqual(forged.content, real)
        self.assertEqual(self.view("/quotes/").content, real)

    def test_pages_are_made_again_on_another_day(self):
        self.view("/on-this-day/", 302)
        self.view("/speakers/ada/")
        tomorrow = datetime.date.today() + datetime.timedelta(days=1)
        with patch("django.utils.timezone.localdate", return_value=tomorrow):
            self.view("/speakers/ada/")
        self.assertGreater(self.statements, 1)

    def test_only_complete_pages_are_cached(self):
        for path, status in (
            ("/quotes/999999/", 404),
            (f"/quotes/{self.quote.pk}/", 301),
            ("/quotes.bib", 200),
            ("/healthz", 200),
        ):
            with self.subTest(path):
                with patch.object(caches["pages"], "set") as stored:
                    first = b"".join(self.view(path, status))
                    self.assertEqual(b"".join(self.view(path, status)), first)
                stored.assert_not_called()

    def test_an_autocomplete_that_timed_out_is_not_cached(self):
        path = "/suggestions/?q=ada"
        with patch.object(caches["pages"], "set") as stored:
            with no_time_for_completions():
                self.assertContains(self.view(path), "took too long")
            stored.assert_not_called()
            self.assertContains(self.view(path), "/speakers/ada/")
            stored.assert_called_once()

    def test_a_browser_with_the_page_gets_304(self):
        tag = self.view("/quotes/")["ETag"]
        _, again = self.view_twice("/quotes/", 304, If_None_Match=tag)
        self.assertEqual(self.statements, 1)
        self.assertEqual(again.content, b"")


class InTransactionTests(PageTests):
    def test_nothing_is_cached_within_a_transaction(self):
        make_quote()
        with patch.object(caches["pages"], "set") as stored:
            self.page("/quotes/")
        stored.assert_not_called()
