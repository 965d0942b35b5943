"""The Cite panel in a browser: choose a style, find it again, copy, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from quotes.models import Quote
from tests.e2e.test_reader import leave_out_scripts

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
BALL = "Dean Ball"


@pytest.fixture
def quote(demo):
    return Quote.objects.filter(attributions__speaker__name=BALL).first()


@pytest.fixture
def context(context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


def open_panel(page, quote):
    """Open the page of a quote and scroll to its panel, which then loads."""
    page.goto(quote.get_absolute_url())
    page.locator("#cite").scroll_into_view_if_needed()
    expect(page.locator("#in-text")).to_be_visible()


def clipboard(page, type="text/plain"):
    return page.evaluate(
        """async (type) => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType(type)).text();
        }""",
        type,
    )


def test_a_style_is_chosen_and_remembered_on_the_next_page(quote, page):
    open_panel(page, quote)
    expect(page.locator("#in-text")).to_contain_text("as cited in")
    page.locator("#cite-style").select_option("modern-language-association")
    expect(page.locator("#in-text")).to_contain_text("qtd. in")
    other = Quote.objects.exclude(article=quote.article).first()
    open_panel(page, other)
    expect(page.locator("#in-text")).to_contain_text("qtd. in")
    expect(page.locator("#cite-style")).to_have_value("modern-language-association")
    # The page of a citation too, unless its address names a style.
    page.goto(f"/quotes/{quote.pk}/cite/")
    expect(page.locator("#in-text")).to_contain_text("qtd. in")
    page.goto(f"/quotes/{quote.pk}/cite/?style=ieee")
    expect(page.locator("#in-text")).to_contain_text("[1]")


def test_the_quote_or_the_article(quote, page):
    open_panel(page, quote)
    page.get_by_label("The article itself").check()
    expect(page.locator("#in-text")).not_to_contain_text("as cited in")
    page.get_by_label("The quote, as quoted").check()
    expect(page.locator("#in-text")).to_contain_text("as cited in")


def test_after_a_failure_the_form_says_what_is_still_shown(quote, page):
    page.expected_statuses = (503,)
    open_panel(page, quote)
    address = re.compile(r"/cite/\?")
    notice = "<!DOCTYPE html><html><h1>Back in a moment</h1></html>"
    page.route(address, lambda route: route.fulfill(status=503, body=notice))
    style = page.get_by_label("Style", exact=True)
    before = style.input_value()
    style.select_option("modern-language-association")
    expect(page.locator("#citation > .warning")).to_contain_text("did not work")
    expect(style).to_have_value(before)
    # Not check(), which fails if the form has gone back before it looks.
    page.get_by_label("The article itself").click()
    expect(page.get_by_label("The quote, as quoted")).to_be_checked()
    expect(page.locator("#in-text")).to_contain_text("as cited in")
    expect(page.locator("#citation")).not_to_contain_text("Back in a moment")
    page.unroute(address)
    style.select_option("modern-language-association")
    expect(page.locator("#in-text")).to_contain_text("qtd. in")
    expect(page.locator("#cite-status")).to_contain_text("MLA")
    expect(page.locator("#citation > .warning")).to_have_count(0)


def test_another_style_is_found_by_typing(quote, page):
    open_panel(page, quote)
    page.get_by_text("Another of 10,844 styles").click()
    page.get_by_label("Part of its name").fill("nature biotech")
    page.get_by_role("link", name="Nature Biotechnology").click()
    expect(page.locator("#cite-style")).to_have_value("nature-biotechnology")
    expect(page.locator("#cite-style")).to_be_focused()
    expect(page.locator("#in-text")).to_contain_text("quoted in")
    page.reload()
    page.locator("#cite").scroll_into_view_if_needed()
    expect(page.locator("#cite-style")).to_have_value("nature-biotechnology")
    formatted = page.locator(".formatted")
    expect(formatted).to_have_attribute("data-style", "nature-biotechnology")


def test_a_citation_is_copied(quote, page):
    open_panel(page, quote)
    copy = page.get_by_role("button", name="Copy the entry", exact=True)
    copy.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.locator("#cite-status")).to_contain_text("Copied: Dickens, S.")
    assert clipboard(page) == page.locator("#entry-plain").text_content()
    assert "<em>" in clipboard(page, "text/html")
    expect(copy).to_be_visible()  # shown again after a moment
    page.get_by_role("button", name="Markdown of the citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert clipboard(page) == page.locator("#in-text-markdown").text_content()
    page.get_by_role("button", name="Copy quote with citation").click()
    expect(page.locator("#cite-status")).to_contain_text("Copied: “")
    whole = clipboard(page)
    assert whole == page.locator("#whole-plain").text_content()
    assert page.locator("#in-text-plain").text_content() in whole
    assert "<blockquote" in clipboard(page, "text/html")


def test_without_permission_to_copy_the_citation_is_selected(quote, page):
    page.add_init_script("delete Navigator.prototype.clipboard")
    open_panel(page, quote)
    page.get_by_role("button", name="Copy the entry", exact=True).click()
    expect(page.locator("#entry-plain")).to_be_focused()
    selected = page.evaluate("window.getSelection().toString()")
    assert selected == page.locator("#entry-plain").text_content()
    page.get_by_role("button", name="Copy quote with citation").click()
    expect(page.locator("#whole-plain")).to_be_focused()


def test_without_javascript(quote, browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(quote.get_absolute_url())
    page.get_by_role("button", name="Show the citation").click()
    page.get_by_text(
        "As text, HTML and Markdown of the quote with its citation"
    ).click()
    expect(page.locator("#whole-markdown")).to_contain_text("> “")
    page.get_by_label("Style", exact=True).select_option("ieee")
    page.get_by_label("The article itself").check()
    page.get_by_role("button", name="Show the citation").click()
    expect(page).to_have_url(re.compile(r"/cite/\?style=ieee&what=article$"))
    expect(page.locator("#in-text")).to_have_text("[1]")
    expect(page.locator("button.copy-button")).to_have_count(6)
    expect(page.locator("button.copy-button:visible")).to_have_count(0)
    page.get_by_text("Another of 10,844 styles").click()
    page.get_by_label("Part of its name").fill("nature biotech")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("link", name="Nature Biotechnology").click()
    expect(page.locator("#cite-style")).to_have_value("nature-biotechnology")
    expect(page.get_by_label("The article itself")).to_be_checked()
    context.close()


def test_documents_in_the_style_that_is_remembered(quote, page):
    open_panel(page, quote)
    page.locator("#cite-style").select_option("modern-language-association")
    expect(page.locator("#in-text")).to_contain_text("qtd. in")
    page.goto("/quotes/download/?speaker=dean-ball")
    with page.expect_download() as started:
        page.get_by_role("button", name="Plain text").click()
    download = started.value
    assert download.suggested_filename == "quotes-dean-ball.txt"
    text = download.path().read_text(encoding="utf-8")
    assert text.startswith("Quotes: Dean Ball\n")
    assert "(qtd. in Dickens)" in text


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_accessible(quote, page, check_accessibility, scripts):
    if not scripts:
        leave_out_scripts(page)
    else:
        open_panel(page, quote)
        page.get_by_text("Another of 10,844 styles").click()
        page.get_by_label("Part of its name").fill("nature")
        expect(page.locator("#found a").first).to_be_visible()
        page.locator("details.sources").first.evaluate("each => { each.open = true }")
        check_accessibility(page)
    page.expected_statuses = (400,)
    for path in [
        f"/quotes/{quote.pk}/cite/?style=bluebook-law-review&q=law",
        f"/quotes/{quote.pk}/cite/?style=no-such-style",
        f"/articles/{quote.article.pk}/cite/",
        "/quotes/download/?speaker=dean-ball&find=nature",
        "/quotes.txt?style=no-such-style",
    ]:
        page.goto(path)
        check_accessibility(page)
