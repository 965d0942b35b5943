"""A digest of all rows, by which tests see that nothing was changed."""

from django.db import connection

from config.backups import inventory

#: Tables that every request may write to.
VOLATILE = {"django_session", "accounts_attemptcount"}


def digest():
    """Return {table: rows and digest} of the site's database."""
    connection.ensure_connection()
    found = connection.connection
    return {
        table: inventory.digest(found, schema, table)
        for schema, table in inventory.tables(found)
        if table not in VOLATILE
    }
