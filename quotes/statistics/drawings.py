"""Drawings of quotes over time: the position of each shape, on wide or narrow screens.

Few quotes are drawn as a disc each, more as stacked bars. Lengths are in units of the
SVG, which scales with the page.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import ngettext

from quotes.labels import CHART_LABELS
from quotes.statistics.charts import Scale

#: The widths of the drawings for wide and for narrow screens.
WIDTHS = {"wide": 900, "slim": 360}
#: The height of the highest bar, the space above it and for the labels below, and the
#: gap between bars.
HEIGHT, TOP, FOOT, GAP = 160, 12, 26, 2
#: The lowest bar, and the lowest part of a bar, that are still visible.
MIN_HEIGHT = 2.5
#: Half the width of a label under a chart.
EDGE = 24
#: Maximum number of gridlines above 0, and the width of their labels.
MAX_LINES, LABELS_WIDTH = 5, 44
#: Maximum number of quotes that are drawn as discs, and the space that one takes.
MAX_DISCS, DISC = 60, {"wide": 22, "slim": 16}
#: The verdicts of quotes, those on the base line first.
SERIES = ("verified", "credited", "disputed", "misattributed")


class Column(NamedTuple):
    """A span with its quotes by verdict, and the list that has them.

    `credited` quotes are not checked yet. `late`: the span is after the death. `name`
    describes it to readers, if it has quotes.
    """

    label: str
    name: str
    count: int
    address: str
    verified: int
    credited: int
    disputed: int
    misattributed: int
    late: bool = False

    def number(self, verdict):
        """Return the number of quotes with a verdict."""
        return getattr(self, verdict)

    @property
    def parts(self):
        """Return (verdict, number) of the quotes, those on the base line first."""
        parts = [(name, getattr(self, name)) for name in SERIES]
        return [(name, number) for name, number in parts if number]


class Tick(NamedTuple):
    """A label at (x, y); `anchor` is its text-anchor, which keeps it in the chart."""

    label: str
    x: float
    y: float
    anchor: str = "middle"


class Shape(NamedTuple):
    """A disc around (x, y), or a bar from there up, for a verdict.

    `path` is that of a bar.
    """

    verdict: str
    x: float
    y: float
    height: float = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart of one width: `columns` are (Column, x, width, Shapes).

    `lines` are the gridlines with their labels. `death` is the x of a line, or None.
    """

    name: str
    width: int
    height: float
    base: float
    left: float
    columns: tuple[tuple[Column, float, float, tuple[Shape, ...]], ...]
    lines: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    death: float | None = None
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart with a column for each span, including empty ones, drawn in two widths.

    `vague` is the number of quotes dated to the year only, if columns are months.
    """

    scale: Scale
    columns: tuple[Column, ...]
    vague: int
    discs: bool
    drawings: tuple[BarChart, ...]
    #: When the first and the last of its quotes are: a month, or else a year.
    begins: str = ""
    ends: str = ""

    @property
    def total(self):
        return sum(column.count for column in self.columns)

    @property
    def first(self):
        return self.scale.spans[0]

    @property
    def last(self):
        return self.scale.spans[-1]

    @property
    def verdicts(self):
        """Return the verdicts that occur, in the order of parts."""
        found = {name for column in self.columns for name, _ in column.parts}
        return [name for name in SERIES if name in found]


def draw_timeline(scale, counts, address, *, beside=(), died=None):
    """Return the Timeline of some Counts on a scale.

    `address(after, before)` returns the URL of a span's list. Charts `beside` it, as
    Counts, have the same axis. `died` is the PartialDate of the speaker's death.
    """
    columns, vague = _columns(scale, counts, address, died)
    peaks = [
        each.count for other in beside for each in _columns(scale, other, address)[0]
    ]
    most = max(peaks + [each.count for each in columns])
    totals = [sum(other.periods.values()) for other in (counts, *beside)]
    discs = max(totals) <= MAX_DISCS
    death = None
    if died:
        place = next((n for n, each in enumerate(columns) if each.late), len(columns))
        death = place if 0 < place < len(columns) else None
    draw = _draw_discs if discs else _draw_bars
    return Timeline(
        scale,
        columns,
        vague,
        discs,
        tuple(draw(name, scale, columns, most, death) for name in WIDTHS),
        *_limits(scale, columns, counts),
    )


def _limits(scale, columns, counts):
    """Return when the first and the last quote of a chart are."""
    if scale.step == "month":
        labels = [column.label for column in columns if column.count]
        return (labels[0], labels[-1]) if labels else ("", "")
    years = [period // 100 for period, number in counts.periods.items() if number > 0]
    return (str(min(years)), str(max(years))) if years else ("", "")


def count_after(counts, died):
    """Return how many of some Counts are after a PartialDate, and how many may be."""
    found = [(_late(period, died), n) for period, n in counts.periods.items()]
    return (
        sum(n for late, n in found if late),
        sum(n for late, n in found if late is None),
    )


def _late(period, died):
    """Return whether a period is after a date, or None if that is not certain."""
    year, month = divmod(period, 100)
    if year == died.year and (not (month and died.month) or month == died.month):
        return None
    return (year, month) > (died.year, died.month or 0)


def _columns(scale, counts, address, died=None):
    """Return the Columns of some Counts, and the number of quotes in none."""
    firsts = [span.first for span in scale.spans]
    totals, vague = [0] * len(firsts), 0
    verdicts = [[0, 0, 0] for _ in firsts]
    for period, number in counts.periods.items():
        place = bisect_right(firsts, period) - 1
        if place < 0 or period > scale.spans[place].last:
            vague += max(number, 0)
            continue
        totals[place] += max(number, 0)
        for verdict, each in enumerate(counts.verdicts.get(period, ())):
            verdicts[place][verdict] += each
    columns = []
    for span, total, numbers in zip(scale.spans, totals, verdicts, strict=True):
        # A quote of several speakers may have several verdicts, but is one quote.
        verified, disputed, misattributed = numbers
        verified = min(verified, total)
        misattributed = min(misattributed, total - verified)
        disputed = min(disputed, total - verified - misattributed)
        column = Column(
            span.label,
            "",
            total,
            address(span.after, span.before),
            verified,
            total - verified - disputed - misattributed,
            disputed,
            misattributed,
            bool(died and _late(span.first, died)),
        )
        columns.append(column._replace(name=_name(column)) if total else column)
    return tuple(columns), vague


def _name(column):
    """Return “1863: 2 quotes, 2 verified”."""
    text = ngettext(
        "%(label)s: %(number)s quote", "%(label)s: %(number)s quotes", column.count
    )
    parts = [text % {"label": column.label, "number": f"{column.count:,}"}]
    parts += [f"{n:,} {CHART_LABELS[verdict].lower()}" for verdict, n in column.parts]
    return ", ".join(parts)


def _draw_discs(name, scale, columns, most, death):
    """Return the BarChart of one disc for each quote, stacked over its span."""
    width, size = WIDTHS[name], DISC[name]
    span = width / len(columns)
    size = min(size, max(span, size / 2))
    abreast = max(1, min(int(span / size), -(-most // 4)))
    height = max(-(-most // abreast), 2) * size + TOP
    drawn = []
    for place, column in enumerate(columns):
        verdicts = [each for each, number in column.parts for _ in range(number)]
        middle, row = (place + 0.5) * span, min(abreast, max(len(verdicts), 1))
        shapes = tuple(
            Shape(
                verdict,
                round(middle + (number % abreast - (row - 1) / 2) * size, 1),
                round(height - (number // abreast + 0.5) * size - 2, 1),
            )
            for number, verdict in enumerate(verdicts)
        )
        drawn.append((column, round(place * span, 1), round(span, 1), shapes))
    return BarChart(
        name,
        width,
        round(height + FOOT, 1),
        round(height, 1),
        0,
        tuple(drawn),
        (),
        place_ticks(scale, 0, span, width, height + 18),
        death and round(death * span, 1),
        round(size / 2 - 1.5, 1),
    )


def _draw_bars(name, scale, columns, most, death):
    """Return the BarChart of stacked bars with gridlines."""
    width = WIDTHS[name]
    step = _line_step(most)
    top = step * -(-most // step)
    span, base = (width - LABELS_WIDTH) / len(columns), HEIGHT + TOP
    bar, drawn = max(span - GAP, 1), []
    for place, column in enumerate(columns):
        x, y, shapes = LABELS_WIDTH + place * span, base, []
        for verdict, number in _bar_parts(column):
            height = max(number * HEIGHT / top, MIN_HEIGHT)
            y -= height
            path = f"M{x:.1f} {y:.1f}h{bar:.1f}v{height:.1f}h-{bar:.1f}z"
            shapes.append(Shape(verdict, x, y, height, path))
        drawn.append((column, round(x, 2), round(span, 2), tuple(shapes)))
    return BarChart(
        name,
        width,
        base + FOOT,
        base,
        LABELS_WIDTH,
        tuple(drawn),
        tuple(
            Tick(
                f"{value:,}",
                LABELS_WIDTH - 6,
                round(base - value * HEIGHT / top, 2),
                "end",
            )
            for value in range(0, top + 1, step)
        ),
        place_ticks(scale, LABELS_WIDTH, span, width, base + 18),
        death and round(LABELS_WIDTH + death * span, 1),
    )


def _bar_parts(column):
    """Return (verdict, number) of the parts of a bar, the lowest first."""
    parts = {
        "verified": column.verified,
        "credited": column.credited,
        "doubtful": column.disputed + column.misattributed,
    }
    return [(name, number) for name, number in parts.items() if number]


def _line_step(most):
    """Return a round distance between gridlines, with few of them up to `most`."""
    power = 1
    while True:
        for step in (1, 2, 2.5, 5):
            if step * power == int(step * power) and step * power * MAX_LINES >= most:
                return int(step * power)
        power *= 10


def place_ticks(scale, left, span, width, y):
    """Return the Ticks of spans with a short label, as many as there is room for."""
    named = [(n, each.short) for n, each in enumerate(scale.spans) if each.short]
    every = -(-len(named) // max(width // (2 * EDGE), 1))
    ticks, free = [], 0
    for number, label in named[::every]:
        x = left + (number + 0.5) * span
        tick, at = Tick(label, round(x, 1), y), x
        if x < left + EDGE:
            tick, at = Tick(label, left, y, "start"), left + EDGE
        elif x > width - EDGE:
            tick, at = Tick(label, width, y, "end"), width - EDGE
        if at - EDGE >= free - 0.1:
            ticks.append(tick)
            free = at + EDGE
    return tuple(ticks)
