"""Drafts to be published at a time; the index of the editors' list of quotes."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION on_record_cancel_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE quotes_schedule
    SET state = 'cancelled', closed_at = clock_timestamp(),
        outcome = 'It was ' || NEW.status || ' before that time.'
    WHERE state = 'waiting'
        AND (TG_TABLE_NAME = 'articles_article' AND article_id = NEW.id
            OR TG_TABLE_NAME = 'quotes_quote' AND quote_id = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER article_schedule AFTER UPDATE OF status ON articles_article
    FOR EACH ROW WHEN (OLD.status = 'draft' AND NEW.status <> 'draft')
    EXECUTE FUNCTION on_record_cancel_schedule();
CREATE TRIGGER quote_schedule AFTER UPDATE OF status ON quotes_quote
    FOR EACH ROW WHEN (OLD.status = 'draft' AND NEW.status <> 'draft')
    EXECUTE FUNCTION on_record_cancel_schedule();
"""

BACKWARDS = """
DROP TRIGGER quote_schedule ON quotes_quote;
DROP TRIGGER article_schedule ON articles_article;
DROP FUNCTION on_record_cancel_schedule();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_fingerprints_without_pending_list'),
        ('quotes', '0042_later_prints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='to be published')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('published', 'Published'), ('failed', 'Not published'), ('cancelled', 'Cancelled')], default='waiting', max_length=9)),
                ('outcome', models.CharField(blank=True, max_length=500)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'scheduled publication',
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['status', '-id'], name='quote_drafts_first'),
        ),
        migrations.AddField(
            model_name='schedule',
            name='article',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='articles.article'),
        ),
        migrations.AddField(
            model_name='schedule',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='schedule',
            name='quote',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='quotes.quote'),
        ),
        migrations.AddIndex(
            model_name='schedule',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['at'], name='schedule_waiting'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'published', 'failed', 'cancelled'])), name='schedule_state_choice', violation_error_message='Choose one of these as state: waiting, published, failed, cancelled.'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('quote__isnull', False)), models.Q(('article__isnull', False), ('quote', None)), _connector='OR'), name='schedule_of_one_record'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='schedule_open_or_closed'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('article',), name='schedule_once_for_article'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('quote',), name='schedule_once_for_quote'),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
