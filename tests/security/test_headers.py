"""Every kind of response has the headers that protect its reader."""

import pytest
from django.test import TestCase, override_settings

from tests.support.every_url import Rows
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server

POLICY = "Content-Security-Policy"
#: Other sites may show these in a frame.
FRAMED = "/embed/"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
#: What the kinds of answers are, with an example that must stay one.
KINDS = {
    **{"/": 200, "/quotes.bib": 200, "/quotes.atom": 200, "/sitemap.xml": 200},
    **{"/static/css/site.css": 200, "/robots.txt": 200, "/list/": 200},
    **{"/quotes/1": 301, "/nothing": 404, "/quotes.bib?sort=x": 400},
    **{"/static/nothing.css": 404, "/admin/": 302, "/admin/login/": 200},
    **{"/check/save/": 405, "/oembed?url=x": 404},
}


def check(response, path):
    """Check the headers of an answer, and end it."""
    leave(response)
    for name, value in HEADERS.items():
        assert response.get(name) == value, (path, name)
    assert "camera=()" in response["Permissions-Policy"], path
    policy = response[POLICY]
    assert "default-src 'none'" in policy, path
    assert "unsafe" not in policy and "http" not in policy, path
    if not path.startswith(FRAMED):
        assert "script-src 'self'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert response.get("X-Frame-Options") == "DENY", path


class HeaderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def test_every_kind_of_answer(self):
        for path, status in KINDS.items():
            response = self.client.get(path)
            assert response.status_code == status, (path, response.status_code)
            check(response, path)

    def test_every_address_of_the_desk_for_readers(self):
        """Other addresses, and those of editors, are in test_private_pages.py."""
        for _, path in self.rows.urls():
            if path.startswith("/admin/"):
                check(self.client.get(path), path)

    def test_errors(self):
        self.client.raise_request_exception = False
        with override_settings(ROOT_URLCONF="tests.support.failing_urls"):
            for path in ("/fails/", "/refuses/", "/suspects/", "/takes-too-long/"):
                response = self.client.get(path)
                assert response.status_code >= 400
                check(response, path)
        self.client.handler.enforce_csrf_checks = True
        check(self.client.post("/list/", {"empty": ""}), "refused form")
        check(self.client.get("/", headers={"host": "evil.example"}), "wrong host")

    @override_settings(
        SECURE_SSL_REDIRECT=True,
        SECURE_HSTS_SECONDS=31_536_000,
        SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    )
    def test_browsers_are_held_to_https(self):
        response = self.client.get("/quotes/")
        assert response.url == "https://testserver/quotes/"
        assert response.status_code == 301
        for path in ("/quotes/", "/nothing", "/static/css/site.css", "/admin/"):
            response = self.client.get(path, secure=True)
            leave(response)
            hsts = response["Strict-Transport-Security"]
            assert hsts.startswith("max-age=31536000; includeSubDomains"), path
