"""Database functions and subqueries that several queries use."""

from django.db.models import (
    Func,
    IntegerField,
    Subquery,
    TextField,
)


class Fold(Func):
    """A name as it is compared and indexed: see migration 0004."""

    function = "ON_RECORD_FOLD"
    arity = 1
    output_field = TextField()


class RowCount(Subquery):
    """How many rows a subquery has, which best has a limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
