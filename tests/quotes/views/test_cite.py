"""The page that cites a quote or an article, and what htmx takes of it."""

import re
from html import unescape
from threading import Thread
from time import sleep
from unittest import mock

import pytest
from django.core.cache import caches

from quotes.citations.pandoc import PandocError
from quotes.citations.styles import FEATURED
from quotes.exports import citation_cache
from tests.factories import make_article, make_publication, make_quote, make_speaker
from tests.support.public_pages import PageTests, Tags

pytestmark = pytest.mark.any_server

HTMX = {"HX-Request": "true"}


def copied(page):
    """Return what the buttons of a page copy, by the id of its place."""
    found = re.findall(r'<pre id="([^"]+)"[^>]*>(.*?)</pre>', page, re.DOTALL)
    return {name: unescape(text) for name, text in found}


class CiteTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.paper = make_publication(name="The Evening Paper")
        cls.article = make_article(
            title="Chip <rules> & *stars*",
            publication=cls.paper,
            bylines=[{"family": "Dickens", "given": "Sean"}],
            published="2025-02-03",
            url="https://news.example/chips",
        )
        cls.ball = make_speaker("Dean Ball", sort_name="Ball, Dean")
        cls.quote = make_quote(cls.article, "You can <keep> it", speaker=cls.ball)
        cls.path = f"/quotes/{cls.quote.pk}/cite/"

    def setUp(self):
        caches["citations"].clear()

    def test_entry_and_in_text_form_in_three_forms(self):
        page = self.page(f"{self.path}?style=apa")
        entry = (
            "Dickens, S. (2025, February 3). Chip <rules> & *stars*. The Evening Paper."
            " https://news.example/chips"
        )
        found = copied(page)
        self.assertEqual(found["entry-plain"], entry)
        self.assertEqual(
            found["entry-html"],
            "Dickens, S. (2025, February 3). Chip &lt;rules&gt; &amp; *stars*. "
            '<em>The Evening Paper</em>. <a href="https://news.example/chips">'
            "https://news.example/chips</a>",
        )
        self.assertEqual(
            found["entry-markdown"],
            r"Dickens, S. (2025, February 3). Chip \<rules\> & \*stars\*. "
            "*The Evening Paper*. <https://news.example/chips>",
        )
        self.assertIn("as cited in Dickens, 2025)", found["in-text-plain"])
        # What is shown is the HTML that is copied.
        self.assertIn(found["entry-html"], page)
        self.assertIn("“You can &lt;keep&gt; it”", page)

    def test_the_article_alone(self):
        for path in [f"{self.path}?what=article", f"/articles/{self.article.pk}/cite/"]:
            found = copied(self.page(path))
            self.assertEqual(found["in-text-plain"], "(Dickens, 2025)")

    def test_a_page_of_an_article_does_not_ask_what_to_cite(self):
        radios = [
            tag
            for tag in Tags(self.page(f"/articles/{self.article.pk}/cite/")).named(
                "input"
            )
            if tag.get("name") == "what"
        ]
        self.assertEqual(radios, [])

    def test_every_featured_style_is_offered_and_sets_it(self):
        for style in FEATURED:
            page = self.page(f"{self.path}?style={style}")
            chosen = [tag for tag in Tags(page).named("option") if "selected" in tag]
            self.assertEqual([tag["value"] for tag in chosen], [style])
            self.assertIn("Dickens", copied(page)["in-text-plain"] + page)
            options = {tag["value"] for tag in Tags(page).named("option")}
            self.assertEqual(options, set(FEATURED))

    def test_a_style_that_is_not_featured_joins_the_others(self):
        page = self.page(f"{self.path}?style=nature")
        chosen = [tag for tag in Tags(page).named("option") if "selected" in tag]
        self.assertEqual([tag["value"] for tag in chosen], ["nature"])
        self.assertEqual(len(Tags(page).named("option")), len(FEATURED) + 1)

    def test_a_former_name_is_understood(self):
        self.assertIn(
            "(1)", copied(self.page(f"{self.path}?style=vancouver"))["in-text-plain"]
        )

    def test_an_unknown_style_is_said_at_the_field_and_the_first_is_shown(self):
        for asked in ["no-such", "../apa", "%00", "<b>"]:
            page = self.page(f"{self.path}?style={asked}")
            self.assertIn("No style has the name", page)
            (select,) = Tags(page).named("select")
            self.assertEqual(select["aria-invalid"], "true")
            self.assertIn("as cited in", copied(page)["in-text-plain"])
        self.assertNotIn("<b>", page)

    def test_styles_are_found_by_a_part_of_their_name(self):
        page = self.page(f"{self.path}?q=etudes+francaises&style=ieee&what=article")
        links = [tag for tag in Tags(page).named("a") if "data-style" in tag]
        self.assertIn("etudes-francaises", [tag["data-style"] for tag in links])
        for link in links:
            self.assertEqual(link["href"], link["hx-get"])
            self.assertIn("what=article", link["href"])
            self.assertIn("[1]", page)
        self.assertIn("in its name", self.page(f"{self.path}?q=no+such+style"))
        self.assertIn("There are more", self.page(f"{self.path}?q=journal"))

    def test_htmx_gets_the_citation_or_the_styles_alone(self):
        response = self.client.get(self.path, headers=HTMX)
        self.assertNotContains(response, "<html")
        self.assertContains(response, 'id="entry-plain"')
        self.assertIn("HX-Request", response["Vary"])
        with mock.patch("quotes.views.cite.cached_citation") as cached_citation:
            response = self.client.get(f"{self.path}?q=nature", headers=HTMX)
        cached_citation.assert_not_called()
        self.assertNotContains(response, "entry-plain")
        self.assertContains(response, 'data-style="nature"')

    def test_what_does_not_hold_is_said(self):
        quote = make_quote(
            self.article, "Never said", speaker=self.ball, standing="misattributed"
        )
        page = self.main(f"/quotes/{quote.pk}/cite/")
        self.assertIn("Not Dean Ball, in ", page)
        self.assertIn("Not Dean Ball. A citation should say so too.", page)
        self.assertIn("(misattributed to Ball, as cited in", page)
        whole = self.page(f"/quotes/{quote.pk}/cite/")
        self.assertIn("<title>Not Dean Ball: “Never said” (how to cite it)", whole)
        alone = self.main(f"/quotes/{quote.pk}/cite/?what=article")
        self.assertNotIn("Not Dean Ball. A", alone)
        self.assertNotIn("isattributed", alone)

    def test_files_are_those_of_what_is_cited(self):
        page = self.page(f"{self.path}?style=ieee")
        self.assertIn(f'href="/quotes/{self.quote.pk}.ris"', page)
        self.assertIn(f'href="/quotes/{self.quote.pk}.docx?style=ieee"', page)
        page = self.page(f"{self.path}?what=article")
        self.assertIn(f'href="/articles/{self.article.pk}.bib"', page)

    def test_an_edit_never_leaves_a_stale_citation(self):
        self.assertIn("Evening Paper", copied(self.page(self.path))["entry-plain"])
        self.paper.name = "The Morning Paper"
        self.paper.save()
        self.ball.name, self.ball.sort_name = "Dean Bell", "Bell, Dean"
        self.ball.save()
        found = copied(self.page(self.path))
        self.assertIn("Morning Paper", found["entry-plain"])
        self.assertIn("Bell", found["in-text-plain"])

    def test_what_was_set_is_not_set_again(self):
        first = self.page(self.path)
        with mock.patch(
            "quotes.exports.citation_cache.format_citation"
        ) as format_citation:
            self.assertEqual(self.page(self.path), first)
        format_citation.assert_not_called()

    def test_queries(self):
        for path, queries in {
            self.path: 2,
            f"{self.path}?style=ieee&q=nature": 2,
            f"/articles/{self.article.pk}/cite/": 2,
        }.items():
            with self.assertNumQueries(queries):
                self.page(path)

    def test_the_pages_of_quotes_and_articles_set_nothing(self):
        with mock.patch("subprocess.run", side_effect=AssertionError):
            for row in (self.quote, self.article):
                page = self.page(row.get_absolute_url())
                form = next(
                    tag
                    for tag in Tags(page).named("form")
                    if tag.get("id") == "cite-form"
                )
                self.assertEqual(form["action"], form["hx-get"])
                self.assertIn("cite/", form["action"])

    def test_what_is_not_public_is_not_cited(self):
        draft = make_quote(self.article, "A draft", status="draft")
        gone = make_quote(self.article, "Withdrawn", status="withdrawn")
        self.page(f"/quotes/{draft.pk}/cite/", 404)
        self.page(f"/quotes/{gone.pk}/cite/", 410)
        self.page("/quotes/999999999/cite/", 404)
        self.page("/articles/999999999/cite/", 404)

    def test_a_quote_whose_words_are_cite_keeps_a_page_of_its_own(self):
        quote = make_quote(make_article(title="Cite"), "Cite!")
        for row in (quote, quote.article):
            self.assertNotIn("/cite/", row.get_absolute_url())
            self.assertIn("Cite", self.main(row.get_absolute_url()))


