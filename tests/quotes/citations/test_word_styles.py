"""Bibliographies in Word have hanging indents."""

import io
import zipfile

from lxml import etree

from quotes.citations.document import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_entries_have_a_style_with_a_hanging_indent():
    page = (
        '<p>A quote</p><div data-custom-style="Bibliography"><p>One</p><p>Two</p></div>'
    )
    with zipfile.ZipFile(io.BytesIO(write_docx([page]))) as file:
        assert file.testzip() is None
        styles = etree.fromstring(file.read("word/styles.xml"))
        document = etree.fromstring(file.read("word/document.xml"))
    indents = {
        style.get(f"{W}styleId"): (indent.get(f"{W}left"), indent.get(f"{W}hanging"))
        for style in styles.iter(f"{W}style")
        for indent in style.iterfind(f"{W}pPr/{W}ind")
    }
    assert indents["Bibliography"] == ("720", "720")
    used = [each.get(f"{W}val") for each in document.iter(f"{W}pStyle")]
    assert used.count("Bibliography") == 2
