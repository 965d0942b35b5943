"""Portraits of a speaker, an outlet, a topic or a year: what is quoted, counted.

Everything is counted in one query, and drawn on the server: a chart is figures, a
table and a CSV file before it is a picture.
"""

import csv
import io
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, TextField, Value
from django.db.models.functions import Cast, ExtractYear
from django.urls import reverse

from quotes.explanations import KINDS
from quotes.facets import LEGENDS, grouped
from quotes.models import Attribution, Quote

#: A chart of more years than this has a bar for each decade.
MOST_BARS = 40
#: The chart's own units: its drawing is this wide and high, and scales.
WIDTH, HEIGHT, GAP = 640, 120, 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a decade: its quotes, the list that has them, and its rectangle."""

    label: str
    count: int
    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Share:
    """A value of one dimension, and how many quotes have it."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """Quotes over time, and by each dimension that is not the subject itself."""

    total: int
    bars: tuple[Bar, ...]
    undated: int
    shares: tuple[tuple[str, tuple[Share, ...]], ...]
    beside: tuple[Share, ...]


def counts(quotes, without, speaker=None):
    """Count public quotes: {dimension: [(value, label, count)]}, most first.

    `quotes` is a queryset, `without` the dimension that the subject is of. For a
    speaker, `beside` counts the articles shared with others who are quoted there.
    """
    year = Cast(ExtractYear("article__published_on"), TextField())
    years = (
        quotes.order_by()
        .values(facet=Value("year"), value=year, label=Value(""))
        .annotate(total=Count("pk", distinct=True))
        .values_list("facet", "value", "label", "total")
    )
    kinds = grouped(quotes, "kind", F("kind"), None, Count("pk", distinct=True))
    queries = [kinds, years]
    for name, path in (("publication", "article__publication"), ("topic", "topics")):
        if name != without:
            slug, label = F(f"{path}__slug"), F(f"{path}__name")
            number = Count("pk", distinct=True)
            queries.append(grouped(quotes, name, slug, label, number))
    if without != "speaker":
        queries.append(_by_speaker(quotes, "speaker", "quote"))
    if speaker:
        neighbours = Quote.objects.public().filter(article__in=quotes.values("article"))
        queries.append(_by_speaker(neighbours, "beside", "quote__article", speaker))
    found = {}
    rows = queries[0].union(*queries[1:], all=True).order_by()
    for dimension, value, label, total in rows:
        found.setdefault(dimension, []).append((value, label, total))
    for rows in found.values():
        rows.sort(key=lambda row: (-row[2], row[1], row[0] or ""))
    return found


def _by_speaker(quotes, dimension, counted, but=None):
    attributions = Attribution.objects.filter(quote__in=quotes.values("pk"))
    if but:
        attributions = attributions.exclude(speaker=but)
    slug, name = F("speaker__slug"), F("speaker__name")
    return grouped(attributions, dimension, slug, name, Count(counted, distinct=True))


def portrait(quotes, dimension, value, speaker=None):
    """Return the Portrait of the quotes that the list has under dimension=value."""
    found = counts(quotes, dimension, speaker)
    years = {int(year): total for year, _, total in found.get("year", []) if year}
    undated = sum(total for year, _, total in found.get("year", []) if not year)
    shares = []
    for name in ("speaker", "topic", "publication", "kind"):
        rows = found.get(name, [])
        if name == dimension or not rows:
            continue
        shares.append(
            (
                LEGENDS[name],
                tuple(
                    Share(
                        KINDS[key][0] if name == "kind" else label,
                        total,
                        _list(dimension, value, (name, key)),
                    )
                    for key, label, total in rows
                ),
            )
        )
    beside = tuple(
        Share(label, total, reverse("quotes:speaker", args=[slug]))
        for slug, label, total in found.get("beside", [])
    )
    return Portrait(
        sum(years.values()) + undated,
        _bars(years, dimension, value),
        undated,
        tuple(shares),
        beside,
    )


def _list(dimension, value, *more):
    """Return the address of the list of these quotes, narrowed by `more`."""
    if dimension == "year":
        own = [("published_after", value), ("published_before", value)]
    else:
        own = [(dimension, value)]
    return f"{reverse('quotes:list')}?{urlencode([*own, *more])}"


def _bars(years, dimension, value):
    """Draw the years, or the decades, from the first to the last that has quotes."""
    if len(years) < 2:
        return ()
    first, last = min(years), max(years)
    step = 1 if last - first < MOST_BARS else 10
    first -= first % step
    starts = range(first, last + 1, step)
    totals = [sum(years.get(y, 0) for y in range(s, s + step)) for s in starts]
    width = WIDTH / len(totals)
    scale = HEIGHT / max(totals)
    bars = []
    for number, (start, total) in enumerate(zip(starts, totals, strict=True)):
        end = start + step - 1
        period = f"{start:04}", f"{min(end, 9999):04}"
        span = ("published_after", period[0]), ("published_before", period[1])
        bars.append(
            Bar(
                label=period[0] if step == 1 else f"{period[0]}–{period[1]}",
                count=total,
                address=_list(dimension, value, *span),
                x=round(number * width, 2),
                y=round(HEIGHT - total * scale, 2),
                width=round(max(width - GAP, 1), 2),
                height=round(total * scale, 2),
            )
        )
    return tuple(bars)


def as_csv(found):
    """Return counts() as CSV text (RFC 4180), safe against spreadsheet formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["dimension", "value", "label", "quotes"])
    for dimension in sorted(found):
        for value, label, total in sorted(found[dimension], key=lambda r: r[0] or ""):
            writer.writerow([dimension, value or "", _harmless(label), total])
    return file.getvalue()


def _harmless(text):
    """Keep a spreadsheet from running a text that begins like a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
