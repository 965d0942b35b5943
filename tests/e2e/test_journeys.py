"""From home to a list of citations: by keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
#: The most stops between what has the focus and what the reader wants next.
MOST_STOPS = 60
#: Whether the element is before the one that has the focus.
IS_BEFORE = """(element) => Boolean(
    document.activeElement.compareDocumentPosition(element)
        & Node.DOCUMENT_POSITION_PRECEDING)"""


def tab_to(page, target):
    """Press Tab, or Shift+Tab if the target is before the focus, until it has it."""
    expect(target).to_be_visible()
    key = "Shift+Tab" if target.evaluate(IS_BEFORE) else "Tab"
    for _ in range(MOST_STOPS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} is more than {MOST_STOPS} stops away.")


# Phones have no keyboard; narrow windows have the same order.
@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_by_keyboard_from_home_to_a_list_of_citations(demo, page):
    page.goto("/")
    tab_to(page, page.get_by_role("main").get_by_role("combobox").first)
    page.keyboard.type("freedom")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?.*q=freedom"))

    # The filters come after the results, which have several links each.
    tab_to(page, page.get_by_role("link", name="Skip to the filters"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#standing-verified"))
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("standing=verified"))
    expect(page.locator("#standing-verified")).to_be_focused()

    first = page.locator("ol.quotes blockquote a").first
    words = first.inner_text()
    tab_to(page, page.get_by_role("link", name="Back to the results"))
    page.keyboard.press("Enter")
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(words.strip("“”")[:40])

    tab_to(page, page.get_by_role("link", name="Cite", exact=True).first)
    page.keyboard.press("Enter")
    expect(page.locator("#citation")).to_contain_text("In the bibliography")
    tab_to(page, page.get_by_label("Style", exact=True))
    page.keyboard.type("MLA")
    expect(page.locator("#citation [data-style]").first).to_have_attribute(
        "data-style", "modern-language-association"
    )

    tab_to(page, page.get_by_role("button", name="Add to list"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("In your list"))).to_be_visible()
    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Your list"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(words)
    tab_to(page, page.get_by_role("link", name="BibTeX", exact=True))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_text().startswith("@")


def test_without_javascript_from_home_to_a_list_of_citations(
    demo, browser, base_url, browser_context_args, width
):
    options = {**browser_context_args, "base_url": base_url}
    context = browser.new_context(**{**options, "java_script_enabled": False})
    page = context.new_page()
    page.goto("/")
    box = page.locator("main input[name=q]")
    box.fill("freedom")
    box.press("Enter")
    # An address that readers share has no empty fields.
    expect(page).to_have_url(re.compile(r"\?(?!.*=(&|$)).*q=freedom"))

    if width == "phone":
        page.get_by_text(re.compile("^(Show filters|Filters)$")).first.click()
    page.locator("#standing-verified").check()
    page.locator("form.panel button:not([formaction])").last.click()
    expect(page).to_have_url(re.compile("standing=verified"))
    first = page.locator("ol.quotes blockquote a").first
    words = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_contain_text(words.strip("“”")[:40])

    page.get_by_role("link", name="Add to list").first.click()
    page.get_by_role("button", name="Add this quote to your list").click()
    expect(page.get_by_role("main")).to_contain_text(words)
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX", exact=True).first.click()
    assert download.value.path().read_text().startswith("@")
    context.close()
