"""Triggers for rules across rows and times, which no CHECK can express."""

from django.db import migrations

FORWARDS = """
ALTER TABLE quotes_quote ADD CONSTRAINT quote_snapshot_of_its_article
    FOREIGN KEY (snapshot_id, article_id)
    REFERENCES articles_snapshot (id, article_id) DEFERRABLE INITIALLY DEFERRED;

CREATE TRIGGER quote_published_stays BEFORE DELETE ON quotes_quote
    FOR EACH ROW WHEN (OLD.status <> 'draft') EXECUTE FUNCTION on_record_refuse(
        'What was published is not deleted: withdraw it, with a reason.');

CREATE TRIGGER quote_stays_published BEFORE UPDATE ON quotes_quote
    FOR EACH ROW WHEN (OLD.status <> 'draft' AND NEW.status = 'draft')
    EXECUTE FUNCTION on_record_refuse(
        'What was published is no draft again: withdraw it, with a reason.');

CREATE TRIGGER attribution_never_moves BEFORE UPDATE ON quotes_attribution
    FOR EACH ROW WHEN (OLD.quote_id IS DISTINCT FROM NEW.quote_id)
    EXECUTE FUNCTION on_record_refuse(
        'An attribution never moves to another quote: make a new one there.');
"""

BACKWARDS = """
DROP TRIGGER attribution_never_moves ON quotes_attribution;
DROP TRIGGER quote_stays_published ON quotes_quote;
DROP TRIGGER quote_published_stays ON quotes_quote;
ALTER TABLE quotes_quote DROP CONSTRAINT quote_snapshot_of_its_article;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0001_initial"),
        ("articles", "0002_held_texts_stay"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
