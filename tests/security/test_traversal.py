"""No address reads a file that is not meant for readers."""

import pytest
from django.test import TestCase

from tests.support.every_url import Rows
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server

FILES = [
    "etc/passwd",
    "config/settings.py",
    "manage.py",
    ".local/database/data/PG_VERSION",
]
UP = [
    *("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "....//", "..;/"),
    *("%252e%252e%252f", "..%c0%af", "%c0%ae%c0%ae/", "..%00/", "/", "//", "./../"),
]
#: What begins an address that ends in a name of a file.
PLACES = [
    *(
        "/static/",
        "/static/css/",
        "/",
        "/quotes.",
        "/quotes/1.",
        "/list.",
        "/articles/1.",
    ),
    *("/sitemap-", "/figures/", "/quotes/1/card-", "/admin/", "/embed/"),
]
SECRETS = (b"root:x:0", b"SECRET_KEY", b"DJANGO_SETTINGS_MODULE", b"18\n")
#: Names that a reader chooses, by which a file is found or named.
NAMES = [
    "../../manage",
    "/etc/passwd",
    "..%2f..%2fmanage",
    "apa/../../../manage",
    "\x00",
]


class TraversalTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def check(self, path):
        response = self.client.get(path)
        body = response.getvalue()
        leave(response)
        assert not any(each in body for each in SECRETS), path
        return response

    def test_no_path_reads_a_file(self):
        assert self.client.get("/static/css/site.css").getvalue()
        for place in PLACES:
            for up in UP:
                for file in FILES:
                    path = f"{place}{up * 6}{file}"
                    response = self.check(path)
                    assert response.status_code in (301, 302, 400, 404), path

    def test_no_parameter_reads_a_file(self):
        key = self.rows.quote.pk
        for name in NAMES:
            for path in (
                *(f"/quotes/{key}/cite/?style={name}", f"/quotes.docx?style={name}"),
                *(f"/quotes.{name}", f"/unapi?id={key}&format={name}"),
                *(f"/oembed?url=http://testserver/{name}&format={name}",),
                *(f"/quotes/facets/{name}/", f"/quotes.html?style={name}"),
            ):
                self.check(path)

    def test_names_of_downloads_are_plain(self):
        """A name cannot break out of its header, nor name a folder."""
        for route, path in self.rows.urls():
            if "<str:extension>" not in route:
                continue
            query = f"quotes={self.rows.quote.pk}" if route[:4] == "list" else ""
            response = self.client.get(f"{path}?{query}")
            leave(response)
            assert response.status_code == 200, path
            named = response["Content-Disposition"]
            assert "filename=" in named, path
            assert not {*"/\\\r\n"} & {*named}, named


@pytest.mark.django_db
def test_static_files_of_production_are_no_way_out(client, settings, tmp_path):
    """As in production, where the files come from one folder."""
    from django.core.management import call_command

    (tmp_path / "static").mkdir()
    (tmp_path / "secret.txt").write_text("SECRET_KEY")
    settings.STATIC_ROOT, settings.STATIC_FROM_SOURCE = tmp_path / "static", False
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", "--no-input", verbosity=0)
    production = type(client)()
    assert b"{" in production.get("/static/css/site.css").getvalue()
    for up in UP:
        response = production.get(f"/static/{up}secret.txt")
        assert response.status_code in (301, 400, 404), up
