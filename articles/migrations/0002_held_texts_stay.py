"""Triggers for rules across rows and times, which no CHECK can express."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION on_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION on_record_keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM articles_article
        WHERE id = OLD.article_id AND status <> 'draft'
    ) THEN
        RAISE EXCEPTION 'A text that a published article was held with stays held.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER snapshot_never_edited BEFORE UPDATE ON articles_snapshot
    FOR EACH ROW EXECUTE FUNCTION on_record_refuse(
        'A snapshot is never edited: hold the new text as a new snapshot.');

CREATE TRIGGER snapshot_stays BEFORE DELETE ON articles_snapshot
    FOR EACH ROW EXECUTE FUNCTION on_record_keep_snapshot();

-- A draft may be deleted: what was published does not become one again.
CREATE TRIGGER article_stays_published BEFORE UPDATE ON articles_article
    FOR EACH ROW WHEN (OLD.status <> 'draft' AND NEW.status = 'draft')
    EXECUTE FUNCTION on_record_refuse(
        'What was published is no draft again: withdraw it, with a reason.');

CREATE TRIGGER article_published_stays BEFORE DELETE ON articles_article
    FOR EACH ROW WHEN (OLD.status <> 'draft') EXECUTE FUNCTION on_record_refuse(
        'What was published is not deleted: withdraw it, with a reason.');
"""

BACKWARDS = """
DROP TRIGGER article_stays_published ON articles_article;
DROP TRIGGER article_published_stays ON articles_article;
DROP TRIGGER snapshot_stays ON articles_snapshot;
DROP TRIGGER snapshot_never_edited ON articles_snapshot;
DROP FUNCTION on_record_keep_snapshot();
DROP FUNCTION on_record_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
