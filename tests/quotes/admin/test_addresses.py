"""Which roles may open which address of the desk. Every address is in the table."""

from contextlib import suppress

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import TestCase
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles.models.base import Status
from quotes.models import HandIn, SitePage
from tests.factories import make_article, make_quote
from tests.support.admin_pages import make_user

ROLES = ["Contributors", "Editors", "Chief editors"]
#: May (y) or may not (n) contributors, editors and chief editors open an address? All
#: records are published, and those of others. Users without an account or a role are
#: redirected to the sign-in page. A new address is added here.
ADDRESSES = """
desk: index=yyy password_change=yyy password_change_done=yyy autocomplete=nnn
    view_on_site=yyy app_list=yyy two_factor=yyy mail_choice=yyy
articles_article: review=nyy review_changes=nyy review_speakers=nyy review_card=nyy
    intake=yyy intake_check=yyy received=yyy changelist=yyy add=yyy history=yyy
    delete=nnn change=yyy quotes=yyy intake_discard=yyy intake_wait=yyy
    revert=nyy preview=nyy merge=nny
articles_publication: changelist=yyy add=yyy history=yyy delete=nyy change=yyy
    merge=nny revert=yyy
auth_group: changelist=nnn add=nnn history=nnn delete=nnn change=nnn
auth_user: password_change=nny changelist=nny add=nny history=nny delete=nnn
    change=nny second_factor=nny
quotes_anchorchange: changelist=nyy add=nnn history=yyy delete=nnn change=nyy
quotes_featuredquote: changelist=nyy add=nyy history=yyy delete=nyy change=nyy
quotes_handin: changelist=yyy add=nnn history=yyy delete=nnn change=nyy
quotes_merge: changelist=nny add=nnn history=yyy delete=nnn change=nny
quotes_notsame: changelist=nyy add=nnn history=yyy delete=nyy change=nyy
quotes_quote: changelist=yyy add=yyy history=yyy delete=nnn change=yyy
    same_words=yyy revert=nyy preview=nyy
quotes_recheck: changelist=nyy add=nnn history=yyy delete=nnn change=nyy
quotes_report: changelist=nyy add=nnn history=yyy delete=nnn change=nyy
quotes_saying: changelist=nyy add=nyy history=yyy delete=nnn change=nyy
quotes_sayingdecision: changelist=nyy add=nnn history=yyy delete=nnn change=nyy
quotes_sayingmember: changelist=nyy add=nnn history=yyy delete=nnn change=nyy
quotes_schedule: changelist=nyy add=nnn history=yyy delete=nnn change=nyy
quotes_sitepage: changelist=nny add=nnn history=nny delete=nnn change=nny
quotes_speaker: changelist=yyy add=yyy history=yyy delete=nyy change=yyy merge=nny
    split=nny revert=nyy
quotes_topic: changelist=yyy add=yyy history=yyy delete=nyy change=yyy merge=nny
    revert=nyy
"""
#: Addresses that need no role.
FREE = {
    *("login", "logout", "jsi18n", "enter_code", "password_reset"),
    *("password_reset_sent", "password_reset_confirm", "password_reset_done"),
}


def names():
    """Yield the names of all addresses of the admin."""
    for found in admin.site.urls[0]:
        for each in getattr(found, "url_patterns", [found]):
            if each.name:
                yield each.name


def table():
    """Yield (name of an address, who may open it)."""
    for line in ADDRESSES.replace("\n    ", " ").strip().splitlines():
        model, _, rest = line.partition(":")
        for each in rest.split():
            name, _, may = each.partition("=")
            yield (name if model == "desk" else f"{model}_{name}"), may


class AddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.users = {role: make_user(role, role) for role in ROLES}
        cls.reader = User.objects.create_user("reader")
        article = make_article(text="We must go.", status=Status.PUBLISHED)
        quote = make_quote(article, "We must go.")
        topic = quote.topics.create(name="Travel")
        cls.keys = {
            "articles_article": article.pk,
            "quotes_quote": quote.pk,
            "quotes_speaker": quote.attributions.get().speaker_id,
            "quotes_topic": topic.pk,
            "quotes_sitepage": SitePage.objects.first().pk,
            "quotes_handin": HandIn.objects.create(
                quote=make_quote(status=Status.DRAFT), at=timezone.now()
            ).pk,
            "auth_user": cls.reader.pk,
            "auth_group": Group.objects.first().pk,
        }

    def url(self, name):
        """Return the address, of a record that does not exist if none was created."""
        if name == "app_list":
            return reverse("admin:app_list", args=["quotes"])
        model = "_".join(name.split("_")[:2])
        key = self.keys.get(model, 1_000_000)
        for args in ([], [key], [key, 1], ["0b9fda1b-0e0f-4e5e-8b1a-1c2b3a4d5e6f"]):
            with suppress(NoReverseMatch):
                return reverse(f"admin:{name}", args=args)
        raise AssertionError(f"Give {name} its arguments here")

    def right(self, name):
        """Return the result of opening the address: y, n, or s for the sign-in page."""
        response = self.client.get(self.url(name))
        if response.status_code == 302 and "/admin/login/" in response.url:
            return "s"
        return "n" if response.status_code == 403 else "y"

    def test_each_role_opens_what_it_may(self):
        expected = dict(table())
        unlisted = {*names()} - FREE - expected.keys()
        assert not unlisted, f"Add these addresses to the table: {sorted(unlisted)}"
        rights = dict.fromkeys(expected, "")
        with self.assertLogs("django.request"):
            for role in ROLES:
                self.client.force_login(self.users[role])
                for name in expected:
                    rights[name] += self.right(name)
        assert rights == expected

    def test_others_sign_in_first(self):
        for user in (None, self.reader):
            if user:
                self.client.force_login(user)
            for name, _ in table():
                assert self.right(name) == "s", (name, user)
