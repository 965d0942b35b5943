"""Indexes of what is left to do on the desk."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_distinct_pairs'),
        ('quotes', '0038_merges'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='anchorchange',
            index=models.Index(condition=models.Q(('seen_at', None)), fields=['-id'], name='anchorchange_unseen'),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(condition=models.Q(('parts_status', 'doubtful')), fields=['id'], name='speaker_in_doubt'),
        ),
    ]
