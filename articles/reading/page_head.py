"""Finds the lines that readers see around a page's headline.

Many pages have no other metadata than the byline and the date that they print.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

_SKIPPED = frozenset(
    "script style noscript template nav aside form button select textarea svg iframe "
    "object head figure figcaption picture video audio canvas dialog".split()
)
#: Elements whose text runs on in the line.
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small "
    "span strike strong sub sup time tt u var label meta link".split()
)
#: Classes of parts that are about other articles, or about nothing.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|more-?(?:stories|news|from|on)?|teasers?|promo\w*|"
    r"popular|trending|most-?read|sidebar|comments?|newsletter|share|sharing|social|"
    r"breadcrumbs?|cookies?|menu|nav(?:bar|igation)?|adverti\w*|outbrain|taboola|"
    r"read-?next|up-?next|latest|archive-list|widget|author-?bio|bio|"
    r"weitere|verwandte|meistgelesen|a-lire-aussi|relacionad[oa]s|topbar)(?:$|[\s_-])|"
    r"(?:^|\s)(?:(?:site|page|global)[_-]?)?footer(?:$|\s)",
    re.IGNORECASE,
)
_NEVER_SKIPPED = frozenset({"html", "body", "main", "article", "h1"})
#: Marks of bylines.
SIGNED = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|autor(?:en|es)?|auteurs?|verfasser|firma|"
    r"signature|writers?|contributors?|creator|attribution|submitted|story-?by)(?:$|[\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
#: The most lines, and code points of one, that are read.
_MAX_LINES, _MAX_LENGTH = 3_000, 2_000
#: Lines of the head before and after the headline.
BEFORE, AFTER = 4, 16
HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass(slots=True)
class Line:
    """A line of text as it is shown, and the classes of the elements that hold it."""

    text: str
    tag: str = ""
    marks: str = ""
    element: HtmlElement | None = None
    #: Texts of elements that are marked as the day of a change.
    changed: list[str] = field(default_factory=list)
    #: Texts of elements that are marked as the author.
    signed: list[str] = field(default_factory=list)


def read_lines(tree: HtmlElement) -> list[Line]:
    """Return the lines that readers see, without menus and lists of other articles."""
    body = next(iter(tree.iter("body")), tree)
    return list(_Reader().read(body))[:_MAX_LINES]


class _Reader:
    def __init__(self) -> None:
        self._words: list[str] = []
        self._line = Line("")
        self._count = 0

    def read(self, root: HtmlElement) -> Iterator[Line]:
        """Walk without recursion: a page may be nested deeply."""
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack and self._count < _MAX_LINES:
            element, leaving = stack.pop()
            inline = element.tag in _INLINE
            if leaving:
                if not inline:
                    yield from self._finish()
                self._add(element.tail, element.getparent())
                continue
            if not isinstance(element.tag, str) or is_elsewhere(element):
                self._add(element.tail, element.getparent())
                continue
            if element.tag in ("br", "hr"):
                yield from self._finish()
                self._add(element.tail, element.getparent())
                continue
            if not inline:
                yield from self._finish()
            elif self._words and element.tag in ("span", "time", "a"):
                self._divide(element)
            if is_day_of_change(element):
                self._line.changed.append(" ".join(element.text_content().split()))
            if inline and SIGNED.search(str(element.get("class") or "").lower()):
                self._line.signed.append(" ".join(element.text_content().split()))
            self._add(element.text, element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        yield from self._finish()

    def _divide(self, element: HtmlElement) -> None:
        """Divide inline elements that only their style divides: a name and a date."""
        said = "".join(self._words[-4:]).rstrip()
        if not said[-1:].isalnum():
            return
        before = element.getprevious()
        styled = before is not None and before.get("class") and element.get("class")
        styled = styled and not (before.tail or "").strip()
        if (styled or element.tag == "time") and said.split()[-1][0].isupper():
            self._words.append(" · ")
        elif self._words[-1][-1:].isalnum():
            self._words.append(" ")

    def _add(self, text: str | None, element: HtmlElement | None) -> None:
        if text and text.strip() and element is not None:
            self._line.marks += f" {_marks(element)}"
            if self._line.element is None:
                self._line.element = element
        if text:
            self._words.append(text)

    def _finish(self) -> Iterator[Line]:
        text = " ".join("".join(self._words)[:_MAX_LENGTH].split())
        if text:
            line = self._line
            line.text = text
            block = line.element
            while block is not None and block.tag in _INLINE:
                block = block.getparent()
            line.tag = block.tag if block is not None else ""
            line.marks += f" {_marks(block)}" if block is not None else ""
            self._count += 1
            yield line
        self._words, self._line = [], Line("")


def text_of_element(element: HtmlElement) -> str:
    """Return the text of an element on one line, divided where its parts are."""
    words: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        divides = each is not element and each.tag not in _INLINE - {"span"}
        if divides:
            words.append(" ")
        text = each.text if event == "start" else each.tail
        if text and not (event == "end" and each is element):
            words.append(text)
    return " ".join("".join(words).split())


def _marks(element: HtmlElement) -> str:
    """Return the names by which pages mark what an element and its parents hold."""
    marks = []
    for each in (element, element.getparent()):
        if each is not None and each.tag not in ("body", "html", "article", "main"):
            marks += [
                str(each.get(name) or "")
                for name in (
                    "class",
                    "id",
                    "itemprop",
                    "property",
                    "rel",
                    "data-testid",
                )
            ]
            marks.append(str(each.tag))
    # “documentByLine” is marked like “document-byline”.
    return _CAMEL.sub("-", " ".join(filter(None, marks))[:400]).lower()


def is_elsewhere(element: HtmlElement) -> bool:
    """Return whether an element is not about the article, or is not shown."""
    tag = element.tag
    if tag in _SKIPPED:
        return True
    if tag == "footer":
        return not any(each.tag == "article" for each in element.iterancestors())
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if tag in _NEVER_SKIPPED:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and _ELSEWHERE.search(names[:300]) is not None


def is_day_of_change(element: HtmlElement) -> bool:
    """Return whether an element is marked as the day of a change."""
    marks = " ".join(
        str(element.get(name) or "") for name in ("itemprop", "property", "class")
    ).lower()
    changed = re.search(r"modified|\bupdated?\b|last-?update", marks)
    return changed is not None and "published" not in marks


def belongs_to_another(element: HtmlElement, heading: HtmlElement | None) -> bool:
    """Return whether an element is part of another story than the headline's.

    The smallest part of the page that holds both the element and a heading must hold
    the headline.
    """
    if any(is_elsewhere(each) for each in element.iterancestors()):
        return True
    if heading is None:
        return False
    ancestors = set(heading.iterancestors())
    inside = {element, *element.iterancestors(*HEADINGS)}
    for place, part in enumerate(element.iterancestors()):
        if part in ancestors or place > 30:
            return False
        # Some pages print names in headings: those do not begin another story.
        if any(each not in inside for each in part.iter(*HEADINGS)):
            return True
        if part.tag in ("li", "article") and any(
            len(link.text_content().split()) > 3 for link in part.iter("a")
        ):
            return True
    return False
