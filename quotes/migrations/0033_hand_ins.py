"""Drafts handed in to editors: their states, the conversation, and notices."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from quotes.models.permissions import grant

FORWARDS = """
CREATE FUNCTION on_record_close_hand_in() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed bigint;
    author integer;
    noted bigint;
BEGIN
    FOR closed, author IN
        UPDATE quotes_handin
        SET state = 'published', closed_at = clock_timestamp(),
            updated_at = clock_timestamp()
        WHERE state IN ('waiting', 'returned')
            AND (TG_TABLE_NAME = 'articles_article' AND article_id = NEW.id
                OR TG_TABLE_NAME = 'quotes_quote' AND quote_id = NEW.id)
        RETURNING id, by_id
    LOOP
        INSERT INTO quotes_handinnote (hand_in_id, at, act, text)
        VALUES (closed, clock_timestamp(), 'published', '') RETURNING id INTO noted;
        IF author IS NOT NULL THEN
            INSERT INTO quotes_notice (user_id, note_id) VALUES (author, noted);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER article_hand_in AFTER UPDATE OF status ON articles_article
    FOR EACH ROW WHEN (OLD.status = 'draft' AND NEW.status <> 'draft')
    EXECUTE FUNCTION on_record_close_hand_in();
CREATE TRIGGER quote_hand_in AFTER UPDATE OF status ON quotes_quote
    FOR EACH ROW WHEN (OLD.status = 'draft' AND NEW.status <> 'draft')
    EXECUTE FUNCTION on_record_close_hand_in();

CREATE TRIGGER handinnote_stays BEFORE UPDATE ON quotes_handinnote
    FOR EACH ROW WHEN ((OLD.hand_in_id, OLD.at, OLD.act, OLD.text)
        IS DISTINCT FROM (NEW.hand_in_id, NEW.at, NEW.act, NEW.text))
    EXECUTE FUNCTION on_record_refuse('What was said is never changed.');
"""

BACKWARDS = """
DROP TRIGGER handinnote_stays ON quotes_handinnote;
DROP TRIGGER quote_hand_in ON quotes_quote;
DROP TRIGGER article_hand_in ON articles_article;
DROP FUNCTION on_record_close_hand_in();
"""


def let_everybody_see(apps, schema_editor):
    groups = ["Contributors", "Editors", "Chief editors"]
    grant(apps, "quotes.HandIn", ["view_handin"], groups)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_identifiers'),
        ('quotes', '0032_pending_list_of_saying_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting for an editor'), ('returned', 'Given back'), ('taken_back', 'Taken back'), ('published', 'Published')], default='waiting', max_length=10)),
                ('at', models.DateTimeField(verbose_name='waiting since')),
                ('closed_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hand_ins', to='articles.article')),
                ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hand_ins', to='quotes.quote')),
            ],
            options={
                'verbose_name': 'draft handed in',
                'verbose_name_plural': 'drafts handed in',
                'ordering': ['at', 'pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='HandInNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('act', models.CharField(choices=[('handed_in', 'Handed in'), ('commented', 'Comment'), ('assigned', 'Assigned'), ('released', 'Released'), ('returned', 'Given back'), ('taken_back', 'Taken back'), ('published', 'Published')], max_length=10)),
                ('text', models.TextField(blank=True, max_length=5000)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hand_in', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='quotes.handin')),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(null=True)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='quotes.handinnote')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='handin',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['at', 'id'], name='handin_waiting'),
        ),
        migrations.AddIndex(
            model_name='handin',
            index=models.Index(fields=['by', 'state'], name='handin_of_author'),
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'returned', 'taken_back', 'published'])), name='handin_state_choice', violation_error_message='Choose one of these as state: waiting, returned, taken_back, published.'),
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('quote__isnull', False)), models.Q(('article__isnull', False), ('quote', None)), _connector='OR'), name='handin_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state__in', ('waiting', 'returned'))), models.Q(models.Q(('state__in', ('waiting', 'returned')), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='handin_open_or_closed'),
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'returned'))), fields=('article',), name='handin_once_for_article', violation_error_message='This article is handed in already.'),
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'returned'))), fields=('quote',), name='handin_once_for_quote', violation_error_message='This quote is handed in already.'),
        ),
        migrations.AddConstraint(
            model_name='handinnote',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['handed_in', 'commented', 'assigned', 'released', 'returned', 'taken_back', 'published'])), name='handinnote_act_choice', violation_error_message='Choose one of these as act: handed_in, commented, assigned, released, returned, taken_back, published.'),
        ),
        migrations.AddConstraint(
            model_name='handinnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['commented', 'returned']), _negated=True), ('text__regex', '[^\\s\\u00a0\\u2000-\\u200b\\u2028\\u2029\\u202f\\u3000\\ufeff]'), _connector='OR'), name='handinnote_has_text'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['user', '-id'], name='notice_unread'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('user', 'note'), name='notice_once'),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(let_everybody_see, migrations.RunPython.noop),
    ]
