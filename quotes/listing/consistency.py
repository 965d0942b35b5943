"""Checks or rebuilds the derived tables that lists and counts read.

Triggers, first in migrations 0009 and 0028, update them; the views `…_now` compute what
they must contain. See docs/decisions/0019-lists-and-counts.md.
"""

from django.db import connection, transaction

from quotes.models.listings import ListEntry, Listing, SayingPrint, Tally

#: The columns of each table: those of its key, and the others.
TABLES = {
    model._meta.db_table: (
        key := [field.column for field in model._meta.pk_fields],
        [
            field.column
            for field in model._meta.concrete_fields
            if field.column not in key
        ],
    )
    for model in (Listing, ListEntry, Tally, SayingPrint)
}
#: Indexes that are faster to build after the rows.
LATE_INDEXES = ("listing_search", "tally_most")


def differences():
    """Return {table: number of rows that are wrong, missing or extra}, without zeros.

    Reads every public quote: with ten million, this takes some minutes.
    """
    found = {}
    with connection.cursor() as cursor:
        for table, (key, others) in TABLES.items():
            # A tally of zero quotes may exist or not.
            kept = ", ".join(_or_nothing(table, "o", name) for name in others)
            true = ", ".join(_or_nothing(table, "n", name) for name in others)
            cursor.execute(
                f"SELECT count(*) FROM {table} o FULL JOIN {table}_now n"
                f" USING ({', '.join(key)}) WHERE ({kept}) IS DISTINCT FROM ({true})"
            )
            (found[table],) = cursor.fetchone()
    return {table: number for table, number in found.items() if number}


def _or_nothing(table, row, name):
    column = f"{row}.{name}"
    return f"coalesce({column}, 0)" if table == "quotes_tally" else column


def rebuild():
    """Rebuild all rows in one transaction, which blocks writers."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Waits for running transactions.
        cursor.execute(
            "LOCK TABLE quotes_quote, quotes_attribution, quotes_quote_topics,"
            " articles_article, quotes_sayingmember IN SHARE MODE"
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        definitions = []
        for name in LATE_INDEXES:
            cursor.execute("SELECT pg_get_indexdef(%s::regclass)", [name])
            definitions += cursor.fetchone()
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")
        for table, (key, others) in TABLES.items():
            columns = ", ".join([*key, *others])
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_now"
                f" ORDER BY {', '.join(key)}"
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for definition in definitions:
            cursor.execute(definition)
