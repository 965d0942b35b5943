"""Downloads of citations: their headers, their content, and what is refused."""

import json
from unittest import mock

import bibtexparser
import rispy
from django.db import OperationalError
from django.test import RequestFactory, TestCase

from quotes.citations.formats import FORMATS
from quotes.listing import queries
from quotes.views import exports
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import leave


def parse(extension, content):
    """Read a download as its users' programs would: the titles of its works."""
    if extension == "json":
        return [item["title"] for item in json.loads(content)]
    if extension == "ris":
        return [item["title"] for item in rispy.loads(content)]
    library = bibtexparser.parse_string(content)
    assert not library.failed_blocks
    return [
        entry["title"].replace("{", "").replace("}", "") for entry in library.entries
    ]


class ExportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        paper = make_publication(name="The Paper")
        cls.ada = make_speaker("Ada Lovelace")
        article = make_article(
            title="First report",
            publication=paper,
            bylines=[{"family": "Roe", "given": "Jane"}],
            published="2024-11-05",
        )
        cls.quote = make_quote(
            article, "Some 100% & {words}", speaker=cls.ada, topics=[make_topic("War")]
        )
        make_quote(
            make_article(title="Second report", published="2023"), kind="indirect"
        )
        make_quote(make_article(title="Never"), status="draft", speaker=cls.ada)
        make_quote(make_article(title="Not now"), status="withdrawn")

    def download(self, path, status=200):
        response = self.client.get(path)
        self.assertEqual(response.status_code, status, path)
        return response, response.getvalue().decode()

    def test_one_quote(self):
        for extension, media_type in {
            "bib": "application/x-bibtex; charset=utf-8",
            "ris": "application/x-research-info-systems; charset=utf-8",
            "json": "application/vnd.citationstyles.csl+json",
        }.items():
            with self.subTest(extension):
                response, content = self.download(
                    f"/quotes/{self.quote.pk}.{extension}"
                )
                self.assertEqual(parse(extension, content), ["First report"])
                self.assertEqual(response["Content-Type"], media_type)
                self.assertEqual(response["X-Content-Type-Options"], "nosniff")
                self.assertEqual(
                    response["Content-Disposition"],
                    f'attachment; filename="quote-{self.quote.pk}-ada-lovelace-'
                    f'some-100-words.{extension}"',
                )

    def test_one_quote_as_its_reader_gets_it(self):
        _, content = self.download(f"/quotes/{self.quote.pk}.json")
        (item,) = json.loads(content)
        self.assertEqual(item["author"], [{"family": "Roe", "given": "Jane"}])
        self.assertEqual(item["issued"], {"date-parts": [[2024, 11, 5]]})
        self.assertEqual(item["container-title"], "The Paper")
        quoted = item["custom"]["quote"]
        self.assertEqual(quoted["text"], "Some 100% & {words}")
        self.assertEqual(quoted["url"], f"http://testserver/quotes/{self.quote.pk}/")

    def test_a_list_has_the_filters_of_the_page(self):
        for query, titles in {
            "": ["First report", "Second report"],
            "?sort=oldest": ["Second report", "First report"],
            "?speaker=ada-lovelace": ["First report"],
            "?kind=indirect&before=2023": ["Second report"],
            "?topic=war&q=words&publication=the-paper": ["First report"],
            "?q=nothing": [],
            "?page=2": ["First report", "Second report"],
        }.items():
            for extension in ("bib", "ris", "json"):
                with self.subTest(query, extension=extension):
                    response, content = self.download(f"/quotes.{extension}{query}")
                    self.assertEqual(parse(extension, content), titles)
                    self.assertTrue(response.streaming)

    def test_file_names_say_what_is_in_the_file(self):
        for query, name in {
            "": "quotes",
            "?speaker=ada-lovelace&kind=direct": "quotes-ada-lovelace-direct-quote",
            "?after=2024-02": "quotes-february-2024",
            "?q=%22%0A%3B+evil%2F..%2Fname": "quotes-evil-name",
            "?q=%E6%88%98": "quotes-zhan",
        }.items():
            response, _ = self.download(f"/quotes.bib{query}")
            self.assertEqual(
                response["Content-Disposition"], f'attachment; filename="{name}.bib"'
            )

    def test_what_is_not_understood_is_refused(self):
        for query, message in {
            "speaker=nobody": "No speaker called “nobody” is on record.",
            "after=x": "Write a date as",
            "sort=best": "This order is not known.",
            "kind=said": "is not one of the choices: direct",
            "q=%00": "U+0000",
        }.items():
            with self.subTest(query):
                response, content = self.download(f"/quotes.ris?{query}", 400)
                self.assertIn(message, content)
                self.assertTrue(response["Content-Type"].startswith("text/html"))

    def test_a_format_that_is_not_known(self):
        for path in ["/quotes.xyz", f"/quotes/{self.quote.pk}.enw", "/quotes.%00"]:
            _, content = self.download(path, 404)
            for name in (".bib (BibTeX)", ".ris (RIS)", ".json (CSL-JSON)"):
                self.assertIn(name, content)

    def test_queries_do_not_grow_with_the_rows(self):
        def count(path, queries=3):
            with self.assertNumQueries(queries):
                self.download(path)

        count("/quotes.bib")
        for _ in range(30):
            make_quote(make_article(bylines=["Reuters"]))
        count("/quotes.bib")
        count(f"/quotes/{self.quote.pk}.bib", 2)

    def test_many_are_read_and_sent_in_parts(self):
        for _ in range(8):
            make_quote(self.quote.article)
        with (
            mock.patch.object(exports, "BATCH_SIZES", (3, 4)),
            mock.patch.object(exports, "REFERENCES_PER_CHUNK", 3),
        ):
            response = self.client.get("/quotes.json")
            pieces = list(response.streaming_content)
        self.assertEqual(len(pieces), 4)
        self.assertEqual(len(json.loads(b"".join(pieces))), 10)

    def test_a_database_out_of_order_is_no_empty_file(self):
        self.client.raise_request_exception = False
        with mock.patch.object(
            exports, "read_reference_rows", side_effect=OperationalError
        ):
            self.assertEqual(self.client.get("/quotes.bib").status_code, 500)

    def test_an_article_alone(self):
        article = self.quote.article
        for extension in ("bib", "ris", "json"):
            response, content = self.download(f"/articles/{article.pk}.{extension}")
            self.assertEqual(parse(extension, content), ["First report"])
            self.assertNotIn("Some 100", content)
            self.assertIn(
                f'filename="article-{article.pk}-first-report.{extension}"',
                response["Content-Disposition"],
            )
        self.assertIn(f"/articles/{article.pk}.ris", self.page(article))
        draft = make_article(status="draft")
        gone = make_article(status="withdrawn", withdrawn_reason="A hoax.")
        self.download(f"/articles/{draft.pk}.bib", 404)
        self.assertIn("A hoax.", self.download(f"/articles/{gone.pk}.bib", 410)[1])
        self.download(f"/articles/{article.pk}.nothing", 404)

    def page(self, row):
        return self.client.get(row.get_absolute_url()).content.decode()

    def test_the_articles_of_a_list_each_once(self):
        make_quote(self.quote.article, "Some", speaker=self.ada)
        _, content = self.download("/quotes.json?cite=articles")
        self.assertEqual(parse("json", content), ["First report", "Second report"])
        self.assertNotIn("custom", content)
        _, content = self.download("/quotes.json")
        self.assertEqual(len(json.loads(content)), 3)

    def test_the_accept_header_chooses_the_format(self):
        quote, article = self.quote, self.quote.article
        for row, path in ((quote, "/quotes/"), (article, "/articles/")):
            for accept, extension in {
                "application/x-bibtex": "bib",
                "application/vnd.citationstyles.csl+json": "json",
                "text/x-y, application/x-research-info-systems;q=0.5": "ris",
            }.items():
                with self.subTest(path=path, accept=accept):
                    response = self.client.get(
                        row.get_absolute_url(), headers={"Accept": accept}
                    )
                    self.assertRedirects(response, f"{path}{row.pk}.{extension}")
                    self.assertIn("private", response["Cache-Control"])
                    self.assertIn("Accept", response["Vary"])
            for accept in ("text/html,*/*;q=0.8", "*/*", "image/png", ""):
                with self.subTest(path=path, accept=accept):
                    response = self.client.get(
                        row.get_absolute_url(), headers={"Accept": accept}
                    )
                    self.assertEqual(response.status_code, 200)
                    self.assertIn("Accept", response["Vary"].split(", "))

    def test_a_download_is_announced_with_its_number(self):
        for query, number in (("", "2 quotes"), ("?kind=indirect", "1 quote")):
            with self.assertNumQueries(5 if query else 3):
                response = self.client.get(f"/quotes/download/{query}")
            page = response.content.decode()
            self.assertIn(f"<h1>{number}</h1>", page)
            for extension in FORMATS:
                self.assertIn(f'"/quotes.{extension}{query}"', page)
        self.assertIn(
            'href="/quotes/download/"', self.client.get("/quotes/").content.decode()
        )
        self.assertEqual(self.client.get("/quotes/download/?year=x").status_code, 400)

    def test_counts_end_somewhere(self):
        for number in range(3):
            make_quote(text=f"Number {number}", kind="mixed")
        with mock.patch.object(queries, "MAX_COUNTED", 2):
            page = self.client.get("/quotes/download/?kind=mixed").content.decode()
        self.assertIn("<h1>More than 2 quotes</h1>", page)

    def test_reading_stops_when_the_client_disconnects(self):
        read, ended = [], []

        def keys():
            try:
                for quote in [make_quote() for _ in range(9)]:
                    read.append(quote.pk)
                    yield quote.pk
            finally:
                ended.append(True)

        with (
            mock.patch.object(exports, "BATCH_SIZES", (1, 2)),
            mock.patch.object(exports, "REFERENCES_PER_CHUNK", 1),
        ):
            request = RequestFactory().get("/quotes.json")
            response = exports.send_references(request, "json", keys(), "quotes")
            pieces = iter(response)
            self.assertEqual([next(pieces)[:1] for _ in range(3)], [b"[", b"\n", b","])
            self.assertEqual((len(read), ended), (3, []))
            del pieces
            leave(response)
            del response
        self.assertEqual((len(read), ended), (3, [True]))

    def test_who_has_gone_before_it_began_is_not_read_for(self):
        ended = []

        def keys():
            try:
                yield self.quote.pk
            finally:
                ended.append(True)

        with mock.patch.object(exports, "BATCH_SIZES", (1, 1_000)):
            request = RequestFactory().get("/quotes.json")
            response = exports.send_references(request, "ris", keys(), "quotes")
            self.assertEqual(ended, [])
            leave(response)
        self.assertEqual(ended, [True])

    def test_withdrawn_and_drafted_quotes_have_no_citation(self):
        draft = make_quote(status="draft")
        gone = make_quote(status="withdrawn", withdrawn_reason="A hoax.")
        self.download(f"/quotes/{draft.pk}.bib", 404)
        _, content = self.download(f"/quotes/{gone.pk}.bib", 410)
        self.assertIn("A hoax.", content)
        self.assertNotIn(gone.text, content)
