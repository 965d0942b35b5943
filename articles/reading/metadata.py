"""Reads an article's metadata from a parsed page, with the source of each value.

Takes a page's tree; returns values by field of a `Proposal`, and their sources. The
sources, most reliable first: tags for scholars (Highwire's citation_*), JSON-LD,
OpenGraph, other meta tags, and what readers see (the heading, the byline, the time).
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from articles.reading.bylines import read_byline, read_name, says_by
from articles.reading.dates import is_relative, read_date
from articles.reading.json_ld import Description, describe
from articles.reading.languages import known_language
from articles.reading.result import Name
from articles.text import CONTROLS

#: The longest values that the database stores, in code points.
MAX_LENGTHS = {"title": 500, "publication": 200, "section": 100, "url": 2000}
_PARTS_OF_LINE = re.compile(r"\s*[·•|∙⋅｜\n]\s*|\s+[–—]\s+")
_DATES = (
    "article:published_time og:published_time article:published parsely-pub-date "
    "sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date "
    "pubdate publishdate publish-date date datepublished publication_date"
).split()
_AUTHORS = (
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator "
    "byl twitter:data1"
).split()


class Metadata:
    """The metadata of a page's article: `values` and their sources, `whence`."""

    def __init__(self, tree: HtmlElement, address: str = "") -> None:
        """Read everything; `address` is the page's, after redirects, "" for a file."""
        self.values: dict[str, Any] = {}
        self.whence: dict[str, str] = {}
        self.notes: list[str] = []
        self._tree = tree
        self._address = address
        self._meta = _meta(tree)
        scripts = [
            script.text or ""
            for script in tree.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
        ][:50]
        found = describe(scripts, self._link("canonical") or address)
        self._description = found or Description()
        for read in (
            self._read_title,
            self._read_authors,
            self._read_publication,
            self._read_date,
            self._read_language,
            self._read_url,
            self._read_kind,
        ):
            read()

    def _take(self, field: str, *offers: tuple[str, str]) -> None:
        """Store the first valid value, with its source."""
        for value, whence in offers:
            value = " ".join(CONTROLS.sub(" ", value).split())
            if value and len(value) <= MAX_LENGTHS.get(field, 500):
                self.values[field], self.whence[field] = value, whence
                return

    def _tag(self, *names: str) -> Iterator[tuple[str, str]]:
        for name in names:
            for value in self._meta.get(name, [])[:1]:
                yield value, f"the page's tag {name}"

    def _link(self, relation: str) -> str:
        for link in self._tree.iter("link"):
            if relation in (link.get("rel") or "").lower().split():
                try:
                    return urljoin(self._address, str(link.get("href") or "").strip())
                except ValueError:
                    return ""
        return ""

    def _read_title(self) -> None:
        headings = [" ".join(each.text_content().split()) for each in self._all("h1")]
        heading = headings[0] if len(headings) == 1 else ""
        titles = [" ".join(each.text_content().split()) for each in self._all("title")]
        title = titles[0] if titles else ""
        site = next((value for value, _ in self._tag("og:site_name")), "")
        if site:
            title = re.sub(rf"\s*[|·–—-]\s*{re.escape(site)}$", "", title, flags=re.I)
        self._take(
            "title",
            *self._tag("citation_title"),
            (self._description.title, "the page's JSON-LD (headline)"),
            *self._tag("og:title", "dc.title", "dcterms.title", "twitter:title"),
            (heading, "the page's heading"),
            (title, "the page's <title>"),
        )

    def _read_authors(self) -> None:
        offers: list[tuple[list[Name], str]] = [
            (
                [
                    name
                    for value in self._meta.get("citation_author", [])[:50]
                    if (name := read_name(value))
                ],
                "the page's tags citation_author",
            ),
            (self._description.authors, "the page's JSON-LD (author)"),
        ]
        for tag in _AUTHORS:
            values = [
                value
                for value in self._meta.get(tag, [])[:30]
                if not re.match(r"https?://|www\.|@", value.strip())
                and len(value) < 300
            ]
            if tag == "twitter:data1" and "written by" not in [
                value.lower() for value in self._meta.get("twitter:label1", [])
            ]:
                continue
            names = [name for value in values for name in read_byline(value)]
            offers.append((names, f"the page's tag {tag}"))
        offers.append((self._seen_names(), "the byline that readers see"))
        for names, whence in offers:
            if names:
                self.values["authors"] = list(dict.fromkeys(names))[:30]
                self.whence["authors"] = whence
                return

    def _seen_names(self) -> list[Name]:
        """Return the names that are marked as author, or that form a byline."""
        marked = self._tree.xpath(
            "//*[@rel='author' or contains(@itemprop,'author')]"
            "[not(self::meta or self::link)]"
        )[:20]
        names = [name for each in marked for name in self._names_of(each)]
        if names:
            return names
        for each in self._tree.xpath("//*[contains(@class,'byline')]")[:10]:
            if names := self._names_of(each):
                return names
        for each in self._tree.xpath("//article//p | //main//p | //header//p")[:8]:
            words = " ".join(each.text_content().split())
            if len(words) <= 100 and says_by(words) and words[-1:] not in ".,;:":
                return self._names_of(each)
        return []

    def _names_of(self, element: HtmlElement) -> list[Name]:
        words = element.text_content()
        if len(words) > 400:
            return []
        parts = [part.strip() for part in _PARTS_OF_LINE.split(words) if part.strip()]
        for part in sorted(parts, key=lambda part: not says_by(part)):
            date = read_date(part) or is_relative(part)
            if len(part.split()) <= 15 and not date and (names := read_byline(part)):
                return names
        return []

    def _read_publication(self) -> None:
        self._take(
            "publication",
            *self._tag("citation_journal_title"),
            (self._description.part_of, "the page's JSON-LD (isPartOf)"),
            *self._tag("og:site_name"),
            (self._description.publisher, "the page's JSON-LD (publisher)"),
            *self._tag("dc.publisher", "dcterms.publisher", "application-name"),
        )

    def _read_date(self) -> None:
        marked = [
            (each.get("content") or each.get("datetime") or each.text_content(), "time")
            for each in self._tree.xpath(
                "//*[@itemprop='datePublished'] | //time[@pubdate]"
                " | //article//header//time | //header//time[@datetime]"
                " | //*[contains(@class,'byline')]//time"
            )[:5]
        ]
        offers = [
            *self._tag(
                "citation_publication_date", "citation_date", "citation_online_date"
            ),
            (self._description.published, "the page's JSON-LD (datePublished)"),
            *self._tag(*_DATES),
            *((value, "the time that readers see") for value, _ in marked),
        ]
        for value, whence in offers:
            if date := read_date(value):
                self.values["published"] = date.isoformat()
                self.whence["published"] = f"{whence}: “{' '.join(value.split())[:60]}”"
                return
        for value, _ in marked:
            if is_relative(value):
                self.notes.append(
                    f"“{' '.join(value.split())[:60]}” says no date: give it if you "
                    "know it, else leave it empty."
                )
                return

    def _read_language(self) -> None:
        root = self._tree.xpath("/html/@lang | /html/@xml:lang")
        self._take(
            "language",
            (
                known_language(self._description.language),
                "the page's JSON-LD (inLanguage)",
            ),
            (
                known_language(root[0]) if root else "",
                "the language of the page's HTML",
            ),
            *(
                (known_language(value), whence)
                for value, whence in self._tag(
                    "og:locale", "citation_language", "dc.language", "content-language"
                )
            ),
        )

    def _read_url(self) -> None:
        """Take the address that the page gives, if it is of its own site."""
        offers = [
            (self._link("canonical"), "the page's canonical link"),
            *self._tag("og:url"),
            (self._description.url, "the page's JSON-LD (url)"),
        ]
        for value, whence in offers:
            if not _is_address(value):
                continue
            if self._address and not _same_site(value, self._address):
                self.notes.append(
                    f"The page says that its address is {value[:300]}, at another "
                    "site. Give that if it was printed there first."
                )
                break
            self._take("url", (value, whence))
            if "url" in self.values:
                return
        self._take("url", (self._address, "the address that answered"))

    def _read_kind(self) -> None:
        journal = "article-journal" if self._meta.get("citation_journal_title") else ""
        self._take(
            "kind",
            (journal, "its tags for scholars (citation_*)"),
            (self._description.kind, "the page's JSON-LD (@type)"),
        )
        self._take(
            "section",
            (self._description.section, "the page's JSON-LD (articleSection)"),
            *self._tag("article:section"),
        )

    def _all(self, tag: str) -> list[HtmlElement]:
        return list(self._tree.iter(tag))[:20]


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Return {name in lower case: contents} of meta tags."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("http-equiv") or ""
        content = tag.get("content") or ""
        if name and content.strip() and len(content) <= 5_000:
            found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _same_site(one: str, other: str) -> bool:
    """Return whether two addresses have the same host, or one a subdomain of it."""
    hosts = [
        (urlsplit(each).hostname or "").removeprefix("www.").removeprefix("m.")
        for each in (one, other)
    ]
    return any(a == b or a.endswith(f".{b}") for a, b in (hosts, hosts[::-1]))
