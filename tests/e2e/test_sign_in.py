"""An editor sets up a second factor, and signs in with it and without the phone."""

from base64 import b32decode

import pytest
from django_otp.oath import totp
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
    page.get_by_role("textbox", name="Code").fill(code_of(key))
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
    # A code counts once, so this is the next one: clocks may differ by half a minute.
    page.get_by_role("textbox", name="Code").fill(code_of(key, drift=1))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, "ann")
    page.get_by_role("textbox", name="Code").fill(codes[0].upper())
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".messagelist")).to_contain_text("9 are left")


def code_of(key, drift=0):
    """Return the code that an app with this key (Base32) shows."""
    return f"{totp(b32decode(key), drift=drift):06}"
