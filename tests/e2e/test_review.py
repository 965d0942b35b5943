"""The review screen in a browser: keys, the mouse, two editors, no JavaScript."""

import re
import time

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.models.base import Status
from quotes.models import Attribution, Quote, Speaker, Suggestion
from quotes.page_sizes import SUGGESTIONS
from tests.factories import make_article, make_speaker
from tests.support.admin_pages import make_user, sign_in
from tests.support.review_pages import make_review, review_url
from tests.support.review_texts import TEXT, TITLE

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
#: Offsets count code points, JavaScript counts UTF-16: the words follow emoji.
ODD = (
    "😀 Ünï\n\n“We go 😀 now,” said Bo Li. Others stay. “Never,” said Bo Li, “again.”\n"
    "\nقالت سارة الأحمد إن أهل القرية سيعبرون الجسر غدا.\n"
)
NEWS = re.compile("/review/changes/")


def card(page, words):
    return page.locator("li.card", has=page.locator("blockquote", has_text=words))


def current(page):
    return page.locator("li.card.current")


def said(page, words):
    expect(page.locator("#announcement")).to_contain_text(words)


def test_from_a_pasted_text_to_published_quotes(editor):
    page = editor
    known = make_speaker("Ada Moreau", description="Mayor of Vauville.")
    started = time.monotonic()
    page.goto("/admin/")
    page.get_by_role("link", name="Add article from text, file or address").click()
    page.get_by_label("Paste the text").fill(f"# {TITLE}\n\nBy Noor de Wit\n\n{TEXT}")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    expect(page.locator("#id_bylines-0-family")).to_have_value("Wit")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator("#counts")).to_contain_text("to decide")
    number = Suggestion.objects.filter(instead="").count()
    expect(page.locator("#counts")).to_contain_text(f"{number} to decide")
    # One key for each; the last is not a quote and is rejected.
    for left in range(number - 1, -1, -1):
        key = current(page).get_attribute("id")
        words = current(page).locator("blockquote").inner_text()
        page.keyboard.press("r" if "limits" in words else "a")
        expect(page.locator("#counts")).to_contain_text(f"{left} to decide")
        if left:
            # For a moment, htmx gives a new element the attributes of the old one.
            expect(current(page)).not_to_have_attribute("id", key)
            expect(current(page)).to_have_class(re.compile(r"\bopen\b"))
            expect(current(page)).to_be_focused()
    publish = page.get_by_role("button", name=re.compile("^Publish with"))
    expect(publish).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("is public")
    assert time.monotonic() - started < 60
    public = Quote.objects.public()
    assert {quote.anchor_status for quote in public} == {"exact"}
    assert Attribution.objects.get(name_as_printed="Ada Moreau").speaker == known
    joint = public.get(text__startswith="admiration").attributions
    assert joint.count() == 2
    assert not public.filter(text__contains="boiler wars").exists()


def test_keys_go_over_the_border_of_pages(editor, check_accessibility):
    page = editor
    article, keys = make_review(SUGGESTIONS + 3)
    page.goto(review_url(article))
    heading = page.get_by_role("heading", name=re.compile("^Suggestions"))
    expect(heading).to_have_text("Suggestions 1 to 50 of 53")
    check_accessibility(page)
    expect(current(page)).to_have_attribute("id", f"card-{keys[0]}")
    page.keyboard.press("k")  # goes round to the last
    expect(heading).to_have_text("Suggestions 51 to 53 of 53")
    expect(current(page)).to_have_attribute("id", f"card-{keys[-1]}")
    expect(current(page)).to_be_focused()
    page.keyboard.press("j")
    expect(current(page)).to_have_attribute("id", f"card-{keys[0]}")
    page.locator(f'#text mark[data-cards="{keys[49]}"]').click()
    expect(current(page)).to_have_attribute("id", f"card-{keys[49]}")
    page.keyboard.press("r")
    expect(heading).to_have_text("Suggestions 51 to 53 of 53")
    expect(current(page)).to_have_attribute("id", f"card-{keys[50]}")
    expect(current(page)).to_be_focused()
    said(page, "Rejected")
    expect(page).to_have_url(re.compile(r"\?page=2$"))
    # A form that is being edited is not turned away.
    page.keyboard.press("e")
    words = current(page).get_by_label("Words")
    words.fill("Not saved yet")
    page.get_by_role("link", name="1", exact=True).first.click()
    said(page, "Accept or cancel what you are editing first")
    expect(words).to_have_value("Not saved yet")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Accept them").click()
    expect(page.locator("#counts")).to_contain_text("52 accepted, 1 rejected")


