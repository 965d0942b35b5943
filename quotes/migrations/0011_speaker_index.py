"""The index of speakers in an order of its own; printed names are found through the listings now,
so that their own index is of no use.
"""

import articles.models.sort_keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0010_words'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='attribution',
            name='attribution_name_contains',
        ),
        migrations.AddField(
            model_name='speaker',
            name='index_key',
            field=models.GeneratedField(db_persist=True, expression=articles.models.sort_keys.IndexKey('sort_name'), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='speaker',
            name='index_letter',
            field=models.GeneratedField(db_persist=True, expression=articles.models.sort_keys.IndexLetter('sort_name'), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(fields=['index_letter', 'index_key', 'id'], name='speaker_index'),
        ),
    ]
