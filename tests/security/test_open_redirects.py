"""No address of the site leads a reader to another site."""

import itertools
from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest
from django.test import TestCase
from django.urls import reverse

from tests.factories import make_quote
from tests.support.admin_pages import make_user
from tests.support.every_url import Rows
from tests.support.public_pages import leave

pytestmark = pytest.mark.any_server

HERE = "http://testserver/"
#: Targets that browsers understand as another site, or as a program.
ELSEWHERE = [
    *("https://evil.example/", "http://evil.example", "//evil.example/x"),
    *("///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example"),
    *("\\/evil.example", "https:evil.example", "https:/evil.example"),
    *("http:\\\\evil.example", "//evil.example:80@testserver/", "/\t/evil.example"),
    *("\t//evil.example", " //evil.example", "/\n/evil.example", "\x00//evil.example"),
    *("//testserver@evil.example", "//evil.example\\@testserver", "//evil%2eexample"),
    *("%2f%2fevil.example", "/%2fevil.example", "/%5cevil.example", "//%65vil.example"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)"),
    *("data:text/html,x", "vbscript:x", "//ⓔvil.example", "//evil。example", "//[::1]"),
    *("http://testserver.evil.example/", "http://evil.example#testserver", "ftp://x"),
]
#: Every parameter that a redirect may come from, of this site and of others.
PARAMETERS = """
next next_page url _back back return return_to redirect redirect_to continue dest go
kept _kept _popup _changelist_filters _to_field undo page q speaker from to on
""".split()


def leads_away(response):
    """Return where a redirect leads, if that is not this site."""
    where = response.get("HX-Redirect") or response.get("Location", "")
    # As browsers do: without control characters, and with \ for /.
    plain = where.strip().replace("\t", "").replace("\n", "").replace("\\", "/")
    found = urlsplit(urljoin(HERE, plain))
    is_here = (found.scheme, found.netloc) == ("http", "testserver")
    return "" if is_here else where


@pytest.mark.parametrize("target", ["//evil.example/", "/\\evil.example", "https:x.y"])
def test_the_check_finds_what_leads_away(target):
    assert leads_away({"Location": target})
    assert not leads_away({"Location": f"/quotes/?next={target}"})


class RedirectTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()
        cls.chief = make_user("chief", "Chief editors")

    def check(self, response, said):
        leave(response)
        assert not leads_away(response), (said, leads_away(response))

    def test_no_parameter_of_any_address_leads_away(self):
        targets = itertools.cycle(ELSEWHERE)
        for user in (None, self.chief):
            for _, path in self.rows.urls():
                if user and "logout" not in path:
                    self.client.force_login(user)
                query = urlencode({name: next(targets) for name in PARAMETERS})
                address = f"{path}?{query}"
                self.check(self.client.get(address), address)

    def test_no_path_leads_away(self):
        for target in ELSEWHERE:
            for path in (
                f"/{quote(target, safe='/:')}",
                f"//{quote(target, safe='/')}",
                f"/quotes/{self.rows.quote.pk}/{quote(target, safe='')}/",
                f"/quotes/{self.rows.quote.pk}/{quote(target, safe='/')}",
                f"/speakers/{quote(target, safe='/')}",
                f"/admin/{quote(target, safe='/')}",
            ):
                self.check(self.client.get(path), path)

    def test_signing_in_and_out(self):
        login, logout = reverse("admin:login"), reverse("admin:logout")
        for target in ELSEWHERE:
            data = {"username": "chief", "password": "pw", "next": target}
            self.check(self.client.post(login, data), target)
            away = f"{login}?{urlencode({'next': target})}"
            self.check(self.client.get(away), target)
            self.check(self.client.post(logout, {"next": target}), target)
            self.check(self.client.post(away, data | {"next": ""}), target)
            code = reverse("admin:enter_code")
            self.check(self.client.get(code, {"next": target}), target)

    def test_forms_that_lead_back(self):
        self.client.force_login(self.chief)
        lists = reverse("admin:quotes_quote_changelist")
        for target in ELSEWHERE:
            headers = {"referer": target, "HX-Current-URL": target}
            chosen = make_quote()
            data = {
                "action": "withdraw",
                "_selected_action": chosen.pk,
                "_back": target,
            }
            data |= {"_asked": "1", "withdrawn_reason": "It was wrong."}
            response = self.client.post(lists, data, headers=headers)
            self.check(response, target)
            chosen.refresh_from_db()
            assert chosen.status == "withdrawn"
            data = {"add": chosen.pk, "next": target, "url": target}
            self.check(self.client.post("/list/", data, headers=headers), target)
