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
from articles.text import CONTROLS, shorten

#: Bytes of the unpacked document that are read.
MAX_DOCUMENT_BYTES = 50_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A file in the “strict” form has these names.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
#: How files begin that Office has encrypted, or that older versions wrote.
_OLD_OR_ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")
#: Signs of a run, or of the end of a paragraph, whose words are not to be read.
_HIDDEN = ("vanish", "strike", "dstrike")
_MARK_GONE = ("del", "moveFrom", "vanish")
#: What the document has, and what an editor is told of it.
_NOTES = (
    (
        re.compile(rb"<\w+:(?:ins|del|moveFrom) "),
        "Tracked changes are read as if they were accepted.",
    ),
    (
        re.compile(rb"<\w+:(?:altChunk|subDoc) "),
        "Parts of it are files of their own, and are left out: paste their text.",
    ),
)
_PART = re.compile(r"word.*\.(main|footnotes|endnotes)\+xml")


def read_word(body: bytes) -> Document:
    """Return a document with its properties; its paragraphs have a blank line between.

    Its notes are at the end of its text. Their marks are left out, so that words around
    them stay together, and so are headers, comments, hidden or struck-out words, and
    what tracked changes deleted. Raises DocumentError.
    """
    if body.startswith(_OLD_OR_ENCRYPTED):
        raise DocumentError(
            "This document asks for a password, or is an old one (.doc). Save a copy "
            "as .docx without a password."
        )
    names = _part_names(body)
    main = _unpack(body, names["main"])
    hidden: list[str] = []
    document = Document(_text_of(main, hidden))
    footnotes = [
        note
        for kind in ("footnotes", "endnotes")
        for note in _notes(_unpack(body, names[kind], is_optional=True))
    ]
    if footnotes:
        numbered = [f"{at}. {note}" for at, note in enumerate(footnotes, start=1)]
        document.text = "\n\n".join([document.text, *numbered])
        document.notes.append(
            f"Footnotes: {len(footnotes)}, at the end of the text. Their marks in the "
            "text are left out."
        )
    if any(map(str.strip, hidden)):
        shown = shorten(" ".join(" ".join(hidden).split()), 60)
        document.notes.append(f"Hidden or struck-out words are left out: “{shown}”.")
    document.notes += [told for sign, told in _NOTES if sign.search(main)]
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


def _part_names(body: bytes) -> dict[str, str]:
    """Return the names of the text and its notes, which some programs choose freely."""
    names = {"main": "word/document.xml"} | {
        kind: f"word/{kind}.xml" for kind in ("footnotes", "endnotes")
    }
    types = _unpack(body, "[Content_Types].xml", is_optional=True)
    for element in _parsed(types) if types else ():
        if found := _PART.search(element.get("ContentType", "")):
            names[found[1]] = element.get("PartName", "").lstrip("/")
    return names


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


def _text_of(source: bytes, hidden: list[str]) -> str:
    """Return the text of a part; adds to `hidden` the words that it hides."""
    try:
        paragraphs = list(_paragraphs(source, hidden))
    except etree.XMLSyntaxError:
        raise DocumentError("The file is damaged.") from None
    text = "\n\n".join(each for each in paragraphs if each.strip())
    return CONTROLS.sub(" ", text)


def _notes(source: bytes) -> Iterator[str]:
    """Yield the text of each footnote, on one line."""
    for element in _parsed(source) if source else ():
        is_note = etree.QName(element).localname in ("footnote", "endnote")
        if is_note and _value(element, "type") in ("", "normal"):
            words = " ".join(_text_of(etree.tostring(element), []).split())
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


def _paragraphs(source: bytes, hidden: list[str]) -> Iterator[str]:
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
    #: The words of a paragraph whose end is deleted: they belong to the next one.
    carried: list[str] = []
    #: For each field its paragraph and its place there. The results of fields within
    #: its instruction are no text.
    fields: list[tuple[list[str], int]] = []
    is_left_out = 0
    for event, element in context:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        name = tag.removeprefix(_W).removeprefix(_STRICT)
        if event == "start":
            is_left_out += _is_left_out(element, name)
            if name == "p":
                open_paragraphs.append(carried)
                carried = []
            continue
        if _is_left_out(element, name):
            is_left_out -= 1
        elif name == "p" and open_paragraphs:
            words = open_paragraphs.pop()
            if _has_sign(element.find("{*}pPr"), _MARK_GONE):
                carried = words
            else:
                yield "".join(words)
            element.clear()
        elif open_paragraphs and not is_left_out:
            words = open_paragraphs[-1]
            if name == "fldChar":
                _read_field(element, words, fields)
            elif added := _words_of(element, name):
                is_hidden = _has_sign(element.getparent(), _HIDDEN)
                (hidden if is_hidden else words).append(added)
    yield "".join(carried)


def _read_field(
    element: etree._Element, words: list[str], fields: list[tuple[list[str], int]]
) -> None:
    """Note where a field begins, and drop what its instruction added to the words."""
    match _value(element, "fldCharType"):
        case "begin":
            fields.append((words, len(words)))
        case "separate" if fields and fields[-1][0] is words:
            del words[fields[-1][1] :]
        case "end" if fields:
            fields.pop()


def _words_of(element: etree._Element, name: str) -> str:
    """Return what an element adds to the text."""
    if name == "t" or name.endswith("/math}t"):
        return element.text or ""
    if name == "sym" and re.fullmatch("[0-9A-Fa-f]{4}", _value(element, "char")):
        code = int(_value(element, "char"), 16)
        # The signs of fonts such as Wingdings are in the private use area.
        return "\ufffd" if 0xD800 <= code < 0xF900 else chr(code)
    return _SIGNS[name] if name in _SIGNS and _is_in_run(element) else ""


def _has_sign(element: etree._Element | None, names: tuple[str, ...]) -> bool:
    """Return whether the properties of a run or of a paragraph's end have a sign."""
    signs = () if element is None else element.iterfind("{*}rPr/*")
    return any(
        etree.QName(sign).localname in names
        and _value(sign, "val") not in ("0", "false", "off")
        for sign in signs
    )


def _value(element: etree._Element, name: str) -> str:
    """Return an attribute, in whichever namespace it is."""
    found = (v for k, v in element.attrib.items() if k.rpartition("}")[2] == name)
    return str(next(found, ""))


def _is_left_out(element: etree._Element, name: str) -> bool:
    """Return whether a change deleted an element, or it repeats the one before.

    If content has several forms, as a text box has, the first is read.
    """
    if element.tag in (f"{_MC}Choice", f"{_MC}Fallback"):
        before = element.itersiblings(f"{_MC}Choice", preceding=True)
        return next(before, None) is not None
    # The reading of a word (“ruby”) is printed in small above it.
    return name in ("del", "moveFrom", "rt")


def _is_in_run(element: etree._Element) -> bool:
    """Return whether a sign is text, unlike a tab stop of a style."""
    parent = element.getparent()
    return parent is not None and str(parent.tag).endswith("}r")
