"""Reads an article's metadata from a parsed page, with the source of each value.

Takes a page's tree; returns values by field of a `Proposal`, their sources, and
remarks. `headlines`, `page_authors`, `page_dates` and `kinds` weigh what tags, JSON-LD,
mark-up and the printed page say.
"""

from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.identifiers import CLEANERS
from articles.names import Name
from articles.reading.dates import find_order
from articles.reading.headlines import choose_outlet, choose_title
from articles.reading.json_ld import KINDS
from articles.reading.kinds import RecognizedKind, is_release_line, read_kind
from articles.reading.languages import guess_language, known_language
from articles.reading.page import HtmlPage
from articles.reading.page_authors import BYLINE, choose_authors
from articles.reading.page_dates import choose_date
from articles.reading.result import CAPITALS
from articles.reading.speech_titles import find_speaker, read_speaker
from articles.text import CONTROLS

#: The longest values that the database stores, in code points.
MAX_LENGTHS = {"title": 500, "publication": 200, "section": 100, "url": 2000}
#: Tags with identifiers: those of Highwire, PRISM, bepress and Dublin Core.
IDENTIFIERS = {
    "doi": (
        *("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi"),
        *("dc.identifier", "doi"),
    ),
    "isbn": ("citation_isbn", "prism.isbn", "book:isbn", "books:isbn"),
    "issn": ("citation_issn", "prism.issn", "prism.eissn", "citation_eissn"),
}


