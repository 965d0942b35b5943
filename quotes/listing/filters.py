"""The filters of the list and of its downloads.

No value causes a server error. Unknown words, names and choices match nothing; an
invalid date or order is ignored. In both cases the field has an error message.
"""

import datetime
import re
from dataclasses import dataclass, replace

import django_filters
from django import forms
from django.utils.functional import cached_property

from articles.form_fields import PartialDateField
from quotes.formatting import echo
from quotes.listing import names
from quotes.listing.closest import closest_quotes, is_line
from quotes.listing.criteria import LATEST_DATE, Criteria
from quotes.listing.facet_types import FACET_TYPES, NAMED
from quotes.listing.fields import SearchField
from quotes.models import Quote
from quotes.search.date_limits import read_limits
from quotes.search.query import build_query
from quotes.search.syntax import parse
from quotes.translation import label as _

#: A slug, as in addresses.
SLUG = re.compile(r"[a-z0-9-]{1,80}")

SORTS = {
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "speaker": _("By speaker"),
    "relevance": _("Best match first"),
}
#: The labels of the filters by prints of sayings, which are on or off.
SWITCHES = {
    "earliest": _("Earliest prints of sayings"),
    "variants": _("Other wordings of sayings"),
    "group": _("One print of each saying"),
}
#: The only value of each.
ON = {"earliest": "1", "variants": "1", "group": "saying"}
#: The message for a name that readers have never seen.
NOT_HERE = {
    "speaker": _("No speaker called “{slug}” is on record."),
    "publication": _("No outlet called “{slug}” is on record."),
    "topic": _("No topic called “{slug}” is on record."),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A requested speaker, publication or topic.

    `given` has the slugs in the URL, `quotes` is its number of public quotes.
    """

    pk: int
    name: str
    slug: str
    given: tuple[str, ...]
    quotes: int


class NameSearch(forms.Form):
    """The filters of an index of names."""

    q = SearchField(required=False, label=_("Name"))
    letter = SearchField(required=False)


class _Shared(dict):
    """The fields of a form, shared by all forms, because nothing in them changes.

    Django would copy them for each form, which takes longer than validation.
    """

    def __deepcopy__(self, memo):
        return dict(self)


class FacetFilter(django_filters.Filter):
    """The filter of a FacetType."""

    def __init__(self, facet):
        self.field_class = facet.field
        choices = {"choices": list(facet.choices)} if facet.choices else {}
        super().__init__(label=facet.label, **choices)


class PartialDateFilter(django_filters.Filter):
    field_class = PartialDateField


class SearchFilter(django_filters.Filter):
    field_class = SearchField


class SwitchFilter(django_filters.ChoiceFilter):
    """A filter that is on or off."""

    def __init__(self, name):
        message = _("Write {name}={value}, or leave it out.")
        super().__init__(
            label=_("Sayings"),
            choices=[(ON[name], SWITCHES[name])],
            error_messages={
                "invalid_choice": message.format(name=name, value=ON[name])
            },
        )


class FilterForm(forms.Form):
    """The form of the filters, which looks up slugs."""

    def clean(self):
        cleaned = super().clean()
        given = {name: cleaned[name] for name in NAMED if cleaned.get(name)}
        found = named_by_slugs(given)
        for name, slugs in given.items():
            rows = found.get(name, ())
            known = {slug for row in rows for slug in row.given}
            for slug in slugs:
                if slug not in known:
                    message = NOT_HERE[name].format(slug=echo(slug))
                    self.add_error(name, message)
            # add_error drops the value, but known names still count.
            cleaned[name] = tuple(rows)
        return cleaned


def named_by_slugs(given):
    """Return {kind: [Named]} for {kind: [slug]}, current or past, in one query."""
    given = {
        name: found
        for name, slugs in given.items()
        if (found := [slug for slug in slugs if SLUG.fullmatch(slug)])
    }
    rows = names.by_slugs(given)
    current = {(kind, slug) for kind, _, _, slug, *_ in rows}
    found = {}
    for kind, pk, name, slug, past, quotes in sorted(rows):
        # The current name of a slug goes before past ones.
        slugs = tuple(
            each
            for each in given[kind]
            if each == slug or (each in past and (kind, each) not in current)
        )
        if slugs:
            found.setdefault(kind, []).append(Named(pk, name, slug, slugs, quotes))
    return found


class QuoteFilter(django_filters.FilterSet):
    """Filters of quotes: several values of one widen, different filters narrow."""

    q = SearchFilter(label=_("Search"))
    # Class attributes: django-filter collects those that are filters.
    vars().update({name: FacetFilter(facet) for name, facet in FACET_TYPES.items()})
    vars().update({name: SwitchFilter(name) for name in SWITCHES})
    after = PartialDateFilter(label=_("From"))
    before = PartialDateFilter(label=_("Until"))
    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        choices=list(SORTS.items()),
        error_messages={
            "invalid_choice": _(
                "This order is not known. The orders are {known}."
            ).format(known=", ".join(SORTS))
        },
    )

    #: Filters whose invalid values are ignored instead of matching nothing.
    lenient = frozenset({"after", "before", "sort", "group"})

    class Meta:
        model = Quote
        fields = []
        form = FilterForm

    #: The class of the form, which django-filter would create for each request.
    _form_class = None

    def __init__(self, data):
        # Without super(), which deep-copies all filters for each request, though
        # nothing in them changes.
        self.is_bound, self.filters = True, self.base_filters
        #: The limit of dates among the words, which becomes a filter.
        self.limits = read_limits(data.get("q", ""))
        self.data = _with_limits(data, self.limits) if self.limits else data
        self.request = self.form_prefix = None

    def get_form_class(self):
        if QuoteFilter._form_class is None:
            made = super().get_form_class()
            made.base_fields = _Shared(made.base_fields)
            QuoteFilter._form_class = made
        return QuoteFilter._form_class

    def chosen(self, name):
        """Return the value of a filter, or None if it is empty or invalid."""
        self.form.is_valid()  # validates it once
        return self.form.cleaned_data.get(name)

    @property
    def default_order(self):
        """Return the order if none is chosen: relevance only if words are sought."""
        sought = self.search and not self.search.only_negative
        return "relevance" if sought else "newest"

    @property
    def order(self):
        """Return the order of the list."""
        order = self.chosen("sort")
        return order if order and order != "relevance" else self.default_order

    @cached_property
    def syntax(self):
        """Return the words, parsed as typed, or None."""
        words = self.chosen("q")
        return parse(words) if words else None

    @cached_property
    def search(self):
        """Return the search.query.Query of the words, or None."""
        # In all languages, because the facet also counts languages that are not chosen.
        return self.syntax and build_query(self.syntax)

    @cached_property
    def totals(self):
        """Return {(filter, key): number of quotes} of the requested names."""
        return {
            (name, row.pk): row.quotes
            for name in NAMED
            for row in self.chosen(name) or ()
        }

    @cached_property
    def closest(self):
        """Return the Closest of the quotes with other words than those typed."""
        if not self.syntax or not self._matching.search:
            return []
        return closest_quotes(self._matching, self.syntax.words)

    @cached_property
    def criteria(self):
        """Return the filters as Criteria.

        A quote that is the typed line with different words is not a match, even if it
        has all the typed words: it may have a “not” that was not typed.
        """
        criteria = self._matching
        if not self.syntax or not criteria.search or not is_line(self.syntax):
            return criteria
        altered = [
            each.quote.key for each in self.closest if each.has_all and each.is_altered
        ]
        search = replace(criteria.search, excluded=tuple(altered))
        return replace(criteria, search=search)

    @cached_property
    def _matching(self):
        """Return Criteria that all quotes with the words match."""
        cleaned = {name: self.chosen(name) for name in self.filters}
        strict = self.form.errors.keys() - self.lenient
        named = {name: cleaned[name] for name in NAMED if cleaned[name] is not None}
        values = {
            name: tuple(map(facet.encode, cleaned[name] or ()))
            for name, facet in FACET_TYPES.items()
        }
        last = cleaned["before"] and cleaned["before"].last_day
        return Criteria(
            **values,
            start=cleaned["after"] and cleaned["after"].first_day,
            end=last
            and (
                last + datetime.timedelta(days=1) if last < LATEST_DATE else LATEST_DATE
            ),
            search=self.search,
            **{name: bool(cleaned[name]) for name in SWITCHES},
            # An invalid value, only unknown names, or only signs.
            nothing=bool(strict - named.keys())
            or () in named.values()
            or bool(self.syntax and self.search is None),
        )


def _with_limits(data, limits):
    """Return a query string with a limit of dates as filters instead of words."""
    data = data.copy()
    data["q"] = limits.text
    for name in ("after", "before"):
        if date := getattr(limits, name):
            data[name] = date.isoformat()
    return data
