"""An editor sets up a second factor, and signs in with it and without the phone."""

import time
from base64 import b32decode

import pytest
from django_otp.oath import hotp
from playwright.sync_api import expect

from tests.support.admin_pages import make_user, sign_in

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_second_factor(page, check_accessibility):
    make_user("ann", "Editors")
    page.goto("/admin/quotes/topic/")
    check_accessibility(page)
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("name or the password is wrong")
    page.get_by_label("Password").fill("pw")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")

    page.get_by_role("link", name="Second factor").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    check_accessibility(page)
    key = page.locator("code.key").inner_text().replace(" ", "")
    step = int(time.time()) // 30
    page.get_by_role("textbox", name="Code").fill(code_of(key, step))
    page.get_by_label("Your password").fill("pw")
    page.keyboard.press("Enter")
    stored = page.locator(".recovery-codes code")
    expect(stored).to_have_count(10)
    codes = stored.all_inner_texts()
    check_accessibility(page)
    page.get_by_role("link", name="I have stored them").click()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, "ann")
    check_accessibility(page)
    # A code counts once, so this is the one after it. If the first arrived in the next
    # half minute, the phone counts as slow, and a code of "now + 1" is refused.
    page.get_by_role("textbox", name="Code").fill(code_of(key, step + 1))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, "ann")
    page.get_by_role("textbox", name="Code").fill(codes[0].upper())
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".messagelist")).to_contain_text("9 are left")


def code_of(key, step):
    """Return the code of a key (Base32) in a half minute since 1970 (RFC 6238)."""
    return f"{hotp(b32decode(key), step):06}"
