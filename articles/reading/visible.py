"""Changes the tree of a page to what a browser shows, before its text is read."""

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from articles.characters import QUOTES
from articles.text import normalise_newlines, shorten, without_controls

_UNSHOWN = ("script", "style")
#: The mark of a footnote: “3”, “[3]”, “*”.
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]|note \d{1,3})[\])]?")
#: Names of elements with comments of readers, in the languages of extraction.
_COMMENTS = re.compile(
    r"(?:leser|user|reader)?[-_]?(?:comment|kommentar|commentaire|comentario|commento)"
    r"(?:s|e|es|n|i)?(?:[-_]?(?:area|body|content|item|list|section|text|thread|\d+))?"
)
_COMMENT_TYPE = re.compile(r"schema\.org/(?:User)?Comments?\b|(?:^|\s)comment(?:\s|$)")
_COMMENTS_HEADING = re.compile(
    r"(?:\d[\d.,]* )?(?:reader|user|leser|nutzer)?(?:[’']?s?[’']? )?"
    r"(?:comment|kommentar|commentaire|comentario)(?:s|e|es)?(?:\s*[(:]?\d*[):]?)",
    re.IGNORECASE,
)
_TEXT_ABOVE = etree.XPath("boolean(preceding::p[string-length() > 60])")
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code em font i img ins mark q small span strong sub sup "
    "time u wbr".split()
)
#: Labels, such as “Advertisement” or a date, have no more words.
_FEW_WORDS = 7
_HIDDEN_STYLE = re.compile(r"\bdisplay\s*:\s*none", re.IGNORECASE)
#: The least length of a whole article, in code points.
_ARTICLE = 500


def make_visible(tree: HtmlElement) -> list[str]:
    """Change the tree of a page; return sentences for the editor.

    Leaves out what is hidden or struck out, comments of readers and the marks of
    footnotes, and writes the quotation marks of <q>, which browsers add.
    """
    notes = _drop_controls(tree)
    for element in tree.xpath("//template[@shadowrootmode]"):
        element.drop_tag()
    etree.strip_elements(tree, "template", with_tail=False)
    for element in list(tree.iter("pre")):
        _divide_preformatted(element)
    _change_texts(tree, lambda text: text.replace("\n", " "))
    _drop_hidden(tree)
    notes += [*_drop_comments(tree), *_several_articles(tree)]
    _keep_words(tree)
    etree.strip_elements(tree, "figcaption", with_tail=False)
    struck = tree.xpath(
        "//del | //s | //strike | //body//*[contains(@style, 'line-through')]"
    )
    if words := " ".join(" ".join(each.text_content() for each in struck).split()):
        notes.append(f"Struck-out words are left out: “{shorten(words, 60)}”.")
    for element in struck:
        element.drop_tree()
    if marks := _drop_note_marks(tree):
        notes.append(f"Marks of footnotes in the text are left out: {marks}.")
    _write_quotation_marks(tree)
    return notes


def _drop_hidden(tree: HtmlElement) -> None:
    """Drop elements that are hidden, unless a script is to show them.

    Such are those that React sends late (“S:0”), and what is most of the page.
    """
    whole = len(tree.text_content())
    hidden = tree.xpath(
        "/*//*[@hidden][not(self::body or @hidden='until-found' or"
        " starts-with(@id, 'S:'))]"
    )
    styled = tree.xpath("//*[contains(@style, 'display')][not(self::body)]")
    hidden += [each for each in styled if _HIDDEN_STYLE.search(each.get("style"))]
    for element in hidden:
        if len(element.text_content()) * 2 < whole:
            element.drop_tree()


