"""Nobody sees drafts or withdrawn quotes, and everybody sees the reasons."""

from articles.models import Article
from articles.models.base import Status
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_saying,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import LISTS, PageTests


class VisibilityTests(PageTests):
    """What readers see is published, in an article that is published."""

    def test_each_pair_of_states(self):
        for of_quote in Status.values:
            for of_article in Status.values:
                with self.subTest(quote=of_quote, article=of_article):
                    self.check_pair(of_quote, of_article)
                Article.objects.exclude(status="draft").update(
                    status="withdrawn", withdrawn_reason="The next pair comes."
                )

    def check_pair(self, of_quote, of_article):
        publication, topic = make_publication(), make_topic()
        speaker = make_speaker()
        article = make_article(
            text="“Secret words” in secret.",
            title="Hidden title",
            publication=publication,
            status=of_article,
            withdrawn_reason="A hoax." if of_article == "withdrawn" else "",
            rights="full",
        )
        quote = make_quote(
            article,
            "Secret words",
            speaker=speaker,
            topics=[topic],
            status=of_quote,
            withdrawn_reason="It was retracted." if of_quote == "withdrawn" else "",
        )
        make_saying(quote, make_quote(), make_quote())
        is_public = of_quote == of_article == "published"
        if "draft" in (of_quote, of_article):
            expected = 404
        else:
            expected = 200 if is_public else 410
        pages = [f"/quotes/{quote.pk}.{extension}" for extension in ("bib", "json")]
        for path in [quote.get_absolute_url(), f"/quotes/{quote.pk}/x/", *pages]:
            response = self.client.get(path)
            status = 301 if is_public and path.endswith("/x/") else expected
            self.assertEqual(response.status_code, status, path)
            if expected == 410:
                self.assertNotContains(response, "Secret words", status_code=410)
                self.assertNotContains(response, "secret-words", status_code=410)
                self.assertNotContains(response, "Hidden title", status_code=410)
                reason = "It was retracted." if of_quote == "withdrawn" else "A hoax."
                self.assertContains(response, reason, status_code=410)
        of_article_page = {"draft": 404, "published": 200, "withdrawn": 410}
        page = self.page(article.get_absolute_url(), of_article_page[of_article])
        if of_article == "withdrawn":
            self.assertIn("A hoax.", page)
            self.assertNotIn("Hidden title", page)
        # The words, marked as a quote, are nowhere that the quote is not public.
        self.assertEqual("<mark>Secret words</mark>" in page, is_public)
        names = {
            "/speakers/": speaker,
            "/topics/": topic,
            "/publications/": publication,
        }
        seen = {"draft": 404}.get(of_quote, {"draft": 404}.get(of_article, 200))
        for path, status in [
            *[(path, 200) for path in LISTS],
            ("/quotes/?q=secret", 200),
            (speaker.get_absolute_url(), seen),
            (topic.get_absolute_url(), seen),
            (publication.get_absolute_url(), 404 if of_article == "draft" else 200),
            ("/quotes.atom", 200),
            ("/quotes.bib", 200),
            ("/quotes.json", 200),
        ]:
            response = self.client.get(path)
            self.assertEqual(response.status_code, status, path)
            content = response.getvalue().decode()
            content = content.replace("<mark>", "").replace("</mark>", "")
            if path in names:
                self.assertEqual(names[path].slug in content, is_public)
            elif path not in ("/articles/", "/years/"):
                self.assertEqual("Secret words" in content, is_public, path)
            if path == "/articles/":
                self.assertEqual("Hidden title" in content, of_article == "published")

    def test_what_is_not_there(self):
        for path in [
            "/quotes/0/",
            "/quotes/99999999999999999999999/",
            f"/quotes/{'9' * 5000}/",
            "/quotes/9/words/",
            "/quotes/9.bib",
            "/articles/9/words/",
            "/speakers/nobody/",
            "/speakers/%00/",
            "/publications/nothing/",
            "/topics/nothing/",
            "/nothing",
        ]:
            page = self.page(path, 404)
            self.assertIn("Page not found", page)
            self.assertNotIn("matches the given query", page)

    def test_the_number_that_a_visitor_gave_is_named(self):
        self.assertIn("Quote 99 is not on record.", self.page("/quotes/99/", 404))
