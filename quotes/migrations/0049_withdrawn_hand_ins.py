"""A hand-in whose draft is withdrawn is closed as withdrawn, with the reason."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models

hand_ins = import_module("quotes.migrations.0033_hand_ins")

_BEFORE = hand_ins.FORWARDS.partition("CREATE TRIGGER")[0].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
# A draft becomes published or withdrawn, which are states and acts too.
_AFTER = _BEFORE.replace("SET state = 'published'", "SET state = NEW.status").replace(
    "'published', '')", "NEW.status, NEW.withdrawn_reason)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_turns_of_fetches'),
        ('quotes', '0048_merges_in_place'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='handin',
            name='handin_state_choice',
        ),
        migrations.RemoveConstraint(
            model_name='handinnote',
            name='handinnote_act_choice',
        ),
        migrations.AlterField(
            model_name='handin',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting for an editor'), ('returned', 'Given back'), ('taken_back', 'Taken back'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10),
        ),
        migrations.AlterField(
            model_name='handinnote',
            name='act',
            field=models.CharField(choices=[('handed_in', 'Handed in'), ('commented', 'Comment'), ('assigned', 'Assigned'), ('released', 'Released'), ('returned', 'Given back'), ('taken_back', 'Taken back'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='handin',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'returned', 'taken_back', 'published', 'withdrawn'])), name='handin_state_choice', violation_error_message='Choose one of these as state: waiting, returned, taken_back, published, withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='handinnote',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['handed_in', 'commented', 'assigned', 'released', 'returned', 'taken_back', 'published', 'withdrawn'])), name='handinnote_act_choice', violation_error_message='Choose one of these as act: handed_in, commented, assigned, released, returned, taken_back, published, withdrawn.'),
        ),
        migrations.RunSQL(_AFTER, _BEFORE),
    ]
