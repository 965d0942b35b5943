"""Pages stay within their budget of bytes, with compression as in production."""

import pytest
from django.contrib.staticfiles import finders
from whitenoise.compress import Compressor

from benchmarks.page_bytes import (
    FIRST_VIEW,
    SECOND_PAGE,
    fonts,
    measure,
    over_budget,
    sizes,
)
from tests.support.demo_rows import load_demo

COMPRESSED = ("css", "js", "svg")


def as_sent(client):
    """Return a function that gets pages from Django, and static files from disk."""
    compressor = Compressor(use_gzip=False, quiet=True)

    def fetch(path):
        if not path.startswith("/static/"):
            response = client.get(path, headers={"Accept-Encoding": "gzip"})
            assert response.status_code == 200
            assert response["Content-Encoding"] == "gzip"
            return len(response.content), client.get(path).content.decode()
        with open(finders.find(path.removeprefix("/static/")), "rb") as file:
            body = file.read()
        if path.endswith(COMPRESSED):
            packed = compressor.compress_brotli(body)
            return len(packed), body.decode()
        return len(body), ""

    return fetch


@pytest.mark.django_db
@pytest.mark.any_server
def test_pages_of_the_demo_data_are_within_the_budget(client):
    load_demo()
    figures = measure(as_sent(client))
    assert list(figures) == ["home", "list", "quote", "speaker", "article"]
    assert over_budget(figures) == [], figures


def test_too_many_bytes_are_reported():
    assert over_budget({"list": (FIRST_VIEW, SECOND_PAGE)}) == []
    assert over_budget({"list": (FIRST_VIEW + 1, SECOND_PAGE)}) == ["list"]
    assert over_budget({"list": (FIRST_VIEW, SECOND_PAGE + 1)}) == ["list"]


def test_a_first_view_has_all_that_the_page_loads():
    files = {
        "/quotes/": (
            '<link rel="stylesheet" href="/static/css/a.css">'
            '<link rel="preload" href="/static/b.woff2" as="font">'
            '<link rel="alternate" href="/feed.atom"><link rel="icon" href="/c.svg">'
            '<script src="../static/d.js"></script><script>inline()</script>'
            '<img src="/e.png"><img src="data:image/gif;base64,AA=="> abc'
        ),
        "/static/css/a.css": (
            '@font-face { src: url("../b.woff2"); unicode-range: U+0-FF }'
            "@font-face { src: url(../greek.woff2); unicode-range: U+370-3FF }"
        ),
    }

    def fetch(path):
        return len(files.get(path, "12345")), files.get(path, "")

    found = sizes(fetch, "/quotes/")
    assert list(found) == [
        *("/quotes/", "/static/css/a.css", "/static/b.woff2", "/c.svg"),
        *("/static/d.js", "/e.png"),
    ]
    assert found["/static/b.woff2"] == 5


@pytest.mark.parametrize(
    ("unicode_range", "letters", "expected"),
    [
        ("U+0-FF, U+131", "abc", ["a.woff2"]),
        ("U+0-FF, U+131", "ı", ["a.woff2"]),
        ("U+400-45F", "abc", []),
        ("U+400-45F", "abc Ж", ["a.woff2"]),
        ("", "Ж", ["a.woff2"]),
    ],
)
def test_a_font_is_loaded_for_its_letters(unicode_range, letters, expected):
    css = f'@font-face {{ src: url("a.woff2"); unicode-range: {unicode_range}; }}'
    local = '@font-face { font-family: A; src: local("Arial"); }'
    assert fonts(local + css, set(letters)) == expected
