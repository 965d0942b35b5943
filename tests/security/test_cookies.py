"""Cookies are sent over HTTPS only, to this site only, and not shown to scripts."""

import pytest
from django.test import Client, TestCase, override_settings

from tests.factories import make_quote
from tests.support.admin_pages import change_url, filled_in, make_user
from tests.support.every_url import Rows
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server

#: {cookie: whether scripts may read it}. A new cookie is added here.
COOKIES = {
    "sessionid": False,
    "messages": False,
    "desk_forms": False,
    "known_device": False,
    "csrftoken": True,  # htmx sends it as a header
    "list": True,  # the script marks the buttons of what is on it
}


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
class CookieTests(TestCase):
    def setUp(self):
        self.rows = Rows()
        self.found = {}
        self.client = Client(headers={"x-forwarded-proto": "https"})

    def request(self, method, path, data=None):
        response = getattr(self.client, method)(path, data, secure=True)
        leave(response)
        for name, cookie in response.cookies.items():
            if cookie["max-age"] != 0:  # it is not being deleted
                self.found.setdefault(name, []).append(cookie)
        return response

    def test_flags_of_every_cookie(self):
        make_user("ann", "Editors")
        sign_in = {"username": "ann", "password": "pw"}
        self.request("post", "/admin/login/", sign_in)
        topic = change_url(self.rows.topic)
        data = filled_in(self.request("get", topic))
        assert self.request("post", topic, data).status_code == 302
        self.request("get", "/list/")
        self.request("post", "/list/", {"add": make_quote().pk})
        for _, path in self.rows.urls():
            self.request("get", path)
        assert self.found.keys() == COOKIES.keys()
        for name, cookies in self.found.items():
            for cookie in cookies:
                assert cookie["secure"], name
                assert cookie["samesite"] == "Lax", name
                assert not cookie["domain"], name
                assert bool(cookie["httponly"]) is not COOKIES[name], name

    def test_readers_get_no_cookie(self):
        """Only pages with a form of their own set one: its token."""
        for route, path in self.rows.urls():
            if not route.startswith("admin/"):
                self.request("get", path)
        assert self.found.keys() <= {"csrftoken"}

    def test_signing_in_begins_a_new_session(self):
        """A session that somebody else planted is not theirs afterwards."""
        make_user("ann", "Editors")
        client = Client()
        client.cookies["sessionid"] = "a" * 32
        client.post("/admin/login/", {"username": "ann", "password": "pw"})
        signed_in = client.cookies["sessionid"].value
        assert signed_in != "a" * 32
        client.post("/admin/logout/")
        stolen = Client()
        stolen.cookies["sessionid"] = signed_in
        assert stolen.get("/admin/").status_code == 302
