"""A reader's list: collected across pages, arranged, downloaded and shared."""

import re

import bibtexparser
import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def quotes():
    return {
        name: make_quote(
            make_article(
                title=f"What {name} said", text=f"“We know, {name} here”, it was said."
            ),
            f"We know, {name} here",
            speaker=make_speaker(f"{name} Able"),
        )
        for name in ("Ada", "Bob", "Cleo", "Dora")
    }


def row(page, name):
    return page.get_by_role("listitem").filter(has_text=f"{name} here")


def expect_order(page, names):
    """Wait until the list has the quotes with these names, from the top."""
    words = page.locator("#main .quotes .words")
    expect(words).to_have_text([re.compile(f"know, {name} here") for name in names])


def collect(page, quotes):
    """Add two quotes from the list of quotes and one from its own page."""
    page.goto("/quotes/")
    row(page, "Ada").get_by_role("button", name="Add to list").click()
    row(page, "Cleo").get_by_role("button", name="Add to list").click()
    page.goto(quotes["Bob"].get_absolute_url())
    page.get_by_role("button", name="Add to list").click()


def test_collect_arrange_download_and_share(quotes, page, browser, base_url):
    collect(page, quotes)
    own_list = page.get_by_role("link", name="Your list (3)")
    expect(own_list).to_be_visible()
    told = page.locator("#main").get_by_role("status").filter(has_text="in your list.")
    expect(told).to_have_text("Added. 3 quotes in your list.")
    page.goto("/quotes/")
    for name in ("Ada", "Cleo", "Bob"):
        expect(row(page, name).get_by_role("button")).to_have_text(
            "In your list · remove"
        )
    # Pressing again removes it.
    button = row(page, "Dora").get_by_role("button")
    button.click()
    expect(page.get_by_role("link", name="Your list (4)")).to_be_visible()
    button.click()
    expect(button).to_have_text("Add to list")
    # On the page of a source too, buttons are named after their quotes.
    page.goto(quotes["Bob"].article.get_absolute_url())
    named = re.compile("^In your list · remove: “We know, Bob here”$")
    expect(page.get_by_role("button", name=named)).to_be_visible()
    own_list.click()
    expect_order(page, ["Ada", "Cleo", "Bob"])
    page.get_by_role("button", name="Move up: “We know, Bob").click()
    expect(page.locator("#main").get_by_role("status")).to_have_text(
        "Now number 2 of 3."
    )
    expect_order(page, ["Ada", "Bob", "Cleo"])
    page.get_by_role("button", name="Remove: “We know, Ada").click()
    expect(page.get_by_text("1 quote was removed from your list.")).to_be_visible()
    expect(page.get_by_role("link", name="Your list (2)")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("link", name="Your list (3)")).to_be_visible()
    expect_order(page, ["Ada", "Bob", "Cleo"])
    page.get_by_role("button", name="Remove: “We know, Cleo").click()
    expect(page.get_by_role("link", name="Your list (2)")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX", exact=True).click()
    assert download.value.suggested_filename == "list-of-2-quotes.bib"
    library = bibtexparser.parse_file(str(download.value.path()))
    titles = [re.sub("[{}]", "", entry["title"]) for entry in library.entries]
    assert titles == ["What Ada said", "What Bob said"]
    address = page.get_by_label("A link to this list").input_value()
    other = browser.new_context(base_url=base_url)
    guest = other.new_page()
    guest.goto("/quotes/")
    row(guest, "Dora").get_by_role("button").click()
    guest.goto(address)
    expect_order(guest, ["Ada", "Bob"])
    expect(guest.get_by_role("link", name="Your list (1)")).to_be_visible()
    guest.get_by_role("button", name="Add 2 quotes to my list").click()
    expect(guest.get_by_role("link", name="Your list (3)")).to_be_visible()
    expect_order(guest, ["Dora", "Ada", "Bob"])
    other.close()


def test_the_same_without_javascript(quotes, browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    for name in ("Ada", "Cleo"):
        page.goto("/quotes/")
        row(page, name).get_by_role("link", name="Add to list").click()
        page.get_by_role("button", name="Add this quote to your list").click()
    page.goto(quotes["Bob"].get_absolute_url())
    page.get_by_role("link", name="Add to list").click()
    page.get_by_role("button", name="Add this quote to your list").click()
    expect_order(page, ["Ada", "Cleo", "Bob"])
    page.get_by_role("button", name="Move down: “We know, Ada").click()
    expect_order(page, ["Cleo", "Ada", "Bob"])
    page.get_by_role("button", name="Remove: “We know, Ada").click()
    expect_order(page, ["Cleo", "Bob"])
    page.get_by_role("link", name="See the shared list").click()
    expect_order(page, ["Cleo", "Bob"])
    page.get_by_role("link", name="Your own list", exact=True).click()
    page.get_by_role("button", name="Clear list").click()
    expect(page.get_by_text("Your list is empty.")).to_be_visible()
    page.get_by_role("button", name="Put them back").click()
    expect_order(page, ["Cleo", "Bob"])
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS", exact=True).click()
    assert download.value.suggested_filename == "list-of-2-quotes.ris"
    context.close()


def test_by_keyboard_alone(quotes, page):
    page.goto("/quotes/")
    for name in ("Ada", "Bob", "Cleo"):
        row(page, name).get_by_role("button").focus()
        page.keyboard.press("Space")
        expect(row(page, name).get_by_role("button")).to_be_focused()
    page.get_by_role("link", name="Your list (3)").focus()
    page.keyboard.press("Enter")
    up = page.get_by_role("button", name="Move up: “We know, Cleo")
    up.focus()
    # Each press counts, even before the server has answered.
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#main").get_by_role("status")).to_have_text(
        "Now number 1 of 3."
    )
    expect_order(page, ["Cleo", "Ada", "Bob"])
    # The first quote cannot move up, so its other button has the focus.
    down = page.get_by_role("button", name="Move down: “We know, Cleo")
    expect(down).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main").get_by_role("status")).to_have_text(
        "Removed. 2 quotes in your list."
    )
    expect(page.get_by_role("button", name="Remove: “We know, Ada")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove: “We know, Bob")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main").get_by_role("status")).to_have_text(
        "Removed. Your list is empty."
    )
    expect(page.get_by_role("heading", name="Your list")).to_be_focused()


