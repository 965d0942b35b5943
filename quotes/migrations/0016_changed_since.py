"""Where an earlier text had the words of a quote that the newest text lacks.

Lists and counts show such quotes under “changed”. No quote has an earlier place yet:
`manage.py verify_quotes` finds those of texts that were held before this migration.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import quotes.models.spans

listings = import_module("quotes.migrations.0009_listings_kept")
other_words = import_module("quotes.migrations.0012_other_words")

STATUS = """(CASE WHEN q.printed_in_id IS NULL THEN q.anchor_status
    ELSE 'changed' END)::varchar(9)"""
VIEW = listings.VIEW.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")
COUNTED = {**other_words.COUNTED, "changed": "anchor = 'changed'"}
#: Composite, so that the earlier text is one of the same article.
SAME_ARTICLE = """
ALTER TABLE quotes_quote ADD CONSTRAINT quote_printed_in_its_article
    FOREIGN KEY (printed_in_id, article_id)
    REFERENCES articles_snapshot (id, article_id) DEFERRABLE INITIALLY DEFERRED;
"""
ANY_ARTICLE = "ALTER TABLE quotes_quote DROP CONSTRAINT quote_printed_in_its_article;"


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_fingerprints'),
        ('quotes', '0015_suggestion_instead_choices'),
    ]

    operations = [
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='quote',
            name='printed_in',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.snapshot'),
        ),
        migrations.AddField(
            model_name='quote',
            name='printed_spans',
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='tally',
            name='changed',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('printed_in__isnull', False)), fields=['printed_in'], name='quote_printed_in'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('printed_in__isnull', True), ('printed_spans__isnull', True)), models.Q(('printed_in__isnull', False), ('printed_spans__isnull', False), quotes.models.spans.SpansAreValid(models.F('printed_spans')), models.Q(('printed_spans', []), _negated=True), models.Q(('anchor_status__in', ('exact', 'edited', 'no_text')), _negated=True)), _connector='OR'), name='quote_printed_before', violation_error_message='Only a quote that the newest text lacks has spans in an older one.'),
        ),
        migrations.RunSQL(SAME_ARTICLE, ANY_ARTICLE),
        migrations.RunSQL(VIEW.replace("q.anchor_status", STATUS), VIEW),
        migrations.RunSQL(
            other_words.keeping(COUNTED), other_words.keeping(other_words.COUNTED)
        ),
    ]