def _keep_words(tree: HtmlElement) -> None:
    """Rename elements that trafilatura drops where they are words of the text."""
    for element in tree.xpath("//figure[.//blockquote][not(contains(@class, 'pull'))]"):
        element.tag = "div"
        for caption in list(element.iter("figcaption")):
            caption.tag = "p"
    # Whom a block quote is by. Elsewhere, a footer is no text of the article.
    for element in tree.xpath("//blockquote//footer"):
        element.tag = "p"
    for element in tree.iter("center"):
        element.tag = "div"
    # Between paragraphs, it is one.
    for element in list(tree.iter("div", "section")):
        if (
            next(element.itersiblings("p"), None) is not None
            and next(element.itersiblings("p", preceding=True), None) is not None
            and len(element.text_content().split()) > _FEW_WORDS
            and all(each.tag in _INLINE for each in element.iterdescendants())
        ):
            element.tag = "p"
    for element in tree.xpath("//p//time | //p//label | //p//output"):
        element.drop_tag()


def _divide_preformatted(element: HtmlElement) -> None:
    """Make a <pre> of several paragraphs a <div> with a <p> for each.

    A paragraph begins after an empty line, or at an indented line if those begin
    paragraphs in this text.
    """
    text = element.text_content().expandtabs()
    blocks = [block.splitlines() for block in re.split(r"\n\s*?\n", text.strip("\n"))]
    first = [(_indent(block[0]), _indent(block[1])) for block in blocks if block[1:]]
    begins_indented = sum((one > two) - (one < two) for one, two in first) > 0
    paragraphs: list[list[str]] = []
    for block in blocks:
        for at, line in enumerate(block):
            deeper = at and begins_indented and _indent(line) > _indent(block[at - 1])
            if not at or deeper:
                paragraphs.append([])
            paragraphs[-1].append(line.strip())
    if len(paragraphs) < 2:
        return
    tail = element.tail
    element.clear()
    element.tag, element.tail = "div", tail
    for lines in paragraphs:
        etree.SubElement(element, "p").text = " ".join(lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _drop_controls(tree: HtmlElement) -> list[str]:
    """Drop control characters; return a note if there are any."""
    dropped = 0

    def cleaned(text: str) -> str:
        nonlocal dropped
        lines = normalise_newlines(text)
        clean = without_controls(lines)
        dropped += len(lines) - len(clean)
        return clean

    _change_texts(tree, cleaned)
    if not dropped:
        return []
    return [f"{dropped} control characters were left out of the text."]


def _change_texts(tree: HtmlElement, change: Callable[[str], str]) -> None:
    for element in tree.iter():
        is_shown = isinstance(element.tag, str) and element.tag not in _UNSHOWN
        if element.text and is_shown:
            element.text = change(element.text)
        if element.tail:
            element.tail = change(element.tail)


def _drop_comments(tree: HtmlElement) -> list[str]:
    """Drop the comments of readers; return a note if there are any."""
    found = []
    for element in tree.iter("article", "div", "li", "ol", "section", "ul"):
        names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
        kinds = f"{element.get('itemtype', '')} {element.get('itemprop', '')}"
        if any(map(_COMMENTS.fullmatch, names)) or _COMMENT_TYPE.search(kinds):
            found.append(element)
    for heading in tree.iter("h2", "h3", "h4", "h5"):
        title = " ".join(heading.text_content().split())
        # Their number may be printed above the text.
        if _COMMENTS_HEADING.fullmatch(title) and _TEXT_ABOVE(heading):
            whole = heading
            while (parent := whole.getparent()) is not None and (
                parent.text_content().strip() == heading.text_content().strip()
            ):
                whole = parent
            found += [whole, *whole.itersiblings()]
            break
    # The whole page may be of a section called “Comment”.
    found = [each for each in found if next(each.iter("h1", "body"), None) is None]
    words = " ".join(" ".join(each.text_content() for each in found).split())
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    if not words:
        return []
    return [f"Left out as comments of readers: “{shorten(words, 60)}”."]


def _several_articles(tree: HtmlElement) -> list[str]:
    """Return a note if several whole articles are on the page."""
    articles = [
        each
        for each in tree.iter("article")
        if next(each.iterancestors("article", "aside", "nav", "footer"), None) is None
        and sum(len(part.text_content()) for part in each.iter("p")) > _ARTICLE
    ]
    if len(articles) < 2:
        return []
    return [f"There are {len(articles)} articles on the page: check that it is one."]


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
