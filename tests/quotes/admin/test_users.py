"""Accounts: chief editors make them and give roles, up to their own rank."""

from django.contrib.auth.models import Group, Permission, User
from django.test import TestCase
from django.urls import reverse

from tests.support.admin_pages import change_url, filled_in, make_user

ADD = reverse("admin:auth_user_add")
PASSWORD = "long enough 4 us"


class UserAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.chief = make_user("chief", "Chief editors")
        cls.admin = User.objects.create_superuser("admin", password="pw")
        cls.groups = {group.name: group for group in Group.objects.all()}

    def setUp(self):
        self.client.force_login(self.chief)

    def add(self, **fields):
        data = {"username": "new", "usable_password": "true"}
        data |= {"password1": PASSWORD, "password2": PASSWORD}
        return self.client.post(ADD, data | fields)

    def test_an_account_in_a_role_can_sign_in_to_the_desk(self):
        self.add(groups=[self.groups["Contributors"].pk])
        user = User.objects.get(username="new")
        assert user.is_staff
        self.client.logout()
        assert self.client.login(username="new", password=PASSWORD)
        assert self.client.get("/admin/").status_code == 200
        self.client.force_login(self.chief)
        data = filled_in(self.client.get(change_url(user)))
        self.client.post(change_url(user), data | {"groups": []})
        assert not User.objects.get(username="new").is_staff

    def test_the_form_says_what_each_role_may_do(self):
        page = self.client.get(ADD)
        self.assertContains(page, "Enter drafts, correct their own and hand them in")
        for word in ("Staff status", "Superuser", "User permissions"):
            self.assertNotContains(page, word)

    def test_a_chief_editor_makes_no_superuser(self):
        self.add(is_superuser="on", is_staff="on", user_permissions=[1])
        user = User.objects.get(username="new")
        assert not (user.is_superuser or user.is_staff)
        assert not user.user_permissions.exists()
        data = filled_in(self.client.get(change_url(user)))
        self.client.post(change_url(user), data | {"is_superuser": "on"})
        assert not User.objects.get(username="new").is_superuser

    def test_a_chief_editor_gives_no_role_of_a_higher_rank(self):
        higher = Group.objects.create(name="Administrators")
        higher.permissions.add(Permission.objects.get(codename="delete_user"))
        self.assertNotContains(self.client.get(ADD), "Administrators")
        self.add(groups=[higher.pk])
        assert not User.objects.filter(username="new").exists()

    def test_accounts_of_a_higher_rank_cannot_be_changed(self):
        higher = make_user("higher", "Chief editors", is_active=False)
        higher.user_permissions.add(Permission.objects.get(codename="delete_user"))
        for user in (self.admin, higher):
            url = change_url(user)
            password = reverse("admin:auth_user_password_change", args=[user.pk])
            assert self.client.get(url).context["has_change_permission"] is False
            assert self.client.post(url, {"email": "x@example.org"}).status_code == 403
            assert self.client.post(password, {}).status_code == 403
            delete = url.replace("change", "delete")
            assert self.client.post(delete, {"post": "yes"}).status_code == 403

    def test_a_chief_editor_changes_neither_their_own_role_nor_access(self):
        url = change_url(self.chief)
        data = filled_in(self.client.get(url))
        self.client.post(url, data | {"groups": [], "first_name": "Ann"})
        self.chief.refresh_from_db()
        assert self.chief.first_name == "Ann"
        assert self.chief.is_active
        assert self.chief.groups.count() == 1

    def test_an_administrator_makes_another(self):
        self.client.force_login(self.admin)
        self.add()
        user = User.objects.get(username="new")
        data = filled_in(self.client.get(change_url(user)))
        self.client.post(change_url(user), data | {"is_superuser": "on"})
        user.refresh_from_db()
        assert user.is_superuser
        assert user.is_staff

    def test_the_list_names_the_roles(self):
        page = self.client.get(reverse("admin:auth_user_changelist"))
        self.assertContains(page, "Administrator")
        self.assertContains(page, "Chief editors")

    def test_single_permissions_of_before_are_shown_and_stay(self):
        user = make_user("old")
        user.user_permissions.add(Permission.objects.get(codename="view_user"))
        page = self.client.get(change_url(user))
        self.assertContains(page, "Can view user")
        self.client.post(change_url(user), filled_in(page))
        assert user.user_permissions.count() == 1

    def test_administrators_see_what_groups_may_do(self):
        self.client.force_login(self.admin)
        page = self.client.get(reverse("admin:auth_group_changelist"))
        self.assertContains(page, "Make accounts and give roles")
