"""Searches of the admin that find names as people type them."""

from django.db import connections
from django.db.models import F, Func, Q, TextField, Value


class _Fold(Func):
    """A text without case, accents and signs, a space before each word."""

    function = "ON_RECORD_FOLD"
    output_field = TextField()


class FoldedSearch:
    """Adds to a ModelAdmin that “perez” finds Pérez and “o’malley” O'Malley.

    `folded_fields` are paths of names. Each typed word has to begin a word of one name,
    in any order. Past slugs count as names: somebody who was renamed is found by the
    old name. What Django finds by `search_fields` is found as before.
    """

    folded_fields = ("name",)

    def get_search_results(self, request, queryset, search_term):
        found, _ = super().get_search_results(request, queryset, search_term)
        with connections[queryset.db].cursor() as cursor:
            cursor.execute(
                "SELECT on_record_fold(%s)", [search_term.replace("\0", " ")]
            )
            words = cursor.fetchone()[0].split()
        if not words:
            return found, False
        either = Q(pk__in=found.order_by().values("pk"))
        rows = self.model._default_manager.using(queryset.db).order_by()
        for path in self.folded_fields:
            either |= _begins(rows.alias(folded=_Fold(F(path))), words)
        if hasattr(self.model, "past_slugs"):
            slugs = Func(
                F("past_slugs"),
                Value(" "),
                function="ARRAY_TO_STRING",
                output_field=TextField(),
            )
            renamed = rows.exclude(past_slugs=[])
            either |= _begins(renamed.alias(folded=_Fold(slugs)), words)
        return queryset.filter(either), False


def _begins(rows, words):
    """Match the rows in whose folded name each of the words begins a word."""
    for word in words:
        rows = rows.filter(folded__contains=f" {word}")
    return Q(pk__in=rows.values("pk"))
