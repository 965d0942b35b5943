"""Downloads of documents: what is in them, and when there is none."""

from unittest import mock

import pytest
from django.test import TestCase

from quotes.citations.csl_citation import format_citations
from quotes.citations.pandoc import PandocError
from quotes.exports import citation_cache
from quotes.views import documents
from tests.factories import make_article, make_publication, make_quote, make_speaker
from tests.support.pandoc_files import pandoc
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server


class DocumentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(
            title="First report",
            publication=make_publication(name="The Paper"),
            bylines=[{"family": "Roe", "given": "Jane"}],
            published="2024-11-05",
        )
        cls.ada = make_speaker("Ada Lovelace", sort_name="Lovelace, Ada")
        cls.quote = make_quote(
            cls.article, "Some *words*\nin two lines", speaker=cls.ada
        )
        make_quote(make_article(title="Second report"), kind="indirect")

    def get(self, path, status=200):
        response = self.client.get(path)
        self.assertEqual(response.status_code, status, path)
        return response, response.getvalue()

    def test_a_list_with_its_filters(self):
        for extension, kind in documents.DOCUMENTS.items():
            path = f"/quotes.{extension}?speaker=ada-lovelace&style=ieee"
            response, content = self.get(path)
            self.assertEqual(response["Content-Type"], kind.media_type)
            self.assertEqual(
                response["Content-Disposition"],
                f'attachment; filename="quotes-ada-lovelace.{extension}"',
            )
            source = {"md": "commonmark", "txt": ""}.get(extension, extension)
            text = pandoc(content, source) if source else content.decode()
            self.assertIn("Some *words*\n", text)
            self.assertIn("Lovelace, quoted in [1]", text)
            self.assertIn("J. Roe, “First report,”", text)
            self.assertIn("1 quote, cited in IEEE Reference Guide", text)
            self.assertNotIn("Second report", text)

    def test_the_whole_list_and_its_articles(self):
        _, content = self.get("/quotes.txt")
        text = content.decode()
        self.assertIn("2 quotes, cited in APA", text)
        self.assertIn("Paraphrase:\n", text)
        self.assertIn("Lovelace, as cited in Roe, 2024)", text)
        _, content = self.get("/quotes.txt?cite=articles")
        self.assertIn("2 sources, cited in APA", content.decode())
        self.assertNotIn("words", content.decode())

    def test_one_quote_and_one_article(self):
        response, content = self.get(f"/quotes/{self.quote.pk}.md?style=mla")
        self.assertTrue(content.decode().startswith("# Ada Lovelace: “Some \\*words"))
        self.assertIn("(qtd. in Roe)", content.decode())
        name = f"quote-{self.quote.pk}-ada-lovelace-some-words-in-two-lines.md"
        self.assertIn(name, response["Content-Disposition"])
        _, content = self.get(f"/articles/{self.article.pk}.html")
        self.assertIn(b"<h1", content)
        self.assertIn(b'<p dir="auto">Roe, J. (2024, November 5).', content)

    def test_by_accept(self):
        path = f"/quotes/{self.quote.pk}/"
        for accept, extension in {
            "text/markdown": "md",
            "text/plain": "txt",
            documents.DOCUMENTS["docx"].media_type: "docx",
        }.items():
            response = self.client.get(path, headers={"Accept": accept})
            self.assertRedirects(
                response,
                f"/quotes/{self.quote.pk}.{extension}",
                fetch_redirect_response=False,
            )

    def test_an_unknown_style_is_refused(self):
        _, content = self.get("/quotes.docx?speaker=ada-lovelace&style=no%3Cb%3E", 400)
        text = content.decode()
        self.assertIn("no&lt;b&gt;", text)
        self.assertIn("/quotes.docx?speaker=ada-lovelace&amp;style=apa", text)
        self.assertIn("/quotes/download/?speaker=ada-lovelace", text)

    def test_too_many_are_refused(self):
        few = {
            extension: kind._replace(max_quotes=1)
            for extension, kind in documents.DOCUMENTS.items()
        }
        with mock.patch.object(documents, "DOCUMENTS", few):
            _, content = self.get("/quotes.docx", 400)
            self.get("/quotes.docx?speaker=ada-lovelace")
        self.assertIn("can have at most 1 quotes", content.decode())

    def test_a_failure_is_a_page_and_holds_no_turn(self):
        for extension in documents.DOCUMENTS:
            for _ in range(3):
                with (
                    mock.patch.object(
                        documents, "format_citations", side_effect=PandocError("no")
                    ),
                    self.assertLogs("quotes.views.documents", "WARNING"),
                ):
                    response, content = self.get(f"/quotes.{extension}", 503)
                self.assertIn("Busy with other documents", content.decode())
                self.assertEqual(response["Retry-After"], "20")

    def test_a_document_waits_for_its_turn(self):
        with (
            mock.patch.object(citation_cache, "SLOT_TIMEOUT", 0.05),
            mock.patch.object(documents, "MAX_SECONDS_BEFORE_SENDING", 0),
            citation_cache.pandoc_slot(long=True),
            self.assertLogs("quotes.views.documents", "WARNING"),
        ):
            self.get("/quotes.txt", 503)

    def test_a_long_one_begins_at_once_and_leaves_its_turn_when_it_is_left(self):
        with (
            mock.patch.object(documents, "MAX_SECONDS_BEFORE_SENDING", 0),
            mock.patch.object(citation_cache, "SLOT_TIMEOUT", 0.05),
            mock.patch.object(
                documents, "format_citations", wraps=format_citations
            ) as setting,
        ):
            left = self.client.get("/quotes.txt")
            self.assertIn(b"Quotes", next(left.streaming_content))
            setting.assert_not_called()
            leave(left)
            _, content = self.get("/quotes.txt")
            self.assertIn("Bibliography", content.decode())

    def test_queries(self):
        for path, queries in {
            "/quotes.txt": 3,
            "/quotes.docx": 3,
            f"/quotes/{self.quote.pk}.html": 2,
        }.items():
            with self.assertNumQueries(queries):
                self.get(path)

    def test_the_downloads_page_says_how_long_each_takes(self):
        _, content = self.get("/quotes/download/?speaker=ada-lovelace&style=nature")
        page = content.decode()
        for extension in documents.DOCUMENTS:
            self.assertIn(f'formaction="/quotes.{extension}"', page)
        self.assertIn("Takes about 1 second.", page)
        self.assertIn('name="speaker" value="ada-lovelace"', page)
        self.assertIn('<option value="nature" selected>', page)
        found = self.client.get("/quotes/download/?speaker=ada-lovelace&find=oscola")
        self.assertContains(
            found,
            "?speaker=ada-lovelace&amp;style=oscola#documents",
        )
        unknown = self.client.get("/quotes/download/?style=no-such")
        self.assertContains(unknown, "No style has the name")

    def test_the_choices_for_many_quotes(self):
        def seconds(number):
            choices = documents.document_choices(number, range(number))
            return {extension: seconds for extension, _, seconds in choices}

        self.assertEqual(seconds(1_000)["docx"], 3)
        self.assertEqual(seconds(1_001) | {"docx": None}, seconds(1_001))
        self.assertEqual(seconds(5_000)["txt"], 4)
        self.assertEqual(set(seconds(6_000).values()), {None})
