"""Adding an article from a PDF or a Word document, and citing its pages."""

import io
import zipfile
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings

from articles.models import Article, Intake, PrintedPages, RawPage
from quotes.citations.csl_citation import format_citation
from quotes.citations.styles import find_style
from quotes.exports.references import read_references
from tests.articles.intake.test_views import GIVE, typed
from tests.factories import make_quote
from tests.support.admin_pages import make_user
from tests.support.hostile_server import answer, hostile_server
from tests.support.pdf_files import ENCRYPTED, column, make_pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIRST = [
    "A report on the bridge of Vauville",
    "By Noor de Wit",
    "3 May 2024",
    "The council met late, and they said that it was the bridge that counts.",
]
SECOND = [
    "“We will rebuild the har-",
    "bour,” said Ada Moreau, the mayor of the town, who was not sure of it.",
]
PDF = make_pdf(
    [
        [*column(72, 690, FIRST, step=30), (300, 30, 9, "41")],
        [*column(72, 690, SECOND), (300, 30, 9, "42")],
    ]
)


def make_docx(paragraphs, notes=(), properties=""):
    def part(body, root):
        return f'<w:{root} xmlns:w="{W}">{body}</w:{root}>'

    def text(words):
        return f"<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        body = part("".join(map(text, paragraphs)), "body")
        made.writestr("word/document.xml", part(body, "document"))
        rows = "".join(
            f'<w:footnote w:id="{at}"{kind}>{text(words)}</w:footnote>'
            for at, (kind, words) in enumerate(
                [(' w:type="separator"', "-"), *(("", note) for note in notes)]
            )
        )
        made.writestr("word/footnotes.xml", part(rows, "footnotes"))
        made.writestr(
            "docProps/core.xml",
            '<c:coreProperties xmlns:c="c" xmlns:dc="d" xmlns:t="t">'
            f"{properties}</c:coreProperties>",
        )
    return file.getvalue()


class DocumentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")

    def setUp(self):
        self.client.force_login(self.editor)

    def give_file(self, name, body):
        upload = SimpleUploadedFile(name, body)
        return self.client.post(GIVE, {"file": upload}, follow=True)

    def save(self, page, **changes):
        url = page.request["PATH_INFO"]
        self.client.post(url, typed(page) | changes)
        return Article.objects.get()

    def test_from_a_pdf_to_a_citation_with_its_page(self):
        page = self.give_file("Report.PDF", PDF)
        form = page.context["form"]
        assert form["title"].value() == FIRST[0]
        assert form["published"].value() == "2024-05-03"
        self.assertContains(page, "The pages are numbered as printed, 41 to 42.")
        text = form["text"].value()
        assert "“We will rebuild the harbour,” said" in text
        # The editor mends something before saving.
        mended = text.replace("met late", "came late")
        article = self.save(page, text=mended, kind="report")
        article.publish()
        snapshot = article.current_snapshot
        assert [page for page, *_ in snapshot.printed_pages.pages] == ["41", "42"]
        quote = make_quote(article, "We will rebuild the harbour,")
        (reference,) = read_references([quote.pk], lambda path: path)
        assert reference.quoted.page == "42"
        assert "p. 42" in str(format_citation(reference, find_style("apa")).in_text)
        # A later text has the pages too, as far as it has their words.
        article.hold_text(mended.replace("the mayor of the town", "the mayor"))
        quote.locate()
        quote.save()
        with self.assertNumQueries(2):
            (reference,) = read_references([quote.pk], lambda path: path)
        assert reference.quoted.page == "42"
        raw = RawPage.objects.get()
        assert bytes(raw.body) == PDF
        url = f"/admin/articles/article/{article.pk}/received/{raw.pk}/"
        assert ".pdf" in self.client.get(url)["Content-Disposition"]

    def test_from_a_word_document_with_footnotes(self):
        properties = (
            "<dc:title>The bridge</dc:title><dc:creator>Noor de Wit</dc:creator>"
        )
        properties += "<t:created>2024-05-01T10:00:00Z</t:created>"
        body = make_docx(
            ["“We will rebuild the bridge,” said Ada Moreau, the mayor. " * 2] * 3,
            ["“It was never so,” she said in 2019.", "Another note."],
            properties,
        )
        page = self.give_file("report.docx", body)
        form = page.context["form"]
        assert (
            form["text"]
            .value()
            .endswith("\n\n1. “It was never so,” she said in 2019.\n\n2. Another note.")
        )
        self.assertContains(page, "Footnotes: 2, at the end of the text.")
        self.assertContains(page, "Check the date: it is the day on which the file was")
        assert form["published"].value() == "2024-05-01"
        assert page.context["bylines"].forms[0]["family"].value() == "Wit"
        article = self.save(page)
        assert not PrintedPages.objects.exists()
        quote = make_quote(article, "It was never so,")
        assert quote.is_located

    def test_from_an_address(self):
        docx = make_docx(["The council met late, and nobody was there to say so."])
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        with hostile_server() as server, override_settings(FETCH_LOOPBACK=True):
            server.answers |= {
                "/pdf": answer(PDF, "application/pdf"),
                "/docx": answer(docx, word),
                "/big": answer(b"%PDF" + b" " * 20 * 2**20, "application/pdf"),
            }
            for path in ("/pdf", "/docx"):
                address = f"{server.url}{path}"
                page = self.client.post(GIVE, {"address": address}, follow=True)
                assert "The council met late" in page.context["form"]["text"].value()
                assert page.context["form"]["url"].value() == address
            address = {"address": f"{server.url}/big"}
            page = self.client.post(GIVE, address, follow=True)
            assert "larger than 20 MB" in page.context["form"].errors["address"][0]

    @pytest.mark.any_server
    def test_a_longer_text_than_is_held_is_refused(self):
        words = "They said that it was the bridge of the town that counts. " * 9
        page = f"<!doctype html><title>Bridge</title><article><p>{words}</article>"
        sources = [
            {"text": page},
            {"file": SimpleUploadedFile("a.html", page.encode())},
            {"file": SimpleUploadedFile("a.txt", words.encode())},
            {"file": SimpleUploadedFile("a.docx", make_docx([words]))},
        ]
        with mock.patch("articles.intake.steps.MAX_TEXT_LENGTH", 400):
            for source in sources:
                response = self.client.post(GIVE, source)
                (told,) = response.context["form"].errors.values()
                self.assertIn("give a part of it", told[0])
        self.assertFalse(Intake.objects.exists())

    @pytest.mark.any_server
    def test_what_cannot_be_read_is_said_at_the_field(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("word/document.xml", b" " * 60_000_000)
        cases = [
            ("a.pdf", b"%PDF", "no PDF, or it is damaged"),
            ("a.pdf", make_pdf([[]]), "its pages are pictures"),
            ("a.pdf", make_pdf([[]], trailer=ENCRYPTED), "asks for a password"),
            ("a.pdf", b"%PDF" + b" " * 20 * 2**20, "no more than 20 MB"),
            ("a.docx", b"PK", "no Word document"),
            ("a.docx", bomb.getvalue(), "too large"),
            ("a.docx", make_docx([]), "no text in it"),
            ("a.doc", b"x", "Only files that end in"),
        ]
        for name, body, told in cases:
            with self.subTest(told):
                page = self.give_file(name, body)
                assert told in page.context["form"].errors["file"][0]
        assert not Intake.objects.exists()
