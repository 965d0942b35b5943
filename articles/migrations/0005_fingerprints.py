"""Numbers for the words of each stored text, used to find the texts with a quote."""

from itertools import batched

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """Compute the numbers of the stored texts, a hundred at a time."""
    from articles.text_matching.fingerprints import fingerprint

    Snapshot = apps.get_model("articles", "Snapshot")
    Fingerprint = apps.get_model("articles", "Fingerprint")
    texts = Snapshot.objects.values_list("pk", "text").iterator(100)
    for batch in batched(texts, 100):
        Fingerprint.objects.bulk_create(
            Fingerprint(snapshot_id=pk, numbers=fingerprint(text)) for pk, text in batch
        )
    # CREATE INDEX fails while deferred checks are pending.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_raw_pages_stay'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='fingerprint', serialize=False, to='articles.snapshot')),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField())),
            ],
            options={
                'default_permissions': (),
                
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        # Built when the rows are there, which is faster.
        migrations.AddIndex('fingerprint', django.contrib.postgres.indexes.GinIndex(fields=['numbers'], name='fingerprint_numbers')),
    ]
