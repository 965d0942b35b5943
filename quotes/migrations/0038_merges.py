"""Merges and splits, and functions that file many quotes under another record.

Filing replaces the keys of speakers, topics and publications in the derived tables.
Computing the search vectors of 10,000 quotes again takes 8 s of CPU time, replacing
these keys half of that. The triggers are off meanwhile: their condition is a setting of
the transaction.
"""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from quotes.models.permissions import grant

kept = import_module("quotes.migrations.0009_listings_kept")

#: $1 attributions, $2 topics, $3 publication: the lexemes of migration 0009.
FILED = """
CREATE FUNCTION on_record_filed(bigint[], bigint[], bigint) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
        SELECT '=p' || nullif($3, 0) AS word
        UNION ALL SELECT '=t' || each FROM unnest($2) each
        UNION ALL SELECT '=s' || (each >> 2) FROM unnest($1) each
        UNION ALL SELECT '=s' || (each >> 2) || '=' || (each & 3) FROM unnest($1) each
    ) words WHERE word IS NOT NULL
$$;
"""
REFILE = f"""
CREATE FUNCTION on_record_refile(ids bigint[]) RETURNS void LANGUAGE plpgsql
{kept.PLANS} AS $$
BEGIN
    UPDATE quotes_listing l SET attributions = n.attributions, topics = n.topics,
        publication = n.publication,
        search = ts_delete(
            l.search, on_record_filed(l.attributions, l.topics, l.publication)
        ) || array_to_tsvector(
            on_record_filed(n.attributions, n.topics, n.publication))
    FROM (
        SELECT q.id, coalesce(a.publication_id, 0) AS publication, s.attributions,
            t.topics
        FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(4 * speaker_id + CASE standing
                WHEN 'unverified' THEN 0 WHEN 'verified' THEN 1
                WHEN 'disputed' THEN 2 ELSE 3 END ORDER BY id), '{{}}') AS attributions
            FROM quotes_attribution WHERE quote_id = q.id
        ) s
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(topic_id ORDER BY topic_id), '{{}}') AS topics
            FROM quotes_quote_topics WHERE quote_id = q.id
        ) t
        WHERE q.id = ANY (ids)
    ) n
    WHERE l.quote_id = n.id AND (l.attributions, l.topics, l.publication)
        IS DISTINCT FROM (n.attributions, n.topics, n.publication);
END $$;
"""
#: The triggers that are off, by their tables.
RESTING = {
    "quotes_attribution": ("quotes_attribution_update_listed", "parts_added"),
    "quotes_quote_topics": ("quotes_quote_topics_update_listed", "parts_added"),
    "articles_article": ("article_relisted", "articles"),
}
CONDITION = """FOR EACH STATEMENT
    WHEN (coalesce(current_setting('on_record.refiling', true), '') <> 'on')"""


def replace_triggers(condition):
    for table, (name, function) in RESTING.items():
        made = kept.trigger(name, table, "UPDATE", f"on_record_list_{function}")
        made = made.replace("FOR EACH STATEMENT", condition)
        yield f"DROP TRIGGER {name} ON {table}; {made}"


FORWARDS = FILED + REFILE + "".join(replace_triggers(CONDITION))
BACKWARDS = "".join(replace_triggers("FOR EACH STATEMENT")) + (
    "DROP FUNCTION on_record_refile(bigint[]);"
    "DROP FUNCTION on_record_filed(bigint[], bigint[], bigint);"
)


def let_chief_editors_merge(apps, schema_editor):
    codenames = ["merge_records", "view_merge"]
    grant(apps, "quotes.Merge", codenames, ["Chief editors"])


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0037_words_of_statuses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('merged', 'Merged'), ('split', 'Split')], max_length=6)),
                ('kind', models.CharField(choices=[('speaker', 'Speaker'), ('publication', 'Publication'), ('topic', 'Topic'), ('article', 'Article')], max_length=11)),
                ('source', models.BigIntegerField()),
                ('source_name', models.CharField(max_length=200)),
                ('target', models.BigIntegerField()),
                ('target_name', models.CharField(max_length=200)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('moved', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                ('deleted', models.JSONField(default=dict)),
                ('details', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'merge or split',
                'verbose_name_plural': 'merges and splits',
                'ordering': ['-pk'],
                'permissions': [('merge_records', 'Can merge and split records')],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['kind', 'source'], name='merge_source')],
                'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['merged', 'split'])), name='merge_act_choice', violation_error_message='Choose one of these as act: merged, split.'), models.CheckConstraint(condition=models.Q(('kind__in', ['speaker', 'publication', 'topic', 'article'])), name='merge_kind_choice', violation_error_message='Choose one of these as kind: speaker, publication, topic, article.'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='merge_of_two'), models.CheckConstraint(condition=models.Q(('undone_by', None), ('undone_at__isnull', False), _connector='OR'), name='merge_undone')],
            },
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(let_chief_editors_merge, migrations.RunPython.noop),
    ]
