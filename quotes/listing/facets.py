"""The options of a list's filters with their counts, and the filters that are set."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from quotes import page_sizes
from quotes.formatting import echo
from quotes.listing.facet_types import FACET_TYPES
from quotes.listing.fields import standard_tag
from quotes.listing.filters import ON, SORTS, SWITCHES
from quotes.listing.queries import fetch_values
from quotes.listing.statement import Count
from quotes.listing.year_ranges import year_ranges
from quotes.translation import label as _

#: The facets that come first on a page, others as in FACET_TYPES.
FIRST = ("standing", "anchor", "speaker", "topic", "year")


class Option(NamedTuple):
    """A value of a filter, with the number of quotes that it would leave.

    `count` is a lower bound if not `exact`, and None if not known.
    """

    value: str
    label: str
    count: int | None
    exact: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its options."""

    name: str
    legend: str
    options: list[Option]
    errors: list[str]
    #: The plural, if there can be more values than these.
    more: str
    #: The YearRanges of the years.
    ranges: tuple = ()

    @property
    def is_on(self):
        """Return whether a value is chosen or wrong."""
        return bool(self.errors) or any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    """A value that is set, and the query string of the list without it."""

    filter: str
    label: str
    query: str


def facets(filterset, found):
    """Return the Facets with something to choose, with counts under all other filters.

    `found` are the Results of queries.fetch() for these filters. Values without quotes
    are left out unless they are chosen, and so are facets without values.
    """
    names = dict.fromkeys([*FIRST, *FACET_TYPES])
    made = (_facet(filterset, FACET_TYPES[name], found) for name in names)
    return [facet for facet in made if facet.options or facet.ranges or facet.errors]


def _facet(filterset, facet, found):
    name = facet.name
    options = [
        option
        for option in _options(filterset, facet, found)
        if option.chosen or option.count != 0
    ]
    more, ranges = facet.many if has_more(found, name) else "", ()
    if name == "year":
        # Single years are only options if they are chosen: others are in the ranges.
        options, more = [option for option in options if option.chosen], ""
        ranges = _year_ranges(filterset, found)
    errors = filterset.form.errors.get(name, [])
    return Facet(name, facet.legend, options, errors, more, ranges)


def _year_ranges(filterset, found):
    dates = ("year", "after", "before")
    given = [pair for pair in _given_values(filterset) if pair[0] not in dates]
    return tuple(year_ranges(found.facets["year"], given))


def has_more(found, name):
    """Return whether a facet may have more values than those counted."""
    return len(found.facets[name]) >= page_sizes.OPTIONS or name in found.only_chosen


def _options(filterset, facet, found):
    """Return the options: chosen ones that are rare, then the most frequent."""
    if facet.choices:
        shown = [(value, label) for value, (label, _) in facet.choices.items()]
    else:
        shown = _labelled(facet, found)[: page_sizes.OPTIONS]
    rare, frequent = _with_chosen(filterset, facet, found, shown)
    return rare + frequent


def _labelled(facet, found):
    """Return the (value, label) of the values of a facet that were counted."""
    return [
        (value, count.label or facet.label_of(value))
        for value, count in found.facets[facet.name].items()
    ]


def _with_chosen(filterset, facet, found, shown):
    """Return the Options of the chosen values that are not shown, and of those shown.

    `shown` are (value, label). A value keeps its place when it is chosen, because a
    reader looks at it.
    """
    counted, rows = found.facets[facet.name], filterset.chosen(facet.name) or ()
    none = 0 if facet.name in found.whole else None
    if facet.model:
        chosen = {row.slug: row.name for row in rows}
    else:
        chosen = {value: facet.label_of(value) for value in rows}

    def option(value, label):
        count = counted.get(value)
        if facet.name == "language" and value in chosen:
            count = _with_subtags(value, counted)
        number, exact = (count.quotes, count.exact) if count else (none, True)
        return Option(value, label, number, exact, value in chosen)

    rest = [pair for pair in chosen.items() if pair[0] not in dict(shown)]
    return [option(*pair) for pair in rest], [option(*pair) for pair in shown]


def facet_values(filterset, name, words=""):
    """Return the Options of one facet: other chosen values, and those with the words.

    Counts are those of the list. Without words, returns the most frequent values.
    """
    facet = FACET_TYPES[name]
    found, names = fetch_values(filterset, name, words if facet.model else "")
    if names is None:
        folded = "" if facet.model else words.casefold()
        labelled = _labelled(facet, found)
        names = [pair for pair in labelled if folded in pair[1].casefold()]
    if facet.descending:
        names.sort(reverse=True)
    return _with_chosen(filterset, facet, found, names)


def _with_subtags(tag, counted):
    """Return the Count of a language tag and its subtags, or None."""
    own = [
        count
        for each, count in counted.items()
        if f"{each.lower()}-".startswith(f"{tag.lower()}-")
    ]
    if not own:
        return None
    return Count("", sum(each.quotes for each in own), all(each.exact for each in own))


def clean_query(filterset):
    """Return the query string of the filters that are set, without the cursor."""
    return urlencode(_given_values(filterset))


def _given_values(filterset):
    """Return (filter, value) as given, in the order of the form."""
    data = filterset.data
    return [
        (name, value)
        for name in filterset.filters
        for value in (
            dict.fromkeys(data.getlist(name))
            if name in FACET_TYPES
            else [data.get(name, "").strip()]
        )
        if value
    ]


def chips(filterset):
    """Return a Chip for each value that is set."""
    given = _given_values(filterset)
    made = []
    for name, value in given:
        if name == "sort":
            continue
        label, same = echo(value), {value}
        facet = FACET_TYPES.get(name)
        if facet and facet.model:
            for row in filterset.chosen(name) or ():
                if value in row.given:
                    label, same = row.name, set(row.given)
                    if value != row.given[0]:
                        label = ""  # another slug of the same name: one chip is enough
        elif facet and facet.choices:
            label = facet.choices.get(value, [label])[0]
        elif name == "language":
            tag = standard_tag(value)
            same = [
                each for key, each in given if (key, standard_tag(each)) == (name, tag)
            ]
            label = facet.label_of(tag) if value == same[0] else ""
        elif name in SWITCHES:
            label = SWITCHES[name] if value == ON[name] else label
        elif name in ("after", "before"):
            label = str(filterset.chosen(name) or label)
        if label:
            rest = [pair for pair in given if pair[0] != name or pair[1] not in same]
            made.append(Chip(filterset.filters[name].label, label, urlencode(rest)))
    return made


def sources_title(on):
    """Return the title of the sources of a list with these chips."""
    labels = ", ".join(chip.label for chip in on)
    if not labels:
        return _("Sources of quotes")
    return _("Sources of quotes: {filters}").format(filters=labels)


def list_title(on):
    """Return the title of a list with these chips."""
    labels = ", ".join(chip.label for chip in on)
    return _("Quotes: {filters}").format(filters=labels) if labels else _("Quotes")


def switches(filterset):
    """Return (name, value, label, whether it is on) of the filters by sayings."""
    return [
        (name, ON[name], label, bool(filterset.chosen(name)))
        for name, label in SWITCHES.items()
    ]


def sorts(filterset):
    """Return the possible orders as (value, label, chosen).

    The default has an empty value, so that it is not in URLs.
    """
    default, order = filterset.default_order, filterset.order
    return [
        ("" if value == default else value, label, value == order)
        for value, label in SORTS.items()
        if value != "relevance" or value == default
    ]
