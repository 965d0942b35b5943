"""Cards with an open name, and of denied words, in a browser: keys, mouse, touch."""

import re

import pytest
from playwright.sync_api import expect

from articles.models.base import Status
from quotes.models import Attribution, Quote, Suggestion
from quotes.review.suggestions import open_review
from tests.e2e.test_review import card, said
from tests.factories import make_article, make_speaker
from tests.support.admin_pages import make_user, sign_in
from tests.support.review_pages import make_open, review_url

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

TEXT = (
    "Heidi Kull and Ana Ruiz met Tom Berg.\n\n“We measured the ice,” she said.\n\n"
    "“Nobody had done it,” she said.\n\n“The result is clear,” she said.\n\n"
    "“I will not go,” said Tom Berg.\n\nقالت سارة الأحمد: “سنعبر الجسر غدا معا”.\n"
)
WOMEN = [
    {"name": "Heidi Kull", "role": "", "reason": "the first woman named"},
    {"name": "Ana Ruiz", "role": "an engineer", "reason": "the last woman named"},
    {"name": "سارة الأحمد", "role": "", "reason": "another woman in the text"},
]


@pytest.fixture
def article():
    article = make_article(text=TEXT, title="Ice", status=Status.DRAFT)
    open_review(article)
    for words in ("measured", "Nobody", "result"):
        make_open(Suggestion.objects.get(words__contains=words), candidates=WOMEN)
    Suggestion.objects.filter(words__contains="not go").update(confidence=0.98)
    return article


def test_choosing_with_keys_and_mouse(editor, article, check_accessibility, width):
    page = editor
    make_speaker("Heidi Kull")
    page.goto(review_url(article))
    first = card(page, "measured")
    expect(first).to_have_class(re.compile("current"))
    expect(first).to_contain_text("she (who?)")
    expect(first.get_by_role("button", name="Accept")).to_have_count(0)
    check_accessibility(page)

    # Accepting needs a number; a number that nobody has does nothing.
    page.keyboard.press("a")
    said(page, "The name is open: press 1 to 3, or 0 for somebody else.")
    page.keyboard.press("7")
    said(page, "Nobody on this card has the number 7.")
    assert not Quote.objects.exists()
    page.keyboard.press("1")
    said(page, "Accepted: Heidi Kull. Word for word.")
    expect(first).to_have_class(re.compile("accepted"))
    second = card(page, "Nobody had")
    expect(second).to_have_class(re.compile("current"))
    expect(second).to_be_focused()
    page.keyboard.press("u")
    said(page, "Undone")
    expect(first).to_contain_text("she (who?)")

    # Somebody else: the form, with the cursor in the field for the speaker.
    page.keyboard.press("0")
    speaker = first.get_by_role("combobox", name="Speaker").first
    expect(speaker).to_be_focused()
    page.keyboard.press("Escape")
    expect(first.locator("form.entry")).to_have_count(0)

    # The mouse or a finger.
    choice = second.get_by_role("button", name=re.compile("Ana Ruiz"))
    expect(choice).to_have_accessible_description("Nobody had done it,")
    assert choice.bounding_box()["height"] >= 40
    choice.click()
    said(page, "Accepted: Ana Ruiz (new). Word for word.")
    assert Attribution.objects.get().role_as_printed == "an engineer"

    # She is known now, and the cards that may mean her say so.
    third = card(page, "The result")
    expect(third).to_be_focused()
    ana = third.get_by_role("button", name=re.compile("Ana Ruiz"))
    expect(ana).to_contain_text("known")

    # Without keys there are no numbers.
    expect(ana.locator("kbd")).to_be_visible()
    page.locator("#keys summary").click()
    box = page.get_by_label("Use single letters and digits as shortcuts")
    if not box.is_visible():
        page.locator("#keys summary").click()
    box.uncheck()
    expect(ana.locator("kbd")).to_be_hidden()