class FailureTests(PageTests):
    """Pandoc out of order, or too busy: a message, with the files still there."""

    @classmethod
    def setUpTestData(cls):
        cls.quote = make_quote()
        cls.path = f"/quotes/{cls.quote.pk}/cite/"

    def setUp(self):
        caches["citations"].clear()

    def answer(self):
        with self.assertLogs("quotes.views.cite", "WARNING"):
            response = self.client.get(self.path)
        self.assertEqual(response.status_code, 503)
        self.assertContains(response, "takes too long at the moment", status_code=503)
        self.assertContains(response, f"/quotes/{self.quote.pk}.ris", status_code=503)
        self.assertEqual(response["Cache-Control"], "no-store")

    def test_pandoc_fails(self):
        with mock.patch(
            "quotes.exports.citation_cache.format_citation",
            side_effect=PandocError("no"),
        ):
            self.answer()
        self.page(self.path)  # nothing of it was cached

    def test_all_turns_are_taken(self):
        with (
            mock.patch.object(citation_cache, "SLOT_TIMEOUT", 0.05),
            citation_cache.pandoc_slot(),
            citation_cache.pandoc_slot(long=True),
        ):
            self.answer()
        self.page(self.path)

    def test_one_turn_is_left_by_long_documents(self):
        with mock.patch.object(citation_cache, "SLOT_TIMEOUT", 0.05):
            with citation_cache.pandoc_slot(long=True):
                self.page(self.path)
                with (
                    self.assertRaises(citation_cache.PandocBusyError),
                    citation_cache.pandoc_slot(long=True),
                ):
                    self.fail("two long documents at a time")
            with citation_cache.pandoc_slot(long=True):
                pass

    def test_no_more_than_two_are_set_at_a_time(self):
        most, now = [], []

        def work():
            with citation_cache.pandoc_slot():
                now.append(1)
                sleep(0.01)
                most.append(len(now))
                now.pop()

        threads = [Thread(target=work) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(most), 20)
        self.assertEqual(max(most), citation_cache.MAX_CONCURRENT)