class Metadata:
    """The metadata of a page: `values`, `read_from` and `remarks`, each by field."""

    def __init__(self, tree: HtmlElement, address: str = "", text: str = "") -> None:
        """Read everything; `address` is "" for a file, `text` is the article's."""
        self.values: dict[str, Any] = {}
        self.read_from: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        self.notes: list[str] = []
        self.page = HtmlPage(tree, address, text)
        self._read_url()
        self._read_language()
        title = choose_title(self.page)
        caps = CAPITALS if title.value.isupper() and " " in title.value else ""
        self._take("title", title.value, title.read_from, title.remark or caps)
        outlet = choose_outlet(self.page, self.values.get("title", ""))
        self._take("publication", outlet.value, outlet.read_from, outlet.remark)
        self._read_kind()
        self._read_authors()
        self._read_date()
        self._read_identifiers()
        if not self.page.described.is_free:
            self.notes.append(
                "The page says that it is for subscribers. Check that its text is all "
                "there."
            )

    def _take(self, field: str, value: str, read_from: str, remark: str = "") -> bool:
        """Store a valid value with its source, or why there is none."""
        value = " ".join(CONTROLS.sub(" ", value).split())
        if remark:
            self.remarks[field] = CONTROLS.sub(" ", remark)
        if value and len(value) <= MAX_LENGTHS.get(field, 500):
            self.values[field], self.read_from[field] = (
                value,
                CONTROLS.sub(" ", read_from),
            )
            return True
        return False

    def _read_authors(self) -> None:
        publication = self.values.get("publication", "")
        names, read_from, remark = choose_authors(self.page, publication)
        if self.values.get("kind") == "speech" and all(each.literal for each in names):
            spoken = self._find_speaker()
            if spoken[0]:
                names, read_from, remark = spoken
            elif names:
                remark = "Check the byline: it names an organisation, not who spoke."
        is_printed = read_from.startswith(BYLINE)
        if self.values.get("kind") == "report" and not is_printed:
            names = [Name(literal=str(name)) for name in names]
        if names:
            self.values["authors"] = names
            self.read_from["authors"] = CONTROLS.sub(" ", read_from)
        if remark:
            self.remarks["authors"] = CONTROLS.sub(" ", remark)

    def _find_speaker(self) -> tuple[list[Name], str, str]:
        """Return who gave a speech, by its title or a line around it."""
        title = self.values.get("title", "")
        spoken = read_speaker(title)
        if spoken[0]:
            return spoken
        return find_speaker(
            [
                line.text
                for line in self.page.head
                if line.text != title
                and not self.page.is_site(line.text)
                and not is_release_line(line.text)
            ]
        )

    def _read_identifiers(self) -> None:
        """Take the identifiers in the page's tags, if their check digits are right."""
        for field, names in IDENTIFIERS.items():
            for value, read_from in self.page.tags(*names):
                try:
                    self._take(field, CLEANERS[field](value), read_from)
                except ValueError:
                    continue
                break

    def _read_date(self) -> None:
        order = find_order(self.page.text, self.values.get("language", ""))
        date, read_from, remark = choose_date(self.page, order)
        self._take("published", date.isoformat() if date else "", read_from, remark)

    def _read_language(self) -> None:
        """Take the declared language, unless the text is clearly in another."""
        root = self.page.tree.xpath("/html/@lang | /html/@xml:lang")
        offers = [
            (self.page.described.language, "the page's JSON-LD (inLanguage)"),
            (root[0] if root else "", "the language of the page's HTML"),
            *self.page.tags(
                "og:locale", "citation_language", "dc.language", "content-language"
            ),
        ]
        found = [
            (tag, read_from)
            for value, read_from in offers
            if (tag := known_language(value))
        ]
        guess = guess_language(self.page.text, sure=True)
        declared = [each for each in found if each[0].partition("-")[0] == guess]
        if guess and found and not declared:
            self._take(
                "language",
                guess,
                "the words of the text",
                f"Check the language: {found[0][1]} is {found[0][0]}, but the text "
                "is not.",
            )
        elif found:
            unsure = guess_language(self.page.text)
            unlike = unsure and not declared and unsure != found[0][0].partition("-")[0]
            self._take(
                "language",
                *(declared or found)[0],
                f"Check the language: the words of the text look like {unsure}."
                if unlike
                else "",
            )
        elif tag := guess_language(self.page.text):
            self._take("language", tag, "the words of the text: a guess")

    def _read_url(self) -> None:
        """Take the address that the page gives, if it is on the page's own site."""
        page = self.page
        offers = [
            (page.link("canonical"), "the page's canonical link"),
            *page.tags("og:url"),
            (page.described.url, "the page's JSON-LD (url)"),
        ]
        for value, read_from in offers:
            if not _is_address(value) or (
                _is_home(value) and page.address and not _is_home(page.address)
            ):
                continue
            if page.address and not _same_site(value, page.address):
                page.is_elsewhere = True
                self.notes.append(
                    f"The page says that its address is {value[:300]}, at another "
                    "site. Give that if it was printed there first."
                )
                break
            if self._take("url", value, read_from):
                return
        self._take("url", page.address, "the address that answered")

    def _read_kind(self) -> None:
        page = self.page
        section = page.described.section or page.tag("article:section")
        self._take("section", section, "the page's JSON-LD or tag (section)")
        heads = [line.text for line in page.head if len(line.text) <= 200]
        shown = read_kind(
            self.values.get("title", ""), [section, *heads], page.text, page.address
        )
        if not shown.kind and page.title != self.values.get("title"):
            shown = read_kind(page.title, [section, *heads], page.text, page.address)
        marked = next(
            (
                KINDS[name]
                for value in page.tree.xpath("//@itemtype | //@typeof")[:20]
                if KINDS.get(name := str(value).rpartition("/")[2].rpartition(":")[2])
            ),
            "",
        )
        journal = "article-journal" if page.meta.get("citation_journal_title") else ""
        blog = "post-weblog" if "blogger" in page.tag("generator").lower() else ""
        strong = shown.sure and shown.kind != "article-newspaper"
        for kind in (
            shown if strong else RecognizedKind("", ""),
            RecognizedKind(journal, "its tags for scholars (citation_*)"),
            RecognizedKind(page.described.kind, "the page's JSON-LD (@type)"),
            RecognizedKind(blog, "the page's generator, Blogger"),
            RecognizedKind(marked, "the page's mark-up (type)"),
            shown,
        ):
            if kind.kind:
                self._take("kind", kind.kind, kind.read_from, kind.remark)
                return


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _same_site(one: str, other: str) -> bool:
    """Return whether two addresses have the same host, or one a subdomain of it."""
    hosts = [
        (urlsplit(each).hostname or "")
        .removeprefix("www.")
        .removeprefix("m.")
        .removeprefix("amp.")
        for each in (one, other)
    ]
    return any(a == b or a.endswith(f".{b}") for a, b in (hosts, hosts[::-1]))


def _is_home(address: str) -> bool:
    """Return whether an address is that of a whole site."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
