"""Parsers of public pages and their tags, for tests."""

import re
from html.parser import HTMLParser
from unittest import mock
from xml.etree import ElementTree

from django.test import TestCase

#: The pages that list everything of a kind.
LISTS = [
    *("/", "/quotes/", "/speakers/", "/topics/", "/publications/"),
    *("/articles/", "/years/", "/sayings/"),
]
#: The pages about the site.
ABOUT = ["/about/", "/how-we-check/", "/labels/", "/contact/", "/data/", "/feeds/"]


def xml(response):
    """Return the root element of an XML response, which must be well-formed."""
    return ElementTree.fromstring(response.content)  # noqa: S314


def leave(response):
    """Close a response as if the client had disconnected; keep the connection open."""
    with mock.patch("django.core.signals.request_finished.send"):
        response.close()


def total_of(response):
    """Return how many quotes the page of a list says it has; it must be exact."""
    page = response.content.decode()
    heading = re.search(r'id="result-count"[^>]*>\s*([^<]*?)\s*<', page)[1]
    if heading.startswith("No quote"):
        return 0
    return int(re.fullmatch(r"([0-9,]+) quotes?", heading)[1].replace(",", ""))


class Tags(HTMLParser):
    """Collects the tags of a page as (name, attributes)."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


class PageTests(TestCase):
    """Tests with methods that read a page."""

    def page(self, path, status=200, **options):
        response = self.client.get(path, **options)
        self.assertEqual(response.status_code, status, path)
        return response.content.decode()

    def main(self, path, **options):
        """Return the text of a page's <main>, without tags."""
        page = self.page(path, **options)
        body = page[page.index("<main") : page.index("</main>")]
        body = re.sub(r"</?(dt|dd|li|p|h1|h2|section|div)\b[^>]*>", " ", body)
        return " ".join(re.sub(r"<[^>]*>", "", body).split())

    def follow(self, path):
        return self.page(path, follow=True)
