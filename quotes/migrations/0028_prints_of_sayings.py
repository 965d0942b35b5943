"""The prints of sayings, for lists: which is the earliest, which have other words.

They follow from the members, from what is public and from the dates of articles, and
are computed again for each saying that changes.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

kept = import_module("quotes.migrations.0009_listings_kept")
sayings = import_module("quotes.migrations.0023_sayings")
dates = import_module("quotes.migrations.0026_dates_of_sayings")

VIEW = """
CREATE VIEW quotes_sayingprint_now AS
SELECT quote_id, saying_id, printed_on, day, is_earliest, is_variant
FROM (
    SELECT l.quote_id, m.saying_id, d.printed_on, l.day,
        row_number() OVER prints = 1 AS is_earliest,
        q.text <> first_value(q.text) OVER prints AND on_record_fold(q.text)
            <> on_record_fold(first_value(q.text) OVER prints) AS is_variant,
        count(*) OVER (PARTITION BY m.saying_id) AS number
    FROM quotes_sayingmember m
    JOIN quotes_listing l ON l.quote_id = m.quote_id
    JOIN quotes_quote q ON q.id = m.quote_id
    JOIN articles_article a ON a.id = q.article_id
    CROSS JOIN LATERAL (
        SELECT coalesce(a.published_on, '9999-12-31') AS printed_on
    ) d
    WHERE m.state <> 'proposed'
    WINDOW prints AS (PARTITION BY m.saying_id ORDER BY d.printed_on, l.quote_id)
) p WHERE number >= 2;
"""
COLUMNS = "quote_id, saying_id, printed_on, day, is_earliest, is_variant"
OTHERS = COLUMNS.split(", ")[1:]
#: The caller holds locks on the sayings, so nobody else writes these rows.
LIST = f"""
CREATE FUNCTION on_record_list_prints(ids bigint[]) RETURNS void LANGUAGE plpgsql
{kept.PLANS} AS $$
BEGIN
    DELETE FROM quotes_sayingprint p WHERE saying_id = ANY (ids) AND NOT EXISTS (
        SELECT FROM quotes_sayingmember m JOIN quotes_listing USING (quote_id)
        JOIN quotes_saying s ON s.id = m.saying_id AND s.prints >= 2
        WHERE m.quote_id = p.quote_id AND m.saying_id = p.saying_id
            AND m.state <> 'proposed'
    );
    INSERT INTO quotes_sayingprint AS p ({COLUMNS})
    SELECT {COLUMNS} FROM quotes_sayingprint_now WHERE saying_id = ANY (ids)
    ON CONFLICT (quote_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in OTHERS)}
    WHERE ({", ".join(f"p.{name}" for name in OTHERS)})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in OTHERS)});
END $$;
"""
COUNT = dates.COUNT.replace("END $$;", "    PERFORM on_record_list_prints(ids);\nEND $$;")
CHANGED = dates.FUNCTION
_OF_CHANGED = (
    "SELECT DISTINCT m.saying_id FROM added n"
    " JOIN taken o ON o.quote_id = n.quote_id"
    " JOIN quotes_sayingmember m ON m.quote_id = n.quote_id"
    " WHERE (n.attributions, n.day) IS DISTINCT FROM (o.attributions, o.day)"
)


def replacing(function):
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


COUNTING = replacing(sayings.counting(CHANGED, _OF_CHANGED)) + sayings.counting(
    "on_record_saying_words",
    "SELECT DISTINCT m.saying_id FROM added n JOIN taken o ON o.id = n.id"
    " JOIN quotes_sayingmember m ON m.quote_id = n.id"
    " WHERE n.text IS DISTINCT FROM o.text",
)
TRIGGER = kept.trigger(
    "quote_update_counted", "quotes_quote", "UPDATE", "on_record_saying_words"
)
FILL = f"""
INSERT INTO quotes_sayingprint ({COLUMNS})
SELECT {COLUMNS} FROM quotes_sayingprint_now ORDER BY quote_id;
"""
UNDO = (
    "DROP TRIGGER quote_update_counted ON quotes_quote;"
    "DROP FUNCTION on_record_saying_words();"
    + replacing(dates.COUNTING.split("CREATE TRIGGER")[0])
    + dates.COUNT
    + "DROP FUNCTION on_record_list_prints(bigint[]);"
    "DROP VIEW quotes_sayingprint_now;"
)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0027_saying_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='SayingPrint',
            fields=[
                ('quote', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='quotes.quote')),
                ('printed_on', models.DateField()),
                ('day', models.DateField()),
                ('is_earliest', models.BooleanField()),
                ('is_variant', models.BooleanField()),
                ('saying', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='quotes.saying')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['saying', 'printed_on', 'quote'], name='sayingprint_in_order'), models.Index(condition=models.Q(('is_earliest', True)), fields=['day', 'quote'], name='sayingprint_earliest'), models.Index(condition=models.Q(('is_variant', True)), fields=['day', 'quote'], name='sayingprint_variant')],
            },
        ),
        migrations.AddIndex(
            model_name='sayingmember',
            index=models.Index(condition=models.Q(('state', 'proposed'), _negated=True), fields=['-updated_at', '-id'], name='sayingmember_newest'),
        ),
        migrations.RunSQL(VIEW + LIST + COUNT + COUNTING + TRIGGER + FILL, UNDO),
    ]
