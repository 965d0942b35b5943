"""Editors confirm quotes that moved, and are stopped at a cut that drops a “not”."""

import pytest
from playwright.sync_api import expect

from quotes.verification.verify import verify
from tests.factories import make_article, make_quote
from tests.support.admin_pages import change_url

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

WORDS = "We will rebuild the harbour by the spring"
TEXT = (
    "The council met late on Monday, and the hall was full of people from the old "
    f"town. “{WORDS},” said Ada Moreau, the mayor. Others were not so sure, and left "
    "before the vote. The owner is not allowed to end this lease."
)


def test_a_changed_speaker_is_listed_and_confirmed(editor, check_accessibility):
    page = editor
    article = make_article(text=TEXT, title="Vauville and its harbour", quotes=[WORDS])
    article.hold_text(TEXT.replace("Ada Moreau", "Ida Morel"))
    assert verify(article.quotes.all()) == []
    page.goto("/admin/")
    page.get_by_role("link", name="Quotes to recheck").first.click()
    row = page.get_by_role("row").filter(has_text="The words that say who speaks")
    expect(row.locator("mark").first).to_contain_text(WORDS)
    expect(row).to_contain_text("said Ida Morel")
    check_accessibility(page, ignore=("minor", "moderate"))
    row.locator("th a").click()
    expect(page.locator(".field-found")).to_contain_text("Ida Morel")
    check_accessibility(page, ignore=("minor", "moderate"))
    page.go_back()
    page.locator(".action-select").first.check()
    page.get_by_label("Action:").select_option(
        label="Confirm: it is still this speaker’s quote"
    )
    page.get_by_role("button", name="Run").or_(
        page.get_by_role("button", name="Go")
    ).first.click()
    expect(page.locator(".messagelist")).to_contain_text("1 confirmed.")
    expect(page.locator("#result_list")).to_have_count(0)


def test_a_cut_that_drops_a_negation_is_stopped(editor, check_accessibility):
    page = editor
    quote = make_quote(
        make_article(text=TEXT), "The owner is not allowed to end this lease."
    )
    page.goto(change_url(quote))
    page.get_by_label("Words:", exact=True).fill(
        "The owner is … allowed to end this lease."
    )
    page.get_by_role("button", name="Save", exact=True).first.click()
    error = page.locator(".field-text .errorlist")
    expect(error).to_contain_text("leaves out or puts in “not”")
    check_accessibility(page, ignore=("minor", "moderate"))
