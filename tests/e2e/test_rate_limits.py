"""What readers see if they send too many requests."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from quotes.views import rate_limits
from tests.factories import make_quote, make_speaker

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def strict(settings, monkeypatch):
    """Let one request of each kind pass, also from this machine, for a minute."""
    settings.SECRET_KEY = str(uuid.uuid4())
    for name in ("SEARCHES", "AUTOCOMPLETE", "CITATIONS", "DOWNLOADS"):
        setattr(settings, f"{name}_PER_MINUTE", 1)
    monkeypatch.setattr(rate_limits, "is_local", lambda request: False)
    monkeypatch.setattr(rate_limits, "PERIOD", 60)


@pytest.fixture
def quote():
    return make_quote(text="The moon is made of rock", speaker=make_speaker("Ada Lin"))


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_a_filter_that_is_refused_leads_to_a_page_that_says_so(
    page, quote, check_accessibility
):
    page.expected_statuses = (429,)
    page.goto("/quotes/?q=moon")
    page.get_by_role("checkbox", name="Ada Lin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Too many requests at once"
    )
    check_accessibility(page)
    again = page.get_by_role("link", name="Try again")
    expect(again).to_have_attribute("href", re.compile(r"q=moon&.*speaker=ada-lin"))


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_suggestions_that_are_refused_say_so(page, quote):
    page.expected_statuses = (429,)
    page.goto("/")
    box = page.get_by_role("combobox").first
    box.press_sequentially("Ada")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press_sequentially(" Li")
    status = page.get_by_role("status").filter(has_text="Too many requests at once")
    expect(status).to_have_count(1)


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_a_citation_that_is_refused_says_so_in_its_place(page, quote):
    page.expected_statuses = (429,)
    page.goto(f"/quotes/{quote.pk}/cite/")
    style = page.get_by_label("Style", exact=True)
    style.select_option(index=1)
    alert = page.locator("#citation").get_by_role("alert")
    expect(alert).to_contain_text("Too many requests at once")
