"""A reader browses by speaker, filters, goes back, and opens a quote."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from quotes.models import Quote
from tests.e2e.conftest import WIDTHS

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


def test_browse_by_speaker_filter_back_and_open(demo, page, width):
    page.goto("/")
    page.get_by_role("link", name="Speakers", exact=True).click()
    page.get_by_role("link", name="Lincoln").first.click()
    expect(page.get_by_role("heading", name="Abraham Lincoln")).to_be_visible()
    page.goto("/quotes/")
    total = page.locator("#result-count").inner_text()
    if width == "phone":
        page.get_by_role("link", name="Filters", exact=True).click()
    page.locator("#topic-foreign-policy").check()
    # Before it is answered, “Show” would send the form again and cut the request off.
    expect(page.locator("#result-count")).not_to_have_text(total)
    if width == "phone":
        page.get_by_role("button", name=re.compile(r"^Show \d+ quotes$")).click()
    chips = page.get_by_role("list", name="Filters that are on")
    expect(chips).to_contain_text("Topic: Foreign policy")
    expect(page).to_have_url(re.compile(r"\?.*topic=foreign-policy"))
    expect(page.locator("#announcement")).to_contain_text("quotes")
    count = page.locator("#result-count").inner_text()
    assert count != total
    # The address alone gives the same page, and so do back and forward.
    page.reload()
    expect(page.locator("#result-count")).to_have_text(count)
    page.go_back()
    expect(page.locator("#result-count")).to_have_text(total)
    page.go_forward()
    expect(page.locator("#result-count")).to_have_text(count)
    chips.get_by_role("link", name="Topic: Foreign policy").click()
    expect(page.locator("#result-count")).to_have_text(total)
    expect(page.locator("#result-count")).to_be_focused()
    page.goto("/quotes/?speaker=dean-ball")
    page.get_by_role("link", name=re.compile("You can keep")).click()
    expect(page.locator("mark").first).to_contain_text("[computing resources]")
    expect(page.get_by_role("main")).to_contain_text("research fellow")


def test_the_same_without_javascript(demo, browser, base_url, width):
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport=WIDTHS[width]
    )
    page = context.new_page()
    page.goto("/quotes/")
    page.get_by_label("Search quotes").fill('"thing we have to fear"')
    page.get_by_label("Search quotes").press("Enter")
    if width == "phone":
        page.get_by_role("link", name="Filters", exact=True).click()
    page.locator("#standing-verified").check()
    page.get_by_role("button", name="Show 1 quote").click()
    expect(page).to_have_url(re.compile("standing=verified$"))
    expect(page.locator("#result-count")).to_have_text("1 quote")
    page.get_by_role("link", name=re.compile("^“the only thing")).click()
    expect(page.get_by_role("main")).to_contain_text("Franklin D. Roosevelt")
    context.close()


def test_by_keyboard_alone(demo, page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("lincoln")
    page.keyboard.press("Enter")
    expect(page.locator("#result-count")).to_contain_text("quotes")


def leave_out_scripts(page):
    """Replace the site's scripts by empty ones.

    With JavaScript off, axe could not run either. No page has a <noscript>, so a reader
    without JavaScript gets the same.
    """
    page.route(
        re.compile(r"\.js$"),
        lambda route: route.fulfill(content_type="text/javascript", body=""),
    )


def public_pages():
    """Return addresses of all kinds of pages, some of them in several states."""
    quote = Quote.objects.get(attributions__speaker__name="Satya Nadella")
    speech = Article.objects.filter(rights="full").first() or quote.article
    return [
        "/",
        "/quotes/",
        "/quotes/?speaker=nobody&after=x&page=abc&sort=best",
        "/quotes/?q=nothing+like+it",
        quote.get_absolute_url(),
        *("/about/", "/how-we-check/", "/labels/", "/contact/", "/data/"),
        *("/feeds/", "/check/"),
        *("/speakers/", "/topics/", "/publications/"),
        "/speakers/abraham-lincoln/",
        "/articles/",
        quote.article.get_absolute_url(),
        speech.get_absolute_url(),
        "/topics/democracy/",
        "/publications/laurore/",
        "/quotes/?q=freedom+lincoln",
        "/quotes/?q=fredom+speaker:lincoln",
        "/quotes/facets/speaker/?find=john",
        "/years/",
        "/years/1863/",
        "/calendar/",
        "/on-this-day/11-19/",
        "/compare/?speaker=abraham-lincoln&speaker=frederick-douglass",
        "/no-such-page/",
        "/quotes.xyz",
    ]


@pytest.mark.parametrize(
    ("width", "scripts"),
    [("desktop", True), ("phone", True), ("phone", False)],
    ids=["desktop", "phone", "phone without scripts"],
    indirect=["width"],
)
@pytest.mark.parametrize("part", range(3))  # so that several processes share them
def test_public_pages_are_accessible(demo, page, check_accessibility, scripts, part):
    if not scripts:
        leave_out_scripts(page)
    page.expected_statuses = (404,)
    for path in public_pages()[part::3]:
        page.goto(path)
        if scripts and page.locator("[hx-trigger*=revealed]").count():
            # htmx fetches the citation once it is in view.
            page.wait_for_load_state("networkidle")
        check_accessibility(page)
