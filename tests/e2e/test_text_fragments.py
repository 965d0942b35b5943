"""A text fragment leads a browser to the words of a quote in their source."""

from html import escape

import pytest

from quotes.citations.text_fragment import address_at
from tests.support.fragment_pages import CASES, held

pytestmark = [pytest.mark.e2e]
SOURCE = "http://source.example/"
IN_VIEW = """() => [...document.querySelectorAll('p')].findIndex(each => {
  const box = each.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
})"""


def test_the_browser_scrolls_to_the_paragraph_that_has_the_words(page, width):
    shown = {}
    page.route(
        f"{SOURCE}**",
        lambda route: route.fulfill(
            body=shown["page"], content_type="text/html; charset=utf-8"
        ),
    )
    for about, paragraphs, words, occurrence, paragraph in CASES:
        gap = '<div style="height:3000px"></div>'
        body = gap.join(f"<p>{escape(each)}</p>" for each in paragraphs)
        shown["page"] = f"<!doctype html>{gap}{body}{gap}"
        page.goto("about:blank")
        page.goto(address_at(SOURCE, *held(paragraphs, words, occurrence)))
        page.wait_for_function("scrollY > 0", timeout=5000)
        assert page.evaluate(IN_VIEW) == paragraph, about
    # Without such words, a page stays at its beginning.
    page.goto("about:blank")
    page.goto(f"{SOURCE}#:~:text=nothing%20of%20that")
    assert page.evaluate("scrollY") == 0
