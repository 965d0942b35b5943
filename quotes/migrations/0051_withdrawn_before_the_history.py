"""A record that was withdrawn before the history began counts as seen by readers.

Otherwise it could be changed and published again, and no correction would be public.
"""

from importlib import import_module

from django.db import migrations

changed = import_module("quotes.migrations.0050_changes_while_withdrawn")
BEFORE = changed.AFTER
AFTER = BEFORE.replace(
    "= 'withdrawn' AND EXISTS (",
    f"""= 'withdrawn' AND (NOT EXISTS (
        {changed._CHANGED}
        AND (operation = 'created' OR before->>'status' = 'draft')
    ) OR EXISTS (""",
).replace("'published'\n    ))", "'published'\n    )))")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0050_changes_while_withdrawn")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
