"""Editors lose nothing: two at one article, and a session that ends while typing."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import change_url, make_user, sign_in

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", ["desktop"], indirect=True),
]

TEXT = "“We will rebuild the bridge,” said Ada Moreau, the mayor. We must go."


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()


def sign_in_again(page, name):
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill("pw")
    page.get_by_role("button", name="Sign in").click()


def test_two_editors_at_one_article(editor, browser, base_url, check_accessibility):
    article = make_article(title="The bridge", text=TEXT)
    bob = browser.new_page(base_url=base_url)
    make_user("bob", "Editors")
    sign_in(bob, "bob")
    for page in (editor, bob):
        page.goto(change_url(article))
        expect(page.get_by_label("Kind").first).to_be_focused()
    editor.get_by_label("Title").fill("The bridge is rebuilt")
    save(editor)
    # Bob changes something else: both are kept.
    bob.get_by_label("Published").fill("2024-11")
    bob.get_by_role("button", name="Save and continue editing").first.click()
    expect(bob.locator(".messagelist")).to_contain_text("Both are kept: from editor")
    expect(bob.get_by_label("Title")).to_have_value("The bridge is rebuilt")
    # Both change the title.
    editor.goto(change_url(article))
    editor.get_by_label("Title").fill("The bridge will be rebuilt soon")
    save(editor)
    bob.get_by_label("Title").fill("The bridge is rebuilt at last")
    save(bob)
    error = bob.locator(".field-title .errorlist")
    expect(error).to_contain_text("editor changed this too")
    expect(error.locator("del").first).to_contain_text("will")
    expect(error.get_by_label("Keep what I typed")).to_be_focused()
    check_accessibility(bob, ignore=("minor", "moderate"))
    error.get_by_label("Take what editor saved").check()
    save(bob)
    article.refresh_from_db()
    assert article.title == "The bridge will be rebuilt soon"
    assert article.published.isoformat() == "2024-11"
    bob.close()


def test_the_session_ends_while_typing(page, check_accessibility):
    make_user("ann", "Editors")
    speaker = make_speaker("Ada Moreau")
    article = make_article(text=TEXT)
    sign_in(page, "ann")

    # A form with a new row and a chosen speaker.
    page.goto(change_url(speaker))
    page.get_by_label("Description").fill("Mayor of Vauville.")
    page.get_by_text("Add another Alias").click()
    page.locator("#id_aliases-0-name").fill("A. Moreau")
    Session.objects.all().delete()
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("What you typed is kept")
    check_accessibility(page, ignore=("minor", "moderate"))
    sign_in_again(page, "ann")
    expect(page.locator(".messagelist")).to_contain_text("this was not saved")
    expect(page.get_by_label("Description")).to_have_value("Mayor of Vauville.")
    expect(page.locator("#id_aliases-0-name")).to_have_value("A. Moreau")
    speaker.refresh_from_db()
    assert speaker.description == ""
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("Saved: ")
    speaker.refresh_from_db()
    assert speaker.description == "Mayor of Vauville."
    assert speaker.aliases.get().name == "A. Moreau"

    # A card of the review, which htmx sends.
    page.goto(f"/admin/articles/article/{article.pk}/review/")
    page.locator("a.edit").first.click()
    page.get_by_label("Words", exact=True).fill("We will rebuild")
    page.get_by_label("Cue").fill("announced")
    Session.objects.all().delete()
    page.locator("form.entry").get_by_role("button", name="Accept").click()
    sign_in_again(page, "ann")
    card = page.locator("form.entry")
    expect(card.get_by_label("Words", exact=True)).to_have_value("We will rebuild")
    expect(card.get_by_label("Cue")).to_have_value("announced")
    card.get_by_role("button", name="Accept").click()
    expect(page.locator("#announcement")).to_contain_text("Accepted")

    # Withdrawing from a record's own page, with an edit that is not saved.
    quote = make_quote(article, "We must go.")
    page.goto(change_url(quote))
    page.get_by_label("Note").fill("He did not say it.")
    page.locator("select[name=CHANGE_FORM-action]").select_option("withdraw")
    page.get_by_role("button", name=re.compile("Run|Go")).first.click()
    expect(page.get_by_label("Reason")).to_be_visible()
    assert page.locator(".errorlist").count() == 0
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_label("Reason").fill("The outlet took it back.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_label("Note")).to_have_value("He did not say it.")
    quote.refresh_from_db()
    assert (quote.status, quote.note) == ("withdrawn", "")
