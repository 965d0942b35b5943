"""Reads the metadata and the text of an article from a page of HTML.

Call it through `subprocess.read_page_in_subprocess`: an attacker's page can keep the
parsers busy for minutes.
"""

import copy
import re
from collections.abc import Iterator
from configparser import ConfigParser

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import DEFAULT_CONFIG, use_config

from articles.cleaning import clean
from articles.reading.decoding import decode, is_binary
from articles.reading.documents import DocumentError
from articles.reading.metadata import Metadata
from articles.reading.result import Proposal, add_unread
from articles.reading.visible import make_visible
from articles.text import normalise_newlines, without_controls

#: Settings that take a text of any length.
_SHORT = use_config()
_SHORT.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
#: White space that a browser shows as one space: not a no-break space.
_COLLAPSED = re.compile(r"[^\S\xa0]+")
_IN_HEAD = ("base", "link", "meta", "noscript", "script", "style", "template", "title")
#: Elements of trafilatura's tree that are paragraphs here.
_BLOCKS = frozenset({"p", "head", "item", "row", "quote", "code", "lb", "fw", "ab"})


def read_html(body: bytes, content_type: str = "", address: str = "") -> Proposal:
    """Return the metadata of a page of HTML, and the text of its article.

    `content_type` is the server's, `address` the final one after redirects. Paragraphs
    are separated by a blank line. Raises DocumentError if it is not HTML.
    """
    text, told = decode(body, content_type, markup=True)
    notes = [told] if told else []
    text = text.replace("\x00", "\ufffd")
    if not text.strip():
        raise DocumentError("The page is empty.")
    if is_binary(text):
        raise DocumentError("This is no text but something else, such as an image.")
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=False)
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError(
            f"The page is no HTML that can be read: {error}."
        ) from error
    _fill_body(tree)
    shown = copy.deepcopy(tree)
    notes += make_visible(shown)
    found = _body(shown, address)
    found = normalise_newlines(without_controls(found))
    cleaned = clean(found).text
    metadata = Metadata(tree, address, cleaned)
    if not found.strip():
        notes.append(
            "No text of an article was found in the page: it may be made by a script, "
            "or only shown to who has signed in. Paste its text below."
        )
    values = metadata.values
    if found.strip():
        metadata.read_from["text"] = "the part of the page that reads as the article"
    add_unread(values, metadata.remarks)
    return Proposal(
        **values,
        text=found.strip("\n"),
        read_from=metadata.read_from,
        remarks=metadata.remarks,
        notes=[*notes, *metadata.notes],
    )


def _fill_body(tree: HtmlElement) -> None:
    """Move to the body what libxml2 leaves in the head of a page without <body>."""
    head, body = tree.find("head"), tree.find("body")
    children = [] if head is None else list(head)
    strays = [at for at, each in enumerate(children) if each.tag not in _IN_HEAD]
    if strays:
        if body is None:
            body = etree.SubElement(tree, "body")
        body[0:0] = children[strays[0] :]


def _body(tree: HtmlElement, address: str) -> str:
    """Return the article's text without menus, readers' comments and captions."""
    text = "\n\n".join(_extract(copy.deepcopy(tree), address))
    if "\n\n" not in text:
        # Of a short text, all words of the page may be one paragraph.
        divided = "\n\n".join(_extract(tree, address, _SHORT))
        return divided if len(divided) > 0.75 * len(text) else text
    return text


def _extract(
    tree: HtmlElement, address: str, config: ConfigParser = DEFAULT_CONFIG
) -> Iterator[str]:
    """Yield the paragraphs that trafilatura finds."""
    document = trafilatura.bare_extraction(
        tree,
        url=address or None,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
        config=config,
    )
    body = getattr(document, "body", None)
    if body is not None:
        yield from _paragraphs(body)


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """Yield the texts of blocks in order, each once."""
    words: list[str] = []

    def finished() -> Iterator[str]:
        lines = "".join(words).split("\n")
        paragraph = "\n".join(" ".join(line.split(" ")).strip() for line in lines)
        paragraph = paragraph.strip()
        words.clear()
        if paragraph:
            yield paragraph

    for event, element in etree.iterwalk(body, events=("start", "end", "comment")):
        if event == "comment":
            continue
        block = element.tag in _BLOCKS and element.tag != "lb"
        if block:
            yield from finished()
        if event == "start":
            words.append(_flat(element.text))
            continue
        if element.tag == "lb":
            words.append("\n")
        if element.tag == "cell":
            words.append(" ")
        words.append(_flat(element.tail))
    yield from finished()


def _flat(text: str | None) -> str:
    """Return text as a browser shows it, with white space collapsed to one space."""
    return _COLLAPSED.sub(" ", text or "")
