"""A change while a record is withdrawn counts as a change of what readers saw.

Otherwise a quote could be withdrawn, changed and published again, and no correction
would be public. A draft that was withdrawn was never seen.
"""

from importlib import import_module

from django.db import migrations

history = import_module("quotes.migrations.0035_history")

_PLAN = "LANGUAGE plpgsql STABLE SET enable_seqscan = off"  # as migration 0044 says
BEFORE = history.WAS_PUBLIC.replace("CREATE", "CREATE OR REPLACE").replace(
    "LANGUAGE plpgsql STABLE", _PLAN
)
_CHANGED = "SELECT FROM quotes_change WHERE record = kind AND record_id = key AND part = ''"
AFTER = BEFORE.replace(
    "coalesce(was, '') = 'published'",
    f"""(coalesce(was, '') = 'published' OR coalesce(was, '') = 'withdrawn' AND EXISTS (
        {_CHANGED} AND before->>'status' = 'published'
    ))""",
).replace("before ? 'status'", "before->>'status' = 'draft'")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0049_withdrawn_hand_ins")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
