"""Mistakes that readers report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from quotes.models.permissions import grant


def let_editors_answer(apps, schema_editor):
    groups = ["Editors", "Chief editors"]
    grant(apps, "quotes.Report", ["view_report", "change_report"], groups)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_fingerprints_without_pending_list'),
        ('quotes', '0035_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('message', models.TextField(max_length=4000)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('answer', models.TextField(blank=True, help_text='What was found, and what was changed. Name nobody who wrote to us.', max_length=4000)),
                ('is_public', models.BooleanField(default=False, help_text='On the page that the report is about. The report itself is not shown, so the answer has to say what was asked.', verbose_name='show the answer to readers')),
                ('answered_at', models.DateTimeField(editable=False, null=True)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='articles.article')),
                ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='quotes.quote')),
                ('speaker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='quotes.speaker')),
            ],
            options={
                'verbose_name': 'report by a reader',
                'verbose_name_plural': 'reports by readers',
                'ordering': ['pk'],
                'default_permissions': ('view', 'change'),
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['id'], name='report_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('quote__isnull', False), ('speaker', None)), models.Q(('article__isnull', False), ('quote', None), ('speaker', None)), models.Q(('article', None), ('quote', None), ('speaker__isnull', False)), _connector='OR'), name='report_of_one_record'), models.CheckConstraint(condition=models.Q(('message__regex', '[^\\s\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u202f\\u3000\\ufeff]')), name='report_has_message'), models.CheckConstraint(condition=models.Q(('is_public', False), models.Q(('answer__regex', '[^\\s\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u202f\\u3000\\ufeff]'), ('answered_at__isnull', False), ('closed_at__isnull', False)), _connector='OR'), name='report_public_if_answered', violation_error_message='Write the answer that readers will see, and close the report.')],
            },
        ),
        migrations.RunPython(let_editors_answer, migrations.RunPython.noop),
    ]
