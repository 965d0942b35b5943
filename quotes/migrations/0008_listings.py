"""The tables that lists, counts and searches read; see the models.

The full-text index of quotes is removed, because searches read the listings.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0007_search_configurations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                ("day", models.DateField()),
                ("last_day", models.DateField()),
                ("kind", models.CharField(max_length=8)),
                ("anchor", models.CharField(max_length=9)),
                ("language", models.CharField(max_length=35)),
                ("publication", models.BigIntegerField()),
                (
                    "attributions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField()
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField()
                    ),
                ),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "facet",
                        "value",
                        "day",
                        "quote_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
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
                ("value", models.BigIntegerField()),
                ("quote_id", models.BigIntegerField()),
            ],
            options={'default_permissions': ()},
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("day", models.DateField()),
                ("last_day", models.DateField()),
                ("kind", models.CharField(max_length=8)),
                ("anchor", models.CharField(max_length=9)),
                ("language", models.CharField(max_length=35)),
                ("publication", models.BigIntegerField()),
                (
                    "attributions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField()
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField()
                    ),
                ),
                (
                    "quote",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="listing",
                        serialize=False,
                        to="quotes.quote",
                    ),
                ),
                ("month", models.IntegerField()),
                ("search", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={'default_permissions': ()},
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "facet",
                        "value",
                        "tag",
                        "period",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("facet", models.CharField(max_length=1)),
                ("value", models.BigIntegerField()),
                ("tag", models.CharField(max_length=35)),
                ("period", models.IntegerField()),
                ("quotes", models.IntegerField()),
                ("direct", models.IntegerField()),
                ("mixed", models.IntegerField()),
                ("indirect", models.IntegerField()),
                ("exact", models.IntegerField()),
                ("edited", models.IntegerField()),
                ("ambiguous", models.IntegerField()),
                ("missing", models.IntegerField()),
                ("no_text", models.IntegerField()),
                ("unverified", models.IntegerField()),
                ("verified", models.IntegerField()),
                ("disputed", models.IntegerField()),
                ("misattributed", models.IntegerField()),
            ],
            options={'default_permissions': ()},
        ),
        migrations.RemoveIndex(
            model_name="quote",
            name="quote_search_vector",
        ),
        # Only in the state: the database would lose attribution_one_verified too, which
        # Django takes for the index of the column.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="attribution",
                    name="quote",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attributions",
                        to="quotes.quote",
                    ),
                ),
            ]
        ),
        migrations.RemoveField(
            model_name="quote",
            name="search_vector",
        ),
        # This index serves lists and counts, and includes all columns that they need.
        migrations.RunSQL(
            """
            ALTER TABLE quotes_listentry DROP CONSTRAINT quotes_listentry_pkey;
            ALTER TABLE quotes_listentry ADD CONSTRAINT quotes_listentry_pkey
                PRIMARY KEY (facet, value, day, quote_id) INCLUDE (last_day, kind,
                    anchor, language, publication, attributions, topics);
            """,
            migrations.RunSQL.noop,
        ),
        # A unique index begins with the same column, so this one is redundant.
        migrations.RunSQL(
            """
            DO $$ DECLARE name text; BEGIN
                FOR name IN
                    SELECT i.indexrelid::regclass FROM pg_index i
                    JOIN pg_attribute a ON a.attrelid = i.indrelid
                        AND a.attname = 'quote_id' AND i.indkey::text = a.attnum::text
                    WHERE NOT i.indisunique AND i.indrelid IN (
                        'quotes_quote_topics'::regclass,
                        'quotes_attribution'::regclass)
                LOOP
                    EXECUTE 'DROP INDEX ' || name;
                END LOOP;
            END $$;
            """,
            migrations.RunSQL.noop,
        ),
    ]
