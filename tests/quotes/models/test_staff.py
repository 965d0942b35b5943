"""Staff status that comes with a group, by triggers."""

from django.contrib.auth.models import Group, User
from django.test import TestCase

from quotes.models import StaffByGroup


def is_staff(user):
    return User.objects.get(pk=user.pk).is_staff


class StaffByGroupTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editors = Group.objects.get(name="Editors")
        cls.chief_editors = Group.objects.get(name="Chief editors")

    def test_a_group_gives_staff_status_until_the_last_is_left(self):
        user = User.objects.create_user("ann")
        assert not is_staff(user)
        user.groups.add(self.editors)
        assert is_staff(user)
        user.groups.set([self.chief_editors])
        assert is_staff(user)
        self.chief_editors.user_set.remove(user)
        assert not is_staff(user)
        assert not StaffByGroup.objects.exists()

    def test_staff_status_that_was_given_by_hand_stays(self):
        user = User.objects.create_user("ann", is_staff=True)
        user.groups.add(self.editors)
        user.groups.clear()
        assert is_staff(user)

    def test_an_administrator_who_leaves_a_group_keeps_it(self):
        user = User.objects.create_user("ann")
        user.groups.add(self.editors)
        User.objects.filter(pk=user.pk).update(is_superuser=True)
        user.groups.clear()
        assert is_staff(user)

    def test_deleting_a_group_takes_it_away(self):
        user = User.objects.create_user("ann")
        user.groups.add(self.editors)
        self.editors.delete()
        assert not is_staff(user)

    def test_an_account_in_a_group_is_deleted(self):
        user = User.objects.create_user("ann")
        user.groups.add(self.editors)
        user.delete()
        assert not StaffByGroup.objects.exists()
