"""A reader checks a draft in which each of the eleven verdicts occurs."""

import re

import pytest
from playwright.sync_api import expect

from quotes.models import SavedCheck
from tests.e2e.conftest import WIDTHS
from tests.support.eleven_verdicts import CLAIMS, make_sources

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
SUMMARY = "11 quotations: 1 exact, 1 marked changes, 1 meaning at risk, 1 altered, "


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.CHECKS_PER_MINUTE = settings.CHECKS_SAVED_PER_HOUR = 0


@pytest.fixture
def draft():
    return make_sources()


def check(page, text, speaker=""):
    page.goto("/check/")
    page.get_by_label("A quotation, or a text").fill(text)
    page.get_by_label("Who is said to have said it").fill(speaker)
    page.get_by_role("button", name="Check", exact=True).click()


def expect_each_verdict(page):
    """Check the summary, the marks with number and word, and the list beside them."""
    expect(page.locator("#summary")).to_contain_text(SUMMARY)
    marks, numbers = page.locator(".draft a.claim"), page.locator(".draft sup")
    expect(marks).to_have_count(len(CLAIMS))
    expect(numbers).to_have_count(len(CLAIMS))
    items = page.get_by_role("list", name="Verdicts").locator("> li")
    expect(items).to_have_count(len(CLAIMS))
    for number, (verdict, words, _speaker) in enumerate(CLAIMS, 1):
        expect(marks.nth(number - 1)).to_contain_text(words)
        expect(numbers.nth(number - 1)).to_have_text(f"{number} {verdict}")
        expect(items.nth(number - 1)).to_contain_text(words)
    # Shape tells them apart, not colour alone.
    lines = marks.evaluate_all(
        "(marks) => marks.map((mark) => getComputedStyle(mark).textDecorationStyle)"
    )
    doubt, wrong, unknown = ["dashed"] * 3, ["double"] * 2, ["dotted"] * 2
    assert lines == ["solid"] * 2 + doubt + wrong + ["dashed"] * 2 + unknown


def test_a_draft_with_each_verdict(draft, page, check_accessibility, width):
    check(page, draft)
    expect_each_verdict(page)
    expect(page).to_have_url(re.compile(r"/check/$"))
    check_accessibility(page)
    # Marks lead to their verdicts and back, and numbers of a verdict to each.
    page.get_by_role("link", name=re.compile("we do intend to sell it")).click()
    expect(page.locator("#q4")).to_be_in_viewport()
    page.locator("#q4 .no").click()
    expect(page.locator("#m4")).to_be_in_viewport()
    page.get_by_role("list", name="Quotations by verdict").get_by_role(
        "link", name="Quotation 7"
    ).click()
    expect(page.locator("#q7")).to_contain_text("almanac of 1890")
    item, text = page.locator("#q1"), page.locator(".checked-text")
    is_beside = item.bounding_box()["x"] > text.bounding_box()["x"] + 200
    assert is_beside == (width == "desktop")


def test_the_same_without_javascript(draft, browser, base_url, width):
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport=WIDTHS[width]
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_label("A quotation, or a text").fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    expect_each_verdict(page)
    expect(page.get_by_role("button", name="Copy the printed words")).to_have_count(0)
    with page.expect_download() as found:
        page.get_by_role("button", name="Word, with comments").click()
    assert found.value.suggested_filename == "checked-quotations.docx"
    context.close()


@pytest.mark.parametrize("number", [1, 4, 7, 11])
@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_a_single_quotation(draft, page, check_accessibility, number):
    _verdict, words, speaker = CLAIMS[number - 1]
    check(page, words, speaker)
    expect(page.locator(".single-check > li")).to_have_count(1)
    expect(page.locator(".draft")).to_have_count(0)
    check_accessibility(page)
    if number == 11:
        expect(page.locator("#q1")).to_contain_text("Searched: 5 texts and 1 quote")
        return
    expect(page.locator("#q1 mark").first).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the printed words").click()
    expect(page.locator("#cite-status")).to_contain_text("Copied: ")
    printed = page.evaluate("navigator.clipboard.readText()")
    assert printed == page.locator("#printed-1").text_content()
    assert ("don’t" in printed) == (number == 4)


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_a_result_is_stored_shared_and_deleted(draft, page, check_accessibility):
    check(page, draft)
    page.get_by_role("button", name="Store it and get a link").click()
    expect(page).to_have_url(re.compile(r"/check/saved/[\w-]{32}/$"))
    expect(page.get_by_role("main")).to_contain_text("This text is stored until")
    expect_each_verdict(page)
    check_accessibility(page)
    page.get_by_role("button", name="Delete the stored text").click()
    expect(page.get_by_text("The stored text is deleted.")).to_be_visible()
    assert not SavedCheck.objects.exists()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_an_editor_checks_a_file(draft, editor, check_accessibility):
    page = editor
    page.goto("/check/")
    check_accessibility(page)
    file = {"name": "draft.txt", "mimeType": "text/plain", "buffer": draft.encode()}
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_role("button", name="Check", exact=True).click()
    expect_each_verdict(page)


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_errors_and_the_limit_keep_the_text(page, check_accessibility, settings):
    page.expected_statuses = (429,)
    check(page, "… !")
    field = page.get_by_label("A quotation, or a text")
    expect(field).to_have_accessible_description(re.compile("There are no words"))
    check_accessibility(page)
    settings.CHECKS_PER_MINUTE = 1
    for _ in range(2):
        check(page, "Purple giraffes negotiate with nocturnal plumbers")
    expect(page.get_by_role("alert")).to_contain_text("Too many checks at once")
    expect(field).to_have_value("Purple giraffes negotiate with nocturnal plumbers")
    check_accessibility(page)


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_a_result_on_paper(draft, page):
    check(page, draft)
    page.emulate_media(media="print")
    for controls in ("nav", "button", "form", "input", "textarea"):
        expect(page.locator(f"{controls}:visible")).to_have_count(0)
    expect(page.locator(".draft sup").first).to_be_visible()
    expect(page.locator("#q1 .credit-line")).to_be_visible()
    expect(page.locator("#q1 .passage")).to_be_visible()
