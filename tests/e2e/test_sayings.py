"""Sayings: from the foot of a page to a print, and lists with one print of each."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


def test_from_the_foot_to_a_saying_and_its_prints(demo, page, check_accessibility):
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Sayings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sayings")
    page.get_by_label("Find by words").fill("defend death")
    page.get_by_role("button", name="Find").click()
    check_accessibility(page)
    page.get_by_role("link", name=re.compile("I disapprove of what")).click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Misattributed to Voltaire")
    check_accessibility(page)
    marks = page.locator("#over-time ~ svg a:visible")
    marks.first.click()
    expect(page).to_have_url(re.compile("#print-[0-9]+$"))
    page.locator(".tree a").first.click()
    expect(page).to_have_url(re.compile("#print-[0-9]+$"))
    expect(page.get_by_role("link", name="Follow new prints")).to_be_visible()
    prints = page.locator("ol.prints > li")
    expect(prints).to_have_count(2)
    prints.first.get_by_role("link", name="The Friends of Voltaire").click()
    also = page.get_by_role("link", name=re.compile("^Also printed in 1 source"))
    also.click()
    page.get_by_role("link", name="Tell us").click()
    expect(page).to_have_url(re.compile("/contact/$"))


def test_a_list_has_each_saying_once_until_the_chip_is_removed(demo, page, width):
    page.goto("/quotes/?q=liberty+price&sort=oldest")
    rows = page.locator("ol.quotes > li")
    expect(rows).to_have_count(3)
    if width == "phone":
        page.get_by_role("link", name="Filters").click()
    page.locator("#facet-sayings > summary").click()
    page.get_by_label("One print of each saying").check()
    expect(page).to_have_url(re.compile("group=saying"))
    expect(page.locator("#result-count")).to_have_text("1 quote")
    if width == "phone":
        page.locator("#filters").get_by_role("link", name="Close").click()
    more = page.get_by_role(
        "link", name="and 2 more prints in this list, of 4 on record"
    )
    expect(more).to_be_visible()
    page.get_by_role("link", name="Remove Sayings: One print of each saying").click()
    expect(rows).to_have_count(3)
    expect(page).not_to_have_url(re.compile("group="))
