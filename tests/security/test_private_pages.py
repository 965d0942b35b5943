"""Pages that depend on the reader or may be published later are in no shared cache.

Each of these pages has the headers of test_headers.py too.
"""

import re

import pytest
from django.test import TestCase

from tests.factories import make_quote
from tests.security.test_headers import check
from tests.support.admin_pages import make_user
from tests.support.every_url import Rows
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server

#: Views that answer each reader differently: nobody else may get their pages.
PERSONAL = {
    *("list/", "list/add/<key:pk>/", "random/", "report/<slug:kind>/<slug:key>/"),
    *("check/", "check/save/", "check/saved/<slug:token>/"),
}
#: Records of readers and editors, which a page is changed by if it depends on them.
COOKIES = {"list": "1", "sessionid": "x", "csrftoken": "a" * 32, "desk_forms": "x"}


def is_shared(response):
    """Return whether a shared cache may store a response."""
    words = response.get("Cache-Control", "")
    return not re.search("private|no-store|no-cache", words)


class PrivatePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()
        cls.chief = make_user("chief", "Chief editors")

    def test_no_page_of_the_desk_is_stored(self):
        self.client.force_login(self.chief)
        for route, path in self.rows.urls():
            if not route.startswith("admin/") or "logout" in route:
                continue
            response = self.client.get(path)
            check(response, path)
            if route == "admin/jsi18n/" or response.status_code in (301, 404):
                continue  # the same for everybody
            assert not is_shared(response), path

    def test_what_is_shared_is_the_same_for_everybody(self):
        """Whoever is signed in, whatever cookies come: no cookie, the same page."""
        editor = self.client_class()
        editor.force_login(self.chief)
        for name, value in COOKIES.items():
            if name not in editor.cookies:
                editor.cookies[name] = value
        for route, path in self.rows.urls():
            if route.startswith("admin/"):
                continue
            theirs, ours = self.client.get(path), editor.get(path)
            if route in PERSONAL:
                assert not is_shared(ours) and not is_shared(theirs), path
            else:
                assert theirs.getvalue() == ours.getvalue(), path
                assert not ours.cookies and "Cookie" not in ours.get("Vary", ""), path
            check(theirs, path)
            check(ours, path)

    def test_addresses_of_drafts_answer_like_those_of_nothing(self):
        draft = self.rows.draft
        nothing = make_quote(status="draft")
        key = nothing.pk
        nothing.delete()
        for route in (
            *("/quotes/{}/", "/quotes/{}/cite/", "/quotes/{}.ris", "/list/add/{}/"),
            *("/quotes/{}/history/", "/quotes/{}/card-x.png", "/report/quotes/{}/"),
            *("/embed/quotes/{}/", "/quotes/{}/words/"),
        ):
            answers = []
            for each in (draft.pk, key):
                response = self.client.get(route.format(each))
                assert response.status_code == 404, route
                assert not is_shared(response), route
                page = response.getvalue().decode()
                page = re.sub(rf"(/|Quote ){each}\b", "KEY", page)
                del response["X-Request-ID"]  # each has another
                answers.append((page, dict(response.headers)))
                leave(response)
            assert answers[0] == answers[1], route
