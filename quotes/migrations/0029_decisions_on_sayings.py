"""Decisions of editors on sayings, with before and after, so that they can be undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_editors_undo(apps, schema_editor):
    # Django creates permissions after all migrations have run, which is too late here.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    content_type, _ = ContentType.objects.get_or_create(
        app_label="quotes", model="sayingdecision"
    )
    for action in ("change", "view"):
        made, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_sayingdecision",
            defaults={"name": f"Can {action} decision on a saying"},
        )
        if group:
            group.permissions.add(made)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0028_prints_of_sayings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SayingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('act', models.CharField(choices=[('confirmed', 'Confirmed'), ('split', 'Split'), ('joined', 'Joined')], max_length=9)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('parted', models.JSONField(default=list)),
                ('rejoined', models.JSONField(default=list)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saying_decisions', to='quotes.quote')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'decision on a saying',
                'verbose_name_plural': 'decisions on sayings',
                'ordering': ['-pk'],
                'default_permissions': ('change', 'view'),
                'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['confirmed', 'split', 'joined'])), name='sayingdecision_act_choice', violation_error_message='Choose one of these as act: confirmed, split, joined.'), models.CheckConstraint(condition=models.Q(('undone_by', None), ('undone_at__isnull', False), _connector='OR'), name='sayingdecision_undone')],
            },
        ),
        migrations.RunPython(let_editors_undo, migrations.RunPython.noop),
    ]
