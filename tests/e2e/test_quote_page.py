"""The page of a quote and its card in a browser: sharing, keyboard, print."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
WORDS = "I disapprove of what you say"


@pytest.fixture
def quote():
    article = make_article(
        text=f"“{WORDS},” was his attitude now.\n\n“So it was.”",
        title="The Friends of Voltaire",
        kind="book",
        bylines=["Evelyn Hall"],
        url="https://books.example/friends",
        published="1906",
    )
    make_quote(article, "So it was.", speaker=make_speaker("Evelyn Hall"))
    quote = make_quote(
        article, WORDS, speaker=make_speaker("Voltaire"), standing="misattributed"
    )
    hall = quote.attributions.model(
        quote=quote,
        speaker=article.quotes.first().attributions.get().speaker,
        standing="verified",
        evidence="The book is hers.",
    )
    hall.speaker = make_speaker("Evelyn Beatrice Hall")
    hall.save()
    return quote


@pytest.fixture
def context(context):
    context.grant_permissions(
        # The last one lets a page of another site frame this server.
        ["clipboard-read", "clipboard-write", "local-network-access"]
    )
    return context


def top(locator):
    return locator.bounding_box()["y"]


def test_the_alarm_is_first_and_both_answers_follow(
    quote, page, width, check_accessibility
):
    page.goto(quote.get_absolute_url())
    alarm = page.locator(".alarm")
    expect(alarm).to_contain_text("Not said by Voltaire")
    words = page.locator("blockquote.words")
    said = page.get_by_role("heading", name="Did Voltaire say it?")
    printed = page.get_by_role("heading", name="Are these the printed words?")
    assert top(alarm) < top(words) < top(said)
    if width == "desktop":
        assert top(said) == pytest.approx(top(printed), abs=30)
        assert top(printed) < 600
    else:
        assert top(said) < top(printed)
    original = page.get_by_role("link", name="The original at books.example")
    assert original.get_attribute("href") == "https://books.example/friends"
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
    check_accessibility(page)


def test_what_is_copied_has_the_warning_first(quote, page):
    page.goto(quote.get_absolute_url())
    page.get_by_role("link", name="Share", exact=True).click()
    page.get_by_role("button", name="Copy text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("NOT SAID BY VOLTAIRE (misattributed)\n“I disapprove")
    page.get_by_role("button", name="Copy embed code").click()
    page.wait_for_function(
        "navigator.clipboard.readText().then(text => text.startsWith('<iframe '))"
    )


def test_the_share_button_is_only_where_the_browser_can_share(quote, page):
    share = page.locator("button[data-share]")
    page.goto(quote.get_absolute_url())
    if not page.evaluate("Boolean(navigator.share)"):
        expect(share).to_be_hidden()
    page.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    page.reload()
    share.click()
    shared = page.evaluate("window.shared")
    assert shared["text"].startswith("NOT SAID BY VOLTAIRE")
    assert shared["url"].endswith(f"/quotes/{quote.pk}/")
    assert shared["url"] not in shared["text"]


def test_everything_is_there_without_scripts_and_in_print(quote, browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(quote.get_absolute_url())
    expect(page.locator("#share-text")).to_contain_text("NOT SAID BY VOLTAIRE")
    expect(page.get_by_role("link", name="E-mail")).to_be_visible()
    expect(page.locator("button[data-copy]:visible")).to_have_count(0)
    page.emulate_media(media="print")
    for name in ("Share", "Cite"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_hidden()
    expect(page.locator(".alarm")).to_be_visible()
    expect(page.locator(".source-summary")).to_be_visible()
    expect(page.locator("a.permalink")).to_be_visible()
    for heading in page.locator("h2:visible, h3:visible").all():
        box = heading.bounding_box()
        parent = heading.locator("..").bounding_box()
        assert parent["height"] > box["height"] + 5, heading.inner_text()
    context.close()


def test_the_keyboard_leads_to_the_answers_before_the_rest(quote, page):
    page.goto(quote.get_absolute_url())
    reached = []
    page.locator("main").focus()
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText"))
    tools = ["Cite", "Share", "Add to list", "Something wrong?"]
    assert reached[:5] == [*tools, "Voltaire"]
    assert "Read it here" in reached


def test_the_card_is_shown_in_a_frame_of_another_site(
    quote, page, base_url, check_accessibility
):
    other = base_url.replace("localhost", "127.0.0.1")
    page.goto(f"{other}/embed/quotes/{quote.pk}/")
    check_accessibility(page)
    page.route(
        f"{base_url}/other-site",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<title>Other</title><iframe src="{other}/embed/quotes/{quote.pk}/"'
            ' width="600" height="400"></iframe>',
        ),
    )
    page.goto(f"{base_url}/other-site")
    card = page.frame_locator("iframe")
    expect(card.locator(".flag")).to_have_text("Not said by Voltaire")
    expect(card.locator(".finding").last).to_have_text("Word for word")
