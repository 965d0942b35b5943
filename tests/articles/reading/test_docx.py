"""The text of Word documents, also of hostile ones."""

import io
import zipfile
from functools import partial

import pytest

from articles.reading.documents import DocumentError
from articles.reading.docx import read_word
from articles.reading.subprocess import ReadingError, read_document_in_subprocess

read = partial(read_document_in_subprocess, kind="docx")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def packed(document, name="word/document.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, document)
    return file.getvalue()


def docx(body, namespace=W):
    return packed(
        f'<w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body>'
        "</w:document>"
    )


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def box(text):
    return f"<w:r><w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent></w:r>"


def both(choice, fallback):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


OLD = f"<mc:Fallback>{run('old')}</mc:Fallback>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('One')}</w:p><w:p/><w:p>{run('two')}</w:p>", "One\n\ntwo"),
        (f"<w:p>{run('“We ')}{run('won”')}</w:p>", "“We won”"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r></w:p>", "a\tb\n"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr></w:p>", ""),
        # Tracked changes: what was inserted counts, what was deleted does not.
        (
            f"<w:p><w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText>"
            f"<w:t>older</w:t></w:r></w:del><w:moveFrom>{run('gone')}</w:moveFrom></w:p>",
            "new",
        ),
        (f"<w:p><w:hyperlink>{run('a link')}</w:hyperlink></w:p>", "a link"),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('cell')}</w:p></w:tc></w:tr></w:tbl>", "cell"),
        (
            f"<w:sdt><w:sdtContent><w:p>{run('field')}</w:p></w:sdtContent></w:sdt>",
            "field",
        ),
        (f"<w:p>{run('&amp; &lt;b&gt;')}</w:p>", "& <b>"),
        (
            f"<w:p>{run('outer')}<w:r><w:p>{run('box')}</w:p></w:r></w:p>",
            "box\n\nouter",
        ),
        # A text box has its words twice, for two kinds of programs.
        (f"<w:p>{run('outer')}{both(box('new'), box('old'))}</w:p>", "new\n\nouter"),
        (f"<w:p>{both('', box('old'))}</w:p>", ""),
        (f"<w:p><mc:AlternateContent>{OLD}</mc:AlternateContent></w:p>", "old"),
    ],
)
def test_the_text_of_a_document(body, text):
    assert read_word(docx(body)).text == text
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_word(docx(body, strict)).text == text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK\x03\x04 and no more",
        b"%PDF-1.7",
        packed("<w:document", "word/document.xml"),
        packed("words", "other.xml"),
        docx("<w:p>")[:-40],
        packed('<!DOCTYPE x [<!ENTITY e "eee">]><x>&e;</x>', "word/header.xml"),
    ],
)
def test_a_file_that_is_no_document_is_refused(body):
    with pytest.raises(DocumentError):
        read_word(body)


def test_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    declared = f'<!ENTITY e0 "lol"><!ENTITY file SYSTEM "{secret.as_uri()}">{bomb}'
    for entity in ("file", "e8"):
        document = packed(
            f'<!DOCTYPE w [{declared}]><w:document xmlns:w="{W}"><w:p>'
            f"<w:r><w:t>a&{entity};b</w:t></w:r></w:p></w:document>"
        )
        try:
            text = read_word(document).text
        except DocumentError:
            continue
        assert "secret" not in text
        assert len(text) < 1_000


def test_a_file_that_unpacks_to_much_is_refused(monkeypatch):
    monkeypatch.setattr("articles.reading.docx.MAX_DOCUMENT_BYTES", 100_000)
    with pytest.raises(DocumentError, match="too large"):
        read_word(docx(f"<w:p>{run('a' * 200_000)}</w:p>"))


def test_the_subprocess_reads_and_refuses():
    assert read(docx(f"<w:p>{run('“We won”')}</w:p>")).text == "“We won”"
    with pytest.raises(ReadingError, match="no Word document"):
        read(b"nothing")


def test_the_subprocess_is_killed_beyond_its_limits():
    nested = docx("<w:p>" * 200_000)
    with pytest.raises(ReadingError):
        read(nested)
    with pytest.raises(ReadingError, match="too tangled"):
        read(docx(run("a") * 10), seconds=0.01)
