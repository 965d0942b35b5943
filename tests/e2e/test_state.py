"""The state of the site, in a browser."""

import pytest
from playwright.sync_api import expect

from quotes.models import JobRun
from tests.support.admin_pages import make_user, sign_in

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


def test_a_chief_editor_opens_it_from_the_desk(page, check_accessibility):
    make_user("chief", "Chief editors")
    with pytest.raises(OSError, match="full"), JobRun.objects.record("backup"):
        raise OSError("The disk is full.")
    sign_in(page, "chief")
    page.get_by_role("link", name="State of the site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("State of the site")
    versions = page.get_by_role("region", name="Versions")
    expect(versions).to_contain_text("PostgreSQL")
    jobs = page.get_by_role("region", name="Jobs")
    expect(jobs.locator(".warns")).to_contain_text("failed on")
    expect(jobs).to_contain_text("Not known: no run has been recorded")
    check_accessibility(page)
