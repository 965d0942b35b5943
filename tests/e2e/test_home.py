"""Home: by mouse, by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


def test_the_example_leads_to_its_quote_and_to_its_paragraph(demo, page):
    page.goto("/")
    example = page.get_by_role("figure")
    expect(example.locator("mark")).to_be_visible()
    expect(example).to_contain_text("Verified")
    words = example.get_by_role("blockquote").get_by_role("link")
    text = words.inner_text()
    example.get_by_role("link", name=re.compile("^Paragraph")).click()
    expect(page).to_have_url(re.compile(r"/articles/.*#p\d+$"))
    page.go_back()
    words.click()
    expect(page.locator("blockquote.words").first).to_contain_text(text.strip("“”"))


def test_the_ways_in_fill_the_width(demo, page, width):
    page.goto("/")
    wide = page.get_by_role("main").bounding_box()["width"]
    for doors in page.locator(".home-sections").all():
        last = doors.locator("> section").last.bounding_box()
        end = doors.bounding_box()
        gap = (end["x"] + end["width"]) - (last["x"] + last["width"])
        assert gap < 2
        assert end["width"] > 0.85 * wide


def test_an_undated_quote_that_was_entered_last_is_on_home(demo, page):
    page.goto("/")
    newest = page.get_by_role("region", name="Newest on record")
    expect(newest).to_contain_text("DeepSeek")
    newest.get_by_role("link", name=re.compile("DeepSeek.s success")).click()
    expect(page.get_by_role("main")).to_contain_text("Yann LeCun")


def test_the_ways_in_by_keyboard_alone(demo, page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link past the head
    page.keyboard.press("Tab")
    search = page.get_by_role("combobox")
    expect(search).to_be_focused()
    for _ in range(2):  # Enter searches: the button is no stop of its own
        page.keyboard.press("Tab")
    tried = page.locator(".examples a").nth(1)
    expect(tried).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#result-count")).to_contain_text("quotes")


def test_without_javascript(demo, browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#home-search").fill("government of the people")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#result-count")).to_contain_text("quote")
    page.goto("/")
    page.get_by_role("link", name="A quote at random").click()
    expect(page).to_have_url(re.compile(r"/quotes/\d+/"))
    page.goto("/")
    page.get_by_role("link", name="All topics, A to Z").click()
    page.get_by_role("link", name="W", exact=True).click()
    expect(page.get_by_role("link", name="War", exact=True)).to_be_visible()
    context.close()
