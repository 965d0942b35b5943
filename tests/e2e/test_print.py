"""Printed pages: their contents, speakers and addresses, without the controls."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from quotes.models import Quote, Speaker
from tests.support.demo_rows import load_demo

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
#: Return the visible headings of the page without a visible word before the next one
#: of their level.
EMPTY_HEADINGS = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), 4);
  const found = [];
  let open = null;
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const isHidden = parent.closest(".visually-hidden, [aria-hidden=true]");
    if (isHidden || !parent.checkVisibility()) continue;
    if (!walker.currentNode.data.trim()) continue;
    const heading = parent.closest("h1, h2, h3, h4");
    if (heading && open && heading !== open && heading.tagName <= open.tagName) {
      found.push(open.innerText);
    }
    open = heading;
  }
  return open ? [...found, open.innerText] : found;
}"""


def paths():
    speaker = Speaker.objects.get(slug="abraham-lincoln")
    article = Article.objects.get(title__startswith="DeepSeek")
    quote = Quote.objects.filter(article__url__startswith="https:").first()
    return {
        "home": "/",
        "list": "/quotes/?topic=democracy",
        "nothing": "/quotes/?q=qwertyuiop",
        "quote": quote.get_absolute_url(),
        "article": article.get_absolute_url(),
        "speaker": speaker.get_absolute_url(),
        "cite": f"/quotes/{quote.pk}/cite/",
    }


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_pages_on_paper_have_no_controls_and_no_empty_headings(page):
    load_demo()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    for name, path in paths().items():
        page.goto(path)
        assert page.evaluate(EMPTY_HEADINGS) == [], name
        for controls in ("nav", "button", "form", "input", "summary"):
            expect(page.locator(f"{controls}:visible")).to_have_count(0)
        if name not in ("home", "cite"):
            address = page.locator("main .address:visible")
            expect(address).to_contain_text(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 700, name


def test_a_printed_list_says_its_filters_and_a_quote_its_source(page):
    load_demo()
    page.emulate_media(media="print")
    page.goto(paths()["list"])
    filters = page.get_by_role("list", name="Filters that are on")
    expect(filters).to_be_visible()
    expect(filters).to_contain_text("Topic: Democracy")
    page.goto(paths()["quote"])
    link = page.locator(".source-summary a[href^=http]:visible").first
    shown = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert "http" in shown


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_the_form_that_checks_a_quote_leaves_no_heading(page):
    load_demo()
    page.emulate_media(media="print")
    page.goto("/")
    expect(page.get_by_role("heading", name="Check a quote")).to_be_hidden()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_answers_side_by_side_are_as_wide_as_their_words(page):
    load_demo()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.goto("/compare/?speaker=abraham-lincoln&speaker=frederick-douglass")
    for label in page.locator(".answer .finding").all():
        assert label.evaluate("(each) => each.scrollWidth <= each.clientWidth")
        assert label.bounding_box()["height"] < 30


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_days_with_many_quotes_are_black_on_paper(page):
    load_demo()
    page.emulate_media(media="print")
    page.goto("/calendar/")
    day = page.locator(".shade-4 a").first
    assert day.evaluate("(each) => getComputedStyle(each).color") == "rgb(0, 0, 0)"
