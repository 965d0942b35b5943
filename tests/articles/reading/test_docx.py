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
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def packed(document, name="word/document.xml", **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for each, source in {name: document, **parts}.items():
            made.writestr(each, source)
    return file.getvalue()


def docx(body, namespace=W):
    return packed(
        f'<w:document xmlns:w="{namespace}" xmlns:mc="{MC}" xmlns:m="{MATH}"><w:body>'
        f"{body}</w:body></w:document>"
    )


def run(text, *signs):
    properties = "".join(f"<w:{sign}/>" for sign in signs)
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def ends_with(sign):
    return f"<w:pPr><w:rPr><w:{sign}/></w:rPr></w:pPr>"


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def symbol(code):
    return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'


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
        # What nobody sees, or is struck out, is no text.
        (f"<w:p>{run('We ')}{run('never ', 'vanish')}{run('won')}</w:p>", "We won"),
        (f"<w:p>{run('We ')}{run('lost', 'strike')}{run('won')}</w:p>", "We won"),
        (f"<w:p>{run('We won', 'vanish w:val="0"')}</w:p>", "We won"),
        # A change, or a hidden end, joins two paragraphs.
        (
            f"<w:p>{ends_with('del')}{run('“We ')}</w:p><w:p>{run('won”')}</w:p>",
            "“We won”",
        ),
        (f"<w:p>{ends_with('vanish')}{run('Title.')}</w:p>", "Title."),
        (
            f"<w:p>{ends_with('ins')}{run('“We')}</w:p><w:p>{run('won”')}</w:p>",
            "“We\n\nwon”",
        ),
        # A field within the instruction of another is not shown.
        (
            f"<w:p>{run('a')}{field('begin')}{field('begin')}{field('separate')}"
            f"{run('condition')}{field('end')}{field('separate')}{run('shown')}"
            f"{field('end')}</w:p>",
            "ashown",
        ),
        (f"<w:p>{run('a')}{field('separate')}{field('end')}</w:p>", "a"),
        (
            f"<w:p><w:r><w:ruby><w:rt>{run('かん')}</w:rt><w:rubyBase>{run('漢')}"
            "</w:rubyBase></w:ruby></w:r></w:p>",
            "漢",
        ),
        ("<w:p><m:oMath><m:r><m:t>5</m:t></m:r></m:oMath></w:p>", "5"),
        (f"<w:p>{symbol('201C')}{symbol('F04A')}</w:p>", "“\ufffd"),
    ],
)
def test_the_text_of_a_document(body, text):
    assert read_word(docx(body)).text == text
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_word(docx(body, strict)).text == text


def test_parts_are_found_under_any_name():
    types = "".join(
        f'<Override PartName="/word/{name}2.xml" ContentType="application/vnd.openxml'
        f'formats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("footnotes", "footnotes"))
    )
    parts = {
        "[Content_Types].xml": f"<Types>{types}</Types>",
        "word/footnotes2.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p>'
        f"{run('A note.')}</w:p></w:footnote></w:footnotes>",
    }
    text = f'<w:document xmlns:w="{W}"><w:p>{run("We won.")}</w:p></w:document>'
    document = read_word(packed(text, "word/document2.xml", **parts))
    assert document.text == "We won.\n\n1. A note."


def test_what_is_not_read_as_it_stands_is_said():
    assert read_word(docx(f"<w:p>{run('We won')}</w:p>")).notes == []
    cases = {
        f"<w:p>{run('We ')}{run('never', 'vanish')}</w:p>": "left out: “never”",
        f'<w:p><w:ins w:id="1">{run("won")}</w:ins></w:p>': "as if they were accepted",
        f'<w:p>{run("a")}</w:p><w:altChunk r="1"/>': "files of their own",
    }
    for body, told in cases.items():
        (note,) = read_word(docx(body)).notes
        assert told in note


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


def test_an_encrypted_or_old_document_is_told_apart():
    with pytest.raises(DocumentError, match="password"):
        read_word(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


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
