"""Raw pages never change, and stored texts get sketches."""

from django.db import migrations

from articles.text_matching.near_duplicates import sketch

FORWARDS = """
ALTER TABLE articles_rawpage ADD CONSTRAINT raw_page_snapshot_of_its_article
    FOREIGN KEY (snapshot_id, article_id)
    REFERENCES articles_snapshot (id, article_id) DEFERRABLE INITIALLY DEFERRED;

CREATE TRIGGER raw_page_never_edited BEFORE UPDATE ON articles_rawpage
    FOR EACH ROW EXECUTE FUNCTION on_record_refuse('A raw page is never edited.');

CREATE TRIGGER raw_page_stays BEFORE DELETE ON articles_rawpage
    FOR EACH ROW EXECUTE FUNCTION on_record_keep_snapshot();
"""

BACKWARDS = """
DROP TRIGGER raw_page_stays ON articles_rawpage;
DROP TRIGGER raw_page_never_edited ON articles_rawpage;
ALTER TABLE articles_rawpage DROP CONSTRAINT raw_page_snapshot_of_its_article;
"""

BATCH = 500


def make_sketches(apps, schema_editor):
    """Add to each snapshot what its save() would have: its text stays as it is."""
    rows = schema_editor.connection.cursor()
    rows.execute("ALTER TABLE articles_snapshot DISABLE TRIGGER snapshot_never_edited")
    last = 0
    while True:
        rows.execute(
            "SELECT id, text FROM articles_snapshot WHERE id > %s ORDER BY id LIMIT %s",
            [last, BATCH],
        )
        if not (found := rows.fetchall()):
            break
        rows.executemany(
            "UPDATE articles_snapshot SET sketch = %s WHERE id = %s",
            [(sketch(text), key) for key, text in found],
        )
        last = found[-1][0]
    rows.execute("ALTER TABLE articles_snapshot ENABLE TRIGGER snapshot_never_edited")


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_raw_pages_and_intakes")]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(make_sketches, migrations.RunPython.noop),
        # An index of all 64 numbers took four times as long to build and to maintain.
        migrations.RunSQL(
            "CREATE INDEX snapshot_sketch ON articles_snapshot USING gin"
            " ((sketch[1:16]))",
            "DROP INDEX snapshot_sketch",
        ),
    ]
