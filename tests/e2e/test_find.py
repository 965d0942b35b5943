"""Finding quotes in a browser: facets, pages, searches, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from quotes.search.spelling import count_words
from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.demo_rows import fill, load_demo

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
TOPICS = ["Trade", "War", "Peace", "Law", "Work", "Faith", "Land", "Sea", "Sky", "Zeal"]


@pytest.fixture
def rows():
    fill(make_rows)
    count_words()


def make_rows():
    """Make 60 quotes on ten topics: more of both than are shown at once."""
    topics = [make_topic(name) for name in TOPICS]
    speaker = make_speaker("Ada Lovelace")
    article = make_article(title="A speech")
    for number in range(60):
        make_quote(
            article,
            f"Sentence {number:02} about everything.",
            speaker=speaker,
            topics=topics if number < 5 else topics[:1],
        )


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def anywhere(rows, browser, base_url, browser_context_args, request):
    """Return a page of a browser with JavaScript, then of one without."""
    options = {**browser_context_args, "java_script_enabled": request.param}
    context = browser.new_context(**{**options, "base_url": base_url})
    yield context.new_page()
    context.close()


def sentences(page):
    return page.locator("blockquote").all_inner_texts()


def test_next_and_previous_page(anywhere):
    page = anywhere
    page.goto("/quotes/?topic=trade")
    first = sentences(page)
    assert len(first) == 25
    page.get_by_role("link", name="Older quotes").click()
    expect(page).to_have_url(re.compile(r"topic=trade&older="))
    expect(page.get_by_role("link", name="Newer quotes")).to_be_visible()
    second = sentences(page)
    page.get_by_role("link", name="Older quotes").click()
    # A page that is still being read has no such link either: count the quotes.
    expect(page.locator("blockquote")).to_have_count(10)
    third = sentences(page)
    assert len({*first, *second, *third}) == 60
    page.get_by_role("link", name="Newer quotes").click()
    expect(page.get_by_role("link", name="Older quotes")).to_be_visible()
    assert sentences(page) == second
    page.go_back()
    expect(page.locator("blockquote")).to_have_count(10)
    assert sentences(page) == third


def test_a_facet_shows_more_values_and_is_searched(anywhere, width):
    page = anywhere
    page.goto("/quotes/")
    if width == "phone":
        page.get_by_role("link", name="Filters", exact=True).click()
    expect(page.locator("#topic-zeal")).to_have_count(0)
    page.get_by_role("link", name="More topics").click()
    box = page.get_by_role("searchbox", name="Search the topics")
    if "facets" not in page.url:
        box.fill("zz")
        said = page.locator("#announcement")
        expect(said).to_contain_text("None of the topics has “zz” in its name.")
        box.fill("ze")
        expect(said).to_have_text("1 name")
        expect(page.locator("#topic-law")).to_have_count(0)
        box.press("Enter")  # sends nothing
        expect(box).to_be_focused()
        page.locator("#topic-zeal").check()
    else:
        box.fill("ze")
        box.press("Enter")
        page.locator("#topic-zeal").check()
        page.get_by_role("button", name="Show the quotes").click()
    expect(page.locator("#result-count")).to_have_text("5 quotes")
    expect(page).to_have_url(re.compile(r"topic=zeal"))


def test_a_search_marks_its_words_and_corrects_spelling(anywhere):
    page = anywhere
    page.goto("/quotes/?q=everyting")
    expect(page.locator("#result-count")).to_have_text(
        "No quote has all of these words"
    )
    meant = page.get_by_role("link", name="everything")
    with page.context.expect_page() as opened:
        meant.click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator("#result-count")).to_have_text("60 quotes")
    meant.click()
    expect(page.locator("#result-count")).to_have_text("60 quotes")
    expect(page.locator("blockquote mark").first).to_have_text("everything")
    page.goto("/quotes/?q=speaker:lovelace+-everything")
    expect(page.locator("#result-count")).to_have_text(
        "No quote has all of these words"
    )
    page.goto('/quotes/?q="Sentence 07" ada')
    expect(page.locator("#result-count")).to_have_text("1 quote")


def test_a_half_remembered_quote_is_found(page):
    load_demo()
    page.goto(
        "/quotes/?q=computing+resources+kept+away+from+china+export-controled+ideas"
    )
    expect(page.locator("#result-count")).to_contain_text("Closest match")
    expect(page.locator("blockquote").first).to_contain_text("the ideas that everyone")


def test_a_line_with_other_words_is_the_closest_match(page):
    load_demo()
    for words in ("the only thing we have not to fear is fear itself", "of a people"):
        page.goto(f'/quotes/?q="{words}"')
        expect(page.locator("#result-count")).to_contain_text("Closest match")
        expect(page.locator(".quotes blockquote del").first).to_be_visible()
    page.goto("/quotes/?q=the only thing we have not to fear is fear itself")
    expect(page.locator("#result-count")).to_have_text("Closest match")
    expect(page.locator(".best .difference")).to_have_text(
        "You typed “not”, which the printed words do not have."
    )
    page.goto("/quotes/?q=the only thing we have to fear is fear itself")
    expect(page.locator("#result-count")).to_have_text("1 quote")
    expect(page.locator(".quotes del")).to_have_count(0)


def test_a_question_is_read(page):
    load_demo()
    page.goto("/quotes/?q=what did Yann LeCun say about DeepSeek?")
    expect(page.locator(".note")).to_contain_text("Read as a question")
    expect(page.locator(".quotes .who").first).to_contain_text("Yann LeCun")