def test_accepting_all_leaves_open_names(editor, article):
    page = editor
    page.goto(review_url(article))
    page.get_by_label("Accept all").select_option("95")
    page.get_by_role("button", name="Accept them").click()
    said(page, "Accepted 1. 3 left: the speaker is not named in full.")
    assert Quote.objects.get().text.startswith("I will not go")
    expect(card(page, "measured")).to_be_focused()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_two_editors_choose(editor, article, browser, base_url, browser_context_args):
    page = editor
    make_user("ben", "Editors")
    context = browser.new_context(**{**browser_context_args, "base_url": base_url})
    other = context.new_page()
    sign_in(other, "ben")
    page.goto(review_url(article))
    other.goto(review_url(article))
    card(page, "measured").get_by_role("button", name=re.compile("Heidi")).click()
    said(page, "Accepted: Heidi Kull (new)")
    card(other, "measured").get_by_role("button", name=re.compile("Ana")).click()
    said(other, "accepted by editor in the meantime")
    # A name that became known meanwhile is not taken for the same person.
    expect(card(other, "Nobody had")).to_contain_text("known")
    assert Attribution.objects.get().speaker.name == "Heidi Kull"
    context.close()


def test_without_javascript(browser, base_url, browser_context_args, article):
    make_user("editor", "Editors")
    options = {"base_url": base_url, "java_script_enabled": False}
    context = browser.new_context(**{**browser_context_args, **options})
    page = context.new_page()
    sign_in(page, "editor")
    page.goto(review_url(article))
    messages = page.locator(".messagelist")
    first = card(page, "measured")
    expect(first.locator("kbd").first).to_be_hidden()
    first.get_by_role("button", name=re.compile("Ana Ruiz")).click()
    expect(messages).to_contain_text("Accepted: Ana Ruiz (new). Word for word.")
    # Of two known speakers, the form asks.
    for number in range(2):
        make_speaker("Heidi Kull", slug=f"kull-{number}", description=f"No. {number}")
    page.reload()
    second = card(page, "Nobody had")
    second.get_by_role("button", name=re.compile("Heidi Kull")).click()
    expect(messages).to_contain_text("Several people are called Heidi Kull")
    second.get_by_label("No. 1").check()
    second.get_by_role("button", name="Accept").click()
    expect(messages).to_contain_text("Accepted: Heidi Kull. Word for word.")
    # Somebody else.
    card(page, "The result").get_by_role("link", name="Somebody else").click()
    third = card(page, "The result")
    third.get_by_label("Speaker", exact=True).first.fill("Ida Low")
    third.get_by_label("New speaker").first.check()
    third.get_by_role("button", name="Accept").click()
    expect(messages).to_contain_text("Accepted: Ida Low (new). Word for word.")
    context.close()


def test_denied_words_are_entered_as_misattributed(editor, check_accessibility):
    page = editor
    words = "Be the change you wish to see"
    text = f"“{words}” is often misattributed to Mahatma Gandhi.\n\n“We go,” she said."
    article = make_article(text=text, title="Ice", status=Status.DRAFT)
    page.goto(review_url(article))
    expect(page.locator("#cards-unsaid")).to_contain_text("Disputed in the article")
    check_accessibility(page)
    # Keys go from one suggestion to the next, and not to what was not said.
    page.keyboard.press("j")
    expect(card(page, words)).not_to_have_class(re.compile("current"))
    card(page, words).locator("blockquote").click()
    page.keyboard.press("m")
    said(page, "Entered as misattributed to Mahatma Gandhi (new). Word for word.")
    expect(card(page, words)).to_contain_text("misattributed")
    page.keyboard.press("u")
    said(page, "Undone")
    name = "Enter as misattributed to Mahatma Gandhi"
    card(page, words).get_by_role("button", name=name).click()
    said(page, "Entered as misattributed")
    attribution = Attribution.objects.get()
    assert attribution.standing == "misattributed"
    assert "“Ice”" in attribution.evidence
