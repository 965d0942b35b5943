"""A day at the desk: hand in, give back, publish, report, answer in public."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from quotes.models import HandIn
from quotes.views import report
from tests.quotes.workflow.test_handins import make_draft
from tests.support.admin_pages import change_url, make_user

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sign_in_as(page, base_url):
    """Return a function that signs a user in, or with None out."""

    def sign_in(user):
        page.context.clear_cookies()
        if user:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            page.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": base_url}]
            )

    return sign_in


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_a_day_at_the_desk(page, sign_in_as, check_accessibility, monkeypatch):
    monkeypatch.setattr(report, "LEAST_SECONDS", 0)
    author = make_user("author", "Contributors")
    editor = make_user("editor", "Editors")
    draft = make_draft(author, title="A new bridge at Ely")

    sign_in_as(author)
    page.goto(change_url(draft))
    press(page, "Save and hand in")
    expect(page.get_by_text("An editor will publish it")).to_be_visible()

    sign_in_as(editor)
    page.goto("/admin/")
    check_accessibility(page, ignore=("minor",))
    page.get_by_role("link", name="A new bridge at Ely").click()
    press(page, "Take it yourself")
    page.get_by_label("Comment").fill("Who says so?")
    press(page, "Give back with this comment")
    expect(page.get_by_text("Given back to author")).to_be_visible()
    check_accessibility(page, ignore=("minor",))

    sign_in_as(author)
    page.goto("/admin/")
    page.get_by_role("link", name="2 notices").click()
    expect(page.get_by_role("heading", name="Given back to you")).to_be_visible()
    page.locator("#notices").get_by_role("link").first.click()
    expect(page.get_by_text("Who says so?")).to_be_visible()
    page.get_by_label("Comment").fill("The mayor.")
    press(page, "Add comment")
    page.get_by_role("link", name="Open the draft").click()
    press(page, "Save and hand in")

    sign_in_as(editor)
    page.goto("/admin/")
    tasks = page.locator(".dashboard-grid")
    tasks.get_by_role("link", name="A new bridge at Ely").last.click()
    expect(page.get_by_text("The mayor.")).to_be_visible()
    press(page, "Publish")
    expect(page.get_by_text("This is closed: published")).to_be_visible()
    assert HandIn.objects.get().state == "published"

    sign_in_as(None)
    quote = draft.quotes.get()
    page.goto(quote.get_absolute_url())
    page.get_by_role("link", name="Something wrong?").click()
    check_accessibility(page)
    page.get_by_label("What is wrong?").fill("The mayor said “may”.")
    press(page, "Send")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

    sign_in_as(editor)
    page.goto("/admin/")
    page.get_by_role("link", name="The mayor said “may”.").click()
    page.get_by_role("textbox", name="Answer:").fill("The recording has “must”.")
    page.get_by_label("Show the answer to readers").check()
    page.get_by_label("Close the report").check()
    press(page, "Save")
    expect(page.get_by_text("The answer is shown to readers")).to_be_visible()

    sign_in_as(None)
    page.goto(quote.get_absolute_url())
    expect(page.get_by_text("The recording has “must”.")).to_be_visible()
    check_accessibility(page)
