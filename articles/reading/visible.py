"""Changes the tree of a page to what a browser shows, before its text is read."""

import re

from lxml import etree
from lxml.html import HtmlElement

from articles.characters import QUOTES
from articles.text import shorten

#: The mark of a footnote: “3”, “[3]”, “*”.
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]|note \d{1,3})[\])]?")


def make_visible(tree: HtmlElement) -> list[str]:
    """Change the tree of a page; return sentences for the editor.

    Leaves out what is hidden or struck out and the marks of footnotes, and writes the
    quotation marks of <q>, which browsers add.
    """
    etree.strip_elements(tree, "template", with_tail=False)
    for element in tree.xpath(
        "/*//*[@hidden][not(self::body or @hidden='until-found')]"
    ):
        element.drop_tree()
    notes = []
    struck = tree.xpath("//del | //s | //strike")
    if words := " ".join(" ".join(each.text_content() for each in struck).split()):
        notes.append(f"Struck-out words are left out: “{shorten(words, 60)}”.")
    for element in struck:
        element.drop_tree()
    if marks := _drop_note_marks(tree):
        notes.append(f"Marks of footnotes in the text are left out: {marks}.")
    _write_quotation_marks(tree)
    # Whom a block quote is by. Elsewhere, a footer is no text of the article.
    for element in tree.xpath("//blockquote//footer"):
        element.tag = "p"
    return notes


def _drop_note_marks(tree: HtmlElement) -> int:
    """Drop raised or bracketed links to a place of a page; return how many."""
    dropped = 0
    for link in tree.xpath("//a[contains(@href, '#')]"):
        text = link.text_content().strip()
        raised = next(link.iterancestors("sup"), None)
        if not _NOTE_MARK.fullmatch(text) or not (
            raised is not None or text[0] in "[(" or link.find(".//sup") is not None
        ):
            continue
        dropped += 1
        link.drop_tree()
        if raised is not None and not re.search(r"\w", raised.text_content()):
            raised.drop_tree()
    return dropped


def _write_quotation_marks(tree: HtmlElement) -> None:
    """Replace each <q> by its quotation marks, unless it has some."""
    depths = [
        (element, sum(1 for _ in element.iterancestors("q")))
        for element in tree.iter("q")
    ]
    for element, depth in depths:
        if element.text_content().lstrip()[:1] not in (*QUOTES, ""):
            opening, closing = "‘’" if depth % 2 else "“”"
            element.text = opening + (element.text or "")
            if len(element):
                element[-1].tail = (element[-1].tail or "") + closing
            else:
                element.text += closing
        element.drop_tag()
