"""Reads the text of a Word document (.docx, ECMA-376).

Call it through `subprocess.read_document_in_subprocess`: a small file can unpack to
gigabytes, or nest its parts without end.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from articles.reading.documents import Document, DocumentError
from articles.text import CONTROLS

#: Bytes of the unpacked document that are read.
MAX_DOCUMENT_BYTES = 50_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A file in the “strict” form has these names.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


def read_word(body: bytes) -> Document:
    """Return a document with its properties; its paragraphs have a blank line between.

    Its notes are at the end of its text. Their marks are left out, so that words around
    them stay together, and so are headers, comments, and what tracked changes deleted.
    Raises DocumentError.
    """
    document = Document(_text_of(_unpack(body, "word/document.xml")))
    footnotes = [
        note
        for name in ("footnotes", "endnotes")
        for note in _notes(_unpack(body, f"word/{name}.xml", is_optional=True))
    ]
    if footnotes:
        numbered = [f"{at}. {note}" for at, note in enumerate(footnotes, start=1)]
        document.text = "\n\n".join([document.text, *numbered])
        document.notes.append(
            f"Footnotes: {len(footnotes)}, at the end of the text. Their marks in the "
            "text are left out."
        )
    properties = _unpack(body, "docProps/core.xml", is_optional=True)
    for element in _parsed(properties) if properties else ():
        words = " ".join((element.text or "").split())
        match etree.QName(element).localname:
            case "title":
                document.title = words[:500]
            case "creator":
                document.author = words[:300]
            case "created" if re.match(r"\d{4}-\d\d-\d\dT", words):
                document.created = words[:10]
    return document


def _unpack(body: bytes, name: str, *, is_optional: bool = False) -> bytes:
    """Return a part of the document; b"" if it is optional and missing."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if is_optional and name not in packed.namelist():
                return b""
            found = packed.getinfo(name)
            if found.file_size > MAX_DOCUMENT_BYTES:
                raise DocumentError("The document is too large.")
            with packed.open(found) as part:
                source = part.read(MAX_DOCUMENT_BYTES + 1)
    # zipfile raises NotImplementedError for an unknown compression and RuntimeError
    # for a file with a password.
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        raise DocumentError(
            "This is no Word document (.docx) that can be read."
        ) from None
    except (EOFError, ValueError, zipfile.LargeZipFile, zlib.error):
        raise DocumentError("The file is damaged.") from None
    if len(source) > MAX_DOCUMENT_BYTES:
        raise DocumentError("The document is too large.")
    return source


def _text_of(source: bytes) -> str:
    try:
        paragraphs = list(_paragraphs(source))
    except etree.XMLSyntaxError:
        raise DocumentError("The file is damaged.") from None
    text = "\n\n".join(each for each in paragraphs if each.strip())
    return CONTROLS.sub(" ", text)


def _notes(source: bytes) -> Iterator[str]:
    """Yield the text of each footnote, on one line."""
    for element in _parsed(source) if source else ():
        is_note = etree.QName(element).localname in ("footnote", "endnote")
        kind = next((v for k, v in element.attrib.items() if k.endswith("}type")), "")
        if is_note and kind in ("", "normal"):
            words = " ".join(_text_of(etree.tostring(element)).split())
            if words:
                yield words


def _parsed(source: bytes) -> Iterator[etree._Element]:
    """Return the elements of a part; raise DocumentError if it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: etree._Element = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        raise DocumentError("The file is damaged.") from None
    return iter(root.iter("{*}*"))


def _paragraphs(source: bytes) -> Iterator[str]:
    """Yield the text of each paragraph, those within text boxes and tables too."""
    context = etree.iterparse(
        io.BytesIO(source),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    open_paragraphs: list[list[str]] = []
    is_left_out = 0
    for event, element in context:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        name = tag.removeprefix(_W).removeprefix(_STRICT)
        if event == "start":
            is_left_out += _is_left_out(element, name)
            if name == "p":
                open_paragraphs.append([])
            continue
        if _is_left_out(element, name):
            is_left_out -= 1
        elif name == "p" and open_paragraphs:
            yield "".join(open_paragraphs.pop())
            element.clear()
        elif open_paragraphs and not is_left_out:
            if name == "t":
                open_paragraphs[-1].append(element.text or "")
            elif name in _SIGNS and _is_in_run(element):
                open_paragraphs[-1].append(_SIGNS[name])


def _is_left_out(element: etree._Element, name: str) -> bool:
    """Return whether a change deleted an element, or it repeats the one before.

    If content has several forms, as a text box has, the first is read.
    """
    if element.tag in (f"{_MC}Choice", f"{_MC}Fallback"):
        before = element.itersiblings(f"{_MC}Choice", preceding=True)
        return next(before, None) is not None
    return name in ("del", "moveFrom")


def _is_in_run(element: etree._Element) -> bool:
    """Return whether a sign is text, unlike a tab stop of a style."""
    parent = element.getparent()
    return parent is not None and str(parent.tag).endswith("}r")
