"""Forged requests do nothing that the user's role does not allow.

Which pages each role may open is the table in tests/quotes/admin/test_addresses.py.
"""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import TestCase

from articles.models import KeptForm
from articles.models.base import Status
from tests.factories import make_article, make_quote
from tests.quotes.admin.test_addresses import ROLES
from tests.support.admin_pages import change_url, filled_in, make_user
from tests.support.every_url import Rows
from tests.support.public_pages import leave
from tests.support.row_digest import digest

pytestmark = pytest.mark.any_server

#: What a forged form may add to any other.
GREEDY = {
    **{"is_superuser": "on", "is_staff": "on", "status": "published"},
    **{"user_permissions": "1", "groups": "1", "post": "yes", "_save": "Save"},
    **{"action": "publish", "_selected_action": "1", "select_across": "1"},
    **{"created_by": "1", "_publish": "1", "do": "publish", "confirmed": "x"},
}
ACTIONS = ["publish", "withdraw", "delete_selected", "merge", "locate", "restore"]


def rank(user):
    """Return what makes up the rights of a user."""
    user = User.objects.get(pk=user.pk)
    return user.is_superuser, user.is_staff, user.get_all_permissions()


class EscalationTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()
        cls.users = {role: make_user(role, role) for role in ROLES}
        cls.users["outsider"] = make_user("outsider")
        cls.users["reader"] = User.objects.create_user("reader")

    def test_a_page_that_may_not_be_opened_takes_no_form(self):
        """Each address as each role: where reading is refused, posting is too."""
        desk = [path for route, path in self.rows.urls() if route.startswith("admin/")]
        free = ("/admin/login/", "/admin/logout/", "/admin/password-reset/")
        for name, user in {**self.users, "nobody": None}.items():
            self.client.logout()
            if user:
                self.client.force_login(user)
            refused = []
            for path in desk:
                response = self.client.get(path)
                leave(response)
                is_refused = response.status_code == 403
                is_refused |= "/login/" in response.get("Location", "")
                if is_refused and not path.startswith(free):
                    refused.append(path)
            assert len(refused) > 20 or name == "Chief editors", name
            before = digest()
            for path in refused:
                response = self.client.post(path, GREEDY)
                leave(response)
                assert response.status_code in (302, 403, 404, 405), (name, path)
            # What they typed is kept for them, and does nothing.
            KeptForm.objects.filter(owner=user).delete()
            assert digest() == before, name

    def test_no_form_raises_ones_own_rank(self):
        for user in self.users.values():
            self.client.force_login(user)
            before = rank(user)
            for _, path in self.rows.urls():
                if path.startswith("/admin/auth/") or "password" in path:
                    own = path.replace(f"/{self.rows.user.pk}/", f"/{user.pk}/")
                    leave(self.client.post(own, GREEDY | {"username": user.username}))
            assert rank(user) == before, user

    def test_a_contributor_publishes_nothing_by_any_field_or_action(self):
        contributor = self.users["Contributors"]
        article = make_article(
            text="“We go.”", status=Status.DRAFT, created_by=contributor
        )
        quote = make_quote(
            article, "We go.", status=Status.DRAFT, created_by=contributor
        )
        self.client.force_login(contributor)
        for record in (article, quote):
            url = change_url(record)
            data = filled_in(self.client.get(url))
            for more in (GREEDY, {"_publish": "1"}, {"status": "published"}):
                leave(self.client.post(url, data | more))
            for action in ACTIONS:
                asked = {"action": action, "_selected_action": record.pk, "_asked": "1"}
                asked |= {"withdrawn_reason": "x", "post": "yes"}
                leave(self.client.post(url.rsplit("/", 3)[0] + "/", asked))
                form = {f"CHANGE_FORM-{name}": each for name, each in asked.items()}
                leave(self.client.post(url, data | asked | form))
            record.refresh_from_db()
            assert record.status == Status.DRAFT
            assert record.created_by == contributor

    def test_a_signed_out_or_dismissed_editor_changes_nothing(self):
        editor = self.users["Editors"]
        self.client.force_login(editor)
        url = change_url(self.rows.topic)
        data = filled_in(self.client.get(url)) | {"name": "Peace"}
        for change in ({"is_staff": False}, {"is_active": False}):
            User.objects.filter(pk=editor.pk).update(**change)
            assert self.client.post(url, data).status_code == 302
            User.objects.filter(pk=editor.pk).update(is_staff=True, is_active=True)
        editor.groups.clear()
        assert self.client.post(url, data).status_code == 403
        self.rows.topic.refresh_from_db()
        assert self.rows.topic.name == "War"

    def test_the_parameters_of_autocompletion_show_no_accounts(self):
        """Django's endpoint gives rows of any model that a form refers to."""
        self.client.force_login(self.users["Contributors"])
        for model, field in [
            *(("article", "created_by"), ("quote", "created_by"), ("user", "groups")),
            *(("logentry", "user"), ("article", "publication__website")),
        ]:
            for app in ("articles", "quotes", "auth", "admin"):
                query = {"app_label": app, "model_name": model, "field_name": field}
                response = self.client.get("/admin/autocomplete/", query | {"term": ""})
                assert response.status_code == 403, (app, model, field)

    def test_the_matrix_has_teeth(self):
        """What is forged above works for those who may."""
        admin = User.objects.create_superuser("admin")
        admin.user_permissions.set(Permission.objects.all())
        self.client.force_login(admin)
        url = change_url(self.rows.topic)
        data = filled_in(self.client.get(url)) | {"name": "Peace"}
        assert self.client.post(url, data).status_code == 302
        self.rows.topic.refresh_from_db()
        assert self.rows.topic.name == "Peace"
        assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)
