"""Database functions and subqueries that several queries use."""

from django.db.models import (
    Func,
    IntegerField,
    Subquery,
    TextField,
)


class Fold(Func):
    """A name in the form in which names are compared and indexed (migration 0004)."""

    function = "ON_RECORD_FOLD"
    arity = 1
    output_field = TextField()


class RowCount(Subquery):
    """The number of rows of a subquery, which should have a limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
