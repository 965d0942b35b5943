"""Results of a check as CSV, JSON and Word, and files that editors check."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from quotes.citations.pandoc import PandocError
from quotes.models import SavedCheck
from quotes.views import check as views
from tests.support.admin_pages import make_user
from tests.support.eleven_verdicts import CLAIMS, make_sources

pytestmark = [pytest.mark.django_db, pytest.mark.any_server]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = CLAIMS[0][1]


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.CHECKS_PER_MINUTE = settings.CHECKS_SAVED_PER_HOUR = 0


@pytest.fixture
def editor():
    client = Client()
    client.force_login(make_user("editor", "Editors"))
    return client


def send(client, text, extension):
    response = client.post("/check/", {"text": text, "format": extension})
    assert response.status_code == 200
    assert (
        f'filename="checked-quotations.{extension}"'
        in (response["Content-Disposition"])
    )
    assert "no-store" in response["Cache-Control"]
    return response.content


def test_json_is_that_of_the_command(client, tmp_path):
    draft = make_sources()
    file = tmp_path / "draft.txt"
    file.write_text(draft, encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_quotes", str(file), "--json", stdout=out)
    expected = json.loads(out.getvalue())
    found = json.loads(send(client, draft, "json"))
    assert [each["verdict"] for each in found] == [str(each[0]) for each in CLAIMS]
    assert found == [each | {"file": "-"} for each in expected]


def test_csv_has_a_row_for_each_quotation(client):
    rows = list(
        csv.DictReader(io.StringIO(send(client, make_sources(), "csv").decode()))
    )
    assert [row["verdict"] for row in rows] == [str(each[0]) for each in CLAIMS]
    assert rows[0]["printed"] == WORDS
    assert rows[0]["title"] == "Speech at the station"
    assert rows[0]["on_record_for"] == "Robert Reed"
    assert rows[0]["published"] == "1920-03-02"
    assert rows[6]["on_record_for"] == "Not Ann Lowe"
    assert rows[6]["address"].startswith("http://testserver/quotes/")
    assert rows[10]["printed"] == rows[10]["address"] == ""


def test_csv_has_no_formulas(client):
    sent = send(client, "“=HYPERLINK(evil) and a few words more”", "csv").decode()
    assert "'=HYPERLINK" in sent


def parts_of(document):
    """Return the XML of a Word document and of its comments."""
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        return [
            ElementTree.fromstring(packed.read(f"word/{name}.xml"))  # noqa: S314
            for name in ("document", "comments")
        ]


def test_word_has_the_text_with_each_verdict_as_a_comment(client):
    draft = make_sources()
    document, comments = parts_of(send(client, draft, "docx"))
    texts = {
        comment.get(f"{W}id"): " ".join(comment.itertext())
        for comment in comments.iter(f"{W}comment")
    }
    assert len(texts) == len(CLAIMS)
    assert "4. On record in other words" in texts["4"]
    assert "“don’t”, which you did not type" in texts["4"]
    assert "almanac of 1890" in texts["7"]
    authors = {each.get(f"{W}author") for each in comments.iter(f"{W}comment")}
    assert authors == {"On Record"}
    # Each comment is on the words of its quotation, and the text is whole.
    marked, open_now, whole = {}, set(), []
    for element in document.iter():
        name, key = element.tag.removeprefix(W), element.get(f"{W}id")
        if name == "commentRangeStart":
            open_now.add(key)
        elif name == "commentRangeEnd":
            open_now.remove(key)
        elif name == "t":
            whole.append(element.text)
            for each in open_now:
                marked[each] = marked.get(each, "") + element.text
    for number, (_verdict, words, _speaker) in enumerate(CLAIMS, 1):
        assert marked[str(number)].startswith(words)
    assert "".join(draft.split()) in "".join("".join(whole).split())


@pytest.mark.parametrize(
    "text",
    [
        "“An open\n\nquotation over two paragraphs” and more",
        "قال “هذه كلمات لم يقلها أحد من قبل” ثم ذهب",
        "\ufffe “\uffff some words of \x0b a kind” & <b>",
        "“One”“Two”, he said, “and three”",
    ],
)
def test_any_text_becomes_a_document(client, text):
    document, _comments = parts_of(send(client, text, "docx"))
    assert sum(1 for _ in document.iter(f"{W}commentRangeStart")) == (
        sum(1 for _ in document.iter(f"{W}commentRangeEnd"))
    )


def test_a_document_that_fails_leaves_the_result(client, monkeypatch, caplog):
    def fails(*_args):
        raise PandocError("it had the words of a draft")

    monkeypatch.setattr(views, "write_report_docx", fails)
    response = client.post("/check/", {"text": f"“{WORDS}”", "format": "docx"})
    assert response.status_code == 503
    page = response.content.decode()
    assert page.count("takes too long at the moment") == 1
    assert "Nothing was checked" not in page
    assert WORDS in page
    assert "words of a draft" not in caplog.text


def test_files_and_stored_texts_are_of_one_quotation_too(client):
    text = "“One two three four” and “five six seven eight”"
    fields = {"text": text, "one": "on"}
    page = client.post("/check/", fields).content.decode()
    assert '<input type="hidden" name="one" value="on">' in page
    sent = client.post("/check/", {**fields, "format": "json"})
    assert len(json.loads(sent.content)) == 1
    client.post("/check/save/", fields)
    assert SavedCheck.objects.get().is_one
    # The last value is that of the button “Check”.
    page = client.post("/check/", {"text": text, "one": ["on", ""]}).content.decode()
    assert "2 quotations: " in page
    assert 'type="hidden" name="one"' not in page


def test_enter_in_a_field_checks_the_text(client):
    page = client.post("/check/", {"text": f"“{WORDS}”"}).content.decode()
    assert page.index('name="one" value="">Check<') < page.index('form="check-form"')


def test_an_unknown_format_is_the_page(client):
    page = client.post("/check/", {"text": f"“{WORDS}”", "format": "exe"})
    assert page["Content-Type"].startswith("text/html")


def upload(client, name, body, **fields):
    file = SimpleUploadedFile(name, body)
    response = client.post("/check/", {"text": "", "file": file, **fields})
    assert response.status_code == 200
    return response.content.decode()


def word_file(*paragraphs, extra="", footnote=""):
    text = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    body = (
        f'<w:document xmlns:w="{W[1:-1]}"><w:body>{text}{extra}</w:body></w:document>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", body)
        if footnote:
            note = f"<w:p><w:r><w:t>{footnote}</w:t></w:r></w:p>"
            file.writestr(
                "word/footnotes.xml",
                f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote>{note}</w:footnote>'
                "</w:footnotes>",
            )
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.txt", f"He said “{WORDS}.”".encode()),
        ("A.TXT", f"He said “{WORDS}.”".encode("utf-16")),
        ("a.md", f"# Title\n\nHe *said* “{WORDS}.”".encode()),
        ("a.docx", word_file("A title", f"He said “{WORDS}.”")),
        ("a.docx", word_file("A title", footnote=f"He said “{WORDS}.”")),
        (
            "a.html",
            f"<html><body><article><h1>Title</h1><p>It was a long day on the quay, "
            f"and everybody had come. He said “{WORDS}.” And then he left the hall, "
            "as the reporters wrote.</p></article></body></html>".encode(),
        ),
    ],
)
def test_editors_check_files(editor, name, body):
    make_sources()
    page = upload(editor, name, body)
    assert "On record, word for word" in page
    assert f">{WORDS}" in page


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.pdf", b"%PDF", "Only files that end in .txt, .md, .docx or .html"),
        ("a", b"x", "Only files that end in"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0" * 40, "not a text but something else"),
        ("a.txt", b" \n", "There is no text in this file."),
        ("a.txt", b"", "There is no text in this file."),
        ("a.txt", b"word " * 10_001, "This text has 50,005 characters."),
        ("a.txt", b"x" * (5 * 2**20 + 1), "This file has 5.0 MB. At most 5 MB"),
        ("a.docx", b"PK no zip", "no Word document"),
        ("a.docx", word_file(extra="<w:p>"), "damaged"),
        ("a.html", b"", "The page is empty."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_at_its_field(editor, name, body, told):
    page = upload(editor, name, body)
    error = page.partition('id="file-error">')[2].partition("<")[0]
    assert told in error
    assert 'aria-describedby="file-error"' in page


def test_a_text_and_a_file_at_once_are_refused(editor):
    assert "not both" in upload(editor, "a.txt", b"words", text="words")


def test_files_are_for_those_who_may_add_articles(client):
    assert 'type="file"' not in client.get("/check/").content.decode()
    page = upload(client, "a.txt", f"“{WORDS}”".encode())
    assert "Paste a quotation or a text." in page
    client.force_login(make_user("reader"))
    assert 'type="file"' not in client.get("/check/").content.decode()
