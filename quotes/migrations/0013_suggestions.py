"""Reviews and their suggestions, and an index for finding whole names."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import quotes.models.spans
import quotes.models.suggestions
from django.conf import settings
from django.db import migrations, models


#: Whole names are compared folded (quotes/review/speaker_matching.py). By their hash, since a
#: folded name may be longer than what a B-tree takes.
WHOLE_NAMES = [
    ("speaker_name_whole", "quotes_speaker"),
    ("alias_name_whole", "quotes_alias"),
]


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_held_texts_stay'),
        ('quotes', '0012_other_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='articles.article')),
                ('snapshot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.snapshot')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('direct', 'Direct'), ('mixed', 'Mixed'), ('indirect', 'Indirect')], max_length=8)),
                ('spans', models.JSONField()),
                ('words', models.TextField()),
                ('speakers', models.JSONField(default=list)),
                ('cue', models.CharField(blank=True, max_length=200)),
                ('cue_span', models.JSONField(default=list)),
                ('speech', models.BooleanField(default=True)),
                ('confidence', models.FloatField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('instead', models.CharField(blank=True, max_length=50)),
                ('decision', models.CharField(choices=[('open', 'To decide'), ('accepted', 'Accepted'), ('rejected', 'Rejected')], default='open', editable=False, max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('made_quote', models.BooleanField(default=False)),
                ('new_speakers', models.JSONField(default=list)),
                ('made_in', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(null=True, on_delete=quotes.models.suggestions.reject_with_quote, related_name='suggestions', to='quotes.quote')),
                ('selected_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='articles.snapshot')),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['direct', 'mixed', 'indirect'])), name='suggestion_kind_choice', violation_error_message='Choose one of these as kind: direct, mixed, indirect.'), models.CheckConstraint(condition=models.Q(('decision__in', ['open', 'accepted', 'rejected'])), name='suggestion_decision_choice', violation_error_message='Choose one of these as decision: open, accepted, rejected.'), models.CheckConstraint(condition=models.Q(('words__regex', '[^\\s\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u202f\\u3000\\ufeff]')), name='suggestion_has_words'), models.CheckConstraint(condition=models.Q(quotes.models.spans.SpansAreValid(models.F('spans')), models.Q(('spans', []), _negated=True)), name='suggestion_spans_valid'), models.CheckConstraint(condition=models.Q(('confidence__isnull', True), models.Q(('confidence__gte', 0), ('confidence__lte', 1)), _connector='OR'), name='suggestion_confidence_is_a_share'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('decision', 'open'), ('quote__isnull', True)), models.Q(('decided_at__isnull', False), ('decision', 'accepted'), ('quote__isnull', False)), models.Q(('decided_at__isnull', False), ('decision', 'rejected')), _connector='OR'), name='suggestion_decided_as_a_whole'), models.UniqueConstraint(models.F('snapshot'), django.db.models.functions.text.MD5(django.db.models.functions.comparison.Cast('spans', models.TextField())), name='suggestion_once_a_place')],
            },
        ),
        *[
            migrations.RunSQL(
                f"CREATE INDEX {name} ON {table} USING hash (on_record_fold(name))",
                f"DROP INDEX {name}",
            )
            for name, table in WHOLE_NAMES
        ],
    ]
