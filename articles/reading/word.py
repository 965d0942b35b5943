"""Reads the text of a Word document (.docx, ECMA-376).

Call it through `subprocess.read_word_in_subprocess`: a small file can unpack to
gigabytes, or nest its parts without end.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from articles.text import CONTROLS

#: Bytes of the unpacked document that are read.
MAX_DOCUMENT_BYTES = 50_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A file in the “strict” form has these names.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SIGNS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


class WordError(Exception):
    """The document cannot be read; the message says why."""


def read_word(body: bytes) -> str:
    """Return the text of a document, its paragraphs separated by a blank line.

    Without headers, footnotes, comments, and what tracked changes deleted. Raises
    WordError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            found = packed.getinfo("word/document.xml")
            if found.file_size > MAX_DOCUMENT_BYTES:
                raise WordError("The document is too large.")
            with packed.open(found) as part:
                source = part.read(MAX_DOCUMENT_BYTES + 1)
    # zipfile raises NotImplementedError for an unknown compression and RuntimeError
    # for a file with a password.
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        raise WordError("This is no Word document (.docx) that can be read.") from None
    except (EOFError, ValueError, zipfile.LargeZipFile, zlib.error):
        raise WordError("The file is damaged.") from None
    if len(source) > MAX_DOCUMENT_BYTES:
        raise WordError("The document is too large.")
    try:
        paragraphs = list(_paragraphs(source))
    except etree.XMLSyntaxError:
        raise WordError("The file is damaged.") from None
    text = "\n\n".join(each for each in paragraphs if each.strip())
    return CONTROLS.sub(" ", text)


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
    is_deleted = 0
    for event, element in context:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        name = tag.removeprefix(_W).removeprefix(_STRICT)
        if event == "start":
            is_deleted += name in ("del", "moveFrom")
            if name == "p":
                open_paragraphs.append([])
            continue
        if name in ("del", "moveFrom"):
            is_deleted -= 1
        elif name == "p" and open_paragraphs:
            yield "".join(open_paragraphs.pop())
            element.clear()
        elif open_paragraphs and not is_deleted:
            if name == "t":
                open_paragraphs[-1].append(element.text or "")
            elif name in _SIGNS and _is_in_run(element):
                open_paragraphs[-1].append(_SIGNS[name])


def _is_in_run(element: etree._Element) -> bool:
    """Return whether a sign is text, unlike a tab stop of a style."""
    parent = element.getparent()
    return parent is not None and str(parent.tag).endswith("}r")
