"""Moves, deletes and restores rows in bulk, and files their quotes again.

Names of tables and columns come from models only; values are parameters.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from psycopg.types.json import Jsonb

#: The pending list of the index of listings, in kB, while many rows change. Merging it
#: into the index once is faster than in small parts, and nobody else sees it.
_PENDING_LIST = 262_144
#: Fewer quotes do not make the larger pending list worth its lock.
_MANY = 500


def run(sql, parameters=()):
    """Run a statement and return its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def keys(sql, parameters=()):
    """Return the first column of a statement's rows."""
    return [key for (key, *_) in run(sql, parameters)]


def lock_quotes(kind, rows):
    """Lock the articles of the quotes of these rows, and then the quotes.

    Returns the keys of the quotes. Others who want to change one of them wait, so that
    no change is missed.
    """
    found = keys(
        f"SELECT DISTINCT q FROM {kind.table} r"  # noqa: S608
        f" CROSS JOIN LATERAL ({kind.quotes}) each (q) WHERE r.id = ANY (%s)",
        [rows],
    )
    lock = "FOR NO KEY UPDATE" if kind.table == "articles_article" else "FOR SHARE"
    run(
        "SELECT FROM articles_article WHERE id IN (SELECT article_id FROM quotes_quote"  # noqa: S608
        f" WHERE id = ANY (%s)) ORDER BY id {lock}",
        [found],
    )
    run(
        "SELECT FROM quotes_quote WHERE id = ANY (%s) ORDER BY id FOR NO KEY UPDATE",
        [found],
    )
    return found


def move(kind, rows, source, target):
    """Give rows of a kind from one record to another, with all derived tables.

    Returns the keys of the rows. Those that somebody gave to another record meanwhile,
    before they were locked, are left there.
    """
    quotes = lock_quotes(kind, rows)
    # Forms that were opened before must not overwrite it.
    stamp = "" if kind.table == "quotes_quote_topics" else ", updated_at = now()"
    with _refiling(quotes):
        moved = keys(
            f"UPDATE {kind.table} SET {kind.column} = %s{stamp}"  # noqa: S608
            f" WHERE id = ANY (%s) AND {kind.column} = %s RETURNING id",
            [target, rows, source],
        )
    return sorted(moved)


@contextmanager
def _refiling(quotes):
    """Disable triggers in the block, then file the quotes under their new keys."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SELECT set_config('on_record.refiling', 'on', true)")
    yield
    run("SELECT set_config('on_record.refiling', '', true)")
    is_many = len(quotes) >= _MANY and _owns_index()
    if is_many:
        run(f"ALTER INDEX listing_search SET (gin_pending_list_limit={_PENDING_LIST})")
    run("SELECT on_record_refile(%s)", [quotes])
    if is_many:
        run("SELECT gin_clean_pending_list('listing_search')")
        limit = apps.get_model("quotes", "Listing")._meta.indexes[0]
        usual = limit.gin_pending_list_limit
        run(f"ALTER INDEX listing_search SET (gin_pending_list_limit = {usual})")
    run("SET CONSTRAINTS ALL DEFERRED")


def _owns_index():
    return run(
        "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class"
        " WHERE oid = 'listing_search'::regclass"
    )[0][0]


def fetch(table, rows):
    """Return rows by their keys, each as the JSON that PostgreSQL makes of it."""
    return keys(
        f"SELECT to_jsonb(r)::text FROM {table} r WHERE id = ANY (%s) ORDER BY id",  # noqa: S608
        [rows],
    )


def delete(table, rows):
    """Delete rows by their keys."""
    run(f"DELETE FROM {table} WHERE id = ANY (%s)", [rows])  # noqa: S608


def restore(table, row):
    """Insert a row again, given as a dict, with its key."""
    model = _models()[table]
    columns, values = [], []
    for field in model._meta.concrete_fields:
        if not field.generated:
            columns.append(field.column)
            # A column that has been added since has its default.
            values.append(row.get(field.column, field.get_default()))
    names = ", ".join(columns)
    run(
        f"INSERT INTO {table} ({names}) SELECT {names}"  # noqa: S608
        f" FROM jsonb_populate_record(NULL::{table}, %s)",
        [Jsonb(dict(zip(columns, values, strict=True)))],
    )


def _models():
    found = [*apps.get_models(include_auto_created=True)]
    return {model._meta.db_table: model for model in found}
