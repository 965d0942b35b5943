"""Documents of quotes with a bibliography: what is in them, and when there is none."""

import io
import json
import subprocess
import unicodedata
import zipfile
from unittest import mock

import pypandoc
import pytest
from django.test import TestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.partial_dates import PartialDate
from quotes.citations.csl_citation import DocumentCitations, format_citations
from quotes.citations.document import (
    Front,
    write_docx,
    write_html,
    write_markdown,
    write_text,
)
from quotes.citations.pandoc import PandocError
from quotes.citations.reference import Name, Reference, Speaker
from quotes.citations.styles import find
from quotes.citations.text import Run, text_of
from quotes.exports import citation_cache
from quotes.views import documents
from tests.factories import make_article, make_publication, make_quote, make_speaker
from tests.support.citation_files import DEEPSEEK, WORDS, changed, make_reference
from tests.support.outside_tools import needs
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server

FRONT = Front("Quotes: *Ball* #", "2 quotes.", "https://quotes.example/quotes.md?q=a&b")
BALL = Speaker("Dean Ball", "research fellow", family="Ball")
OTHER = make_reference(
    key="q13",
    type="article-newspaper",
    title="Storm <b>closes</b> the coast road",
    authors=(Name("Okafor", "Ada"),),
    container_title="The Evening Paper",
    issued=PartialDate(2025, 2, 3),
    quote_text="* First line &amp;\n1. second line",
    quote_kind="mixed",
    speakers=(Speaker("Ada Lim", "minister", "disputed", family="Lim"),),
    quote_url="https://quotes.example/quotes/13/",
)
BOTH = [DEEPSEEK, OTHER]


def written(write, references=BOTH, style="apa", **options):
    """Return a document as a text."""
    setting = lambda: format_citations(references, find(style))  # noqa: E731
    return "".join(write(FRONT, references, setting, **options))


