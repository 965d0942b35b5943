"""Shared by browser tests: a page that fails on console errors, and axe."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from quotes.search import autocomplete
from tests.support.accessibility import violations
from tests.support.admin_pages import make_user
from tests.support.demo_rows import load_demo

# Responses may be late on a busy machine, which is no failure.
expect.set_options(timeout=20_000)

WIDTHS = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 900},
}


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Give autocomplete more time: its time limit has a test of its own."""
    monkeypatch.setattr(autocomplete, "STATEMENT_TIMEOUT_MS", 10_000)


@pytest.fixture
def demo():
    load_demo()


@pytest.fixture(params=WIDTHS)
def width(request):
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, width):
    return {**browser_context_args, "viewport": WIDTHS[width]}


@pytest.fixture
def page(page):
    """Return a page that fails the test if its console reports an error.

    Violations of the Content-Security-Policy count. A test that expects a status such
    as 404 sets `page.expected_statuses`.
    """
    faults = []
    page.expected_statuses = ()

    def report(message):
        if message.type == "error" and not any(
            f"status of {status}" in message.text  # of the browser
            or f"Error Code {status}" in message.text  # of htmx
            for status in page.expected_statuses
        ):
            faults.append(message.text)

    page.on("console", report)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


@pytest.fixture
def editor(page, base_url):
    """Return a page with a signed-in editor; test_editor.py tests signing in."""
    client = Client()
    client.force_login(make_user("editor", "Editors"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": base_url}]
    )
    return page


@pytest.fixture
def check_accessibility():
    """Return a function that checks a page with axe-core, light and dark.

    `ignore` are impacts that do not count: the stock admin has minor findings.
    """

    def check(page, ignore=()):
        page.wait_for_load_state()  # the admin's scripts label its fields
        assert [
            (rule["id"], [node["html"][:200] for node in rule["nodes"]])
            for rule in violations(page)
            if rule["impact"] not in ignore
        ] == []
        assert page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        ), "the page is wider than the screen"

    return check
