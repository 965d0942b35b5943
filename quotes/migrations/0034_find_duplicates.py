"""Indexes for finding speakers by family name or without apostrophe, and drafts.

The words of published quotes are in the index of lists (migration 0018).
"""

from django.db import migrations

FORWARDS = """
CREATE INDEX speaker_family_folded ON quotes_speaker
    (on_record_fold(family), left(on_record_fold(given), 2));
CREATE INDEX quote_not_public_folded ON quotes_quote
    USING gin (on_record_fold(text) gin_trgm_ops) WHERE status <> 'published';
CREATE INDEX speaker_name_joined ON quotes_speaker
    USING gin (on_record_fold(translate(name, '''’', '')) gin_trgm_ops);
CREATE INDEX alias_name_joined ON quotes_alias
    USING gin (on_record_fold(translate(name, '''’', '')) gin_trgm_ops);
"""
BACKWARDS = "DROP INDEX alias_name_joined, speaker_name_joined; DROP INDEX quote_not_public_folded; DROP INDEX speaker_family_folded;"


class Migration(migrations.Migration):
    dependencies = [("quotes", "0033_hand_ins")]

    operations = [
        # Deferred checks of rows would refuse the indexes.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
