"""The two groups: contributors draft, editors publish."""

from django.db import migrations

CONTENT = {
    "articles": ["article", "byline", "publication", "snapshot"],
    "quotes": ["quote", "attribution", "speaker", "alias", "topic"],
}
PUBLISHING = [("articles", "article"), ("quotes", "quote")]


def make_groups(apps, schema_editor):
    # Django creates permissions after all migrations have run, which is too late here.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(app, model, codename, name):
        content_type, _ = ContentType.objects.get_or_create(
            app_label=app, model=model
        )
        return Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )[0]

    everything, drafting = [], []
    for app, models in CONTENT.items():
        for model in models:
            name = apps.get_model(app, model)._meta.verbose_name
            for action in ("add", "change", "delete", "view"):
                made = permission(
                    app, model, f"{action}_{model}", f"Can {action} {name}"
                )
                if model == "snapshot" and action != "view":
                    continue  # snapshots are made by saving articles, never edited
                everything.append(made)
                # A contributor may add speakers, publications and topics, but not
                # change those that published quotes depend on.
                shared = model in ("publication", "speaker", "alias", "topic")
                if not shared or action in ("add", "view"):
                    drafting.append(made)
    for app, model in PUBLISHING:
        everything.append(
            permission(
                app, model, f"publish_{model}", f"Can publish and withdraw {model}s"
            )
        )
    Group.objects.get_or_create(name="Editors")[0].permissions.add(*everything)
    Group.objects.get_or_create(name="Contributors")[0].permissions.add(*drafting)


def remove_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Editors", "Contributors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0002_quotes_stay"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