def held_news(page):
    """Wait until the page asks for changes, and hold the request back: [route]."""
    held = []
    page.route(NEWS, lambda route: held.append(route))
    with page.expect_request(NEWS):
        pass
    return held


def test_keys(editor, check_accessibility):
    page = editor
    article = make_article(text=TEXT, title=TITLE, status=Status.DRAFT)
    make_speaker("Ines Okafor", aliases=["I. Okafor"])
    page.goto(review_url(article))
    check_accessibility(page)
    first = current(page).get_attribute("id")
    page.keyboard.press("j")
    expect(current(page)).not_to_have_attribute("id", first)
    marked = page.locator("#text mark.current")
    expect(marked).to_be_in_viewport()
    page.keyboard.press("k")
    expect(current(page)).to_have_attribute("id", first)

    # Edit: letters are typed and are not shortcuts; Escape discards changes.
    page.keyboard.press("e")
    words = current(page).get_by_label("Words")
    expect(words).to_be_focused()
    words.fill("jar")
    expect(current(page)).to_have_attribute("id", first)
    check_accessibility(page)
    page.keyboard.press("Escape")
    expect(current(page).locator("form.entry")).to_have_count(0)
    expect(current(page)).to_contain_text("[spare parts]")

    # Errors are shown at their fields, and what was typed stays.
    page.keyboard.press("e")
    speaker = current(page).get_by_role("combobox", name="Speaker").first
    speaker.fill("Nobody Known")
    page.keyboard.press("Control+Enter")
    said(page, "Not accepted: see")
    expect(speaker).to_have_value("Nobody Known")
    expect(speaker).to_be_focused()
    expect(current(page)).to_contain_text("No speaker has this name")
    # A known speaker is chosen by an alias; updates do not close the list.
    held = held_news(page)
    speaker.fill("")
    speaker.press_sequentially("i. ok")
    page.get_by_role("option", name=re.compile("Ines Okafor")).wait_for()
    with page.expect_response(NEWS):
        held[0].continue_()
    page.unroute(NEWS)
    expect(page.locator("#poll")).not_to_have_class(re.compile("htmx-request"))
    expect(page.get_by_role("option", name=re.compile("Ines Okafor"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(speaker).to_have_value("Ines Okafor")
    page.keyboard.press("Control+Enter")
    said(page, "Accepted: Ines Okafor. Word for word.")
    expect(page.locator(f"#{first}")).to_have_class(re.compile("accepted"))
    expect(page.locator(f'mark[data-cards="{first[5:]}"]')).to_have_class(
        re.compile("accepted")
    )
    expect(current(page)).to_be_focused()

    # Two decisions are undone one by one.
    page.keyboard.press("r")
    said(page, "Rejected")
    page.keyboard.press("u")
    said(page, "Undone")
    expect(page.locator("#counts")).to_contain_text("1 accepted, 0 rejected")
    page.keyboard.press("u")
    expect(page.locator("#counts")).to_contain_text("0 accepted, 0 rejected")
    expect(current(page)).to_have_attribute("id", first)
    assert not Quote.objects.exists()

    # Accept all above a confidence, with their number; one undo takes them back.
    option = page.locator("#above option").first.inner_text()
    number = option.rpartition(" ")[2]
    page.get_by_role("button", name="Accept them").click()
    said(page, f"Accepted {number}.")
    page.get_by_role("button", name=f"Undo {number} together").click()
    said(page, f"Undone: {number} together")

    # Keys pressed before the response apply to the next card. They do not wait for
    # updates, and updates from before them change nothing.
    held = held_news(page)
    page.locator(f"#{first} blockquote").click()
    expect(current(page)).to_have_attribute("id", first)
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.press("a")
    expect(page.locator("#counts")).to_contain_text("2 accepted, 1 rejected")
    with page.expect_response(NEWS):
        held[0].continue_()
    page.unroute(NEWS)
    expect(page.locator("#counts")).to_contain_text("2 accepted, 1 rejected")
    before = Suggestion.objects.filter(decision="rejected").count()

    # Single-letter shortcuts can be switched off, and stay off.
    page.locator("#keys summary").click()
    box = page.get_by_label("Use single letters and digits as shortcuts")
    if not box.is_visible():
        page.locator("#keys summary").click()
    box.uncheck()
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    assert Suggestion.objects.filter(decision="rejected").count() == before


def drag(page, first, last, leftward=False):
    """Select the text from the start of some words to the end of others."""
    points = page.evaluate(
        """([first, last, leftward]) => {
            const text = document.getElementById("text");
            const point = (words, end) => {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const at = walker.currentNode.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(walker.currentNode, at);
                    range.setEnd(walker.currentNode, at + words.length);
                    const box = range.getBoundingClientRect();
                    const x = end !== leftward ? box.right - 1 : box.left + 1;
                    return [x, (box.top + box.bottom) / 2];
                }
            };
            return [point(first, false), point(last, true)];
        }""",
        [first, last, leftward],
    )
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=5)
    page.mouse.up()


def test_selecting_with_the_mouse_and_the_keyboard(editor, check_accessibility):
    page = editor
    article = make_article(text=ODD, status=Status.DRAFT)
    page.emulate_media(reduced_motion="reduce")  # the text must not scroll
    page.goto(review_url(article))
    drag(page, "Others", "stay")
    expect(page.locator("#selecting textarea")).to_have_value("Others stay")
    page.keyboard.press("q")
    said(page, "Selected")
    made = current(page)
    speaker = made.get_by_role("combobox", name="Speaker").first
    expect(speaker).to_be_focused()
    # Names in the article can be chosen before they are known speakers.
    speaker.press_sequentially("bo")
    page.get_by_role("option", name=re.compile("Bo Li")).click()
    expect(made.get_by_label("New speaker").first).to_be_checked()
    expect(speaker).to_have_value("Bo Li")
    check_accessibility(page)
    made.get_by_role("button", name="Accept").click()
    said(page, "Accepted: Bo Li (new). Word for word.")
    quote = Quote.objects.get()
    start = ODD.index("Others stay")
    assert quote.spans == [[start, start + len("Others stay")]]

    # Two parts are joined; marks around them make the quote direct.
    expect(current(page)).to_be_focused()
    drag(page, "We go", "now,")
    expect(page.locator("#selecting textarea")).to_have_value("We go 😀 now,")
    page.keyboard.press("+")
    said(page, "Kept")
    drag(page, "again", "again.")
    expect(page.locator("#selecting textarea")).to_have_value("We go 😀 now, … again.")
    page.get_by_role("button", name="Make a quote of these words").click()
    said(page, "Selected")
    joined = Suggestion.objects.filter(selected_by__isnull=False).latest("pk")
    assert [ODD[a:b] for a, b in joined.spans] == ["We go 😀 now,", "again."]
    assert joined.kind == "direct"
    expect(current(page).get_by_role("combobox", name="Speaker").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(current(page).locator("form.entry")).to_have_count(0)

    # The keyboard: word by word from the current card's mark, then Enter.
    card(page, "We go 😀 now").first.click()
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    said(page, "We")
    page.keyboard.press("Shift+ArrowRight")
    said(page, "We go")
    page.keyboard.press("Enter")
    said(page, "Selected")
    by_key = Suggestion.objects.filter(selected_by__isnull=False).latest("pk")
    assert by_key.words == "We go"

    # In text from right to left, the next word is to the left.
    page.keyboard.press("Escape")
    expect(current(page).locator("form.entry")).to_have_count(0)
    drag(page, "الجسر", "الجسر", leftward=True)
    expect(page.locator("#selecting textarea")).to_have_value("الجسر")
    page.locator("#text").focus()
    for key, words in (
        ("ArrowRight", "سيعبرون"),
        ("Shift+ArrowLeft", "سيعبرون الجسر"),
        ("ArrowLeft", "غدا"),
    ):
        page.keyboard.press(key)
        said(page, words)
    drag(page, "أهل", "القرية", leftward=True)
    page.keyboard.press("Enter")
    said(page, "Selected")
    arabic = Suggestion.objects.filter(selected_by__isnull=False).latest("pk")
    assert [ODD[a:b] for a, b in arabic.spans] == ["أهل القرية"]


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_two_editors(editor, browser, base_url, browser_context_args):
    page = editor
    article = make_article(text=TEXT, status=Status.DRAFT)
    make_user("ben", "Editors")
    page.goto(review_url(article))
    context = browser.new_context(**{**browser_context_args, "base_url": base_url})
    other = context.new_page()
    sign_in(other, "ben")
    other.goto(review_url(article))
    card(page, "[spare parts]").get_by_role("button", name="Accept").click()
    said(page, "Accepted")
    # Before the other page has updated: nothing changes, and it says so.
    card(other, "[spare parts]").get_by_role("button", name="Reject").click()
    said(other, "accepted by editor in the meantime")
    expect(card(other, "[spare parts]")).to_contain_text("Accepted by editor")
    # And it updates by itself.
    card(other, "direct threat").get_by_role("button", name="Reject").click()
    said(other, "Rejected")
    expect(card(page, "direct threat")).to_contain_text(
        "Rejected by ben", timeout=9_000
    )
    said(page, "ben decided 1 in the meantime")
    assert Quote.objects.count() == 1
    # Typed text stays when somebody else decides the same card.
    card(page, "laser-focused").get_by_role("link", name="Edit").click()
    words = card(page, "laser-focused").get_by_label("Words")
    words.fill("the need for southern firms")
    card(other, "laser-focused").get_by_role("button", name="Reject").click()
    said(page, "Somebody else decided what you are editing")
    expect(words).to_have_value("the need for southern firms")
    card(page, "laser-focused").get_by_role("button", name="Accept").click()
    said(page, "rejected by ben in the meantime")
    expect(card(page, "laser-focused")).to_contain_text("You had typed: “the need for")
    context.close()
    # After the session has ended, the page for signing in does not replace a card.
    page.context.clear_cookies()
    key = page.locator("li.card", has=page.locator("a.edit")).first.get_attribute("id")
    page.locator(f"#{key} a.edit").click()
    said(page, "you were signed out")
    expect(page.locator(f"#{key} blockquote")).to_be_visible()


def test_without_javascript(browser, base_url, browser_context_args, live_server):
    make_user("editor", "Editors")
    article = make_article(text=TEXT, status=Status.DRAFT)
    options = {"base_url": base_url, "java_script_enabled": False}
    context = browser.new_context(**{**browser_context_args, **options})
    page = context.new_page()
    sign_in(page, "editor")
    page.goto(review_url(article))
    messages = page.locator(".messagelist")
    card(page, "[spare parts]").get_by_role("button", name="Accept").click()
    expect(messages).to_contain_text("Accepted: Ines Okafor (new). Word for word.")
    card(page, "direct threat").get_by_role("button", name="Reject").click()
    expect(messages).to_contain_text("Rejected")
    page.get_by_role("button", name="Undo").click()
    expect(messages).to_contain_text("Undone")
    card(page, "laser-focused").get_by_role("link", name="Edit").click()
    form = card(page, "laser-focused")
    form.get_by_label("Speaker", exact=True).first.fill("Bo Li")
    form.get_by_label("New speaker").first.uncheck()
    form.get_by_role("button", name="Accept").click()
    expect(form).to_contain_text("No speaker has this name")
    form.get_by_label("New speaker").first.check()
    form.get_by_role("button", name="Accept").click()
    expect(messages).to_contain_text("Accepted: Bo Li (new)")
    page.get_by_label("Words, as printed").fill("said Ada Moreau")
    page.get_by_role("button", name="Make a quote of these words").click()
    expect(messages).to_contain_text("Selected")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("button", name="Publish with 2 quotes").click()
    expect(messages).to_contain_text("is public")
    assert Quote.objects.public().count() == 2
    assert Speaker.objects.filter(name="Bo Li").exists()
    assert Article.objects.get().status == Status.PUBLISHED
    context.close()
