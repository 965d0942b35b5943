from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

FIELDS = {"fingerprint_numbers": "numbers", "fingerprint_words": "words"}


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_identifiers")]

    operations = [
        # Changes the setting of each index instead of building it again.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [
                        f"ALTER INDEX {name} SET (fastupdate = off)",
                        f"SELECT gin_clean_pending_list('{name}')",
                    ],
                    f"ALTER INDEX {name} RESET (fastupdate)",
                )
                for name in FIELDS
            ],
            state_operations=[
                operation
                for name, field in FIELDS.items()
                for operation in (
                    migrations.RemoveIndex("fingerprint", name),
                    migrations.AddIndex(
                        "fingerprint",
                        GinIndex(fields=[field], name=name, fastupdate=False),
                    ),
                )
            ],
        ),
    ]
