"""Autocomplete under the search boxes, by keyboard and by touch."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.slow_autocomplete import no_time_for_completions

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def rows():
    people = ["Zora Able", "Zorn <i>Baker</i>", "Zoran Carter", "Abraham Lincoln"]
    make_quote(
        make_article(title="The Zorba of the trees"),
        speaker=[make_speaker(name, description="A speaker.") for name in people],
        topics=[make_topic("Democracy")],
    )


@pytest.fixture
def box(rows, page, width):
    """Return the search box: on a phone of the home page, otherwise of the list."""
    page.goto("/" if width == "phone" else "/quotes/")
    return open_box(page, width)


def open_box(page, width):
    return page.get_by_role("combobox", name=re.compile("^Search "))


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def active(page):
    """Return the option that the box names as active."""
    return page.evaluate(
        """() => {
            const named = document.activeElement.getAttribute("aria-activedescendant");
            const chosen = document.querySelectorAll("[aria-selected=true]");
            return named && chosen.length === 1 && chosen[0].id === named
                ? chosen[0].querySelector("bdi").textContent
                : named;
        }"""
    )


def test_the_keyboard_goes_through_the_list(box, page):
    box.press_sequentially("zor")
    expect(options(page)).to_have_count(4)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box.locator("xpath=..").get_by_role("status")).to_have_text("4 suggestions.")
    assert active(page) is None
    names = [
        name.inner_text() for name in options(page).locator("bdi:first-child").all()
    ]
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("End")
    assert active(page) == names[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) is None  # back in the box; the next one wraps around
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("Home")
    assert active(page) == names[0]
    page.keyboard.press("ArrowRight")
    assert active(page) is None
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("zor")
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(4)
    while active(page) != "Zoran Carter":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/speakers/zoran-carter/$"))


def test_enter_searches_if_no_option_is_active(box, page):
    box.press_sequentially("zoran")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=zoran"))
    expect(page.locator("#result-count")).to_be_visible()
    expect(options(page)).to_have_count(0)


def test_text_typed_during_a_request_is_requested_next(rows, page, width):
    held = []
    page.route(re.compile("q=zor$"), lambda route: held.append(route))
    page.clock.install(time=0)
    page.goto("/quotes/")
    box = open_box(page, width)
    page.clock.pause_at(60)  # seconds; from now on, only run_for() moves the clock
    box.press_sequentially("zor")
    with page.expect_request(re.compile("q=zor$")):
        page.clock.run_for(200)
    box.press_sequentially("an")
    held[0].continue_()
    expect(options(page)).to_have_count(4)
    with page.expect_response(re.compile("q=zoran$")):
        page.clock.run_for(200)
    expect(options(page)).to_have_count(1)


def test_tab_leaves_the_box_and_closes_the_list(box, page):
    box.press_sequentially("zor")
    expect(options(page)).to_have_count(4)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(box).not_to_be_focused()
    expect(box).to_have_value("zor")


def test_an_option_is_clicked(box, page):
    box.press_sequentially("lincon")
    expect(page.get_by_text("spelled similarly").first).to_be_visible()
    options(page).filter(has_text="Abraham Lincoln").click()
    expect(page.get_by_role("heading", name="Abraham Lincoln")).to_be_visible()
    page.go_back()
    expect(options(page)).to_have_count(0)


def test_names_are_escaped_and_no_match_is_announced(box, page):
    box.press_sequentially("zorn")
    expect(options(page)).to_have_text([re.compile("^Zorn <i>Baker</i>")])
    box.press_sequentially("qqqqxx")
    expect(options(page)).to_have_count(0)
    expect(box.locator("xpath=..").get_by_role("status")).to_have_text(
        "No suggestions."
    )
    box.fill("l")
    expect(box.locator("xpath=..").get_by_role("status")).to_have_text("")


def test_an_open_list_is_accessible(box, page, check_accessibility):
    box.press_sequentially("zor")
    expect(options(page)).to_have_count(4)
    check_accessibility(page)
    page.keyboard.press("ArrowDown")
    check_accessibility(page)


def test_it_works_after_the_form_was_swapped(rows, page, width):
    page.goto("/quotes/")
    box = open_box(page, width)
    if width == "phone":
        page.get_by_role("link", name="Filters", exact=True).click()
    page.locator("#topic-democracy").check()
    expect(page).to_have_url(re.compile("topic=democracy"))
    if width == "phone":
        page.get_by_role("button", name=re.compile(r"^Show \d+ quotes?$")).click()
    expect(page.locator("#results")).not_to_have_class(re.compile("htmx-request"))
    for _ in range(2):
        box.fill("")
        box.press_sequentially("zor")
        expect(options(page)).to_have_count(4)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("q=zor"))
        expect(options(page)).to_have_count(0)
        expect(page.locator("#result-count")).to_be_visible()


def test_only_a_pause_in_typing_sends_a_request(rows, page, width):
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.clock.install(time=0)
    page.goto("/quotes/")
    box = open_box(page, width)
    page.clock.pause_at(60)  # seconds; a slow machine makes no difference
    for letter in "zoran":
        box.press(letter)
        page.clock.run_for(100)
    page.clock.run_for(100)
    expect(options(page)).to_have_count(1)
    # Ignore the page's icon, which the browser may request late.
    requested = [url for url in requested if "/suggestions/" in url]
    assert [url.rpartition("=")[2] for url in requested] == ["zoran"]


def test_a_timeout_is_announced_and_not_cached(box, page):
    told = box.locator("xpath=..").get_by_role("status")
    with no_time_for_completions():
        box.press_sequentially("zor")
        expect(told).to_have_text(re.compile("^Suggestions took too long"))
        expect(options(page)).to_have_count(0)
    # Trying again works, because nobody has cached the response.
    box.press("ArrowDown")
    expect(options(page)).to_have_count(4)
    expect(told).to_have_text("4 suggestions.")


def test_an_error_of_the_server_changes_nothing(box, page):
    page.expected_statuses = (500,)
    page.route("**/suggestions/*", lambda route: route.fulfill(status=500, body="x"))
    with page.expect_response("**/suggestions/*"):
        box.press_sequentially("zor")
    expect(options(page)).to_have_count(0)
    expect(box.locator("xpath=..").get_by_role("status")).to_have_text("")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=zor"))
