"""The page of a quote, the list of quotes, and the pages that need no rows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.citations.formats import FORMATS
from quotes.views.documents import DOCUMENTS
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.demo_rows import load_demo
from tests.support.public_pages import LISTS, PageTests, Tags


class ListTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_speaker("Ada Lovelace")
        cls.paper = make_publication(name="Paper")
        cls.topic = make_topic("War")
        cls.article = make_article(publication=cls.paper, text="Held.")
        for number in range(60):
            make_quote(
                cls.article if number % 2 else make_article(publication=cls.paper),
                f"Sentence number {number:02}.",
                speaker=cls.ada,
                topics=[cls.topic],
                role_as_printed="a mathematician",
            )
        cls.lists = [
            cls.ada.get_absolute_url(),
            cls.paper.get_absolute_url(),
            cls.topic.get_absolute_url(),
            "/quotes/",
            "/articles/",
        ]

    def test_quotes_are_turned_by_their_place(self):
        for path in self.lists[:-1]:
            with self.subTest(path):
                first = self.page(path)
                self.assertNotIn('rel="prev"', first)
                second_path = self.turn(path, first, "next")
                second = self.page(second_path)
                self.assertIn(
                    f'<link rel="canonical" href="http://testserver{second_path}">',
                    second,
                )
                third = self.page(self.turn(path, second, "next"))
                self.assertNotIn('rel="next"', third)
                again = self.page(self.turn(path, third, "prev"))
                self.assertEqual(self.words(again), self.words(second))
                top = self.page(self.turn(path, again, "prev"))
                self.assertEqual(self.words(top), self.words(first))
                self.assertNotIn('rel="prev"', top)
                pages = self.words(first) + self.words(second) + self.words(third)
                self.assertEqual(len(pages), 60)
                self.assertEqual(len(set(pages)), 60)

    def turn(self, path, page, relation):
        (link,) = [a for a in Tags(page).named("a") if a.get("rel") == relation]
        self.assertTrue(link["href"].startswith(f"{path}?"))
        return link["href"]

    def words(self, page):
        return re.findall(r"Sentence number \d\d\.", page)

    def test_a_page_stays_while_quotes_are_added(self):
        second_path = self.turn("/quotes/", self.page("/quotes/"), "next")
        before = self.words(self.page(second_path))
        make_quote(make_article(published="2026-01-01"), "A newer one.")
        self.assertEqual(self.words(self.page(second_path)), before)

    def test_articles_and_speakers_are_turned_by_their_place(self):
        for number in range(110):
            make_quote(self.article, speaker=make_speaker(f"Zoe Number{number:03}"))
        make_article(published=None, title="Undated")
        for path, pattern, number in [
            ("/articles/", r'href="(/articles/\d+/)', 32),
            ("/speakers/", r'href="(/speakers/[^"/]+/)', 111),
        ]:
            with self.subTest(path):
                first = self.page(path)
                second = self.page(self.turn(path, first, "next"))
                there = re.findall(pattern, first) + re.findall(pattern, second)
                self.assertEqual((len(there), len(set(there))), (number, number))
                top = self.page(self.turn(path, second, "prev"))
                self.assertEqual(re.findall(pattern, top), re.findall(pattern, first))
                self.assertIn("is not a place", self.main(f"{path}?older=x&below=x"))

    def test_an_invalid_cursor_gives_the_first_page_with_a_message(self):
        for path in self.lists[:-1]:
            for place in ["abc", "0", "2025-02-31.1", "%00", "2025-01-01.²", "9" * 500]:
                for name in ("older", "newer"):
                    with self.subTest(path, place=place[:9]):
                        main = self.main(f"{path}?{name}={place}")
                        self.assertIn("is not a place in this list", main)
        self.assertIn("is not a place", self.main("/quotes/?q=number&below=x"))

    def test_an_invalid_page_number_gives_the_first_page_with_a_message(self):
        path = self.article.get_absolute_url()
        for number in ["abc", "0", "-1", "%00", "1.5", "²", "9" * 5000]:
            with self.subTest(page=number[:9]):
                main = self.main(f"{path}?page={number}")
                self.assertIn("is not a page number", main)

    def test_past_the_end_is_the_end(self):
        for path in self.lists[:-1]:
            page = self.page(f"{path}?older=1000-01-01.1")
            self.assertNotIn('rel="next"', page)
            self.assertNotIn("is not a place", page)

    def test_past_the_end_says_so_and_leads_to_the_first_page(self):
        key = self.ada.pk
        for path, query, cursor, wrong in [
            ("/quotes/", "", "older=0001-01-01.1", "No quote"),
            ("/quotes/", "kind=direct&", "older=0001-01-01.1", "No quote"),
            ("/articles/", "", "older=0001-01-01.1", "Nothing is published"),
            (self.ada.get_absolute_url(), "", "older=0001-01-01.1", "No quote"),
            (self.topic.get_absolute_url(), "", "older=0001-01-01.1", "No quote"),
            ("/speakers/", "", f"below={key}", "Nothing is on record"),
            ("/speakers/", "letter=L&", f"below={key}", "No speaker"),
            ("/sayings/", "", "below=1", "No words are"),
            ("/corrections/", "", "below=1", "Nothing has been"),
        ]:
            with self.subTest(path, query=query):
                page = self.page(f"{path}?{query}{cursor}")
                self.assertIn("Nothing further in this list.", page)
                self.assertNotIn(wrong, page)
                first = f"{path}?{query.removesuffix('&')}".removesuffix("?")
                link = rf'<a href="{re.escape(first)}"[^>]*>First page</a>'
                self.assertRegex(page, link)
        for path in ("/quotes/?q=absent", "/speakers/?q=absent"):
            self.assertNotIn("Nothing further", self.page(f"{path}&below=1"))

    def test_queries_do_not_grow_with_the_rows(self):
        paths = {
            "/": 1,
            "/quotes/": 1,
            "/quotes/?speaker=ada-lovelace&topic=war&publication=paper": 2,
            "/quotes/?speaker=ada-lovelace&topic=war&q=number": 3,
            "/quotes/?q=nothing+like+this+was+ever+said": 6,
            "/quotes/?sort=speaker&kind=direct&standing=unverified&below=2": 2,
            "/quotes/facets/speaker/?kind=direct&find=ada": 3,
            "/quotes.atom?speaker=ada-lovelace": 6,
            "/speakers/": 2,
            "/speakers/?q=ada&letter=L": 3,
            "/articles/": 3,
            self.ada.get_absolute_url(): 4,  # with answers to readers
            self.paper.get_absolute_url(): 3,
            self.topic.get_absolute_url(): 3,
            self.article.get_absolute_url(): 5,
            self.article.quotes.first().get_absolute_url(): 8,  # with corrections
        }
        for path, number in paths.items():
            with self.subTest(path):
                with CaptureQueriesContext(connection) as queries:
                    self.page(path)
                self.assertLessEqual(len(queries), 8)
                with self.assertNumQueries(number):  # rows are cached
                    self.page(path)

    def test_htmx_gets_the_results_alone_and_they_are_the_same(self):
        for query in [
            "",
            "?speaker=ada-lovelace&older=2025-02-13.9999",
            "?speaker=nobody&newer=x",
        ]:
            response = self.client.get(
                f"/quotes/{query}", headers={"HX-Request": "true"}
            )
            page = self.page(f"/quotes/{query}")
            results, filters = response.content.decode().split(
                '<div id="choices" hx-swap-oob="innerHTML">\n'
            )
            self.assertTrue(results.strip().startswith("<section"))
            self.assertIn(results.strip(), page)
            self.assertIn(filters.strip().removesuffix("</div>").strip(), page)
            self.assertIn("HX-Request", response["Vary"])
        self.assertIn("HX-Request", self.client.get("/quotes/")["Vary"])

    def test_a_boosted_request_gets_the_page(self):
        headers = {"HX-Request": "true", "HX-Boosted": "true"}
        self.assertIn("<!doctype html>", self.page("/quotes/", headers=headers))

    def test_the_address_is_kept_clean(self):
        response = self.client.get(
            "/quotes/?q=&speaker=ada-lovelace&after=&sort=&older=2025-02-13.9999",
            headers={"HX-Request": "true"},
        )
        self.assertEqual(
            response["HX-Push-Url"],
            "/quotes/?speaker=ada-lovelace&older=2025-02-13.9999",
        )

    def test_each_request_of_htmx_repeats_a_link_or_a_form(self):
        page = self.page("/quotes/?speaker=ada-lovelace&newer=2025-02-12.1")
        tags = Tags(page)
        links = [attrs for attrs in tags.named("a") if "hx-get" in attrs]
        self.assertGreater(len(links), 2)
        for attrs in links:
            # What leads to more choices sends the form's fields as they are now.
            more = attrs.get("hx-target", "").startswith("#more-")
            address = attrs["href"].partition("?")[0] if more else attrs["href"]
            self.assertEqual(attrs["hx-get"], address)
        (form,) = [each for each in tags.named("form") if "hx-get" in each]
        self.assertEqual(form["hx-get"], form["action"])
        self.assertEqual(form["method"], "get")

    def test_messages_stand_at_their_fields(self):
        page = self.page("/quotes/?speaker=nobody&after=x&q=%00&sort=best")
        for message in [
            "No speaker called “nobody” is on record.",
            "Write a date as 2025-02-13",
            "This order is not known.",
        ]:
            self.assertEqual(page.count(message), 2)  # and in the summary
        # The search box is above the results, and its message is right below it.
        self.assertEqual(page.count("Remove the control character U+0000"), 1)
        self.assertNotIn('<ul class="errors">', self.page("/quotes/?q=%00"))
        fields = {attrs.get("id"): attrs for attrs in Tags(page).named("input")}
        self.assertIn("aria-invalid", fields["q"])
        self.assertIn("q-error", fields["q"]["aria-describedby"])
        self.assertEqual(fields["after"]["value"], "x")  # nothing is lost
        self.assertIn("No quote", page)

    def test_downloads_keep_the_filters(self):
        page = self.page("/quotes/?speaker=ada-lovelace&older=2025-02-13.9999")
        self.assertIn('href="/quotes.bib?speaker=ada-lovelace"', page)

    def test_a_search_with_no_result_says_so(self):
        main = self.main("/quotes/?q=absent")
        self.assertIn("No quote has all of these words", main)
        self.assertIn("What to try", main)
        self.assertNotIn("feed", main)

    def test_addresses_have_no_empty_fields(self):
        for path, clean in [
            ("/quotes/?q=&sort=", "/quotes/"),
            ("/quotes/?q=fear&sort=&after=", "/quotes/?q=fear"),
            ("/quotes/?topic=&older=2025-02-13.9", "/quotes/?older=2025-02-13.9"),
        ]:
            with self.assertNumQueries(0):  # the search is for the clean address
                self.assertEqual(self.client.get(path)["Location"], clean)
        self.page("/quotes/?q=fear&sort=newest")


class OtherTests(PageTests):
    def test_liveness_asks_nothing_of_the_database(self):
        with self.assertNumQueries(0):
            self.assertEqual(self.page("/healthz"), "ok\n")

    def test_robots(self):
        response = self.client.get("/robots.txt")
        self.assertEqual(response["Content-Type"], "text/plain; charset=utf-8")
        self.assertContains(response, "Disallow: /admin/")

    def test_robots_leave_every_download_alone(self):
        lines = self.page("/robots.txt").splitlines()
        for extension in (*FORMATS, *DOCUMENTS):
            self.assertIn(f"Disallow: /quotes.{extension}", lines)

    def test_pages_without_any_rows(self):
        for path in LISTS:
            self.page(path)

    def test_no_page_reads_the_session(self):
        make_quote()
        for path in LISTS:
            with CaptureQueriesContext(connection) as queries:
                response = self.client.get(path)
            self.assertNotIn("Cookie", response.get("Vary", ""))
            self.assertFalse([each for each in queries if "session" in each["sql"]])

    @pytest.mark.any_server
    def test_the_demo_data_can_be_browsed(self):
        load_demo()
        # These lead to the newest year, to today and to any quote.
        leading = {
            path: self.client.get(path)["Location"]
            for path in ("/calendar/", "/on-this-day/", "/random/")
        }
        seen, waiting = set(), ["/"]
        while waiting:
            path = waiting.pop()
            page = self.page(path)
            for attrs in Tags(page).named("a"):
                href = attrs["href"].partition("#")[0].partition("?")[0]
                href = leading.get(href, href)
                if href.startswith("/") and href not in seen and "." not in href:
                    seen.add(href)
                    waiting.append(href)
        self.assertGreater(len(seen), 100)
