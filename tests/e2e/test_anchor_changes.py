"""What editors and readers see if a passage changed after it was quoted."""

import pytest
from playwright.sync_api import expect

from quotes.verification.verify import verify
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import change_url, make_user, sign_in

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

TEXT = (
    "The council met late on Monday. “We stay laser focussed on the old bridge,” said "
    "Ada Moreau, the mayor. Others were not so sure."
)


def test_a_changed_passage_is_listed_and_marked_as_seen(page, check_accessibility):
    make_user("editor", "Editors")
    article = make_article(text=TEXT, title="Vauville and its bridge")
    quote = make_quote(
        article, "We stay laser focussed on the old bridge", speaker=make_speaker("Ada")
    )
    wrong = make_quote(
        make_article(text="Nothing was said."),
        "We stay laser focussed on the old bridge",
    )
    article.hold_text(TEXT.replace("laser focussed on the old", "focused on the new"))
    (changed,) = verify(article.quotes.all())
    assert changed == quote

    def look():
        check_accessibility(page, ignore=("minor", "moderate"))

    page.goto(quote.get_absolute_url())
    answer = page.locator("section[aria-labelledby=printed]")
    expect(answer).to_contain_text("Printed until")
    expect(answer.locator("del").first).to_contain_text("laser focussed")
    expect(answer.locator("ins").last).to_contain_text("new")
    look()
    sign_in(page, "editor")
    page.goto("/admin/quotes/anchorchange/")
    row = page.get_by_role("row").filter(has_text="Other words")
    expect(row).to_contain_text("Word for word")
    look()
    row.get_by_role("link", name="We stay laser focussed").click()
    found = page.locator(".differences")
    expect(found.locator("del").first).to_contain_text("laser focussed")
    expect(found.locator("ins").first).to_contain_text("focused")
    expect(page.get_by_text("Readers are told that they were printed")).to_be_visible()
    look()
    page.goto(change_url(wrong))
    expect(page.locator(".anchor.is-missing")).to_be_visible()
    look()
    page.goto("/admin/quotes/anchorchange/")
    page.locator(".action-select").first.check()
    page.get_by_label("Action:").select_option(label="Mark as seen")
    page.get_by_role("button", name="Run").or_(
        page.get_by_role("button", name="Go")
    ).first.click()
    expect(page.get_by_text("1 marked as seen.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Other words")).to_have_count(0)


def test_readers_follow_a_quote_to_the_texts_that_had_it(page, check_accessibility):
    article = make_article(text=TEXT, title="Vauville and its bridge", rights="full")
    quote = make_quote(
        article, "We stay laser focussed on the old bridge", speaker=make_speaker("Ada")
    )
    article.hold_text(TEXT.replace("laser focussed on the old", "focused on the new"))
    verify(article.quotes.all())

    def look():
        check_accessibility(page, ignore=("minor", "moderate"))
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")

    page.goto("/quotes/?anchor=changed")
    tag = page.locator(".answer.is-changed")
    expect(tag).to_contain_text("Printed until")
    expect(page.get_by_label("Text changed")).to_be_checked()
    look()
    page.get_by_role("link", name="We stay laser focussed").click()
    expect(page.locator("blockquote.passage mark")).to_have_text(quote.text)
    page.locator("ol.versions a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
    expect(page.locator(".held del").first).to_contain_text("laser focussed")
    expect(page.locator(".held ins").last).to_contain_text("new")
    look()
    page.get_by_role("link", name="All versions").click()
    expect(page.get_by_text("Words removed: 3; words added: 2")).to_be_visible()
    look()
    page.get_by_role("heading", level=1).get_by_role("link").click()
    expect(page.get_by_text("The text was changed.")).to_be_visible()
    look()
    page.get_by_role("link", name="What was changed").click()
    expect(page.locator("ol.articles li")).to_have_count(2)
