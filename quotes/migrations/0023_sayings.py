"""Sayings, their members, and the triggers that count the prints of each.

`prints` and `earliest` follow from the members, from what is public (quotes_listing)
and from the dates of articles. They are computed again for each saying that changes.
"""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

kept = import_module("quotes.migrations.0009_listings_kept")

#: Rows are locked in one order, so that two writers see each other's changes.
COUNT = f"""
CREATE FUNCTION on_record_count_prints(ids bigint[]) RETURNS void LANGUAGE plpgsql
{kept.PLANS} AS $$
BEGIN
    IF cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    PERFORM FROM quotes_saying WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE quotes_saying s SET prints = n.prints, earliest_id = n.earliest
    FROM (
        SELECT i.id, count(l.quote_id) AS prints, (array_agg(
            l.quote_id ORDER BY a.published_on NULLS LAST, l.quote_id
        ) FILTER (WHERE l.quote_id IS NOT NULL))[1] AS earliest
        FROM unnest(ids) i (id)
        LEFT JOIN quotes_sayingmember m ON m.saying_id = i.id AND m.state <> 'proposed'
        LEFT JOIN quotes_listing l ON l.quote_id = m.quote_id
        LEFT JOIN quotes_quote q ON q.id = l.quote_id
        LEFT JOIN articles_article a ON a.id = q.article_id
        GROUP BY i.id
    ) n
    WHERE s.id = n.id
        AND (s.prints, s.earliest_id) IS DISTINCT FROM (n.prints, n.earliest);
END $$;
"""


def counting(name, ids):
    """Return the trigger function that counts the prints of the sayings `ids`."""
    return kept.trigger_function(
        name, f"PERFORM on_record_count_prints(ARRAY({ids}));"
    )


_OF_QUOTES = (
    "SELECT DISTINCT m.saying_id FROM {rows} r"
    " JOIN quotes_sayingmember m ON m.quote_id = r.quote_id"
)
#: (function, the sayings whose prints it counts, [(trigger, table, event)]).
COUNTING = [
    (
        "on_record_saying_members_added",
        "SELECT DISTINCT saying_id FROM added",
        [("sayingmember_insert_counted", "quotes_sayingmember", "INSERT")],
    ),
    (
        "on_record_saying_members_taken",
        "SELECT DISTINCT saying_id FROM taken",
        [("sayingmember_delete_counted", "quotes_sayingmember", "DELETE")],
    ),
    (
        "on_record_saying_members_changed",
        "SELECT saying_id FROM taken UNION SELECT saying_id FROM added",
        [("sayingmember_update_counted", "quotes_sayingmember", "UPDATE")],
    ),
    (
        "on_record_saying_listings_added",
        _OF_QUOTES.format(rows="added"),
        [("listing_insert_counted", "quotes_listing", "INSERT")],
    ),
    (
        "on_record_saying_listings_taken",
        _OF_QUOTES.format(rows="taken"),
        [("listing_delete_counted", "quotes_listing", "DELETE")],
    ),
    (
        "on_record_saying_dates",
        "SELECT DISTINCT m.saying_id FROM added n JOIN taken o ON o.id = n.id"
        " JOIN quotes_quote q ON q.article_id = n.id"
        " JOIN quotes_sayingmember m ON m.quote_id = q.id"
        " WHERE n.published_on IS DISTINCT FROM o.published_on",
        [("article_update_counted", "articles_article", "UPDATE")],
    ),
]
TRIGGERS = COUNT + "".join(
    counting(function, ids)
    + "".join(kept.trigger(*trigger, function) for trigger in triggers)
    for function, ids, triggers in COUNTING
)
UNDO_TRIGGERS = "".join(
    f"DROP TRIGGER {name} ON {table};"
    for _, _, triggers in COUNTING
    for name, table, _ in triggers
) + "".join(f"DROP FUNCTION {function}();" for function, _, _ in COUNTING) + (
    "DROP FUNCTION on_record_count_prints(bigint[]);"
)


def let_editors_group(apps, schema_editor):
    # Django creates permissions after all migrations have run, which is too late here.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    for model, name, actions in (
        ("saying", "saying", ("add", "change", "delete", "view")),
        ("sayingmember", "saying member", ("add", "change", "delete", "view")),
        ("notsame", "pair kept apart", ("delete", "view")),
    ):
        content_type, _ = ContentType.objects.get_or_create(
            app_label="quotes", model=model
        )
        for action in actions:
            made, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            if group:
                group.permissions.add(made)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0022_home_page'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Saying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('note', models.TextField(blank=True, max_length=5000, validators=[django.core.validators.MaxLengthValidator(5000)], verbose_name='editor’s note')),
                ('prints', models.IntegerField(db_default=0, default=0, editable=False)),
                ('earliest', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='quotes.quote')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='quotes.saying')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SayingMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('reason', models.CharField(choices=[('first', 'First of the saying'), ('equal', 'Same words'), ('altered', 'Altered words'), ('translation', 'Translation'), ('extension', 'Longer version'), ('part', 'Part of a longer version')], max_length=11)),
                ('explanation', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('confirmed', 'Confirmed by an editor'), ('joined', 'Joined by the machine'), ('proposed', 'Proposed by the machine')], max_length=9)),
                ('compared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='quotes.quote')),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='saying_member', to='quotes.quote')),
                ('saying', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='quotes.saying')),
            ],
            options={
                'ordering': ['saying', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NotSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='kept_apart_from', to='quotes.quote')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_apart_by', to='quotes.quote')),
            ],
            options={
                'verbose_name': 'pair kept apart',
                'verbose_name_plural': 'pairs kept apart',
                'ordering': ['-pk'],
                'default_permissions': ('delete', 'view'),
                'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='notsame_in_order'), models.UniqueConstraint(fields=('one', 'other'), name='notsame_once')],
            },
        ),
        migrations.AddIndex(
            model_name='saying',
            index=models.Index(models.OrderBy(models.F('prints'), descending=True), models.F('id'), condition=models.Q(('prints__gte', 2)), name='saying_most_printed'),
        ),
        migrations.AddConstraint(
            model_name='saying',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='saying_not_merged_into_itself'),
        ),
        migrations.AddIndex(
            model_name='sayingmember',
            index=models.Index(condition=models.Q(('state', 'proposed')), fields=['-id'], name='sayingmember_proposed'),
        ),
        migrations.AddConstraint(
            model_name='sayingmember',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['first', 'equal', 'altered', 'translation', 'extension', 'part'])), name='sayingmember_reason_choice', violation_error_message='Choose one of these as reason: first, equal, altered, translation, extension, part.'),
        ),
        migrations.AddConstraint(
            model_name='sayingmember',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'joined', 'proposed'])), name='sayingmember_state_choice', violation_error_message='Choose one of these as state: confirmed, joined, proposed.'),
        ),
        migrations.AddConstraint(
            model_name='sayingmember',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), ('state', 'confirmed'), _connector='OR'), name='sayingmember_confirmed_by_editor'),
        ),
        migrations.AddConstraint(
            model_name='sayingmember',
            constraint=models.CheckConstraint(condition=models.Q(('compared_with', None), models.Q(('compared_with', models.F('quote')), _negated=True), _connector='OR'), name='sayingmember_compared_with_another'),
        ),
        migrations.RunSQL(TRIGGERS, UNDO_TRIGGERS),
        migrations.RunPython(let_editors_group, migrations.RunPython.noop),
    ]
