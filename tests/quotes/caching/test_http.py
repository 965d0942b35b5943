"""What browsers and shared caches may store, and how they revalidate it."""

import datetime
import gzip

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils.http import http_date, parse_http_date

from quotes.caching.http import PublicCacheMiddleware, PublicGZipMiddleware, public
from quotes.models import Quote
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests

SHARED = "public, max-age=0, s-maxage=60, must-revalidate"
FOR_ONE = "private, max-age=0, must-revalidate"


class CachingTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.paper, cls.topic = make_publication(name="Paper"), make_topic("War")
        cls.ada = make_speaker("Ada")
        cls.article = make_article(
            text="“Some words”, said Ada.", publication=cls.paper
        )
        cls.quote = make_quote(
            cls.article, "Some words", speaker=cls.ada, topics=[cls.topic]
        )
        #: Every kind of page; those that show the words of the quote are True.
        cls.pages = {
            "/": True,
            "/quotes/": True,
            "/quotes/?speaker=ada&q=words": True,
            cls.quote.get_absolute_url(): True,
            "/speakers/": False,
            "/speakers/ada/": True,
            "/articles/": False,
            cls.article.get_absolute_url(): True,
            "/publications/paper/": True,
            "/topics/war/": True,
            "/quotes.atom?kind=direct": True,
            "/opensearch.xml": False,
            "/robots.txt": False,
            "/sitemap.xml": False,
            "/sitemap-quotes.xml": False,
        }

    def ask(self, path, status=200, method="get", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        response = getattr(self.client, method)(path, headers=headers)
        del response["X-Request-ID"]  # each has another
        self.assertEqual(response.status_code, status, path)
        return response

    def test_every_page_can_be_kept_and_asked_after(self):
        for path in self.pages:
            with self.subTest(path):
                response = self.ask(path)
                self.assertEqual(response["Cache-Control"], SHARED)
                self.assertFalse(response.cookies)
                self.assertNotIn("Cookie", response.get("Vary", ""))
                tag = response["ETag"]
                for method in ("get", "head"):
                    same = self.ask(path, 304, method, If_None_Match=f'"x", {tag}')
                    self.assertEqual(same.content, b"")
                    for name in ("ETag", "Cache-Control", "Vary", "Last-Modified"):
                        self.assertEqual(same.get(name), response.get(name))
                # Weak: a page is the same one, compressed or not.
                self.assertTrue(tag.startswith('W/"'))
                self.ask(path, 304, If_None_Match=tag.removeprefix("W/"))
                self.assertEqual(
                    self.ask(path, If_None_Match='"x"').content, response.content
                )

    def test_an_edit_changes_the_tag_of_every_page_that_shows_it(self):
        tags = {path: self.ask(path)["ETag"] for path in self.pages}
        self.quote.text = "Some words!"  # which end its address as before
        self.quote.save()
        for path, shows in self.pages.items():
            if shows:
                with self.subTest(path):
                    answer = self.ask(path, If_None_Match=tags[path])
                    self.assertNotEqual(answer["ETag"], tags[path])

    def test_a_quote_that_is_withdrawn_is_gone_whatever_is_kept(self):
        pages = {path: self.ask(path) for path, shows in self.pages.items() if shows}
        Quote.objects.filter(pk=self.quote.pk).update(
            status="withdrawn",
            withdrawn_reason="A hoax.",
            updated_at=self.quote.updated_at + datetime.timedelta(seconds=2),
        )
        for path, kept in pages.items():
            with self.subTest(path):
                status = 410 if path == self.quote.get_absolute_url() else 200
                for headers in [
                    {"If_None_Match": kept["ETag"]},
                    {"If_Modified_Since": kept.get("Last-Modified", "")},
                ]:
                    page = self.ask(path, status, **headers).content.decode()
                    self.assertNotIn("Some words", page.replace("q=Some+words", ""))

    def test_the_page_of_an_article_says_when_it_last_changed(self):
        path = self.article.get_absolute_url()
        for each in [
            self.article,
            self.paper,
            self.ada,
            self.quote,
            self.quote.attributions.get(),
            make_quote(self.article, "Not public", status="draft"),
        ]:
            with self.subTest(type(each).__name__):
                self.check_last_modified(path, each)

    def check_last_modified(self, path, record):
        kept = self.ask(path)["Last-Modified"]
        self.ask(path, 304, If_Modified_Since=kept)
        later = datetime.datetime.fromtimestamp(parse_http_date(kept), datetime.UTC)
        later += datetime.timedelta(hours=1)
        type(record).objects.filter(pk=record.pk).update(updated_at=later)
        self.assertEqual(
            self.ask(path, If_Modified_Since=kept)["Last-Modified"],
            http_date(later.timestamp()),
        )

    def test_a_new_text_changes_the_page_of_its_article(self):
        path = self.article.get_absolute_url()
        later = self.article.updated_at + datetime.timedelta(hours=1)
        self.article.snapshots.create(text="Another text.", retrieved_at=later)
        self.assertEqual(self.ask(path)["Last-Modified"], http_date(later.timestamp()))

    def test_lists_do_not_say_when_they_changed(self):
        # The last change of the remaining rows does not show that one is gone.
        quote = self.quote.get_absolute_url()  # its page lists others
        for path in [quote, "/", "/quotes/", "/speakers/ada/", "/sitemap-quotes.xml"]:
            self.assertNotIn("Last-Modified", self.ask(path))

    def test_the_two_answers_of_the_list_are_kept_apart(self):
        page = self.ask("/quotes/")
        part = self.ask("/quotes/", HX_Request="true")
        self.assertNotEqual(page["ETag"], part["ETag"])
        for response in (page, part):
            self.assertIn("HX-Request", response["Vary"])
        # For caches that ignore Vary.
        self.assertEqual(part["Cache-Control"], FOR_ONE)
        self.ask("/quotes/", HX_Request="true", If_None_Match=page["ETag"])
        same = self.ask("/quotes/", 304, HX_Request="true", If_None_Match=part["ETag"])
        self.assertEqual(same["Cache-Control"], FOR_ONE)
        self.assertIn("HX-Request", same["Vary"])

    def test_pages_are_compressed_for_those_who_can_read_that(self):
        for path in [*self.pages, "/quotes.bib", "/quotes/?after=nonsense"]:
            with self.subTest(path):
                plain = self.ask(path)
                packed = self.ask(path, Accept_Encoding="br, gzip")
                for response in (plain, packed):
                    self.assertIn("Accept-Encoding", response["Vary"])
                self.assertNotIn("Content-Encoding", plain)
                self.assertEqual(packed.get("ETag"), plain.get("ETag"))
                content, sent = plain.getvalue(), packed.getvalue()
                if "Content-Encoding" in packed:
                    sent = gzip.decompress(sent)
                else:
                    self.assertLess(len(content), 200)
                self.assertEqual(sent, content)
                if not packed.streaming:  # once more, from the cache
                    again = self.ask(path, Accept_Encoding="gzip")
                    self.assertEqual(again.content, packed.content)
                    self.assertEqual(again.headers, packed.headers)

    def test_what_is_asked_after_compressed_is_the_same(self):
        for path in self.pages:
            packed = self.ask(path, Accept_Encoding="gzip")
            same = self.ask(
                path, 304, Accept_Encoding="gzip", If_None_Match=packed["ETag"]
            )
            for name in ("ETag", "Vary"):
                self.assertEqual(same[name], packed[name])

    def test_pages_of_editors_are_never_compressed(self):
        # They contain a secret, which compression would leak (BREACH).
        self.client.force_login(User.objects.create_superuser("editor"))
        for path in ["/admin/", "/admin/quotes/quote/add/"]:
            response = self.ask(path, Accept_Encoding="gzip")
            self.assertNotIn("Content-Encoding", response)

    def test_downloads_are_streamed_and_have_no_tag(self):
        for path in ["/quotes.bib", f"/quotes/{self.quote.pk}.json"]:
            response = self.ask(path)
            self.assertTrue(response.streaming)
            self.assertNotIn("ETag", response)
            self.assertEqual(response["Cache-Control"], SHARED)

    def test_refusals_and_redirects(self):
        gone = make_quote(status="withdrawn")
        # The address of a draft has a page as soon as it is published.
        draft = make_quote(status="draft")
        for path in ("/quotes/999999999/", f"/quotes/{draft.pk}/"):
            self.assertEqual(self.ask(path, 404)["Cache-Control"], "no-cache")
        for path, status in [
            (gone.get_absolute_url(), 410),
            ("/quotes.bib?sort=x", 400),
        ]:
            response = self.ask(path, status)
            self.assertEqual(response["Cache-Control"], SHARED)
            self.assertNotIn("ETag", response)
        moved = self.ask(f"/quotes/{self.quote.pk}/wrong/", 301)
        self.assertEqual(moved["Cache-Control"], "no-cache")

    def test_a_page_is_the_same_for_whoever_is_signed_in(self):
        tags = {path: self.ask(path)["ETag"] for path in self.pages}
        self.client.force_login(User.objects.create_superuser("editor"))
        for path, tag in tags.items():
            with self.subTest(path):
                response = self.ask(path)
                self.assertEqual(response["ETag"], tag)
                self.assertEqual(response["Cache-Control"], SHARED)
                self.assertFalse(response.cookies)

    def test_the_admin_is_never_kept(self):
        self.client.force_login(User.objects.create_superuser("editor"))
        for path in ["/admin/", "/admin/quotes/quote/"]:
            response = self.ask(path)
            self.assertIn("no-store", response["Cache-Control"])
            self.assertIn("private", response["Cache-Control"])
            self.assertNotIn("ETag", response)

    def test_liveness_is_never_kept(self):
        response = self.ask("/healthz")
        self.assertEqual(response["Cache-Control"], "no-store")
        self.assertNotIn("ETag", response)

    def test_nothing_but_reading_is_kept(self):
        response = self.client.post("/quotes/")
        self.assertNotIn("Cache-Control", response)
        self.assertNotIn("ETag", response)

    @override_settings(SHARED_CACHE_SECONDS=0)
    def test_for_how_long_can_be_set(self):
        self.assertIn("s-maxage=0,", self.ask("/")["Cache-Control"])


class ForOneReaderTests(PageTests):
    """A response that uses a session is private."""

    def answer(self, view, status=200):
        def respond(request):
            request.resolver_match = type("Match", (), {"func": public(view)})
            return view(request)

        kept = PublicGZipMiddleware(PublicCacheMiddleware(respond))
        return kept(RequestFactory().get("/", headers={"Accept-Encoding": "gzip"}))

    def test_what_sets_a_cookie_or_varies_by_one(self):
        def sets(request):
            response = HttpResponse("words" * 100)
            response.set_cookie("name", "value")
            return response

        def varies(request):
            return HttpResponse("words" * 100, headers={"Vary": "Accept, cookie"})

        for view in (sets, varies):
            response = self.answer(view)
            self.assertEqual(response["Cache-Control"], "private, no-store")
            self.assertNotIn("ETag", response)
            self.assertNotIn("Content-Encoding", response)

    def test_what_fails(self):
        response = self.answer(lambda request: HttpResponse("words", status=503))
        self.assertEqual(response["Cache-Control"], "no-store")
        self.assertNotIn("ETag", response)

    def test_what_is_kept_already_as_its_view_says(self):
        def view(request):
            return HttpResponse("words", headers={"Cache-Control": "no-cache"})

        response = self.answer(view)
        self.assertEqual(response["Cache-Control"], "no-cache")
        self.assertIn("ETag", response)

    def test_cookies_of_sessions_and_forms_are_seen(self):
        ours = settings.MIDDLEWARE.index("quotes.caching.http.PublicCacheMiddleware")
        for name in (
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ):
            self.assertLess(ours, settings.MIDDLEWARE.index(name))
