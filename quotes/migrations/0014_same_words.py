"""An index for finding quotes with the same words, whatever their punctuation."""

from django.contrib.postgres.indexes import HashIndex
from django.db import migrations

from articles.models.functions import Fold


class Migration(migrations.Migration):
    dependencies = [("quotes", "0013_suggestions")]

    operations = [
        migrations.AddIndex(
            model_name="quote",
            index=HashIndex(Fold("text"), name="quote_same_words"),
        ),
    ]
