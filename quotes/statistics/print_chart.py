"""Drawings of the prints of a saying: a line for each speaker, over the same time.

Few prints are drawn as a disc each, more as stacked bars. Lengths are in units of the
SVG, which scales with the page.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import ngettext

from articles.text import lower_first
from quotes.labels import CHART_LABELS
from quotes.statistics.charts import choose_scale
from quotes.statistics.drawings import (
    DISC,
    FOOT,
    GAP,
    MAX_DISCS,
    MIN_HEIGHT,
    SERIES,
    WIDTHS,
    Shape,
    Tick,
    place_ticks,
)
from quotes.translation import label as _

#: Speakers with a line of their own; the others share one.
MAX_LINES = 6
#: The space for the name of a line, and for the highest of its bars.
NAME, HEIGHT = 22, 90
#: The verdict of a print that names nobody, after those of quotes.
NOBODY = "nobody"
LABELS = CHART_LABELS | {NOBODY: _("Nobody is named")}


class Mark(NamedTuple):
    """Prints of one line: a disc or a stacked bar, which links to the first of them."""

    x: float
    y: float
    width: float
    height: float
    name: str
    address: str
    shapes: tuple[Shape, ...]


class ChartLine(NamedTuple):
    """The prints that name one speaker, from the y `top` to `base`."""

    name: str
    top: float
    base: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """The lines in one width, with the labels of the time below."""

    name: str
    width: int
    height: float
    lines: tuple[ChartLine, ...]
    ticks: tuple[Tick, ...]
    radius: float


@dataclass(frozen=True, slots=True)
class PrintChart:
    """The prints of a saying over time, drawn in two widths.

    `undated` is the number of prints without a date, which are on no line.
    """

    step: str
    discs: bool
    undated: int
    drawings: tuple[LineChart, ...]
    verdicts: tuple[str, ...]


class _Entry(NamedTuple):
    """A print under one speaker."""

    print: object
    place: int
    verdict: str
    label: str


def draw_prints(prints):
    """Return the PrintChart of Prints in order of date, or None without two dates."""
    dated = [each for each in prints if each.printed]
    periods = Counter(_period(each.printed) for each in dated)
    # A print that is dated to the year only would be in no month.
    scale = choose_scale(periods)
    if scale and scale.step == "month" and any(p % 100 == 0 for p in periods):
        scale = choose_scale(Counter(p // 100 * 100 for p in periods))
    if scale is None:
        return None
    firsts = [span.first for span in scale.spans]
    entries = {}
    for each in dated:
        place = bisect_right(firsts, _period(each.printed)) - 1
        for speaker, verdict, label in _speakers(each.row):
            entries.setdefault(speaker, []).append(_Entry(each, place, verdict, label))
    lines = _lines(entries)
    discs = sum(len(own) for _name, own in lines) <= MAX_DISCS
    draw = _draw_discs if discs else _draw_bars
    verdicts = {entry.verdict for _name, own in lines for entry in own}
    return PrintChart(
        scale.step,
        discs,
        len(prints) - len(dated),
        tuple(draw(name, scale, lines) for name in WIDTHS),
        tuple(each for each in (*SERIES, NOBODY) if each in verdicts),
    )


def _period(date):
    return date.year * 100 + (date.month or 0)


def _speakers(row):
    """Return (slug and name, verdict, what is said of it) of each speaker."""
    if not row.attributions:
        return [(("", LABELS[NOBODY]), NOBODY, _("nobody is named"))]
    made = []
    for each in row.attributions:
        verdict = "credited" if each.standing == "unverified" else each.standing
        lead_in = lower_first(each.lead_in)
        speaker = each.slug, each.name  # two may have the same name
        made.append((speaker, verdict, f"{lead_in} {each.name}"))
    return made


def _lines(entries):
    """Return [(name, entries)] of the lines, the first credited first."""
    most = sorted(entries, key=lambda each: (each[0] == "", -len(entries[each])))
    own = most if len(most) <= MAX_LINES else most[: MAX_LINES - 1]
    lines = [(each[1], entries[each]) for each in entries if each in own]
    others = [entry for each in most[len(own) :] for entry in entries[each]]
    if others:
        others.sort(key=lambda entry: entry.place)
        lines.append((_("Others"), others))
    return lines


def _cells(entries):
    """Return {number of a span: its entries}, in order."""
    cells = {}
    for entry in entries:
        cells.setdefault(entry.place, []).append(entry)
    return cells


def _draw_discs(name, scale, lines):
    width, count = WIDTHS[name], len(scale.spans)
    span, size = width / count, DISC[name]
    radius = round(size / 2 - 2, 1)
    y, drawn = 0.0, []
    for title, entries in lines:
        cells = _cells(entries)
        most = max(map(len, cells.values()))
        abreast = max(1, min(int(span / size), -(-most // 3)))
        base = y + NAME + -(-most // abreast) * size
        marks = []
        for place, same in cells.items():
            middle, row = (place + 0.5) * span, min(abreast, len(same))
            for number, entry in enumerate(same):
                x = middle + (number % abreast - (row - 1) / 2) * size
                x = min(max(x, size / 2), width - size / 2)
                shape = Shape(
                    entry.verdict,
                    round(x, 1),
                    round(base - (number // abreast + 0.5) * size, 1),
                )
                corner = round(x - size / 2, 1), round(shape.y - size / 2, 1)
                address = f"#print-{entry.print.row.key}"
                named = _name_disc(entry)
                marks.append(Mark(*corner, size, size, named, address, (shape,)))
        drawn.append(ChartLine(title, y, round(base + 2, 1), tuple(marks)))
        y = base + 8
    ticks = place_ticks(scale, 0, span, width, y + 12)
    return LineChart(name, width, round(y + FOOT, 1), tuple(drawn), ticks, radius)


def _draw_bars(name, scale, lines):
    width, count = WIDTHS[name], len(scale.spans)
    span = width / count
    bar = max(span - GAP, 1)
    most = max(len(same) for _, own in lines for same in _cells(own).values())
    unit = HEIGHT / most
    y, drawn = 0.0, []
    for title, entries in lines:
        cells = _cells(entries)
        stacks = {place: _stack(same, unit) for place, same in cells.items()}
        high = max(sum(h for _, h in stack) for stack in stacks.values())
        base = y + NAME + high
        marks = []
        for place, stack in stacks.items():
            x, top, shapes = round(place * span, 1), base, []
            for verdict, height in stack:
                top -= height
                path = f"M{x} {top:.1f}h{bar:.1f}v{height:.1f}h-{bar:.1f}z"
                shapes.append(Shape(verdict, x, round(top, 1), height, path))
            same = cells[place]
            marks.append(
                Mark(
                    x,
                    round(base - high, 1),
                    round(span, 1),
                    round(high, 1),
                    _name_bar(title, scale.spans[place].label, same),
                    f"#print-{same[0].print.row.key}",
                    tuple(shapes),
                )
            )
        drawn.append(ChartLine(title, round(y, 1), round(base, 1), tuple(marks)))
        y = base + 8
    ticks = place_ticks(scale, 0, span, width, y + 12)
    return LineChart(name, width, round(y + FOOT, 1), tuple(drawn), ticks, 0)


def _stack(entries, unit):
    """Return [(verdict, height)] of a bar, the lowest first."""
    numbers = Counter(entry.verdict for entry in entries)
    return [
        (verdict, max(numbers[verdict] * unit, MIN_HEIGHT))
        for verdict in (*SERIES, NOBODY)
        if numbers[verdict]
    ]


def _name_disc(entry):
    """Return “1906: The Friends of Voltaire, not said by Voltaire”."""
    article = entry.print.row.article
    return f"{article.published}: {article.title}, {entry.label}"


def _name_bar(title, label, entries):
    """Return “Voltaire, 1939: 12 prints, 10 not yet checked, 2 misattributed”."""
    numbers = Counter(entry.verdict for entry in entries)
    text = ngettext("{number:,} print", "{number:,} prints", len(entries))
    parts = [f"{title}, {label}: {text.format(number=len(entries))}"]
    parts += [
        f"{numbers[each]:,} {lower_first(LABELS[each])}"
        for each in SERIES
        if numbers[each]
    ]
    return ", ".join(parts)
