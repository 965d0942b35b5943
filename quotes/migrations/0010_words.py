"""Indexes for the first lookups of a search: names by words, and words by spelling.

The indexes of names are created in SQL, not in the models, because one is on a table of
the other app; see migration 0004.
"""

from django.db import migrations, models

#: The names that a word may belong to: (index, table).
NAMES = [
    ("speaker_name_words", "quotes_speaker"),
    ("alias_name_words", "quotes_alias"),
    ("topic_name_words", "quotes_topic"),
    ("publication_name_words", "articles_publication"),
]

#: Plain words: no numbers, addresses or words with digits; compounds as their parts.
WORDS_ALONE = """
CREATE TEXT SEARCH CONFIGURATION on_record_words (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION on_record_words
    ADD MAPPING FOR asciiword, word, hword_asciipart, hword_part WITH unaccent, simple;
"""

#: A word, and the same without each of its letters. Two words that have one of these
#: in common differ by a letter too many, too few or wrong, or by two exchanged.
SPELLINGS = """
CREATE FUNCTION on_record_spellings(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT word UNION SELECT left(word, place - 1) || substr(word, place + 1)
    FROM generate_series(1, least(length(word), 24)) place
);
"""


class Migration(migrations.Migration):
    dependencies = [("quotes", "0009_listings_kept")]

    operations = [
        migrations.RunSQL(
            WORDS_ALONE, "DROP TEXT SEARCH CONFIGURATION on_record_words"
        ),
        migrations.RunSQL(SPELLINGS, "DROP FUNCTION on_record_spellings(text)"),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("a", "All"),
                            ("s", "Speaker"),
                            ("p", "Publication"),
                            ("t", "Topic"),
                        ],
                        max_length=1,
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("quotes", models.IntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "facet",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
            options={'default_permissions': ()},
        ),
        migrations.RunSQL(
            "CREATE INDEX word_spellings ON quotes_word"
            " USING gin (on_record_spellings(word))",
            "DROP INDEX word_spellings",
        ),
        *[
            migrations.RunSQL(
                f"CREATE INDEX {name} ON {table}"
                " USING gin (to_tsvector('on_record_simple', name))",
                f"DROP INDEX {name}",
            )
            for name, table in NAMES
        ],
    ]
