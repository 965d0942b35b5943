"""The permissions of contributors and editors, which a migration gives their groups."""

from importlib import import_module
from itertools import product

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import TestCase

from tests.factories import make_article

ALL = "add change delete view"
#: The permissions of each group for each model.
MATRIX = {
    "Contributors": {
        "articles.article": ALL,
        "articles.byline": ALL,
        "articles.publication": "add view",
        "articles.snapshot": "view",
        "quotes.quote": ALL,
        "quotes.attribution": ALL,
        "quotes.speaker": "add view",
        "quotes.alias": "add view",
        "quotes.topic": "add view",
        "quotes.anchorchange": "",
        "quotes.recheck": "",
        "quotes.featuredquote": "",
        "quotes.sitepage": "",
        "quotes.saying": "",
        "quotes.sayingmember": "",
        "quotes.notsame": "",
        "quotes.sayingdecision": "",
        "quotes.handin": "view",  # permission depends on the owner
        "quotes.report": "",
        "quotes.change": "",  # nobody can alter the history
        "quotes.merge": "",
    },
    "Editors": {
        "articles.article": f"{ALL} publish",
        "articles.byline": ALL,
        "articles.publication": ALL,
        "articles.snapshot": "view",
        "quotes.quote": f"{ALL} publish",
        "quotes.attribution": ALL,
        "quotes.speaker": ALL,
        "quotes.alias": ALL,
        "quotes.topic": ALL,
        "quotes.anchorchange": "change view",
        "quotes.recheck": "change view",
        "quotes.featuredquote": ALL,
        "quotes.sitepage": "",  # an administrator edits the pages about the site
        "quotes.saying": ALL,
        "quotes.sayingmember": ALL,
        "quotes.notsame": "delete view",
        "quotes.sayingdecision": "change view",
        "quotes.handin": "view",
        "quotes.report": "change view",
        "quotes.change": "",
        "quotes.merge": "",
    },
}
#: Chief editors may do all that editors may, and this.
MATRIX["Chief editors"] = MATRIX["Editors"] | {
    "auth.user": "add change view",  # accounts are switched off, not deleted
    "quotes.sitepage": "change view",
    "quotes.merge": "view",
}
ACTIONS = [*ALL.split(), "publish"]
MODELS = list(MATRIX["Chief editors"])


def may(user, action, model):
    app, name = model.split(".")
    return user.has_perm(f"{app}.{action}_{name}")


class GroupTests(TestCase):
    def test_what_each_group_may_do(self):
        for group, matrix in MATRIX.items():
            user = User.objects.create_user(f"of {group}")
            user.groups.add(Group.objects.get(name=group))
            expected = {
                (action, model): action in matrix.get(model, "").split()
                for action, model in product(ACTIONS, MODELS)
            }
            assert {pair: may(user, *pair) for pair in expected} == expected

    def test_the_groups_have_these_permissions_and_no_others(self):
        for group, matrix in MATRIX.items():
            expected = {
                f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
                for model, actions in matrix.items()
                for action in actions.split()
            }
            held = Group.objects.get(name=group).permissions.select_related(
                "content_type"
            )
            if group == "Chief editors":
                expected.add("quotes.merge_records")
            assert {
                f"{each.content_type.app_label}.{each.codename}" for each in held
            } == expected

    def test_every_model_is_in_the_matrix(self):
        ours = {
            model._meta.label_lower
            for app in ("articles", "quotes")
            for model in apps.get_app_config(app).get_models()
            if model._meta.default_permissions  # the database keeps all others
        }
        assert ours == {model for model in MODELS if model != "auth.user"}

    def test_others_may_do_nothing(self):
        user = User.objects.create_user("reader", is_staff=True)
        assert not any(may(user, *pair) for pair in product(ACTIONS, MODELS))

    def test_only_chief_editors_may_change_accounts(self):
        accounts = Permission.objects.filter(
            content_type__app_label__in=["auth", "admin", "contenttypes", "sessions"],
            group__isnull=False,
        )
        held = accounts.values_list("codename", "group__name")
        assert set(held) == {
            (f"{action}_user", "Chief editors") for action in ("add", "change", "view")
        }

    def test_the_permissions_are_those_that_django_creates(self):
        """Otherwise there would be two of each, and the admin would check the other."""
        call_command("migrate", verbosity=0)
        of_ours = Permission.objects.filter(
            content_type__app_label__in=["articles", "quotes"]
        )
        keys = list(of_ours.values_list("content_type", "codename"))
        assert (
            len(keys)
            == len(set(keys))
            == sum(
                len(model._meta.default_permissions) + len(model._meta.permissions)
                for app in ("articles", "quotes")
                for model in apps.get_app_config(app).get_models()
            )
        )
        names = dict(of_ours.values_list("codename", "name"))
        assert names["publish_quote"] == "Can publish and withdraw quotes"
        assert names["add_article"] == "Can add article"

    def test_making_the_groups_again_changes_nothing_and_removing_removes(self):
        migration = import_module("quotes.migrations.0003_groups")
        roles = import_module("quotes.migrations.0031_roles")
        before = {
            group.name: set(group.permissions.values_list("pk", flat=True))
            for group in Group.objects.all()
        }
        kinds = ContentType.objects.count()
        migration.make_groups(apps, None)
        roles.make_chief_editors(apps, None)
        assert {
            group.name: set(group.permissions.values_list("pk", flat=True))
            for group in Group.objects.all()
        } == before
        assert ContentType.objects.count() == kinds
        make_article(created_by=User.objects.create_user("someone"))
        roles.remove_chief_editors(apps, None)
        migration.remove_groups(apps, None)
        assert not Group.objects.exists()
