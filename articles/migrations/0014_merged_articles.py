"""Articles that were entered twice lead to the other one.

A trigger refuses to merge an article into one that was merged itself, so that no
redirect leads to another.
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION on_record_refuse_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Waits for who is merging the other one.
    PERFORM FROM articles_article
    WHERE id = NEW.merged_into_id AND merged_into_id IS NULL FOR SHARE;
    IF NOT FOUND OR EXISTS (
        SELECT FROM articles_article WHERE merged_into_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'An article is merged into one that is not merged itself.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER article_merged_once BEFORE INSERT OR UPDATE OF merged_into_id
    ON articles_article FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION on_record_refuse_chain();
"""
BACKWARDS = """
DROP TRIGGER article_merged_once ON articles_article;
DROP FUNCTION on_record_refuse_chain();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_names_on_the_desk")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="articles.article",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(
                        models.Q(("status", "published"), _negated=True),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="article_merged_is_not_public",
                violation_error_message="It was merged into another article: undo that first.",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="article_merged",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
