"""Chief editors, and staff status that comes with a group."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from quotes.models.permissions import grant

CHIEF = "Chief editors"

FORWARDS = """
CREATE FUNCTION on_record_join_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH made AS (
        UPDATE auth_user SET is_staff = true
        WHERE id = NEW.user_id AND NOT is_staff RETURNING id
    )
    INSERT INTO quotes_staffbygroup (user_id) SELECT id FROM made
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION on_record_leave_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM auth_user_groups WHERE user_id = OLD.user_id) THEN
        RETURN NULL;
    END IF;
    DELETE FROM quotes_staffbygroup WHERE user_id = OLD.user_id;
    IF FOUND THEN
        UPDATE auth_user SET is_staff = false
        WHERE id = OLD.user_id AND NOT is_superuser;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER staff_by_group AFTER INSERT ON auth_user_groups
    FOR EACH ROW EXECUTE FUNCTION on_record_join_group();
CREATE TRIGGER staff_by_group_ends AFTER DELETE ON auth_user_groups
    FOR EACH ROW EXECUTE FUNCTION on_record_leave_group();
"""

BACKWARDS = """
DROP TRIGGER staff_by_group_ends ON auth_user_groups;
DROP TRIGGER staff_by_group ON auth_user_groups;
DROP FUNCTION on_record_leave_group();
DROP FUNCTION on_record_join_group();
"""


def make_chief_editors(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    chief, _ = Group.objects.get_or_create(name=CHIEF)
    if editors := Group.objects.filter(name="Editors").first():
        chief.permissions.add(*editors.permissions.all())
    # Accounts are deactivated, never deleted, so that their work keeps their name.
    grant(apps, "auth.User", ["add_user", "change_user", "view_user"], [CHIEF])
    grant(apps, "quotes.SitePage", ["change_sitepage", "view_sitepage"], [CHIEF])


def remove_chief_editors(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=CHIEF).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0030_words_of_prints"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffByGroup",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(make_chief_editors, remove_chief_editors),
    ]
