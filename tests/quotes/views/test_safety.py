"""Rules for every page: its head, its escaping, its refusals."""

import re

from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.views import defaults

from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support import failing_urls
from tests.support.public_pages import LISTS, PageTests, Tags


class HeadTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        publication, topic = make_publication(name="Paper"), make_topic("War")
        quote = make_quote(
            make_article(publication=publication, title="A title"),
            "Some words",
            speaker=make_speaker("Ada"),
            topics=[topic],
        )
        cls.paths = [
            *LISTS,
            "/check/",
            quote.get_absolute_url(),
            quote.article.get_absolute_url(),
            "/speakers/ada/",
            "/publications/paper/",
            "/topics/war/",
        ]

    def test_titles_descriptions_and_canonical_links(self):
        titles = set()
        for path in self.paths:
            with self.subTest(path):
                page = self.page(path)
                titles.add(re.search(r"<title>(.+?)</title>", page)[1])
                head = {
                    attrs.get("name", attrs.get("property")): attrs.get("content")
                    for attrs in Tags(page).named("meta")
                }
                self.assertGreater(len(head["description"]), 20)
                self.assertEqual(head["og:url"], f"http://testserver{path}")
                self.assertTrue(head["og:title"])
                self.assertIn(f'rel="canonical" href="http://testserver{path}"', page)
                self.assertEqual(page.count("<h1"), 1)
        self.assertEqual(len(titles), len(self.paths))

    def test_nothing_is_inline_and_nothing_comes_from_elsewhere(self):
        for path in [*self.paths, "/nothing"]:
            tags = Tags(self.page(path, 404 if path == "/nothing" else 200))
            for tag, attrs in tags.found:
                self.assertFalse(
                    [
                        name
                        for name in attrs
                        if name.startswith(("on", "style", "hx-on"))
                    ]
                )
                for name in ("src", "srcset", "data"):
                    self.assertTrue(attrs.get(name, "/").startswith("/"))
                if tag == "link" and "oembed" in attrs.get("type", ""):
                    # Other programs read it and need the whole URL.
                    self.assertTrue(
                        attrs["href"].startswith("http://testserver/oembed?")
                    )
                elif tag == "link" and attrs["rel"] in ("alternate", "search"):
                    self.assertTrue(attrs["href"].startswith("/"))
                elif tag == "link" and attrs["rel"] == "unapi-server":
                    self.assertEqual(attrs["href"], "http://testserver/unapi")
                elif tag == "link" and attrs["rel"] != "canonical":
                    self.assertTrue(attrs["href"].startswith("/static/"))
                if tag == "script" and attrs.get("type") != "application/ld+json":
                    self.assertTrue(attrs["src"].startswith("/static/"))
            self.assertFalse(tags.named("style"))

    def test_searches_are_not_for_search_engines(self):
        self.assertIn('content="noindex', self.page("/quotes/?q=x"))
        self.assertNotIn('content="noindex', self.page("/quotes/"))


class HostileTests(PageTests):
    """HTML and script in every field comes out as text."""

    WORDS = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script>"

    def test_every_field_on_every_page(self):
        bad = self.WORDS
        speaker = make_speaker(bad, description=bad, aliases=[bad], sort_name=bad)
        publication = make_publication(name=bad, place=bad, website="javascript:x()")
        topic = make_topic(bad)
        article = make_article(
            text=f"He said {bad} there",
            title=bad,
            publication=publication,
            bylines=[
                bad,
                {"family": bad, "given": bad, "particle": "<b>", "suffix": "<i>"},
            ],
            section=bad,
            page="<b>1</b>",
            rights="full",
        )
        type(article).objects.filter(pk=article.pk).update(
            url="javascript:x()", archive_url="javascript:x()"
        )
        quote = make_quote(
            article,
            bad,
            speaker=speaker,
            topics=[topic],
            name_as_printed=bad,
            role_as_printed=bad,
            cue=bad,
            standing="disputed",
            evidence=bad,
            translation=bad,
            translation_language="fr",
            note=bad,
        )
        gone = make_quote(status="withdrawn", withdrawn_reason=bad)
        paths = [
            *LISTS,
            quote.get_absolute_url(),
            article.get_absolute_url(),
            speaker.get_absolute_url(),
            publication.get_absolute_url(),
            topic.get_absolute_url(),
            gone.get_absolute_url(),
            f"/embed/quotes/{quote.pk}/",
            f"/embed/quotes/{gone.pk}/",
            f"/quotes/?speaker={speaker.slug}&topic={topic.slug}",
        ]
        typed = "%3Cscript%3Ealert(2)%3C/script%3E%22"
        paths += [f"/quotes/?{name}={typed}" for name in self.filters()]
        paths += [f"/quotes.bib?speaker={typed}", f"/quotes.bib?sort={typed}"]
        paths += [f"/speakers/?q={typed}", f"/speakers/?letter={typed}"]
        paths += [f"/quotes.{typed}".replace("/s", "s"), f"/speakers/?page={typed}"]
        for path in paths:
            with self.subTest(path):
                page = self.client.get(path).getvalue().decode()
                self.assertNotIn("<img", page)
                self.assertNotIn("<script>alert", page)
                for attrs in Tags(page).named("a"):
                    self.assertNotIn("javascript:", attrs["href"])

    @staticmethod
    def filters():
        return (
            "q speaker publication topic kind standing anchor language sort "
            "after before page"
        ).split()


class ErrorPageTests(PageTests):
    def test_the_error_page_needs_nothing(self):
        with self.assertNumQueries(0):
            response = defaults.server_error(RequestFactory().get("/"))
        self.assertContains(
            response, "Something went wrong on our side", status_code=500
        )
        self.assertIn("Bad request", render_to_string("400.html"))

    def test_a_failure_is_shown_in_the_design_of_the_site(self):
        self.client.raise_request_exception = False
        with override_settings(ROOT_URLCONF="tests.support.failing_urls"):
            page = self.page("/fails/", 500)
            self.assertIn("On Record", page)
            self.assertIn("You may not see this page", self.page("/refuses/", 403))
            self.assertIn("cannot be answered", self.page("/suspects/", 400))

    def test_a_search_that_takes_too_long_asks_to_be_narrowed(self):
        with override_settings(ROOT_URLCONF="tests.support.failing_urls"):
            self.assertIn("Narrow your search", self.page("/takes-too-long/", 503))

    def test_a_page_whose_connection_broke_off_is_made_again_once(self):
        with override_settings(ROOT_URLCONF="tests.support.failing_urls"):
            failing_urls.tries.clear()
            self.assertEqual(self.page("/breaks-off/1/"), "try 2")
            page = self.client.get("/breaks-off/2/")
            self.assertContains(page, "Back in a moment", status_code=503)
            self.assertTrue(page["Retry-After"])
            # What may have been saved is not sent again.
            failing_urls.tries.clear()
            self.assertEqual(self.client.post("/breaks-off/1/").status_code, 503)

    def test_only_reading_is_possible(self):
        for path in LISTS:
            self.assertEqual(self.client.post(path).status_code, 405)
            self.assertEqual(self.client.head(path).status_code, 200)
