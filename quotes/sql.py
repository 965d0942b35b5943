"""Runs the read-only SQL statements of public pages."""

import datetime
from typing import NamedTuple

from django.db import connections, router
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.pq import Format

from quotes.models import Quote


def fetch_rows(sql, parameters, *, prepared=True, binary=False):
    """Return the rows of a read-only statement.

    The statements are long, and PostgreSQL would take longer to plan them than to run
    them. So parameters are sent separately, and a repeated statement is prepared
    (settings.DATABASES, `prepare_threshold`). `prepared=False` is for statements whose
    plan depends on their parameters. `binary=True` is faster for many numbers and
    times, but does not work for JSON.
    """
    connection = connections[router.db_for_read(Quote)]
    with connection.cursor() as cursor:
        if prepared:
            cursor.cursor = ServerBindingCursor(connection.connection)
            cursor.cursor.format = Format.BINARY if binary else Format.TEXT
        cursor.execute(sql, parameters)
        return cursor.fetchall()


class Row(NamedTuple):
    """A row of a UnionQuery.

    `values` is the number of rows without a LIMIT. `days` are [day, last day] of the
    first and of the last quote, in one row.
    """

    key: str
    label: str = ""
    number: int = 0
    values: int = 0
    days: tuple[datetime.date, ...] | None = None


class UnionQuery:
    """One read-only statement for several named results."""

    #: Each field of Row with its SQL type and its default.
    FIELDS = (
        ("key", "text", "''"),
        ("label", "text", "''"),
        ("number", "bigint", "0::bigint"),
        ("values", "bigint", "0::bigint"),
        ("days", "date[]", "NULL::date[]"),
    )

    def __init__(self):
        self.ctes, self.cte_parameters = [], []
        self.selects, self.parameters = [], []
        #: Whether one plan suits all values of the parameters.
        self.prepared = True

    def cte(self, name, sql, *parameters, prepared=True):
        """Add a subquery that later ones can read as a table.

        `prepared=False`: its plan depends on its parameters.
        """
        self.prepared &= prepared
        self.ctes.append(f"{name} AS MATERIALIZED ({sql})")
        self.cte_parameters += parameters

    def select(self, name, columns, rest="", *parameters):
        """Add a result: SELECT `columns`, in the order of Row's fields, and `rest`."""
        self.selects.append((name, columns, rest))
        self.parameters += parameters

    def execute(self):
        """Return {name: [Row]}, each in the order of its SELECT."""
        # Columns that no result has would take time.
        fields = self.FIELDS[: max(len(columns) for _, columns, _ in self.selects)]
        ctes = f"WITH {', '.join(self.ctes)} " if self.ctes else ""
        sql = ctes + " UNION ALL ".join(
            f"(SELECT '{name}', {_typed(columns, fields)} {rest})"
            for name, columns, rest in self.selects
        )
        results = {}
        parameters = [*self.cte_parameters, *self.parameters]
        for name, *row in fetch_rows(sql, parameters, prepared=self.prepared):
            results.setdefault(name, []).append(Row(*row))
        return results


def _typed(columns, fields):
    # Aliases, or ORDER BY would sort a column as text: “100” before “99”.
    typed = [
        column if column == "''" else f"({column})::{to} AS row_{field}"
        for column, (field, to, _) in zip(columns, fields, strict=False)
    ]
    typed += [default for *_, default in fields[len(columns) :]]
    return ", ".join(typed)
