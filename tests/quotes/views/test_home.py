"""The home page, and a quote at random."""

import datetime
import re
from unittest import mock

from django.contrib.auth.models import Group, User
from django.test import TestCase
from django.utils import timezone

from quotes.models import FeaturedQuote
from tests.factories import (
    make_article,
    make_quote,
    make_saying,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests, total_of

WORDS = "We shall keep the bridge open for as long as the river runs."


class HomeTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        text = f"Before.\n\nShe said: “{WORDS}” The end."
        cls.quote = make_quote(
            make_article(text=text, title="The bridge"),
            WORDS,
            speaker=make_speaker("Ada Lim"),
            topics=[make_topic("Bridges")],
            standing="verified",
        )
        cls.wrong = make_quote(
            text="Let them eat cake, all of them, now!",
            speaker=make_speaker("Marie A."),
            standing="misattributed",
        )
        cls.undated = make_quote(make_article(published=None), standing="unverified")

    def test_one_statement(self):
        with self.assertNumQueries(1):
            self.client.get("/")

    def test_the_example_has_passage_paragraph_and_both_answers(self):
        page = self.page("/")
        figure = page.partition("<figure")[2].partition("</figure>")[0]
        self.assertIn(f"<mark>{WORDS}</mark>", figure)
        self.assertIn(f'{self.quote.article.get_absolute_url()}#p2"', figure)
        for words in ("Said by", "Verified", "Printed in", "Word for word", "Ada Lim"):
            self.assertIn(words, figure)

    def test_the_example_is_called_what_lists_call_it(self):
        voltaire = make_speaker("Voltaire")
        words = "He would defend the right to say it."
        refuted = make_quote(text=words, speaker=voltaire, standing="misattributed")
        quote = make_quote(
            text=words, kind="indirect", speaker=voltaire, standing="verified"
        )
        make_saying(refuted, quote)
        featured = FeaturedQuote.objects.create(quote=quote)
        FeaturedQuote.objects.filter(pk=featured.pk).update(
            created_at=timezone.now() - datetime.timedelta(days=2)
        )
        figure = self.page("/").partition("<figure")[2].partition("</figure>")[0]
        before = figure.partition("<blockquote")[0]
        self.assertIn("Misattributed to Voltaire in another print", before)
        self.assertIn(">Paraphrase<", before)

    def test_the_comparison_is_described_exactly(self):
        self.assertIn("wherever the text of the source is held.", self.page("/"))
        self.assertIn("word for word, where the text is held.", self.main("/"))
        held = "compared with the source’s text where that is held."
        for path in ("/quotes/", "/quotes/?anchor=no_text", "/quotes.atom"):
            self.assertIn(held, self.page(path))

    def test_no_example_without_a_verified_quote(self):
        self.quote.withdraw("A hoax.")
        self.assertNotIn("<figure", self.page("/"))

    def test_the_undated_quote_that_was_entered_last_comes_first(self):
        section = self.page("/").partition('id="entered"')[2]
        first = re.search(r'<a href="(/quotes/\d+/)', section)[1]
        self.assertEqual(first, f"/quotes/{self.undated.pk}/")

    def test_doubtful_quotes_say_so(self):
        section = self.page("/").partition('id="in-doubt"')[2].partition("</section")[0]
        self.assertIn("Not said by Marie A.", section)
        self.assertNotIn("Ada Lim", section)
        address = re.search(r'class="onward" href="([^"]+)"', section)[1]
        found = self.main(address.replace("&amp;", "&"))
        self.assertIn("1 quote", found)

    def test_every_search_that_it_offers_finds_something(self):
        tries = re.findall(r'href="(/quotes/\?q=[^"]+)"', self.page("/"))
        self.assertEqual(len(tries), 3)
        for address in tries:
            with self.subTest(address):
                self.assertGreater(total_of(self.client.get(address)), 0)
        self.assertIn("/quotes/?q=Let%20them%20eat%20cake%20all%20of", tries)

    def test_all_links_lead_somewhere(self):
        addresses = set(re.findall(r'<a [^>]*href="(/[^"]*)"', self.page("/")))
        self.assertIn("/random/", addresses)
        for address in addresses:
            with self.subTest(address):
                response = self.client.get(address.replace("&amp;", "&"), follow=True)
                self.assertEqual(response.status_code, 200)

    def test_another_day(self):
        with mock.patch("django.utils.timezone.localdate") as today:
            today.return_value = datetime.date(2024, 2, 29)
            page = self.page("/")
        self.assertIn("On this day, 29 February", page)
        self.assertIn('href="/on-this-day/02-29/"', page)


class RandomTests(PageTests):
    def test_it_redirects_to_a_quote_and_is_not_stored(self):
        quote = make_quote()
        with self.assertNumQueries(1):
            response = self.client.get("/random/")
        self.assertEqual(response.status_code, 302)
        self.assertEqual(response["Location"], quote.get_absolute_url())
        self.assertEqual(response["Cache-Control"], "no-store")
        self.assertEqual(self.client.post("/random/").status_code, 405)
        self.assertIn("Disallow: /random/", self.page("/robots.txt"))

    def test_a_site_without_quotes(self):
        self.page("/random/", status=404)
        self.assertIn("No quotes are on record yet.", self.main("/"))


class FeaturedQuoteAdminTests(TestCase):
    def setUp(self):
        editor = User.objects.create_user("editor", password="x", is_staff=True)
        editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(editor)

    def add(self, quote):
        return self.client.post("/admin/quotes/featuredquote/add/", {"quote": quote.pk})

    def test_an_editor_chooses_a_quote(self):
        quote = make_quote(standing="verified")
        self.assertEqual(self.add(quote).status_code, 302)
        self.assertEqual(FeaturedQuote.objects.get().quote, quote)
        response = self.client.get("/admin/quotes/featuredquote/")
        self.assertContains(response, quote.text)
        self.assertContains(self.add(quote), "already exists")

    def test_one_that_home_would_not_show_is_refused(self):
        for fields, message in [
            ({"standing": "unverified"}, "No speaker of it is verified."),
            ({"standing": "misattributed"}, "disputed or misattributed"),
            ({"standing": "verified", "status": "draft"}, "It is not public."),
            (
                {"standing": "verified", "article": make_article(text="No.")},
                "were not found",
            ),
            ({"standing": "verified", "text": "No. " * 200}, "It is longer than 600"),
        ]:
            with self.subTest(message):
                self.assertContains(self.add(make_quote(**fields)), message)
        self.assertFalse(FeaturedQuote.objects.exists())