def test_buttons_are_right_after_htmx_and_after_going_back(quotes, page, width):
    page.goto("/quotes/")
    row(page, "Ada").get_by_role("button").click()
    if width == "phone":
        page.get_by_role("link", name="Filters", exact=True).click()
    page.locator("summary", has_text="Kind of quote").click()
    page.locator("#kind-direct").check()
    expect(page).to_have_url(re.compile("kind=direct"))
    if width == "phone":
        page.get_by_role("button", name=re.compile(r"^Show \d+ quotes$")).click()
    expect(row(page, "Ada").get_by_role("button")).to_have_text("In your list · remove")
    row(page, "Bob").get_by_role("button").click()
    page.get_by_role("link", name="Your list (2)").click()
    page.get_by_role("button", name="Clear list").click()
    expect(page.get_by_role("link", name="Your list", exact=True)).to_be_visible()
    page.go_back()
    expect(row(page, "Bob").get_by_role("button")).to_have_text("Add to list")
    # The same reader, in another tab.
    tab = page.context.new_page()
    tab.goto("/quotes/")
    row(tab, "Cleo").get_by_role("button").click()
    tab.close()
    page.bring_to_front()
    page.dispatch_event("html", "visibilitychange")
    expect(page.get_by_role("link", name="Your list (1)")).to_be_visible()


def test_a_full_list_says_so(quotes, page, base_url):
    keys = ".".join(str(key) for key in range(10_000, 10_300))
    page.context.add_cookies([{"name": "list", "value": keys, "url": base_url}])
    page.goto("/quotes/")
    button = row(page, "Ada").get_by_role("button")
    button.click()
    expect(button).to_have_text("Your list is full")
    told = (
        page.locator("#main")
        .get_by_role("status")
        .filter(has_text="it holds 300 quotes.")
    )
    expect(told).to_have_count(1)
    expect(page.get_by_role("link", name="Your list (300)")).to_be_visible()


def test_the_link_is_copied(quotes, page, base_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(quotes["Ada"].get_absolute_url())
    page.get_by_role("button", name="Add to list").click()
    page.get_by_role("link", name="Your list (1)").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{base_url}/list/?quotes={quotes['Ada'].pk}"


def test_accessible(quotes, page, base_url, check_accessibility):
    page.goto("/list/")
    check_accessibility(page)
    gone = make_quote(status="withdrawn", withdrawn_reason="It was made up.")
    keys = f"{quotes['Ada'].pk}.{gone.pk}.{quotes['Bob'].pk}.99999"
    page.context.add_cookies([{"name": "list", "value": keys, "url": base_url}])
    for path in [
        "/list/",
        f"/list/?undo={keys}.{quotes['Cleo'].pk}",
        f"/list/?quotes={keys}.x",
        f"/list/?quotes={quotes['Dora'].pk}",
        f"/list/add/{quotes['Ada'].pk}/",
        f"/list/add/{quotes['Dora'].pk}/",
        "/quotes/",
        quotes["Ada"].get_absolute_url(),
    ]:
        page.goto(path)
        check_accessibility(page)
