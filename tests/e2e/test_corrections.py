"""An editor corrects with a reason, readers see it, and it is reverted."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import change_url

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

TEXT = "“We will rebuild the harbour,” said Ada Moreau. “We must,” said Ben Okri."


def test_a_correction_is_confirmed_public_and_reverted(editor, check_accessibility):
    page = editor
    quote = make_quote(
        make_article(text=TEXT),
        "We will rebuild",
        speaker=make_speaker("Ada Moreau"),
        name_as_printed="Ada Moreau",
    )
    page.goto(change_url(quote))
    page.get_by_label("Words:", exact=True).fill("We will rebuild the harbour,")
    page.get_by_role("button", name="Save", exact=True).first.click()
    correction = page.get_by_role("region", name="Check the correction")
    expect(correction.locator("ins")).to_contain_text("the harbour,")
    expect(correction.locator(".passage mark")).to_have_text(
        "We will rebuild the harbour,"
    )
    check_accessibility(page, ignore=("minor", "moderate"))
    correction.get_by_role("button", name="Confirm the correction").click()
    expect(correction).to_contain_text("Give the reason for the change")
    correction.get_by_label("Reason for readers").fill("The end was cut off.")
    correction.get_by_role("button", name="Confirm the correction").click()
    expect(page.locator(".messagelist")).to_contain_text(
        "Saved: “We will rebuild the harbour,”"
    )

    page.goto("/")
    page.get_by_role("link", name="Corrections").click()
    entry = page.get_by_role("main").get_by_role("listitem").first
    expect(entry).to_contain_text("Reason: The end was cut off.")
    check_accessibility(page)
    entry.get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text(
        "the words were given as “We will rebuild”."
    )
    check_accessibility(page)
    page.get_by_role("link", name="History of this entry").click()
    expect(page.get_by_role("main")).to_contain_text("First published here")
    check_accessibility(page)

    page.goto(change_url(quote))
    page.get_by_role("link", name="History", exact=True).first.click()
    expect(page.locator(".history-entries")).to_contain_text("The end was cut off.")
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_role("link", name="Revert to this state").first.click()
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_label("Reason").fill("The end belongs to the next sentence.")
    page.get_by_role("button", name="Revert").click()
    expect(page.locator(".messagelist")).to_contain_text("Reverted to the state")
    expect(page.locator(".history-entries > li").first).to_contain_text(
        re.compile("Reverted.*editor")
    )
    page.goto("/corrections/")
    expect(page.get_by_role("main")).to_contain_text(
        "Reason: The end belongs to the next sentence."
    )
