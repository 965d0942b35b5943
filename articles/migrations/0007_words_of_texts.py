"""Numbers for the single words of each stored text, to find it by other words."""

from itertools import batched

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


def fill(apps, schema_editor):
    """Compute the numbers of the stored texts' words, a hundred at a time."""
    from articles.text_matching.fingerprints import word_numbers

    Fingerprint = apps.get_model("articles", "Fingerprint")
    texts = Fingerprint.objects.values_list("pk", "snapshot__text").iterator(100)
    for batch in batched(texts, 100):
        Fingerprint.objects.bulk_update(
            [Fingerprint(pk=pk, words=word_numbers(text)) for pk, text in batch],
            ["words"],
        )
    # CREATE INDEX fails while deferred checks are pending.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0006_outlet_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="fingerprint",
            name="words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        # Built when the rows are there, which is faster.
        migrations.AddIndex(
            model_name="fingerprint",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="fingerprint_words"
            ),
        ),
    ]
