"""An editor goes from a pasted text to a downloaded citation."""

import re

import bibtexparser
import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import make_user, sign_in
from tests.support.many_quotes import make_many, make_text

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

TEXT = """The council met late.

“We will rebuild the bridge,” said Ada Moreau, the mayor, “because a town without a
bridge is two towns.” Others were not so sure.
"""


def choose(page, label, typed, group):
    """Choose an option of a select2 box with the keyboard, by its accessible name."""
    group.get_by_role("combobox", name=label).first.click()
    page.locator(".select2-search--dropdown .select2-search__field").fill(typed)
    page.locator(".select2-results__option--highlighted", has_text=typed).click()


def test_from_a_pasted_text_to_a_citation(page, check_accessibility):
    make_user("editor", "Editors")
    sign_in(page, "editor")
    make_speaker("Ada Moreau", description="Mayor of Vauville.")
    page.get_by_role("link", name="Articles", exact=True).last.click()
    page.get_by_role("link", name=re.compile("Add article", re.I)).click()
    page.get_by_label("Title").fill("Vauville will rebuild its bridge")
    page.get_by_label("Published").fill("2024-11")
    page.get_by_role("textbox", name="Text:").fill(TEXT)
    page.locator("#id_bylines-0-given").fill("Noor")
    page.locator("#id_bylines-0-particle").fill("de")
    page.locator("#id_bylines-0-family").fill("Wit")
    quote = page.locator("#quotes-0")
    quote.get_by_label("Words").fill(
        "We will rebuild the bridge, because a town without a bridge is two towns."
    )
    choose(page, "Speaker", "Ada Moreau", quote)
    quote.get_by_label("Name as printed").fill("Ada Moreau")
    quote.get_by_label("Role as printed").fill("the mayor")
    quote.get_by_label("Cue").fill("said")
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_role("button", name="Save and continue editing").first.click()

    # The outcome and the passage, for two places in the text.
    expect(page.locator(".messagelist")).to_contain_text("Word for word")
    listed = page.locator(".article-quotes li")
    listed.get_by_text("Word for word").first.click()
    expect(listed.locator(".passage mark")).to_have_text(
        [
            "We will rebuild the bridge,",
            re.compile(r"because a town without a\s+bridge is two towns\."),
        ]
    )
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_role("button", name="Save and publish").first.click()
    expect(page.locator(".messagelist")).to_contain_text("is public")

    page.goto("/")
    page.get_by_role("combobox").fill('"town without a bridge"')
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="1 quote", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("We will rebuild")).click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("the mayor")
    expect(main).to_contain_text("November 2024")
    check_accessibility(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX", exact=True).click()
    entry = bibtexparser.parse_string(download.value.path().read_text()).entries[0]
    fields = {field.key: field.value for field in entry.fields}
    assert fields["author"] == "de Wit, Noor"
    assert (fields["year"], fields["month"]) == ("2024", "nov")
    assert "Ada Moreau" in fields["annote"] and "is two towns." in fields["annote"]


def test_words_that_are_not_in_the_text_are_reported(editor):
    page = editor
    article = make_article(text=TEXT, status="draft")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_text("Add another Quote").click()
    quote = page.locator("#quotes-0")
    quote.get_by_label("Words").fill("We will rebuild the tunnel")
    page.get_by_role("button", name="Save and continue editing").first.click()
    warning = page.locator(".messagelist .warning")
    expect(warning).to_contain_text("Not in the text")
    expect(warning).to_contain_text("“bridge,")
    expect(warning).to_contain_text("“tunnel”")
    listed = page.locator(".article-quotes li")
    expect(listed).to_contain_text("Not in the text")
    listed.get_by_role("link").click()
    words = page.get_by_role("textbox", name="Words:")
    expect(words).to_have_value("We will rebuild the tunnel")


def test_a_new_speaker_in_place(editor):
    page = editor
    page.goto("/admin/articles/article/add/")
    quote = page.locator("#quotes-0")
    with page.expect_popup() as opened:
        quote.locator("#add_id_quotes-0-speaker").click()
    popup = opened.value
    popup.locator("#id_name").fill("Ōe Kenzaburō")
    popup.get_by_role("button", name="Save", exact=True).first.click()
    expect(quote.get_by_role("combobox", name="Speaker").first).to_contain_text(
        "Ōe Kenzaburō"
    )


def test_an_article_of_500_quotes(editor, check_accessibility):
    page = editor
    article = make_article(text=make_text(500))
    make_many(article, 500)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    listed = page.locator(".article-quotes")
    expect(listed.get_by_role("listitem")).to_have_count(25)
    assert page.evaluate("document.documentElement.scrollHeight") < 8_000
    check_accessibility(page, ignore=("minor", "moderate"))
    # Turning pages keeps what was typed in the form.
    page.get_by_label("Title").fill("Five hundred quotes")
    listed.get_by_role("link", name="20", exact=True).click()
    expect(listed.get_by_role("heading")).to_contain_text("page 20 of 20")
    expect(listed.get_by_role("heading")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Five hundred quotes")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Saved: “Five hundred quotes”")
    listed.get_by_role("link", name="2", exact=True).click()
    listed.get_by_role("link", name="Word30 of 30.").click()
    page.get_by_label("Editor’s note").fill("Checked.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(listed.get_by_role("heading")).to_contain_text("page 2 of 20")


def test_withdrawing_with_a_reason(editor, check_accessibility):
    page = editor
    quote = make_quote(text="It was never so.")
    page.goto("/admin/quotes/quote/")
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").first.select_option("withdraw")
    page.get_by_role("button", name=re.compile("Run|Go")).first.click()
    page.get_by_label("Reason").fill("The outlet took it back.")
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_role("button", name="Withdraw").click()
    page.expected_statuses = (410,)
    page.goto(quote.get_absolute_url())
    main = page.get_by_role("main")
    expect(main).to_contain_text("The outlet took it back.")
    expect(main).not_to_contain_text("It was never so.")


def test_pages_of_editors_are_accessible(editor, check_accessibility):
    make_quote()
    for path in [
        "articles/article/",
        "articles/publication/add/",
        "quotes/speaker/",
        "quotes/speaker/add/",
        "quotes/topic/add/",
        "quotes/quote/add/",
    ]:
        editor.goto(f"/admin/{path}")
        check_accessibility(editor, ignore=("minor", "moderate"))
