"""Turn is QueuedFetch: a turn is what a speaker takes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_turns_of_fetches")]

    operations = [migrations.RenameModel("Turn", "QueuedFetch")]
