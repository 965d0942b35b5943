"""Database functions and subqueries that both apps use."""

from django.db import connections
from django.db.models import Func, IntegerField, Q, Subquery, TextField


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


def fold_in_database(text, using="default"):
    """Return a text as PostgreSQL folds it, without control characters."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT on_record_fold(%s)", [printable])
        return cursor.fetchone()[0]


def prefix_match(words):
    """Match names, folded as `folded`, in which each of the words begins a word."""
    return Q(*(Q(folded__contains=f" {word}") for word in words))


class RowCount(Subquery):
    """The number of rows of a subquery."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
