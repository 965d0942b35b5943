"""Database functions and subqueries that both apps use."""

from django.db.models import Func, IntegerField, Subquery, TextField


class Fold(Func):
    """A text without case, accents and signs, a space before each word.

    Migration 0004 of the quotes app defines the function.
    """

    function = "ON_RECORD_FOLD"
    arity = 1
    output_field = TextField()


class FoldJoined(Fold):
    """The same with the words joined that an apostrophe divides: “ obrien”."""

    template = "%(function)s(TRANSLATE(%(expressions)s, '''’', ''))"


class RowCount(Subquery):
    """The number of rows of a subquery."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
