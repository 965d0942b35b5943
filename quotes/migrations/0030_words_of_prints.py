"""Compares the words of a print with those of the earliest only when either is new.

Folding takes long, and a saying may have thousands of prints.
"""

from importlib import import_module

from django.db import migrations

kept = import_module("quotes.migrations.0009_listings_kept")
prints = import_module("quotes.migrations.0028_prints_of_sayings")

VARIANT = "n.text <> n.first_text AND on_record_fold(n.text) <> on_record_fold(n.first_text)"
VIEWS = f"""
CREATE VIEW quotes_sayingprint_words AS
SELECT quote_id, saying_id, printed_on, day, first_id = quote_id AS is_earliest,
    first_id, text, first_text
FROM (
    SELECT l.quote_id, m.saying_id, d.printed_on, l.day, q.text,
        first_value(l.quote_id) OVER prints AS first_id,
        first_value(q.text) OVER prints AS first_text,
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
CREATE OR REPLACE VIEW quotes_sayingprint_now AS
SELECT quote_id, saying_id, printed_on, day, is_earliest, {VARIANT} AS is_variant
FROM quotes_sayingprint_words n;
"""
_FROM = f"SELECT {prints.COLUMNS} FROM quotes_sayingprint_now WHERE saying_id = ANY (ids)"
#: `o` is the print as it was, `f` the earliest one, if that is still the same.
_KEPT = f"""SELECT n.quote_id, n.saying_id, n.printed_on, n.day, n.is_earliest,
        CASE WHEN o.quote_id IS NOT NULL AND f.quote_id IS NOT NULL THEN o.is_variant
            ELSE {VARIANT} END
    FROM quotes_sayingprint_words n
    LEFT JOIN quotes_sayingprint o USING (quote_id, saying_id)
    LEFT JOIN quotes_sayingprint f ON f.quote_id = n.first_id
        AND f.saying_id = n.saying_id AND f.is_earliest
    WHERE n.saying_id = ANY (ids)"""
LIST = prints.replacing(prints.LIST)
#: A print whose words changed is deleted first, so that it is compared again.
WORDS = kept.trigger_function(
    "on_record_saying_words",
    """
    DELETE FROM quotes_sayingprint p USING added n JOIN taken o ON o.id = n.id
    WHERE p.quote_id = n.id AND n.text IS DISTINCT FROM o.text;
    PERFORM on_record_count_prints(ARRAY(
        SELECT DISTINCT m.saying_id FROM added n JOIN taken o ON o.id = n.id
        JOIN quotes_sayingmember m ON m.quote_id = n.id
        WHERE n.text IS DISTINCT FROM o.text));
    """,
)
UNDO = (
    LIST
    + prints.replacing(prints.COUNTING)
    + prints.VIEW.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")
    + "DROP VIEW quotes_sayingprint_words;"
)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0029_decisions_on_sayings'),
    ]

    operations = [
        migrations.RunSQL(
            VIEWS + LIST.replace(_FROM, _KEPT) + prints.replacing(WORDS), UNDO
        ),
    ]
