"""The status “differs” (other words), and the results of verification for editors.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


kept = import_module("quotes.migrations.0009_listings_kept")
COUNTED = {**kept.COUNTED, "differs": "anchor = 'differs'"}


def keeping(counted):
    """Return the functions and the view that count by all statuses, in place of others."""
    made = [
        kept.keep_entries("on_record_keep_added", "", "added", counted),
        kept.keep_entries("on_record_keep_taken", "taken", "", counted),
        kept.keep_entries("on_record_keep_changed", "taken", "added", counted),
    ]
    replaced = "".join(made).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    return f"{replaced} DROP VIEW quotes_tally_now; {kept.tally_now(counted)}"


def let_editors_see(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(
        app_label="quotes", model="anchorchange"
    )
    for action in ("view", "change"):
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_anchorchange",
            defaults={"name": f"Can {action} changed outcome"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_fingerprints'),
        ('quotes', '0011_speaker_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
        migrations.CreateModel(
            name='AnchorChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('before', models.CharField(choices=[('exact', 'Exact'), ('edited', 'Edited'), ('differs', 'Other words'), ('ambiguous', 'Ambiguous'), ('missing', 'Missing'), ('no_text', 'No text held')], max_length=9)),
                ('after', models.CharField(choices=[('exact', 'Exact'), ('edited', 'Edited'), ('differs', 'Other words'), ('ambiguous', 'Ambiguous'), ('missing', 'Missing'), ('no_text', 'No text held')], max_length=9)),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='seen')),
            ],
            options={
                'verbose_name': 'changed outcome',
                'ordering': ['-pk'],
                'default_permissions': ('view', 'change'),
            },
        ),
        migrations.CreateModel(
            name='VerifyRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('last_article', models.BigIntegerField(default=0)),
                ('last_quote', models.BigIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='quote',
            name='quote_anchor_choice',
        ),
        migrations.RemoveConstraint(
            model_name='quote',
            name='quote_located_has_spans',
        ),
        migrations.AddField(
            model_name='tally',
            name='differs',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name='quote',
            name='anchor_status',
            field=models.CharField(choices=[('exact', 'Exact'), ('edited', 'Edited'), ('differs', 'Other words'), ('ambiguous', 'Ambiguous'), ('missing', 'Missing'), ('no_text', 'No text held')], default='no_text', editable=False, max_length=9),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('anchor_status__in', ['exact', 'edited', 'differs', 'ambiguous', 'missing', 'no_text'])), name='quote_anchor_choice', violation_error_message='Choose one of these as anchor status: exact, edited, differs, ambiguous, missing, no_text.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('anchor_status__in', ('exact', 'edited', 'differs')), ('snapshot__isnull', False), models.Q(('spans', []), _negated=True)), models.Q(models.Q(('anchor_status__in', ('exact', 'edited', 'differs')), _negated=True), ('spans', [])), _connector='OR'), name='quote_located_has_spans', violation_error_message='A quote that is located has spans in a snapshot; any other has none.'),
        ),
        migrations.AddField(
            model_name='anchorchange',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchor_changes', to='quotes.quote'),
        ),
        migrations.AddField(
            model_name='anchorchange',
            name='seen_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='anchorchange',
            name='snapshot_after',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.snapshot'),
        ),
        migrations.AddField(
            model_name='anchorchange',
            name='snapshot_before',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.snapshot'),
        ),
        migrations.AddField(
            model_name='anchorchange',
            name='run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='quotes.verifyrun'),
        ),
        migrations.AddConstraint(
            model_name='anchorchange',
            constraint=models.CheckConstraint(condition=models.Q(('before__in', ['exact', 'edited', 'differs', 'ambiguous', 'missing', 'no_text'])), name='anchorchange_before_choice', violation_error_message='Choose one of these as before: exact, edited, differs, ambiguous, missing, no_text.'),
        ),
        migrations.AddConstraint(
            model_name='anchorchange',
            constraint=models.CheckConstraint(condition=models.Q(('after__in', ['exact', 'edited', 'differs', 'ambiguous', 'missing', 'no_text'])), name='anchorchange_after_choice', violation_error_message='Choose one of these as after: exact, edited, differs, ambiguous, missing, no_text.'),
        ),
        migrations.AddConstraint(
            model_name='anchorchange',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='anchorchange_changes'),
        ),
        migrations.RunSQL(keeping(COUNTED), keeping(kept.COUNTED)),
        migrations.RunPython(let_editors_see, migrations.RunPython.noop),
    ]
