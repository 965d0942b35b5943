"""The host name of the site cannot be forged."""

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import TestCase, TransactionTestCase, override_settings
from django.urls import reverse

from tests.factories import make_quote
from tests.support.admin_pages import make_user
from tests.support.every_url import Rows

pytestmark = pytest.mark.any_server

LOCMEM = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
REFUSED = [
    *("evil.example", "testserver.evil.example", "evil.example:80", "testserver@evil"),
    *("evil.example/testserver", "testserver evil.example", "testserver,evil.example"),
    *(
        "",
        "[::1",
        "testserver:80:80",
        "testserver:x",
        "testserver\\evil",
        "%74estserver",
    ),
]
#: What proxies may be made to send on, which the site does not use.
FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Host": "evil.example",
    "X-Original-Host": "evil.example",
    "Forwarded": "host=evil.example;proto=https",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Scheme": "https",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-HTTP-Method-Override": "DELETE",
}


@override_settings(ALLOWED_HOSTS=["testserver"])
class HostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def test_other_hosts_are_refused(self):
        for host in REFUSED:
            for path in ("/", "/quotes.atom", "/admin/login/", "/nothing"):
                response = self.client.get(path, HTTP_HOST=host)
                assert response.status_code == 400, (host, path)
                assert b"evil" not in response.content

    def test_forged_headers_change_no_page(self):
        paths = ["/", "/quotes.atom", "/sitemap.xml", "/opensearch.xml", "/robots.txt"]
        paths += ["/quotes.json", f"/embed/quotes/{self.rows.quote.pk}/"]
        paths += [
            each.get_absolute_url() for each in (self.rows.quote, self.rows.topic)
        ]
        for path in paths:
            plain = self.client.get(path)
            forged = self.client.get(path, headers=FORGED)
            page = plain.getvalue()
            assert plain.status_code == 200 and page == forged.getvalue(), path
            assert b"evil" not in page and b"https://testserver" not in page, path

    @override_settings(MAIL_IS_SET=True, MAILERS=LOCMEM)
    def test_the_link_of_a_password_reset_leads_here(self):
        make_user("ann", "Editors", email="ann@example.org")
        url, data = reverse("admin:password_reset"), {"email": "ann@example.org"}
        for host in REFUSED:
            assert self.client.post(url, data, HTTP_HOST=host).status_code == 400
        assert not mail.outbox
        response = self.client.post(url, data, headers=FORGED)
        assert response.status_code == 302
        wait_for_mail()
        (message,) = mail.outbox
        assert "http://testserver/admin/password-reset/" in message.body
        assert "evil" not in message.body + message.subject


def wait_for_mail():
    """Wait for the threads that send messages."""
    import threading

    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(5)


@override_settings(ALLOWED_HOSTS=["one.example", "two.example"])
class CacheTests(TransactionTestCase):
    def test_pages_are_cached_for_each_host(self):
        """A cached page has the addresses of the host by which it is asked for."""
        quote = make_quote()
        caches["pages"].clear()
        for path in (quote.get_absolute_url(), "/quotes.atom", "/"):
            for host in ("one.example", "two.example", "one.example:8000"):
                other = "two.example" if host.startswith("one") else "one.example"
                for _ in range(2):
                    page = self.client.get(path, HTTP_HOST=host).content.decode()
                    assert f"http://{host}/" in page and other not in page, path
                secure = self.client.get(path, HTTP_HOST=host, secure=True)
                assert f"https://{host}/" in secure.content.decode()
                assert f"http://{host}/" not in secure.content.decode()
