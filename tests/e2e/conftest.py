"""What browser tests share: widths, a page that reports its faults, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from quotes.search import autocomplete
from tests.support.admin_pages import make_user

# On a busy machine what is expected may come late, which is not what is tested.
expect.set_options(timeout=20_000)

#: The script of axe-core, which a page has to hold while it is checked.
AXE = Axe().axe_script
WIDTHS = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 900},
}


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Let suggestions take long: that they give up is tested where it is meant."""
    monkeypatch.setattr(autocomplete, "STATEMENT_TIMEOUT_MS", 10_000)


@pytest.fixture(params=WIDTHS)
def width(request):
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, width):
    return {**browser_context_args, "viewport": WIDTHS[width]}


@pytest.fixture
def page(page):
    """A page that fails the test for whatever its console reports.

    Refusals of the Content-Security-Policy are among it. Where a test expects an
    answer of 404 and the like, it says so by `page.expected_statuses`.
    """
    faults = []
    page.expected_statuses = ()

    def report(message):
        if message.type == "error" and not any(
            f"status of {status}" in message.text for status in page.expected_statuses
        ):
            faults.append(message.text)

    page.on("console", report)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


@pytest.fixture
def editor(page, base_url):
    """A page of an editor who signed in before: tests/e2e/test_editor.py signs in."""
    client = Client()
    client.force_login(make_user("editor", "Editors"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": base_url}]
    )
    return page


@pytest.fixture
def check_accessibility():
    """Return a function that fails for what axe-core finds on a page, light and dark.

    `ignore` are impacts that do not count: the stock admin has minor findings.
    """

    def check(page, ignore=()):
        page.wait_for_load_state()  # scripts of the admin name its fields
        page.emulate_media(color_scheme="light")
        found = faults(page)
        # In the dark only the colours are others, and a page need not be loaded anew.
        page.emulate_media(color_scheme="dark")
        found += faults(page, runOnly=["color-contrast"])
        page.emulate_media(color_scheme="light")
        assert [
            (rule["id"], [node["html"][:200] for node in rule["nodes"]])
            for rule in found
            if rule["impact"] not in ignore
        ] == []
        assert page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        ), "the page is wider than the screen"

    def faults(page, **options):
        # Colours that are still on their way to others are not those of the page.
        page.evaluate(
            "Promise.all(document.getAnimations().map((each) => each.finished))"
        )
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        options["resultTypes"] = ["violations"]
        # Not all that passed as well, which takes longer to be sent than to be found.
        return page.evaluate(
            "(options) => axe.run(options).then((found) => found.violations)", options
        )

    return check
