"""A later print is added to its saying without counting the others again.

A saying may have thousands of prints, and publishing one more must not read them all.
"""

from importlib import import_module

from django.db import migrations

kept = import_module("quotes.migrations.0009_listings_kept")
sayings = import_module("quotes.migrations.0023_sayings")
prints = import_module("quotes.migrations.0028_prints_of_sayings")
words = import_module("quotes.migrations.0030_words_of_prints")

FUNCTION = "on_record_saying_members_added"
NEVER = "DATE '9999-12-31'"
#: What was added of each saying: its public prints.
PRINTS = f"""
    FROM added m
    JOIN quotes_saying s ON s.id = m.saying_id
    JOIN quotes_listing l ON l.quote_id = m.quote_id
    JOIN quotes_quote q ON q.id = m.quote_id
    JOIN articles_article a ON a.id = q.article_id
    CROSS JOIN LATERAL (SELECT coalesce(a.published_on, {NEVER}) AS printed_on) d
    WHERE m.state <> 'proposed'"""
VARIANT = words.VARIANT.replace("n.text", "q.text").replace("n.first_text", "f.text")
ADDED = prints.replacing(
    kept.trigger_function(
        FUNCTION,
        f"""
    DECLARE
        ids bigint[] := ARRAY(SELECT DISTINCT saying_id FROM added);
        later bigint[];
    BEGIN
        PERFORM FROM quotes_saying WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        later := ARRAY(
            SELECT id FROM quotes_saying WHERE id = ANY (ids) AND prints >= 2
            EXCEPT SELECT s.id {PRINTS} AND (d.printed_on, l.quote_id)
                < (coalesce(s.earliest_on, {NEVER}), s.earliest_id));
        INSERT INTO quotes_sayingprint ({prints.COLUMNS})
        SELECT m.quote_id, m.saying_id, d.printed_on, l.day, false, {VARIANT}
        {PRINTS.replace("CROSS JOIN", "JOIN quotes_quote f ON f.id = s.earliest_id CROSS JOIN")}
            AND s.id = ANY (later);
        UPDATE quotes_saying s SET prints = s.prints + n.prints, refuted = ARRAY(
            SELECT unnest(s.refuted) UNION SELECT e.each >> 2 FROM added o
            JOIN quotes_listing r ON r.quote_id = o.quote_id
            CROSS JOIN unnest(r.attributions) e (each)
            WHERE o.saying_id = s.id AND o.state <> 'proposed' AND e.each & 3 = 3
            ORDER BY 1)
        FROM (
            SELECT s.id, count(*) AS prints {PRINTS} AND s.id = ANY (later) GROUP BY 1
        ) n WHERE s.id = n.id;
        PERFORM on_record_count_prints(
            ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(later)));
    END;
    """,
    )
)
UNDO = prints.replacing(sayings.counting(FUNCTION, dict(
    (name, ids) for name, ids, _ in sayings.COUNTING
)[FUNCTION]))


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0041_names_on_the_desk'),
    ]

    operations = [
        migrations.RunSQL(ADDED, UNDO),
    ]
