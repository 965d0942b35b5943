"""Database functions and subqueries that several queries use."""

from django.db.models import IntegerField, Subquery

from articles.models.functions import Fold

__all__ = ["Fold", "RowCount"]


class RowCount(Subquery):
    """The number of rows of a subquery, which should have a limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
