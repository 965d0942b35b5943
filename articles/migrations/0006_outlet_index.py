"""The order of the index of outlets, in which “The Atlantic” is under A."""

import articles.models.sort_keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_fingerprints'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='index_key',
            field=models.GeneratedField(db_persist=True, expression=articles.models.sort_keys.IndexKey(articles.models.sort_keys.WithoutThe('name')), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='publication',
            name='index_letter',
            field=models.GeneratedField(db_persist=True, expression=articles.models.sort_keys.IndexLetter(articles.models.sort_keys.WithoutThe('name')), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['index_letter', 'index_key', 'id'], name='publication_index'),
        ),
    ]
