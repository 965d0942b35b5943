"""The claims that an HTML page makes about its article, before they are checked."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from articles.reading.json_ld import Description, describe_article
from articles.reading.kinds import is_release_line, is_section
from articles.reading.page_head import (
    AFTER,
    BEFORE,
    HEADINGS,
    Line,
    belongs_to_another,
    is_elsewhere,
    read_lines,
    text_of_element,
)

#: How each source begins that is a meta tag.
TAG = "the page's tag"
#: Names of sites that are those of no outlet.
_NO_SITE = re.compile(
    r"(?:wordpress|home(?:page)?|blog|website|my site|site|untitled|news|localhost|"
    r"start(?:seite)?|accueil|inicio|index|null|undefined|just another wordpress site)",
    re.IGNORECASE,
)
SEPARATED = re.compile(r"\s+[|·•–—-]+\s+|\s*\|\s*|:\s+|\s+[»«]\s+")


class HtmlPage:
    """A parsed page: its tags, its JSON-LD, and the lines around its headline."""

    def __init__(self, tree: HtmlElement, address: str = "", text: str = "") -> None:
        """`address` is the page's, "" for a file; `text` is the article's."""
        self.tree = tree
        self.address = address
        self.text = text
        #: Whether it says that its own address is at another site.
        self.is_elsewhere = False
        self.meta = _meta(tree)
        scripts = [
            script.text or ""
            for script in tree.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
        ][:50]
        titles = [" ".join(each.text_content().split()) for each in tree.iter("title")]
        self.title = titles[0][:500] if titles else ""
        headings = [text_of_element(each) for each in islice(tree.iter("h1"), 5)]
        known = [self.title, self.tag("og:title"), *headings]
        found = describe_article(scripts, self.link("canonical") or address, known)
        self.described = found or Description()
        self.lines = read_lines(tree)

    def tags(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield the first value of each meta tag, with its source."""
        for name in names:
            for value in self.meta.get(name, [])[:1]:
                yield value, f"{TAG} {name}"

    def tag(self, *names: str) -> str:
        """Return the value of the first of these meta tags, or ""."""
        return next((value for value, _ in self.tags(*names)), "")

    def link(self, relation: str) -> str:
        """Return the absolute address of a <link>, or ""."""
        for link in self.tree.iter("link"):
            if relation in (link.get("rel") or "").lower().split():
                try:
                    return urljoin(self.address, str(link.get("href") or "").strip())
                except ValueError:
                    return ""
        return ""

    def marked(self, name: str, *, anywhere: bool = False) -> list[str]:
        """Return the values of a microdata or RDFa property, outside other stories.

        With `anywhere`, of the whole page.
        """
        found = self.tree.xpath(
            "//*[contains(concat(' ',@itemprop,' '),$name)"
            " or contains(concat(' ',@property,' '),$name)"
            " or contains(concat(' ',@property,' '),$schema)]",
            name=f" {name} ",
            schema=f" schema:{name} ",
        )[:20]
        values = []
        for each in found:
            if (
                not anywhere
                and each.tag != "meta"
                and belongs_to_another(each, self.heading)
            ):
                continue
            inner = each.xpath(".//*[@itemprop='name' or @property='name']")[:1]
            element = inner[0] if inner else each
            value = element.get("content") or element.get("datetime")
            value = value or (element.get("title") if element.tag == "abbr" else None)
            values.append(" ".join((value or element.text_content()).split())[:300])
        return [value for value in values if value]

    @cached_property
    def sites(self) -> list[tuple[str, str]]:
        """The names that the page gives to its site or outlet, most reliable first."""
        found = [
            *self.tags("citation_journal_title"),
            (self.described.part_of, "the page's JSON-LD (isPartOf)"),
            *self.tags("og:site_name"),
            (self.described.publisher, "the page's JSON-LD (publisher)"),
            *(
                (name, "the page's mark-up (publisher)")
                for name in self.marked("publisher", anywhere=True)
            ),
            *self.tags("dc.publisher", "dcterms.publisher", "application-name"),
        ]
        return [
            (" ".join(name.split()), read_from)
            for name, read_from in found
            if name.strip()
            and len(name) <= 200
            and not _NO_SITE.fullmatch(name.strip())
        ]

    @cached_property
    def host(self) -> str:
        """The letters of the address's host without its ends: “hopecourier”."""
        try:
            host = (
                urlsplit(self.address or self.link("canonical")).hostname or ""
            ).lower()
        except ValueError:
            return ""
        labels = [part for part in host.split(".") if part not in ("www", "m", "amp")]
        return squeeze(max(labels[:-1] or [""], key=len))

    def is_host(self, name: str) -> bool:
        """Return whether a name is that of the address: “Hope Courier”, hopecourier."""
        name = squeeze(name)
        return (
            len(name) > 3
            and bool(self.host)
            and (name in (self.host, self.host.removeprefix("the")))
        )

    def is_site(self, name: str) -> bool:
        """Return whether a name is that of the site."""
        name = squeeze(name)
        return bool(name) and (
            self.is_host(name) or any(name == squeeze(each) for each, _ in self.sites)
        )

    @cached_property
    def title_parts(self) -> list[str]:
        """The parts of <title>: “The mill is sold”, “Hope Courier”."""
        return [part.strip() for part in SEPARATED.split(self.title) if part.strip()]

    @cached_property
    def heading(self) -> HtmlElement | None:
        """The element of the headline: the <h1> that is not the site's, or another."""
        return self._headline[0]

    @cached_property
    def headline(self) -> str:
        """The text of the heading, or ""."""
        return self._headline[1]

    @cached_property
    def _headline(self) -> tuple[HtmlElement | None, str]:
        known = {
            squeeze(each)
            for each in (
                *self.title_parts,
                self.title,
                self.described.title,
                self.tag("og:title", "dc.title", "dcterms.title", "twitter:title"),
            )
            if each
            and not self.is_site(each)
            and not is_release_line(each)
            and not is_section(each)
        } - {""}
        found = []
        for element in self.tree.iter(*HEADINGS):
            text = text_of_element(element)
            if not text or len(text) > 500 or is_release_line(text) or is_section(text):
                continue
            if self._is_masthead(element, text):
                continue
            if any(is_elsewhere(each) for each in element.iterancestors()):
                continue
            found.append((element, text))
        for same in (True, False):
            for element, text in found[:40]:
                if (squeeze(text) in known) if same else (element.tag == "h1"):
                    return element, text
        for line in self.lines[:60]:
            if squeeze(line.text) in known and line.element is not None:
                return line.element, line.text
        marked = self.tree.xpath("//*[@itemprop='headline' or @property='headline']")
        if marked and marked[0].tag != "meta":
            return marked[0], " ".join(marked[0].text_content().split())[:500]
        second = next((each for each in found if each[0].tag == "h2"), None)
        return second or (None, "")

    def _is_masthead(self, element: HtmlElement, text: str) -> bool:
        if self.is_site(text):
            return True
        links = [str(link.get("href") or "") for link in element.iter("a")]
        parents = [element, *list(element.iterancestors())[:3]]
        names = " ".join(
            f"{e.get('class') or ''} {e.get('id') or ''}" for e in parents[:2]
        )
        if re.search(r"site-?(?:title|name)|masthead|logo|branding", names, re.I):
            return True
        return any(
            urlsplit(urljoin(self.address or "http://x/", link)).path in ("", "/")
            and not link.startswith("#")
            for link in links[:3]
            if len(link) < 2_000 and "[" not in link
        )

    @cached_property
    def head(self) -> list[Line]:
        """The lines around the headline, which hold byline and date."""
        place = self._place()
        if place is None:
            return self.lines[:AFTER]
        before = self.lines[max(0, place - BEFORE) : place]
        after: list[Line] = []
        long = 0
        for line in self.lines[place + 1 :][:AFTER]:
            if (
                line.tag in ("h1", "h2")
                and long
                and not re.search("by|sub|deck", line.marks)
            ):
                break
            long += len(line.text.split()) > 35
            if long > 1:
                break
            after.append(line)
        return [*before, *after]

    @property
    def below(self) -> str:
        """The text of the line below the headline, or ""."""
        place = self._place()
        following = self.lines[place + 1 : place + 2] if place is not None else []
        return following[0].text if following else ""

    def _place(self) -> int | None:
        wanted = squeeze(self.headline)
        return next(
            (
                n
                for n, line in enumerate(self.lines)
                if wanted and wanted in squeeze(line.text)
            ),
            None,
        )


def squeeze(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare titles."""
    return re.sub(r"[\W_]+", "", text.casefold()).removeprefix("the")


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Return {name in lower case: contents} of meta tags."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("http-equiv") or ""
        content = tag.get("content") or ""
        if name and content.strip() and len(content) <= 5_000:
            found.setdefault(name.strip().lower(), []).append(content.strip())
    return found
