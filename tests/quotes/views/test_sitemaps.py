"""The sitemap has all public pages, and nothing else."""

from unittest import mock

from articles.models import Article, Publication
from quotes.models import Attribution, Quote
from quotes.views import sitemaps
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import ABOUT, LISTS, PageTests, xml

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://testserver"


class SitemapTests(PageTests):
    def places(self, path="/sitemap.xml"):
        """Return {path: date of change or None} of a map, or of the map of maps."""
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200, path)
        self.assertEqual(response["Content-Type"], "application/xml")
        root = xml(response)
        is_index = path == "/sitemap.xml"
        self.assertEqual(root.tag, f"{SPACE}{'sitemapindex' if is_index else 'urlset'}")
        places = {}
        for each in root:
            place = each.findtext(f"{SPACE}loc")
            self.assertTrue(place.startswith(f"{HOST}/"))
            places[place.removeprefix(HOST)] = each.findtext(f"{SPACE}lastmod")
        self.assertEqual(len(places), len(root))
        return places

    def all_places(self):
        found = {}
        for path in self.places():
            found |= self.places(path)
        return found

    def test_everything_public_is_on_it_and_nothing_else(self):
        speaker, topic, paper = make_speaker(), make_topic(), make_publication()
        article = make_article(publication=paper)
        quote = make_quote(article, speaker=speaker, topics=[topic])
        bare = make_article()
        shown = [speaker, topic, paper, article, quote, bare]
        for status in ("draft", "withdrawn"):
            hidden = make_topic(), make_publication()
            make_quote(status=status, topics=[hidden[0]])
            make_quote(make_article(status=status, publication=hidden[1]))
        make_speaker(), make_topic(), make_publication()
        published = Article.objects.public()
        self.assertEqual(published.count(), 4)
        self.assertEqual(
            set(self.all_places()),
            {
                *LISTS,
                *ABOUT,
                "/check/",
                "/corrections/",
                "/years/2025/",
                *[each.get_absolute_url() for each in shown],
                *[each.get_absolute_url() for each in published],
            },
        )
        for path in self.all_places():
            self.page(path)

    def test_sections_without_rows_are_left_out(self):
        self.assertEqual(list(self.places()), ["/sitemap-pages.xml"])
        Publication.objects.create(name="Paper")
        self.assertEqual(
            list(self.places()), ["/sitemap-pages.xml", "/sitemap-publications.xml"]
        )

    def test_long_sections_come_in_parts(self):
        article = make_article()
        quotes = [make_quote(article) for _ in range(7)]
        size = max(1, quotes[3].pk)  # the first part ends in the midst of them
        with mock.patch.object(sitemaps.RowsSitemap, "limit", size):
            parts = [path for path in self.places() if "-quotes" in path]
            self.assertIn("/sitemap-quotes.xml", parts)
            self.assertIn("/sitemap-quotes.xml?p=2", parts)
            found = [place for part in parts for place in self.places(part)]
        self.assertEqual(found, [each.get_absolute_url() for each in quotes])

    def test_a_quote_changed_when_what_its_page_shows_did(self):
        quote = make_quote()
        place = quote.get_absolute_url()
        Quote.objects.update(updated_at="2024-01-05T12:00Z")
        Attribution.objects.update(updated_at="2024-01-04T12:00Z")
        Article.objects.update(updated_at="2024-01-03T12:00Z")
        self.assertEqual(self.places("/sitemap-quotes.xml")[place], "2024-01-05")
        (article,) = self.places("/sitemap-articles.xml").values()
        self.assertEqual(article, "2024-01-05")
        Attribution.objects.update(updated_at="2024-02-04T12:00Z")
        self.assertEqual(self.places("/sitemap-quotes.xml")[place], "2024-02-04")
        Article.objects.update(updated_at="2024-03-03T12:00Z")
        self.assertEqual(self.places("/sitemap-quotes.xml")[place], "2024-03-03")
        Quote.objects.update(status="withdrawn", withdrawn_reason="A hoax.")
        Quote.objects.update(updated_at="2024-04-05T12:00Z")
        (article,) = self.places("/sitemap-articles.xml").values()
        self.assertEqual(article, "2024-04-05")

    def test_queries_do_not_grow_with_the_rows(self):
        topics, paper = [make_topic()], make_publication()
        counts = dict.fromkeys(sitemaps.SECTIONS, 2) | {"pages": 0, "years": 1}
        for _ in range(2):
            for _ in range(5):
                make_quote(make_article(publication=paper), topics=topics)
            with self.assertNumQueries(8):
                self.places()
            for section, count in counts.items():
                with self.subTest(section), self.assertNumQueries(count):
                    self.places(f"/sitemap-{section}.xml")

    def test_parts_that_are_not_there(self):
        for path in [
            "/sitemap-nothing.xml",
            "/sitemap-quotes.xml?p=2",
            "/sitemap-quotes.xml?p=0",
            "/sitemap-quotes.xml?p=x",
            "/sitemap-quotes.xml?p=%00",
            f"/sitemap-quotes.xml?p={'9' * 5000}",
        ]:
            self.assertIn("There is no part", self.page(path, 404))

    def test_robots_txt_names_the_sitemap(self):
        lines = self.page("/robots.txt").splitlines()
        self.assertIn(f"Sitemap: {HOST}/sitemap.xml", lines)
        self.assertIn("Disallow: /quotes.atom?", lines)
