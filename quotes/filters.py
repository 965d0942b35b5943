"""Which quotes a reader asks for: the filters of the list and of its downloads.

No value is an error of the server. What a reader is told, and what is shown, is what
misleads least: words, names and choices that mean nothing here match nothing; a date
or an order that cannot be read is left out; either way the form says so at the field.
"""

import datetime
import re
from dataclasses import dataclass

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value

from articles.forms import PartialDateField
from articles.records import Precision
from quotes import public_rows
from quotes.alphabet import IndexKey
from quotes.filter_fields import (
    ChoicesField,
    LanguagesField,
    SearchField,
    ValuesField,
    shorten,
)
from quotes.models import AnchorStatus, Attribution, Quote, QuoteKind, Standing

_SLUG = re.compile(r"[a-z0-9-]{1,80}")

SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "speaker": "By speaker",
    "relevance": "Best match first",
}


#: The order of quotes `with_said_date()` wherever no other is asked for.
NEWEST = (F("dated_on").desc(nulls_last=True), "-pk")


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker, publication or topic that was asked for, and under which slugs."""

    pk: int
    name: str
    slug: str
    asked: tuple[str, ...]


class SpeakerSearch(forms.Form):
    """What the index of speakers can be narrowed by."""

    q = SearchField(required=False, label="Name")
    letter = SearchField(required=False)


class ValuesFilter(django_filters.Filter):
    field_class = ValuesField


class ChoicesFilter(django_filters.Filter):
    field_class = ChoicesField


class LanguagesFilter(django_filters.Filter):
    field_class = LanguagesField


class PartialDateFilter(django_filters.Filter):
    field_class = PartialDateField


class SearchFilter(django_filters.Filter):
    field_class = SearchField


class FilterForm(forms.Form):
    """The form of the filters, which looks up the names that slugs stand for."""

    def clean(self):
        cleaned = super().clean()
        asked = {name: cleaned[name] for name in NAMED if cleaned.get(name)}
        found = named_by_slugs(asked)
        for name, slugs in asked.items():
            rows = found.get(name, ())
            known = {slug for row in rows for slug in row.asked}
            for slug in slugs:
                if slug not in known:
                    self.add_error(name, f"No {name} “{shorten(slug)}” is here.")
            # add_error drops the value, but those that are known still count.
            cleaned[name] = tuple(rows)
        return cleaned


#: Where the names come from that filters take by their slugs.
NAMED = {
    "speaker": public_rows.speakers,
    "publication": public_rows.publications,
    "topic": public_rows.topics,
}


def named_by_slugs(asked):
    """Return what slugs stand for, now or once, by kind, in a single query."""
    queries = []
    for name, slugs in asked.items():
        if slugs := [slug for slug in slugs if _SLUG.fullmatch(slug)]:
            rows = NAMED[name]().filter(
                Q(slug__in=slugs) | Q(past_slugs__overlap=slugs)
            )
            queries.append(
                rows.order_by().values_list(
                    Value(name), "pk", "name", "slug", "past_slugs"
                )
            )
    if not queries:
        return {}
    rows = list(queries[0].union(*queries[1:], all=True).order_by())
    current = {(kind, slug) for kind, _, _, slug, _ in rows}
    found = {}
    for kind, pk, name, slug, past in sorted(rows):
        # Whoever has the slug now goes before whoever had it once.
        slugs = tuple(
            each
            for each in asked[kind]
            if each == slug or (each in past and (kind, each) not in current)
        )
        if slugs:
            found.setdefault(kind, []).append(Named(pk, name, slug, slugs))
    return found


class QuoteFilter(django_filters.FilterSet):
    """Filters of quotes: several values of one widen, different filters narrow."""

    q = SearchFilter(label="Words", method="match_words")
    speaker = ValuesFilter(label="Speaker")
    publication = ValuesFilter(label="Publication", method="match_publications")
    topic = ValuesFilter(label="Topic", method="match_topics")
    kind = ChoicesFilter(
        label="Kind", lookup_expr="in", field_name="kind", choices=QuoteKind.values
    )
    standing = ChoicesFilter(label="Attribution", choices=Standing.values)
    anchor = ChoicesFilter(
        label="Printed words",
        lookup_expr="in",
        field_name="anchor_status",
        choices=AnchorStatus.values,
    )
    language = LanguagesFilter(label="Language", method="match_languages")
    published_after = PartialDateFilter(label="From", method="match_after")
    published_before = PartialDateFilter(label="Until", method="match_before")
    sort = django_filters.ChoiceFilter(
        label="Order", choices=list(SORTS.items()), method="keep_all"
    )

    #: Where a value that cannot be read is left out, instead of matching nothing.
    lenient = frozenset({"published_after", "published_before", "sort"})

    class Meta:
        model = Quote
        fields = []
        form = FilterForm

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        self.form.fields["sort"].error_messages["invalid_choice"] = (
            f"There is no such order. There are: {', '.join(SORTS)}."
        )

    @property
    def qs(self):
        return self.in_order(super().qs)

    def chosen(self, name):
        """Return the value of a filter, or None where it has none or a bad one."""
        self.form.is_valid()  # reads it, once
        return self.form.cleaned_data.get(name)

    @property
    def order(self):
        """Return the order that holds: relevance only where words are sought."""
        asked = self.chosen("sort")
        if self.chosen("q"):
            return asked or "relevance"
        return asked if asked and asked != "relevance" else "newest"

    def filter_queryset(self, queryset, without=""):
        """Narrow to the quotes that are asked for, but for the filter `without`."""
        if self.form.errors.keys() - self.form.cleaned_data.keys() - self.lenient:
            return queryset.none()
        given = {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value not in ("", None, []) and name != without
        }
        if () in given.values():
            return queryset.none()  # names were asked for, and none of them is known
        # Both in one: the standing that is asked for is that of this speaker.
        attributed = Q()
        if "speaker" in given:
            attributed &= Q(speaker__in=_keys(given.pop("speaker")))
        if "standing" in given:
            attributed &= Q(standing__in=given.pop("standing"))
        if attributed:
            queryset = queryset.filter(
                Exists(Attribution.objects.filter(attributed, quote=OuterRef("pk")))
            )
        for name, value in given.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def in_order(self, queryset):
        """Sort the quotes; no two of them are equal in any order."""
        queryset, newest = queryset.with_said_date(), NEWEST
        if self.order == "oldest":
            return queryset.order_by(F("dated_on").asc(nulls_last=True), "pk")
        if self.order == "speaker":
            first = Attribution.objects.filter(quote=OuterRef("pk")).order_by(
                IndexKey("speaker__sort_name")
            )
            queryset = queryset.annotate(
                index_key=Subquery(first.values(key=IndexKey("speaker__sort_name"))[:1])
            )
            return queryset.order_by(F("index_key").asc(nulls_last=True), *newest)
        if self.order == "relevance":
            words = SearchQuery(
                self.chosen("q"), config="english", search_type="websearch"
            )
            queryset = queryset.annotate(rank=SearchRank(F("search_vector"), words))
            return queryset.order_by("-rank", *newest)
        return queryset.order_by(*newest)

    def keep_all(self, queryset, name, value):
        return queryset

    def match_words(self, queryset, name, words):
        return queryset.matching(words)

    def match_publications(self, queryset, name, rows):
        return queryset.filter(article__publication__in=_keys(rows))

    def match_topics(self, queryset, name, rows):
        # Not through a join: a quote with two of the topics is one quote still.
        links = Quote.topics.through.objects.filter(
            topic__in=_keys(rows), quote=OuterRef("pk")
        )
        return queryset.filter(Exists(links))

    def match_languages(self, queryset, name, tags):
        """Match a tag and those that are more special: en finds en-GB too."""
        either = Q()
        for tag in tags:
            of_quote = Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")
            of_article = Q(article__language__iexact=tag) | Q(
                article__language__istartswith=f"{tag}-"
            )
            either |= of_quote | Q(language="") & of_article
        return queryset.filter(either)

    def match_after(self, queryset, name, date):
        return queryset.filter(article__published_on__gte=date.first_day)

    def match_before(self, queryset, name, date):
        return queryset.filter(published_wholly_before(day_after(date)))


def _keys(rows):
    return [row.pk for row in rows]


def day_after(date):
    """Return the first day that is not in a partial date, or None after 9999."""
    try:
        if date.precision == "year":
            return datetime.date(date.year + 1, 1, 1)
        if date.precision == "month":
            return (date.first_day + datetime.timedelta(days=31)).replace(day=1)
        return date.first_day + datetime.timedelta(days=1)
    except (OverflowError, ValueError):
        return None


def published_wholly_before(end):
    """Match articles all of whose date, as far as known, is before `end`.

    What is known to be of 2025, and no more, is not known to be before March 2025.
    """
    if end is None:
        return Q(article__published_on__isnull=False)
    months, years = end.replace(day=1), end.replace(month=1, day=1)
    return (
        Q(article__published_precision=Precision.DAY, article__published_on__lt=end)
        # The last month, or year, that is over by then starts before this one.
        | Q(
            article__published_precision=Precision.MONTH,
            article__published_on__lt=months,
        )
        | Q(
            article__published_precision=Precision.YEAR,
            article__published_on__lt=years,
        )
    )
