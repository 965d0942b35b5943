"""A print that moves to another article, with another date, is counted again."""

from importlib import import_module

from django.db import migrations

prints = import_module("quotes.migrations.0028_prints_of_sayings")
words = import_module("quotes.migrations.0030_words_of_prints")

BEFORE = prints.replacing(words.WORDS)
AFTER = BEFORE.replace(
    "WHERE n.text IS DISTINCT FROM o.text)",
    "WHERE (n.text, n.article_id) IS DISTINCT FROM (o.text, o.article_id))",
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_merged_articles"),
        ("quotes", "0046_job_runs"),
    ]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
