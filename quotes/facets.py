"""What readers can narrow a list by from here, and what they have narrowed it by."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf.locale import LANG_INFO
from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, NullIf

from quotes.explanations import ANCHORS, KINDS, STANDINGS
from quotes.filter_fields import shorten
from quotes.filters import NAMED, SORTS
from quotes.models import Attribution, Quote

#: So many speakers, publications, topics and languages are offered at once.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a filter can take, and how many quotes it would leave."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its options."""

    name: str
    legend: str
    options: tuple[Option, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A value that is on, and the query that a list has without it."""

    filter: str
    label: str
    query: str


#: The filters with a few fixed values, and what these are called.
FIXED = {"kind": KINDS, "standing": STANDINGS, "anchor": ANCHORS}

LEGENDS = {
    "speaker": "Speaker",
    "publication": "Publication",
    "topic": "Topic",
    "kind": "Kind of quote",
    "standing": "Did they say it?",
    "anchor": "Are these the printed words?",
    "language": "Language",
}


def language_name(tag):
    """Return what a language is called in English: “French (fr-CA)”, or the tag."""
    info = LANG_INFO.get(tag.lower())
    if info and "name" in info:
        return info["name"]
    base = LANG_INFO.get(tag.partition("-")[0].lower(), {})
    return f"{base['name']} ({tag})" if "name" in base else tag


def facets(filterset):
    """Return every filter with options, each with the counts that the others leave.

    All are counted in one query.
    """
    counts = _counts(filterset)
    return [
        Facet(
            name,
            legend,
            tuple(_options(filterset, name, counts.get(name, {}))),
            tuple(filterset.form.errors.get(name, ())),
        )
        for name, legend in LEGENDS.items()
    ]


def _options(filterset, name, counted):
    """Yield the options of a filter; `counted` are (label, count) by value."""
    chosen = filterset.chosen(name) or ()
    if name in FIXED:
        for value, (label, _) in FIXED[name].items():
            count = counted.get(value, ("", 0))[1]
            yield Option(value, label, count, value in chosen)
        return
    if name in NAMED:
        labels = {row.slug: row.name for row in chosen}
    else:
        labels = {tag: language_name(tag) for tag in chosen}
        counted = {
            tag: (language_name(tag), count) for tag, (_, count) in counted.items()
        }
    for value, label in labels.items():
        count = counted[value][1] if value in counted else None
        yield Option(value, label, count, chosen=True)
    for value, (label, count) in counted.items():
        if value not in labels:
            yield Option(value, label, count, chosen=False)


def _counts(filterset):
    """Return {filter: {value: (label, count)}}, the most frequent values first."""
    language = Coalesce(NullIf("language", Value("")), "article__language")
    queries = [
        _attributed(filterset, "speaker", F("speaker__slug"), F("speaker__name")),
        _attributed(filterset, "standing", F("standing")),
        _counted(
            filterset,
            "publication",
            F("article__publication__slug"),
            F("article__publication__name"),
        ),
        _counted(filterset, "topic", F("topics__slug"), F("topics__name")),
        _counted(filterset, "kind", F("kind")),
        _counted(filterset, "anchor", F("anchor_status")),
        _counted(filterset, "language", language),
    ]
    found = {}
    rows = queries[0].union(*queries[1:], all=True).order_by()
    for name, value, label, count in rows:
        found.setdefault(name, {})[value] = label, count
    # A union has no order of its own.
    return {
        name: dict(
            sorted(values.items(), key=lambda item: (-item[1][1], item[1][0], item[0]))
        )
        for name, values in found.items()
    }


def _counted(filterset, name, value, label=None):
    quotes = filterset.filter_queryset(Quote.objects.public(), without=name)
    return grouped(quotes, name, value, label, Count("pk"))


def _attributed(filterset, name, value, label=None):
    """Count by what attributions have, of which a quote may have several.

    The standing that is asked for is that of the speaker who is asked for: so each
    of these two counts within the other.
    """
    quotes = filterset.filter_queryset(Quote.objects.public(), without=name)
    attributions = Attribution.objects.filter(quote__in=quotes.values("pk"))
    standings, speakers = filterset.chosen("standing"), filterset.chosen("speaker")
    if name == "speaker" and standings:
        attributions = attributions.filter(standing__in=standings)
    if name == "standing" and speakers:
        attributions = attributions.filter(speaker__in=[row.pk for row in speakers])
    # Several speakers of a quote may have the same standing.
    counted = Count("quote", distinct=True)
    return grouped(attributions, name, value, label, counted)


def grouped(rows, name, value, label, counted):
    """Return (name, value, label, number) of the most frequent values of `rows`."""
    return (
        rows.order_by()
        .values(facet=Value(name), value=value, label=label or Value(""))
        .filter(value__isnull=False)
        .annotate(total=counted)
        .order_by("-total", "label", "value")[:OFFERED]
        .values_list("facet", "value", "label", "total")
    )


def clean_query(filterset):
    """Return the filters that are on as a query: no empty values, no page."""
    return urlencode(_asked(filterset))


def _asked(filterset):
    """Return (filter, value) as given, in the order of the form."""
    data = filterset.data
    return [
        (name, value)
        for name in filterset.filters
        for value in (
            dict.fromkeys(data.getlist(name))
            if name in LEGENDS
            else [data.get(name, "").strip()]
        )
        if value
    ]


def chips(filterset):
    """Return what is on, each with the query of the list without it."""
    asked = _asked(filterset)
    made = []
    for name, value in asked:
        if name == "sort":
            continue
        label, same = shorten(value), {value}
        if name in NAMED:
            for row in filterset.chosen(name) or ():
                if value in row.asked:
                    label, same = row.name, set(row.asked)
                    if value != row.asked[0]:
                        label = ""  # the same under an older slug: one chip is enough
        elif name in FIXED and value in FIXED[name]:
            label = FIXED[name][value][0]
        elif name == "language":
            label = language_name(value)
        elif name in ("published_after", "published_before"):
            label = str(filterset.chosen(name) or label)
        if label:
            rest = [pair for pair in asked if pair[0] != name or pair[1] not in same]
            made.append(Chip(filterset.filters[name].label, label, urlencode(rest)))
    return made


def list_title(on):
    """Say in words which quotes a list has, by the chips that are on."""
    return ": ".join(filter(None, ("Quotes", ", ".join(chip.label for chip in on))))


def sorts(filterset):
    """Return the orders that make sense now, as (value, label, chosen).

    The one that holds where none is given has no value, and so no place in addresses.
    """
    with_words = bool(filterset.chosen("q"))
    default = "relevance" if with_words else "newest"
    return [
        ("" if value == default else value, label, value == filterset.order)
        for value, label in SORTS.items()
        if with_words or value != "relevance"
    ]
