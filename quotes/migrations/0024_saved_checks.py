"""Texts that readers checked and asked to have stored, for 30 days."""

import quotes.models.checks
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0023_sayings'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedCheck',
            fields=[
                ('token', models.CharField(default=quotes.models.checks.make_token, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('speaker', models.CharField(blank=True, max_length=200)),
                ('is_one', models.BooleanField(default=False)),
                ('verdicts', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'ordering': ['-created_at'],
                'default_permissions': (),
            },
        ),
    ]
