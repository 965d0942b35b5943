"""No other site can change anything on behalf of a reader or an editor."""

import pytest
from django.test import Client, TestCase

from tests.support.admin_pages import make_user
from tests.support.every_url import Rows
from tests.support.public_pages import leave
from tests.support.row_digest import digest

pytestmark = pytest.mark.any_server

#: Views that take a form without a token, and why that does no harm.
EXEMPT = {
    "check/": "it stores nothing",
    "report/<slug:kind>/<slug:key>/": "anybody may report, with no account",
}
STORED_BY_READING = ("quotes_review", "quotes_suggestion")
FOREIGN = [{}, {"origin": "https://evil.example"}, {"origin": "null"}]


class ForgedFormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()
        cls.admin = make_user("admin", is_superuser=True)

    def test_no_form_of_another_site_is_taken(self):
        """Every address of the site, as whoever may do most."""
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.admin)
        before = digest()
        for route, path in self.rows.urls():
            if route in EXEMPT:
                continue
            for headers in FOREIGN:
                response = client.post(path, {"post": "yes"}, headers=headers)
                leave(response)
                # Addresses that lead on, and those for reading, take no form at all.
                assert response.status_code in (403, 404, 405, 301, 302), path
                if response.status_code == 302:
                    assert route in ("admin/login/", "random/"), path
        assert digest() == before
        assert client.get("/admin/").status_code == 200, "they are still signed in"

    def test_reading_changes_nothing(self):
        """A link or an image of another site requests any address."""
        client = Client()
        client.force_login(self.admin)
        # The first reader of a review has suggestions stored for all.
        before = digest() | dict.fromkeys(STORED_BY_READING)
        for _, path in self.rows.urls():
            leave(client.get(f"{path}?post=yes&_save=1&action=publish"))
        assert digest() | dict.fromkeys(STORED_BY_READING) == before

    def test_what_needs_no_token_changes_no_record(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.admin)
        before = digest()
        for route, path in self.rows.urls():
            if route in EXEMPT:
                response = client.post(path, {"text": "“We must go”", "message": "x"})
                assert response.status_code == 200
        assert digest() == before
