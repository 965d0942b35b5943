"""The date of the earliest print of a saying, and the speakers that prints refute.

Lists are sorted by the date, and warn about the speakers.
"""

import datetime
from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.functions.comparison
from django.db import migrations, models

kept = import_module("quotes.migrations.0009_listings_kept")
sayings = import_module("quotes.migrations.0023_sayings")

#: Attributions are encoded as in quotes/models/listings.py: 3 is “misattributed”.
COUNT = f"""
CREATE OR REPLACE FUNCTION on_record_count_prints(ids bigint[]) RETURNS void
LANGUAGE plpgsql {kept.PLANS} AS $$
BEGIN
    IF cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    PERFORM FROM quotes_saying WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE quotes_saying s SET prints = n.prints, earliest_id = n.earliest,
        earliest_on = n.earliest_on, refuted = n.refuted
    FROM (
        SELECT i.id, count(l.quote_id) AS prints, (array_agg(
            l.quote_id ORDER BY a.published_on NULLS LAST, l.quote_id
        ) FILTER (WHERE l.quote_id IS NOT NULL))[1] AS earliest,
        min(a.published_on) AS earliest_on,
        ARRAY(
            SELECT DISTINCT each >> 2 FROM quotes_sayingmember o
            JOIN quotes_listing r ON r.quote_id = o.quote_id
            CROSS JOIN unnest(r.attributions) each
            WHERE o.saying_id = i.id AND o.state <> 'proposed' AND each & 3 = 3
            ORDER BY 1
        ) AS refuted
        FROM unnest(ids) i (id)
        LEFT JOIN quotes_sayingmember m ON m.saying_id = i.id AND m.state <> 'proposed'
        LEFT JOIN quotes_listing l ON l.quote_id = m.quote_id
        LEFT JOIN quotes_quote q ON q.id = l.quote_id
        LEFT JOIN articles_article a ON a.id = q.article_id
        GROUP BY i.id
    ) n
    WHERE s.id = n.id AND (s.prints, s.earliest_id, s.earliest_on, s.refuted)
        IS DISTINCT FROM (n.prints, n.earliest, n.earliest_on, n.refuted);
END $$;
"""
FUNCTION = "on_record_saying_listings_changed"
COUNTING = sayings.counting(
    FUNCTION,
    "SELECT DISTINCT m.saying_id FROM added n"
    " JOIN taken o ON o.quote_id = n.quote_id"
    " JOIN quotes_sayingmember m ON m.quote_id = n.quote_id"
    " WHERE n.attributions IS DISTINCT FROM o.attributions",
) + kept.trigger("listing_update_counted", "quotes_listing", "UPDATE", FUNCTION)
UNDO = (
    f"DROP TRIGGER listing_update_counted ON quotes_listing; DROP FUNCTION {FUNCTION}();"
    + sayings.COUNT.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
)
FILL = "SELECT on_record_count_prints(ARRAY(SELECT id FROM quotes_saying ORDER BY id));"


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0025_speaker_name_parts'),
    ]

    operations = [
        migrations.AddField(
            model_name='saying',
            name='earliest_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='saying',
            name='refuted',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None),
        ),
        migrations.RunSQL(COUNT + COUNTING + FILL, UNDO),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='saying',
            index=models.Index(django.db.models.functions.comparison.Coalesce('earliest_on', datetime.date(9999, 12, 31)), models.F('id'), condition=models.Q(('prints__gte', 2)), name='saying_first_printed'),
        ),
    ]
