"""A file is read according to its extension, or refused. It never runs or stops us."""

import io
import time
import zipfile
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from articles.models import Article, Intake, RawPage
from tests.articles.intake.test_documents import make_docx
from tests.articles.intake.test_views import GIVE, typed
from tests.support.admin_pages import make_user
from tests.support.pdf_files import make_pdf

pytestmark = pytest.mark.any_server

SCRIPT = b"<script>alert(document.domain)</script>"
HTML = b"<!doctype html><title>x</title><body onload=alert(1)>" + SCRIPT
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">'
    b"]><x>&c;&f;</x>"
)
SENTENCE = "“We will rebuild the bridge,” said Ada Moreau, the mayor of the town. " * 3


def packed(**parts):
    """Return a ZIP file with these parts; `__` in a name stands for a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", body)
    return file.getvalue()


def climbing():
    """Return a Word document with parts that would be written elsewhere."""
    file = io.BytesIO(make_docx([SENTENCE]))
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("../../../../etc/on-record-climbed", b"x")
        made.writestr("/etc/on-record-climbed", b"x")
    return file.getvalue()


@cache
def refused_files():
    """Return {kind: (name, bytes)} of files that are not what their names say."""
    return {
        "html as pdf": ("a.pdf", HTML),
        "svg as pdf": ("a.pdf", SVG),
        "zip as pdf": ("a.pdf", packed(a=b"x")),
        "html as docx": ("a.docx", HTML),
        "svg as docx": ("a.docx", SVG),
        "pdf as docx": ("a.docx", make_pdf([[]])),
        "other zip as docx": ("a.docx", packed(a=b"x")),
        "bomb": ("a.docx", packed(word__document=b" " * 200_000_000)),
        "many bombs": (
            "a.docx",
            packed(**{f"word__{n}": b" " * 9_000_000 for n in range(20)}),
        ),
        "entities": ("a.docx", packed(word__document=ENTITIES)),
        "program as text": ("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0" * 99),
        "png as text": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0" * 99),
        "zip as text": ("a.txt", packed(a=bytes(range(256)) * 99)),
        "svg": ("a.svg", SVG),
        "script": ("a.js", b"alert(1)"),
        "second ending": ("a.pdf.exe", make_pdf([[]])),
        "no ending": ("a", SENTENCE.encode()),
        "nul in the name": ("a.html\x00.exe", HTML),
        "path as a name": ("../../a.svg", SVG),
        "bomb of a stream": ("a.pdf", b"%PDF-1.7\n" + b"\0" * 20 * 2**20),
    }


@cache
def two_things():
    """Return files that are two things at once, read as what their names say."""
    return {
        "html as text": ("a.txt", HTML + SENTENCE.encode()),
        "svg as text": ("a.txt", SVG + SENTENCE.encode()),
        "html": (
            "a.html",
            b"<article><h1>T</h1><p>%s</p></article>" % SENTENCE.encode(),
        ),
        "html behind a pdf": (
            "a.pdf",
            make_pdf([[(72, 690, 10, "We will rebuild it all, they said to us.")]])
            + HTML,
        ),
        "html before a docx": ("a.docx", HTML + make_docx([SENTENCE])),
        "climbing docx": ("a.docx", climbing()),
        "html and docx by name": ("a.docx.txt", HTML + SENTENCE.encode()),
    }


class UploadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")

    def setUp(self):
        self.client.force_login(self.editor)

    def give(self, name, body):
        file = SimpleUploadedFile(name, body, content_type="text/html")
        return self.client.post(GIVE, {"file": file}, follow=True)

    def test_files_that_are_something_else_are_refused_at_their_field(self):
        for kind, (name, body) in refused_files().items():
            began = time.monotonic()
            response = self.give(name, body)
            assert response.status_code == 200, kind
            form = response.context["form"]
            assert form.errors.get("file") or form.errors.get("__all__"), kind
            assert time.monotonic() - began < 30, kind
        assert not Intake.objects.exists()

    def test_readers_files_are_checked_too(self):
        """The page that checks quotations takes files of those who may add articles."""
        for kind, (name, body) in refused_files().items():
            file = SimpleUploadedFile(name, body)
            response = self.client.post("/check/", {"text": "", "file": file})
            assert response.status_code in (200, 400), kind
            assert b'id="file-error"' in response.content, kind

    def test_files_that_are_two_things_are_read_as_one_and_never_run(self):
        for kind, (name, body) in two_things().items():
            page = self.give(name, body)
            assert "title" in page.context["form"].fields, kind
            assert SCRIPT not in page.content, kind
            url = page.request["PATH_INFO"]
            data = typed(page) | {"title": f"Read as {kind}", "language": "en"}
            response = self.client.post(url, data | {"anyway": "on"})
            assert response.status_code == 302, response.context["form"].errors
            article = Article.objects.get(title=f"Read as {kind}")
            article.publish()
            assert SCRIPT not in self.client.get(article.get_absolute_url()).content
        raw = RawPage.objects.all()
        assert raw.count() > 3
        for each in raw:
            self.check_download(each)

    def check_download(self, raw):
        """What was received is saved by a browser, never shown by it."""
        url = f"/admin/articles/article/{raw.article_id}/received/{raw.pk}/"
        response = self.client.get(url)
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment;")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert not response["Content-Type"].startswith(("text/html", "image/svg"))
        self.client.logout()
        assert self.client.get(url).status_code == 302
        self.client.force_login(self.editor)
