from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

NEW = GinIndex(fields=["keys"], name="sayingkeys_keys", gin_pending_list_limit=64)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0031_roles")]

    operations = [
        # Changes the setting of the index instead of building it again.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        "ALTER INDEX sayingkeys_keys SET (gin_pending_list_limit = 64)",
                        "SELECT gin_clean_pending_list('sayingkeys_keys')",
                    ],
                    "ALTER INDEX sayingkeys_keys RESET (gin_pending_list_limit)",
                ),
            ],
            state_operations=[
                migrations.RemoveIndex("sayingkeys", NEW.name),
                migrations.AddIndex("sayingkeys", NEW),
            ],
        ),
    ]
