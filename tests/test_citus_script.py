"""deploy/citus/distribute.sql, on a PostgreSQL where Citus is played.

It is run on the migrated tables, for real. What is not: Citus. The two functions that
stand in for its own refuse what it refuses, and note what they were asked for.
"""

from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from quotes.models import Attribution, Quote
from tests.factories import make_article, make_quote, make_speaker, make_topic

SCRIPT = Path(__file__).parents[1] / "deploy" / "citus" / "distribute.sql"

CITUS = """
CREATE TABLE asked_for (name text, lies_by text, beside text, place serial);

CREATE FUNCTION refuse_as_citus_does(given regclass, lies_by text) RETURNS void AS $$
DECLARE
    found text;
BEGIN
    SELECT string_agg(tgname, ', ') INTO found FROM pg_trigger
    WHERE tgrelid = given AND NOT tgisinternal;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'cannot distribute % with the triggers %', given, found;
    END IF;
    SELECT string_agg(conname, ', ') INTO found FROM pg_constraint
    WHERE contype = 'f' AND given IN (conrelid, confrelid);
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'cannot distribute % with the keys %', given, found;
    END IF;
    SELECT string_agg(indexrelid::regclass::text, ', ') INTO found FROM pg_index
    WHERE indrelid = given AND lies_by IS NOT NULL AND indisunique AND NOT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = given AND attname = lies_by AND attnum = ANY (indkey)
    );
    IF found IS NOT NULL THEN
        RAISE EXCEPTION '% has unique indexes without %: %', given, lies_by, found;
    END IF;
END $$ LANGUAGE plpgsql;

CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void AS $$
    SELECT refuse_as_citus_does(table_name, NULL);
    INSERT INTO asked_for VALUES (table_name::text);
$$ LANGUAGE sql;

CREATE FUNCTION create_distributed_table(
    table_name regclass, distribution_column text, distribution_type text = 'hash',
    colocate_with text = 'default', shard_count integer = NULL
) RETURNS void AS $$
    SELECT refuse_as_citus_does(table_name, distribution_column);
    INSERT INTO asked_for VALUES (table_name::text, distribution_column, colocate_with);
$$ LANGUAGE sql;
"""

#: Where each row of these lies, and what lies beside it.
DISTRIBUTED = {
    "articles_rawpage": ("article_id", "articles_snapshot"),
    "articles_snapshot": ("article_id", "none"),
    "quotes_attribution": ("quote_id", "quotes_quote"),
    "quotes_quote": ("id", "none"),
    "quotes_quote_topics": ("quote_id", "quotes_quote"),
}
DERIVED = {"quotes_listentry", "quotes_listing", "quotes_tally", "quotes_word"}
#: Across two ways of lying: from quotes to the snapshots of their articles.
LOST = {
    f"FOREIGN KEY ({ours}) REFERENCES articles_snapshot({theirs})"
    for ours, theirs in [
        ("snapshot_id", "id"),
        ("snapshot_id, article_id", "id, article_id"),
        ("snapshot_before_id", "id"),
        ("snapshot_after_id", "id"),
    ]
} | {"FOREIGN KEY (quote_id) REFERENCES quotes_quote(id)"}


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def foreign_keys():
    """Each foreign key: its table, its name and what it says."""
    return set(
        rows(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE contype = 'f'"
        )
    )


def triggers(level):
    """The triggers FOR EACH ROW or STATEMENT: table and definition."""
    return {
        (table, definition)
        for table, definition in rows(
            "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE NOT tgisinternal"
        )
        if f"FOR EACH {level}" in definition
    }


class DistributeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        article = make_article(text="“Some words”, said Ada.")
        cls.ada, cls.topic = make_speaker("Ada"), make_topic("War")
        cls.quote = make_quote(
            article, "Some words", speaker=cls.ada, topics=[cls.topic]
        )

    def setUp(self):
        self.keys, self.refusing = foreign_keys(), triggers("ROW")
        self.keeping = triggers("STATEMENT")
        with connection.cursor() as cursor:
            cursor.execute(CITUS)
            cursor.execute(SCRIPT.read_text(encoding="utf-8"))

    def test_every_table_has_its_place(self):
        asked = rows("SELECT name, lies_by, beside FROM asked_for ORDER BY place")
        distributed = {name: where for name, *where in asked if where[0]}
        self.assertEqual(
            {name: tuple(where) for name, where in distributed.items()}, DISTRIBUTED
        )
        tables = {
            name
            for (name,) in rows(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace"
            )
        }
        reference = [name for name, lies_by, _ in asked if lies_by is None]
        self.assertEqual({*reference, *DISTRIBUTED, *DERIVED, "asked_for"}, tables)
        self.assertEqual(len(asked), len({name for name, *_ in asked}))
        # A table that others lie beside is there before them.
        order = [name for name, *_ in asked]
        self.assertEqual(order[: len(reference)], reference)
        self.assertLess(order.index("quotes_quote"), order.index("quotes_attribution"))

    def test_all_foreign_keys_are_there_again_but_those_across_workers(self):
        lost = self.keys - foreign_keys()
        self.assertEqual(foreign_keys() - self.keys, set())
        self.assertEqual(
            {definition.split(" DEFERRABLE")[0] for *_, definition in lost}, LOST
        )
        self.assertGreater(len(foreign_keys()), 15)

    def test_primary_keys_say_where_a_row_lies(self):
        keys = dict(
            rows(
                "SELECT conrelid::regclass::text, pg_get_constraintdef(oid)"
                " FROM pg_constraint WHERE contype = 'p'"
            )
        )
        self.assertEqual(keys["quotes_quote"], "PRIMARY KEY (id)")
        for name in ("quotes_attribution", "quotes_quote_topics"):
            self.assertEqual(keys[name], "PRIMARY KEY (quote_id, id)")
        self.assertEqual(keys["articles_snapshot"], "PRIMARY KEY (article_id, id)")
        self.assertEqual(keys["articles_article"], "PRIMARY KEY (id)")
        indexed = dict(rows("SELECT indexname, indexdef FROM pg_indexes"))
        self.assertIn("(id)", indexed["quotes_attribution_by_key"])

    def test_triggers_that_refuse_are_there_and_those_that_keep_lists_are_not(self):
        self.assertEqual(triggers("ROW"), self.refusing)
        gone = {table for table, _ in self.keeping - triggers("STATEMENT")}
        self.assertEqual(
            gone,
            {
                "articles_article",
                "quotes_attribution",
                "quotes_quote",
                "quotes_quote_topics",
            },
        )
        with (
            self.assertRaisesMessage(DatabaseError, "withdraw it"),
            transaction.atomic(),
        ):
            self.quote.delete()

    def test_the_models_still_work(self):
        attribution = self.quote.attributions.get()
        attribution.cue = "said"
        with self.assertNumQueries(1) as asked:
            attribution.save()
        # Citus lets nobody change the column by which a row lies.
        changes = asked[0]["sql"].partition(" WHERE ")[0]
        self.assertNotIn("quote_id", changes)
        draft = make_quote(status="draft", speaker=self.ada, topics=[self.topic])
        draft.delete()
        self.assertFalse(Attribution.objects.filter(quote=draft.pk).exists())
        with self.assertRaises(DatabaseError), transaction.atomic():
            Attribution.objects.create(quote=self.quote, speaker=self.ada)
        self.assertEqual(Quote.objects.public().count(), 1)


class RefusalTests(TestCase):
    def test_without_citus_nothing_is_changed(self):
        keys = foreign_keys()
        refused = self.assertRaisesMessage(DatabaseError, "Citus is not there")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SCRIPT.read_text(encoding="utf-8"))
        self.assertEqual(foreign_keys(), keys)
