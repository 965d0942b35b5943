"""The public page that compares speakers, with its form and its CSV file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models.functions import Upper
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from articles.models.base import make_slug
from quotes.exports.zotero import metadata_of_rows
from quotes.formatting import echo, printable
from quotes.listing.filters import SLUG, named_by_slugs
from quotes.listing.planner import SAMPLE_SIZE
from quotes.listing.rows import read_quote_rows
from quotes.models import Alias, Speaker
from quotes.search.autocomplete import find_completions
from quotes.statistics.comparison import compare_speakers
from quotes.translation import label as _
from quotes.views import structured_data
from quotes.views.autocomplete import autocomplete
from quotes.views.base import refuse, show
from quotes.views.statistics_csv import (
    COLUMNS,
    EVERY,
    NEWEST,
    send_csv,
    share_rows,
    time_rows,
    word_rows,
)

#: Labels of the fields for speakers. At least two are required.
LABELS = (_("First speaker"), _("Second speaker"), _("Third speaker"))
MAX_NAME_LENGTH = 200
OPTIONS_SHOWN, MAX_NAMESAKES = 3, 50
NAMES_NOT_UNDERSTOOD = _("A name in this address is not on record.")


@dataclass(slots=True)
class Field:
    """A field of the form: its input, the row `found` by it, and an error or "".

    `namesakes` are the rows found if there are several. `alternatives` are (name, path)
    of those who may be meant instead; `late`: the search for them ran out of time.
    """

    kind: str
    label: str
    given: str
    found: object = None
    namesakes: tuple[object, ...] = ()
    error: str = ""
    alternatives: tuple[tuple[str, str], ...] = ()
    late: bool = False
    #: Whether another speaker has the name of the row.
    is_shared: bool = False

    @property
    def value(self):
        """Return the name if it leads to the row, or else the slug or the input."""
        is_slug = self.found and make_slug(self.found.name) == self.found.slug
        if is_slug and not self.is_shared:
            return self.found.name
        return self.found.slug if self.found else printable(self.given)


def comparison(request):
    """Compare two or three speakers, perhaps on a topic, or show the form alone."""
    path = reverse("quotes:compare")
    fields = _read(request)
    asked = [each for each in fields if each.found]
    found, title = None, _("Compare speakers")
    if asked and not any(each.error for each in fields):
        query = urlencode([(each.kind, each.found.slug) for each in asked])
        if query != request.META.get("QUERY_STRING", ""):
            return HttpResponseRedirect(f"{path}?{query}")
        path = f"{path}?{query}"
        found, topic = _compare(fields), fields[-1]
        names = [side.speaker.name for side in found.sides]
        named = {"names": ", ".join(names[:-1]), "last": names[-1]}
        title = _("%(names)s and %(last)s compared") % named
        if topic.found:
            named["topic"] = topic.found.name
            title = _("%(names)s and %(last)s compared on %(topic)s") % named
    newest = _newest(found) if found else []
    response = show(
        request,
        "compare.html",
        path,
        title=title,
        description=_(
            "Two or three speakers side by side: how many of their quotes are on "
            "record, when, how they are printed, and with which words."
        ),
        structured_data=structured_data.collection(request, title, path),
        section="compare",
        fields=fields,
        topic=fields[-1].found,
        comparison=found,
        newest=newest,
        embedded_metadata=metadata_of_rows(row for _, rows in newest for row in rows),
        sample=SAMPLE_SIZE,
        csv_address=f"{reverse('quotes:compare_figures')}?{path.partition('?')[2]}",
    )
    if any(each.late for each in fields):
        patch_cache_control(response, no_store=True)
    return response


def _compare(fields):
    *speakers, topic = fields
    return compare_speakers(
        [each.found for each in speakers if each.found], topic.found
    )


def _newest(found):
    """Return (side, its newest QuoteRows) for each side."""
    keys = [key for side in found.sides for key in side.newest]
    quotes = {quote.key: quote for quote in read_quote_rows(keys)}
    return [
        (side, [quotes[key] for key in side.newest if key in quotes])
        for side in found.sides
    ]


def compare_figures(request):
    """Send the numbers of a comparison as CSV."""
    fields = _read(request)
    if any(each.error for each in fields) or not any(each.found for each in fields):
        errors = [(each.label, each.error) for each in fields if each.error]
        return refuse(
            request,
            400,
            _("Nothing to download"),
            NAMES_NOT_UNDERSTOOD,
            errors=errors or [(LABELS[0], _("Name two or three speakers."))],
            onward=(reverse("quotes:compare"), _("Choose again")),
        )
    found = _compare(fields)
    rows = [("speaker", "name", *COLUMNS)]
    for side in found.sides:
        name = side.speaker.slug, side.speaker.name
        rows += [(*name, *row) for row in _rows(side)]
    named = "-".join(each.found.slug for each in fields if each.found)
    return send_csv(f"quotes-compared-{named[:150]}", rows)


def _rows(side):
    counted = NEWEST if side.sampled else EVERY
    total = side.counts.total
    yield "total", "", "", total, counted, total
    yield from time_rows(side.counts, counted=counted)
    for dimension in side.dimensions.values():
        yield from share_rows(dimension, side.sampled)
    yield from word_rows(side.keywords)


def names(request, kind):
    """Return completions of a name of one kind (speaker or topic)."""
    if kind not in ("speaker", "topic"):
        message = _("There are no names of the kind “%(kind)s”.")
        raise Http404(message % {"kind": echo(kind)})
    return autocomplete(request, {kind})


def _read(request):
    """Return the Fields of the form: three for speakers, then the topic's."""
    given = [each.strip() for each in request.GET.getlist("speaker")]
    given = [each for each in given if each]
    topic = request.GET.get("topic", "").strip()
    fields = [
        *[
            Field("speaker", label, given[place] if place < len(given) else "")
            for place, label in enumerate(LABELS)
        ],
        Field("topic", _("Topic"), topic),
    ]
    filled = [each for each in fields if each.given]
    if not filled:
        return fields
    _look_up(filled)
    named = {
        each.found.name.upper(): each
        for each in filled
        if each.kind == "speaker" and each.found
    }
    for name, slugs in _slugs_by_name([*named]).items():
        named[name].is_shared = len(slugs) > 1
    _check(fields, given)
    for field in filled:
        field.alternatives = tuple(_alternatives(_told_apart(field), field, filled))
    unknown = [
        each for each in filled if each.error and not (each.found or each.namesakes)
    ]
    for field in unknown[:1]:  # only one, because it may take a while
        groups, field.late = find_completions(field.given[:100], {field.kind})
        field.alternatives = tuple(_alternatives(_completions(groups), field, filled))
    return fields


