"""Count the bytes that a reader's browser loads, on a running site.

    python -m benchmarks.page_bytes [http://127.0.0.1:8000]

A *first view* is a page with all that it loads: stylesheets, scripts, fonts and icon.
A *second page* is the page and what the home page has not loaded. Bodies are counted as
sent to a browser that reads gzip and brotli, without headers. A font counts if the page
has letters of it; the italic always counts, so a page without italics loads
15 kB less.
"""

import argparse
import re
import sys
import zlib
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import brotli

#: Bytes that a first view and a second page of the site may have.
FIRST_VIEW, SECOND_PAGE = 110_000, 15_000

#: The bytes of a path as sent, and their text, which is empty for a font.
Fetch = Callable[[str], tuple[int, str]]

FONT = re.compile(r"@font-face\s*\{([^}]*)\}")
#: Functions that return a body without its Content-Encoding.
_UNPACK = {
    None: bytes,
    "gzip": partial(zlib.decompress, wbits=zlib.MAX_WBITS | 16),
    "br": brotli.decompress,
}
URL = re.compile(r"""url\(["']?([^"')]+)""")
RANGES = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
#: The first page of each kind that the list of quotes links to.
LINKS = {
    "quote": re.compile(r'href="(/quotes/\d+/[^"?#]*)"'),
    "speaker": re.compile(r'href="(/speakers/[^"/]+/)"'),
    "article": re.compile(r'href="(/articles/\d+/[^"?#]*)"'),
}


class Resources(HTMLParser):
    """The addresses that a page loads, and its letters."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.letters = set(html)
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("script", "img"):
            self.add(values.get("src"))
        elif tag == "link":
            kinds = (values.get("rel") or "").split()
            if {"stylesheet", "preload", "modulepreload", "icon"} & set(kinds):
                self.add(values.get("href"))

    def add(self, address: str | None) -> None:
        if address and not address.startswith("data:") and address not in self.found:
            self.found.append(address)


def sizes(fetch: Fetch, path: str) -> dict[str, int]:
    """Return {address: bytes} of a page and of all that it loads."""
    size, html = fetch(path)
    found = {path: size}
    page = Resources(html)
    for address in (urljoin(path, each) for each in page.found):
        found[address], text = fetch(address)
        if address.endswith(".css"):
            for font in fonts(text, page.letters):
                font = urljoin(address, font)
                found[font] = fetch(font)[0]
    return found


def fonts(css: str, letters: set[str]) -> list[str]:
    """Return the font files of a stylesheet that have one of these letters."""
    return [
        url[1]
        for rule in FONT.findall(css)
        if (url := URL.search(rule)) and has_any(rule, letters)
    ]


def has_any(rule: str, letters: set[str]) -> bool:
    ranges = RANGES.findall(rule)
    return not ranges or any(
        int(first, 16) <= ord(letter) <= int(last or first, 16)
        for letter in letters
        for first, last in ranges
    )


def measure(fetch: Fetch) -> dict[str, tuple[int, int]]:
    """Return {kind of page: (bytes of a first view, bytes as a second page)}."""
    home = sizes(fetch, "/")
    listed = fetch("/quotes/")[1]
    paths = {"home": "/", "list": "/quotes/"}
    for kind, link in LINKS.items():
        if found := link.search(listed):
            paths[kind] = found[1]
    figures = {}
    for kind, path in paths.items():
        page = sizes(fetch, path)
        second = sum(page[each] for each in page if each == path or each not in home)
        figures[kind] = (sum(page.values()), second)
    return figures


def over_budget(figures: dict[str, tuple[int, int]]) -> list[str]:
    """Return the kinds of pages that have more bytes than they may."""
    return [
        kind
        for kind, (first, second) in figures.items()
        if first > FIRST_VIEW or second > SECOND_PAGE
    ]


def fetch_from(site: str) -> Fetch:
    """Return a function that fetches the paths of a running site, each once."""
    held: dict[str, tuple[int, str]] = {}

    def fetch(path: str) -> tuple[int, str]:
        if path not in held:
            address = urljoin(site, path)
            accepted = {"Accept-Encoding": "gzip, br"}
            request = Request(address, headers=accepted)  # noqa: S310
            with urlopen(request, timeout=60) as response:  # noqa: S310
                body = response.read()
                unpack = _UNPACK[response.headers.get("Content-Encoding")]
                kind = response.headers.get_content_type()
            text = unpack(body)
            is_text = kind.startswith("text/") or "javascript" in kind
            held[path] = len(body), text.decode() if is_text else ""
        return held[path]

    return fetch


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    figures = measure(fetch_from(parser.parse_args().site))
    print("| page | first view | second page |\n|---|---|---|")
    for kind, (first, second) in figures.items():
        print(f"| {kind} | {first:,} | {second:,} |")
    if over := over_budget(figures):
        print(f"Over the budget: {', '.join(over)}", file=sys.stderr)
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
