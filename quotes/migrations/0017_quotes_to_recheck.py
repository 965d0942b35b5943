"""Quotes to recheck, for editors; the negations that a quote's marked changes drop."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_editors_recheck(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(
        app_label="quotes", model="recheck"
    )
    for action in ("view", "change"):
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_recheck",
            defaults={"name": f"Can {action} quote to recheck"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_fingerprints'),
        ('quotes', '0016_changed_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('reason', models.CharField(max_length=500)),
                ('before', models.JSONField(blank=True, default=list)),
                ('after', models.JSONField(blank=True, default=list)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
            ],
            options={
                'verbose_name': 'quote to recheck',
                'verbose_name_plural': 'quotes to recheck',
                'ordering': ['-pk'],
                'default_permissions': ('view', 'change'),
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='dropped_words',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=200),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('dropped_words', ''), ('anchor_status', 'edited'), _connector='OR'), name='quote_dropped_if_edited', violation_error_message='Only marked changes can leave words out.'),
        ),
        migrations.AddField(
            model_name='recheck',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recheck',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rechecks', to='quotes.quote'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.CheckConstraint(condition=models.Q(('reason__regex', '[^\\s\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u202f\\u3000\\ufeff]')), name='recheck_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), ('confirmed_at__isnull', False), _connector='OR'), name='recheck_confirmed_at'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at', None)), fields=('quote',), name='recheck_one_open'),
        ),
        migrations.RunPython(let_editors_recheck, migrations.RunPython.noop),
    ]
