"""Searches of the admin that ignore case, accents and apostrophes."""

from django.db.models import F, Func, Q, TextField, Value

from articles.models.functions import Fold, FoldJoined, fold_in_database, prefix_match
from articles.text_matching.fingerprints import word_numbers


class FoldedSearch:
    """A ModelAdmin mixin: “perez” finds Pérez, and “omalley” finds O’Malley.

    `folded_fields` are paths of names. Each typed word has to begin a word of one name,
    in any order. Past slugs count as names: somebody who was renamed is found by the
    old name. What Django finds by `search_fields` is found as before.
    """

    folded_fields = ("name",)

    def get_search_results(self, request, queryset, search_term):
        found, _ = super().get_search_results(request, queryset, search_term)
        words = fold_in_database(search_term, queryset.db).split()
        if not words:
            return found, False
        either = Q(pk__in=found.order_by().values("pk"))
        for rows in self.find_folded(words, search_term, queryset.db):
            either |= Q(pk__in=rows.values("pk"))
        return queryset.filter(either), False

    def find_folded(self, words, search_term, using):
        """Yield querysets of the rows that match the folded words of a search."""
        rows = self.model._default_manager.using(using).order_by()
        yield from records_named(rows, words, self.folded_fields)


class TextSearch(FoldedSearch):
    """A mixin that also finds articles by words of their texts.

    One text must contain all words of four letters or more; shorter ones are ignored.
    """

    def find_folded(self, words, search_term, using):
        yield from super().find_folded(words, search_term, using)
        if numbers := word_numbers(search_term):
            rows = self.model._default_manager.using(using).order_by()
            yield rows.filter(snapshots__fingerprint__words__contains=numbers)


def records_named(rows, words, paths):
    """Yield the rows in which each of the words begins a word of a name or past slug.

    `paths` lead to the names, such as “aliases__name”.
    """
    begin = prefix_match(words)
    for path in paths:
        yield rows.alias(folded=Fold(F(path))).filter(begin)
        yield rows.alias(folded=FoldJoined(F(path))).filter(begin)
    if hasattr(rows.model, "past_slugs"):
        slugs = Func(
            F("past_slugs"),
            Value(" "),
            function="ARRAY_TO_STRING",
            output_field=TextField(),
        )
        yield rows.exclude(past_slugs=[]).alias(folded=Fold(slugs)).filter(begin)
