"""What a newcomer wants to know takes three interactions at most, from home.

An interaction is a click, a choice or a submitted form; typing does not count.
"""

import csv
import re

import pytest
from playwright.sync_api import expect

from tests.support.demo_rows import load_demo

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
MOST = 3


class Reader:
    """A reader in a browser, whose interactions are counted."""

    def __init__(self, page):
        self.page = page
        self.interactions = 0
        page.goto("/")
        self.box = page.get_by_role("main").get_by_role("combobox").first

    def search(self, words):
        self.box.fill(words)
        self.box.press("Enter")
        self.interactions += 1

    def pick_suggestion(self, typed, name):
        self.box.press_sequentially(typed)
        self.click(self.page.get_by_role("option", name=name).first)

    def click(self, target):
        target.click()
        self.interactions += 1

    def choose(self, target, label):
        option = target.locator("option", has_text=label)
        target.select_option(value=option.first.get_attribute("value"))
        self.interactions += 1


@pytest.fixture
def reader(page):
    load_demo()
    reader = Reader(page)
    yield reader
    page.wait_for_load_state("networkidle")  # an aborted request is an error of htmx
    assert 0 < reader.interactions <= MOST


def test_what_did_pompeo_say_about_deepseek(reader):
    reader.search("Pompeo DeepSeek")
    row = reader.page.locator("ol.quotes > li").first
    expect(row).to_contain_text("DeepSeek's emergence as")
    expect(row).to_contain_text("Mike Pompeo")
    for answer in ("Not yet checked", "Word for word"):
        expect(row).to_contain_text(answer)


def test_is_this_line_of_voltaire_real(reader):
    reader.search("I disapprove of what you say, but I will defend to the death")
    row = reader.page.locator("ol.quotes > li").first
    expect(row).to_contain_text("Not said by Voltaire")
    expect(row).to_contain_text("Evelyn Beatrice Hall")
    reader.click(row.get_by_role("link", name=re.compile("^“?I disapprove")))
    expect(reader.page).to_have_title(re.compile("Voltaire"))
    expect(reader.page.get_by_role("main")).to_contain_text(
        re.compile("No. Misattributed")
    )


def test_cite_lincoln_in_mla(reader):
    reader.search("Lincoln")
    row = reader.page.locator("ol.quotes > li").first
    reader.click(row.get_by_role("link", name=re.compile("^Cite")))
    citation = reader.page.locator("#citation")
    expect(citation).to_contain_text("In the bibliography")
    reader.choose(reader.page.get_by_label("Style", exact=True), "MLA")
    expect(citation).to_contain_text(
        "Lincoln, Abraham. “First Inaugural Address of Abraham Lincoln.” 4 Mar. 1861."
    )


def test_quotes_on_democracy_before_1900_as_a_file(reader):
    page = reader.page
    reader.pick_suggestion("democracy", re.compile("^Democracy"))
    page.get_by_label("until", exact=True).fill("1899")
    reader.click(page.get_by_role("button", name="Show", exact=True))
    download_csv(reader)


@pytest.mark.parametrize(
    "typed", ["democracy before 1900", "all quotes on democracy before 1900"]
)
def test_the_same_file_by_typing_the_question(reader, typed):
    reader.search(typed)
    chips = reader.page.get_by_role("list", name="Filters that are on")
    expect(chips).to_contain_text("1899")
    download_csv(reader)


def download_csv(reader):
    page = reader.page
    with page.expect_download() as download:
        reader.click(page.get_by_role("link", name="CSV", exact=True).last)
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    assert all(row["published"][:4] < "1900" for row in rows)


def test_who_else_was_quoted_beside_lecun(reader):
    reader.pick_suggestion("LeCun", re.compile("^Yann LeCun"))
    others = reader.page.get_by_role("main")
    for name in ("Mike Pompeo", "Satya Nadella", "Marc Andreessen"):
        expect(others.get_by_role("link", name=name, exact=True).first).to_be_visible()
