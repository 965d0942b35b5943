"""Gives groups permissions in migrations, before Django has created these.

Django makes permissions after all migrations have run.
"""


def grant(apps, label, codenames, groups):
    """Give each group these permissions of a model, making those that do not exist.

    `apps` is that of the migration, `label` is "app.model", `codenames` are "add_quote"
    and the like, `groups` are names. Groups that a site has removed stay removed.
    """
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    app, model = label.lower().split(".")
    options = apps.get_model(app, model)._meta
    names = dict(options.permissions)
    content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    made = []
    for codename in codenames:
        action = codename.removesuffix(f"_{model}")
        name = names.get(codename, f"Can {action} {options.verbose_name}")
        made.append(
            Permission.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )[0]
        )
    for group in Group.objects.filter(name__in=groups):
        group.permissions.add(*made)
