"""Database functions that queries of both apps use."""

from django.db.models import Func, TextField


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