def pandoc(content, source, to="plain"):
    """Return a document as pandoc reads it, its lines unbroken."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={source}", f"--to={to}", "--wrap=none"],
        input=content if isinstance(content, bytes) else content.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_plain_text():
    assert written(write_text) == (
        "Quotes: *Ball* #\n================\n\n2 quotes.\n"
        "https://quotes.example/quotes.md?q=a&b\n"
        "\n"
        f"“{WORDS}”\n"
        "Dean Ball, research fellow\n"
        "(Dean Ball, as cited in Dickens, n.d.)\n"
        "\n"
        "* First line &amp;\n"
        "1. second line\n"
        "Ada Lim, minister\n"
        "(Lim [attribution disputed], as cited in Okafor, 2025)\n"
        "Attribution disputed: Ada Lim.\n"
        "https://quotes.example/quotes/13/\n"
        "\n"
        "Bibliography\n------------\n\n"
        "Dickens, S. (n.d.). DeepSeek: How China’s embrace of open-source AI caused a "
        "geopolitical earthquake.\n"
        "\n"
        "Okafor, A. (2025, February 3). Storm <b>closes</b> the coast road. "
        "The Evening Paper.\n"
    )


def test_markdown_is_read_as_what_was_printed():
    read = pandoc(written(write_markdown), "commonmark")
    assert read == pandoc(written(write_html), "html")
    assert "* First line &amp;\n  1. second line" in read
    assert "Quotes: *Ball* #" in read


def test_html_is_whole_and_has_no_script():
    root = lxml_html.document_fromstring(written(write_html))
    assert root.get("lang") == "en"
    assert root.find("head/meta").get("charset") == "utf-8"
    assert root.find("head/title").text == root.find(".//h1").text == FRONT.title
    assert [each.text for each in root.iter("h2")] == ["Bibliography"]
    assert not list(root.iter("script"))
    links = {each.get("href") for each in root.iter("a")}
    assert links == {FRONT.address, "https://quotes.example/quotes/13/"}


def test_a_paraphrase_says_so_and_has_no_marks_of_ours():
    reference = changed(DEEPSEEK, quote_kind="indirect", quote_text="All is well")
    assert "\nParaphrase:\nAll is well\n" in written(write_text, [reference])
    assert "\nParaphrase:\n\n> All is well\n" in written(write_markdown, [reference])
    assert "<p>Paraphrase:</p>" in written(write_html, [reference])


def test_words_of_another_language_and_direction():
    reference = changed(DEEPSEEK, quote_text="“سلام”", quote_language="ar")
    html = written(write_html, [reference])
    assert '<div lang="ar" dir="rtl">' in html
    with zipfile.ZipFile(io.BytesIO(write_docx([html]))) as docx:
        document = docx.read("word/document.xml").decode()
    assert "<w:bidi" in document


def test_articles_alone_are_a_bibliography():
    works = [Reference(each.work) for each in BOTH]
    text = written(write_text, works)
    assert text.count("\n\nBibliography\n") == 1
    assert "Dickens, S. (n.d.)" in text and "as cited" not in text
    # A style for notes alone has none: what its notes say is listed.
    assert "Sean Dickens, DeepSeek:" in written(
        write_text, works, "bluebook-law-review"
    )


def test_what_a_style_does_not_list_is_told():
    interview = make_reference(
        "a1", type="interview", title="A talk", authors=(Name("Lim", "Ada"),)
    )
    works = [interview, Reference(DEEPSEEK.work)]
    text = written(write_text, works)
    assert "Not listed by this style, cited in the text only\n" in text
    assert text.endswith("(A. Lim, personal communication, n.d.)\n")


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1
).filter(lambda text: text.strip())


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(words=TEXT, name=TEXT, title=TEXT)
def test_no_text_is_read_as_markup(words, name, title):
    """What pandoc reads of each document is what was printed."""
    reference = changed(OTHER, quote_text=words, title=title, speakers=(Speaker(name),))
    said = text_of([Run(f"({title})")])
    cited = DocumentCitations((said,), ("",), (said,), (OTHER.work.key,), "")
    front = Front(title, "1 quote.", "https://quotes.example/")
    for write, source in ((write_html, "html"), (write_markdown, "commonmark")):
        document = "".join(write(front, [reference], lambda: cited))
        texts = pandoc(document, source, to="json")
        read = "".join(_strings(texts))
        for text in (words, name, title):
            assert _bare(text) in _bare(read), (source, document)


def _strings(tree):
    def walk(node):
        if isinstance(node, dict):
            if node.get("t") == "Str":
                yield node["c"]
            for each in node.values():
                yield from walk(each)
        elif isinstance(node, list):
            for each in node:
                yield from walk(each)

    return walk(json.loads(tree)["blocks"])


def _bare(text):
    # Pandoc composes characters (NFC).
    return "".join(unicodedata.normalize("NFC", text).split())


@needs("soffice")
def test_libreoffice_opens_the_word_document(tmp_path):
    path = tmp_path / "quotes.docx"
    path.write_bytes(write_docx([written(write_html, heading=False)]))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    read = path.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()
    plain = written(write_text).splitlines()
    assert read == [line for line in plain if line and line[:2] not in ("==", "--")]


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
        self.assertIn("2 articles, cited in APA", content.decode())
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
            extension: kind._replace(most=1)
            for extension, kind in documents.DOCUMENTS.items()
        }
        with mock.patch.object(documents, "DOCUMENTS", few):
            _, content = self.get("/quotes.docx", 400)
            self.get("/quotes.docx?speaker=ada-lovelace")
        self.assertIn("has at most 1 quotes", content.decode())

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
                self.assertIn("takes too long just now", content.decode())
                self.assertEqual(response["Retry-After"], "20")

    def test_a_document_waits_for_its_turn(self):
        with (
            mock.patch.object(citation_cache, "SLOT_TIMEOUT", 0.05),
            mock.patch.object(documents, "SOON", 0),
            citation_cache.pandoc_slot(long=True),
            self.assertLogs("quotes.views.documents", "WARNING"),
        ):
            self.get("/quotes.txt", 503)

    def test_a_long_one_begins_at_once_and_leaves_its_turn_when_it_is_left(self):
        with (
            mock.patch.object(documents, "SOON", 0),
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
        self.assertContains(unknown, "There is no style")

    def test_what_is_offered_for_many(self):
        def seconds(number):
            offered = documents.offered(number, range(number))
            return {extension: seconds for extension, _, seconds in offered}

        self.assertEqual(seconds(1_000)["docx"], 3)
        self.assertEqual(seconds(1_001) | {"docx": None}, seconds(1_001))
        self.assertEqual(seconds(5_000)["txt"], 4)
        self.assertEqual(set(seconds(6_000).values()), {None})
