"""Charts, the calendar and the comparison, in a browser: by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.demo_rows import load_demo

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def demo():
    load_demo()


def test_accessible(page, check_accessibility):
    for path in [
        # test_reader.py checks the other pages.
        "/calendar/1863/11/",
        "/compare/",
        "/compare/?speaker=abraham-lincoln&speaker=nobody&topic=nothing",
        "/compare/?speaker=abraham-lincoln&speaker=frederick-douglass&topic=slavery",
        "/speakers/voltaire/",
        "/topics/slavery/",
    ]:
        page.goto(path)
        check_accessibility(page)


def test_a_bar_links_to_its_quotes_by_keyboard(page):
    page.goto("/speakers/abraham-lincoln/")
    expect(page.get_by_text("Also printed as Mr. Lincoln")).to_be_visible()
    bar = page.get_by_role("link", name=re.compile(r"^1863: \d+ quotes?,"))
    count = bar.get_attribute("aria-label").split()[1]
    bar.focus()
    expect(bar).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#result-count")).to_contain_text(f"{count} quote")
    page.go_back()
    page.get_by_label("Quotes from").fill("1860")
    page.get_by_label("until").fill("1862-06")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"speaker=abraham-lincoln&after=1860&before="))
    expect(page.locator("#result-count")).to_contain_text("quote")


def test_from_years_through_the_calendar_to_a_day(page):
    page.goto("/years/")
    page.get_by_role("link", name="1863", exact=True).click()
    page.get_by_role("link", name="Calendar of 1863").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1863")
    page.get_by_role("link", name=re.compile(r"^\d+ \w+ 1863: \d+ quote")).first.click()
    expect(page.locator("#result-count")).to_contain_text("quote")


def test_speakers_are_chosen_by_autocomplete(page, width):
    page.goto("/compare/")
    for label, typed, name in (
        ("First speaker", "lincoln", "Abraham Lincoln"),
        ("Second speaker", "frederick", "Frederick Douglass"),
    ):
        field = page.get_by_label(label)
        # Wait: the options for fewer letters have other names first.
        with page.expect_response(re.compile(f"q={typed}$")):
            field.press_sequentially(typed, delay=20)
        expect(page.get_by_role("option").first).to_contain_text(name)
        field.press("ArrowDown")
        field.press("Enter")
        expect(field).to_have_value(name)
        expect(page.get_by_role("listbox")).to_have_count(0)
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(
        re.compile(r"\?speaker=abraham-lincoln&speaker=frederick-douglass$")
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Abraham Lincoln and Frederick Douglass"
    )


def test_a_comparison_keeps_its_place(page):
    page.goto("/compare/?speaker=abraham-lincoln&speaker=frederick-douglass")
    page.mouse.wheel(0, 180)
    page.wait_for_function("scrollY > 0")
    before = page.evaluate("scrollY")
    page.get_by_label("Topic").fill("Slavery")
    page.get_by_label("Topic").press("Enter")
    expect(page).to_have_url(re.compile("&topic=slavery$"))
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 2")
    expect(page.get_by_label("Topic")).to_be_focused()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_each_width_has_one_chart(page):
    for width, name in ((1280, "wide"), (390, "slim")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/speakers/abraham-lincoln/")
        expect(page.locator("figure.chart > svg:visible")).to_have_count(1)
        expect(page.locator(f"figure.chart > svg.{name}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width