def _look_up(fields):
    """Find the rows that the inputs mean, by slug, or else by any name or alias."""
    _find(fields, {id(each): [_slug(each.given)] for each in fields})
    typed = [
        each
        for each in fields
        if each.kind == "speaker"
        and each.given.isprintable()
        and not (each.found and SLUG.fullmatch(each.given))
    ]
    names = [each.given[:MAX_NAME_LENGTH].upper() for each in typed]
    if names and (known := _slugs_by_name(names)):
        pairs = zip(typed, names, strict=True)
        slugs = {id(e): [_slug(e.given), *known.get(name, ())] for e, name in pairs}
        _find(typed, slugs)


def _slugs_by_name(names):
    """Return {name: {slug …}} of speakers with a name or alias among upper-case ones.

    A name of several speakers has several slugs.
    """
    found = {}
    speakers, aliases = (
        rows.alias(upper=Upper("name"))
        .filter(upper__in=names)
        .order_by(slug)
        .values_list("name", slug)[:MAX_NAMESAKES]
        for rows, slug in ((Speaker.objects, "slug"), (Alias.objects, "speaker__slug"))
    )
    for name, slug in speakers.union(aliases).order_by("name"):
        found.setdefault(name.upper(), set()).add(slug)
    return found


def _find(fields, slugs):
    """Set the rows of fields, each by any of its slugs; those with quotes go first."""
    asked = {}
    for field in fields:
        asked.setdefault(field.kind, []).extend(slugs[id(field)])
    rows = named_by_slugs(asked)
    for field in fields:
        found = [
            row
            for row in rows.get(field.kind, ())
            if not set(row.given).isdisjoint(slugs[id(field)])
        ]
        found = [row for row in found if row.quotes] or found
        field.found = found[0] if len(found) == 1 else None
        field.namesakes = tuple(found) if len(found) > 1 else ()


def _slug(name):
    """Return an input that is a slug as it is, or else the slug of a name."""
    if SLUG.fullmatch(name):
        return name
    return make_slug(name[:MAX_NAME_LENGTH]) if name.isprintable() else ""


def _check(fields, given):
    *speakers, topic = fields
    for place, field in enumerate(speakers):
        if field.namesakes:
            field.error = _("Several speakers are called “%(name)s”.") % {
                "name": echo(field.given)
            }
        elif field.given and not field.found:
            field.error = _(
                "No speaker called “%(name)s”. Check the spelling, or choose a name "
                "from the list of speakers."
            ) % {"name": echo(field.given)}
        elif field.found and not field.found.quotes:
            field.error = _("No quote of %(name)s is public.") % {
                "name": field.found.name
            }
        elif field.found and field.found.pk in [
            each.found.pk for each in speakers[:place] if each.found
        ]:
            field.error = _("This is %(name)s again: name somebody else.") % {
                "name": field.found.name
            }
    if topic.given and not topic.found:
        topic.error = _(
            "No topic called “%(name)s”. Check the spelling, or leave it empty to "
            "compare all quotes."
        ) % {"name": echo(topic.given)}
    if len(given) > len(LABELS):
        rest = ", ".join(f"“{echo(each)}”" for each in given[len(LABELS) :][:5])
        speakers[-1].error = _(
            "At most three speakers can be compared. Leave some out: %(names)s."
        ) % {"names": rest}
    elif len(given) < 2 and not speakers[0].error:
        place = 1 if given else 0
        speakers[place].error = _("Name two or three speakers.")
        if given:
            speakers[place].error = _("Name a speaker to compare %(name)s with.") % {
                "name": speakers[0].found.name
            }


def _told_apart(field):
    """Yield (name, slug) of the namesakes of a field; equal names have their slugs."""
    names = [row.name for row in field.namesakes]
    for row in field.namesakes:
        shared = names.count(row.name) > 1
        yield f"{row.name} ({row.slug})" if shared else row.name, row.slug


def _completions(groups):
    """Yield (name, slug) of rows in `groups` that an unknown name may mean."""
    options = [option for each in groups for option in each.options]
    for option in options[:OPTIONS_SHOWN]:
        name = "".join(text for text, _ in option.name)
        yield name, option.url.rstrip("/").rpartition("/")[2]


def _alternatives(rows, field, filled):
    """Yield (name, path) for (name, slug) of rows that a field may mean."""
    for name, slug in rows:
        pairs = [(each.kind, slug if each is field else each.given) for each in filled]
        yield name, f"{reverse('quotes:compare')}?{urlencode(pairs)}"
