"""The order of the index of topics."""

import articles.models.sort_keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0020_dates_of_life'),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='index_key',
            field=models.GeneratedField(db_persist=True, expression=articles.models.sort_keys.IndexKey('name'), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='topic',
            name='index_letter',
            field=models.GeneratedField(db_persist=True, expression=articles.models.sort_keys.IndexLetter('name'), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['index_letter', 'index_key', 'id'], name='topic_index'),
        ),
    ]
