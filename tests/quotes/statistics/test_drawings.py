"""Drawings of charts: discs, stacked bars, gridlines, and what is after a death."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.statistics.charts import choose_scale
from quotes.statistics.drawings import (
    EDGE,
    FOOT,
    HEIGHT,
    LABELS_WIDTH,
    MAX_DISCS,
    MAX_LINES,
    MIN_HEIGHT,
    TOP,
    WIDTHS,
    count_after,
    draw_timeline,
)
from quotes.statistics.tallies import Counts

LINCOLN = {185800: 2, 186000: 1, 186102: 1, 186212: 2, 186311: 2, 186500: 2, 188600: 2}


def address(after, before):
    return f"?after={after}&before={before}"


def counts(periods, verdicts=None):
    return Counts(sum(periods.values()), periods, {}, verdicts or {})


def chart(periods, verdicts=None, year=None, **options):
    counted = counts(periods, verdicts)
    return draw_timeline(choose_scale(periods, year), counted, address, **options)


def test_few_quotes_are_a_disc_each():
    timeline = chart(LINCOLN, {185800: (2, 0, 0), 186311: (1, 0, 1)})
    assert timeline.discs
    for drawing in timeline.drawings:
        shapes = [shape for *_, shapes in drawing.columns for shape in shapes]
        assert len(shapes) == 12
        verdicts = [shape.verdict for shape in shapes]
        assert verdicts.count("verified") == 3
        assert verdicts.count("misattributed") == 1
        assert verdicts.count("credited") == 8
    assert timeline.verdicts == ["verified", "credited", "misattributed"]


def test_many_quotes_are_stacked_bars_with_gridlines():
    timeline = chart(
        {202400: 900, 202500: 1_250, 202600: 7},
        {202400: (300, 10, 5), 202500: (1_250, 0, 0)},
    )
    assert not timeline.discs
    for drawing in timeline.drawings:
        labels = [line.label for line in drawing.lines]
        assert labels == ["0", "250", "500", "750", "1,000", "1,250"]
        first, second, third = [shapes for *_, shapes in drawing.columns]
        assert [shape.verdict for shape in first] == [
            "verified",
            "credited",
            "doubtful",
        ]
        assert [shape.verdict for shape in second] == ["verified"]
        assert second[0].height == HEIGHT
        # The verified quotes are on the base line, and small numbers stay visible.
        assert first[0].y + first[0].height == pytest.approx(drawing.base)
        assert third[0].height == MIN_HEIGHT


@pytest.mark.parametrize(
    "most", [1, 2, 5, 6, 9, 10, 11, 61, 99, 100, 101, 7_777, 10**7]
)
def test_at_most_six_lines_begin_at_zero_and_reach_the_highest_bar(most):
    for drawing in chart({202400: most + 60, 202500: most + 61}).drawings:
        values = [int(line.label.replace(",", "")) for line in drawing.lines]
        assert values[0] == 0 and values[-1] >= most + 61
        assert 3 <= len(values) <= MAX_LINES + 1
        assert len({after - at for at, after in pairwise(values)}) == 1


@given(
    st.dictionaries(
        st.integers(100, 2026), st.integers(1, 40), min_size=2, max_size=30
    ),
    st.integers(1, 50),
)
def test_all_is_within_the_drawing(years, factor):
    periods = {year * 100: number * factor for year, number in years.items()}
    if choose_scale(periods) is None:
        return
    timeline = chart(periods)
    assert timeline.discs == (sum(periods.values()) <= MAX_DISCS)
    assert timeline.total == sum(periods.values())
    for drawing in timeline.drawings:
        size = 2 * drawing.radius
        for column, x, width, shapes in drawing.columns:
            assert x >= 0 and x + width <= drawing.width + 0.1
            assert bool(column.count) == bool(shapes)
            for shape in shapes:
                if timeline.discs:
                    assert size / 2 <= shape.y + 0.1
                    assert shape.y + size / 2 <= drawing.base
                else:
                    assert shape.y >= -TOP and shape.height >= MIN_HEIGHT
                    assert x <= shape.x + 0.1 and shape.path.startswith(
                        f"M{shape.x:.1f}"
                    )
        for tick in drawing.ticks:
            assert 0 <= tick.x <= drawing.width
            assert tick.anchor != "middle" or EDGE <= tick.x <= drawing.width - EDGE
        centres = [
            tick.x + {"start": EDGE, "middle": 0, "end": -EDGE}[tick.anchor]
            for tick in drawing.ticks
        ]
        assert all(after - at >= 2 * EDGE - 0.3 for at, after in pairwise(centres))


def test_discs_of_one_column_do_not_overlap():
    for drawing in chart({202401: 50, 202403: 3}).drawings:
        for *_, shapes in drawing.columns:
            places = [(shape.x, shape.y) for shape in shapes]
            for one in places:
                for other in places:
                    if one != other:
                        far = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
                        assert far >= 2 * drawing.radius


def test_columns_lead_to_the_list_of_their_time():
    assert [column.address for column in chart({202412: 1, 202501: 1}).columns] == [
        "?after=2024-12&before=2024-12",
        "?after=2025-01&before=2025-01",
    ]
    first, *_, last = chart({100: 1, 999900: 1}).columns
    assert (first.label, first.address) == ("1–99", "?after=0001&before=0099")
    assert (last.label, last.address) == ("9900–9999", "?after=9900&before=9999")


def test_what_is_known_by_its_year_alone_is_in_no_month():
    timeline = chart({202500: 1, 202411: 10, 202502: 10})
    assert timeline.vague == 1
    assert [column.count for column in timeline.columns] == [10, 0, 0, 10]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((3, 0, 0), (3, 0, 0, 0)),
        ((0, 0, 0), (0, 3, 0, 0)),
        ((1, 1, 1), (1, 0, 1, 1)),
        # One quote may be verified for one speaker and misattributed to another.
        ((3, 0, 3), (3, 0, 0, 0)),
        ((1, 3, 3), (1, 0, 0, 2)),
        ((0, 3, 2), (0, 0, 1, 2)),
    ],
)
def test_verdicts_never_add_up_to_more_than_the_quotes(verdicts, expected):
    column = chart({202400: 3, 202500: 1}, {202400: verdicts}).columns[0]
    found = column.verified, column.credited, column.disputed, column.misattributed
    assert found == expected
    assert sum(number for _, number in column.parts) == 3


@pytest.mark.parametrize(
    ("died", "after", "unsure", "marked"),
    [
        ("1865-04-15", 2, 2, True),
        ("1865", 2, 2, True),
        ("1857", 12, 0, False),
        ("1886", 0, 2, False),
        ("1900-01", 0, 0, False),
        (None, 0, 0, False),
    ],
)
def test_what_is_dated_after_the_death_is_told(died, after, unsure, marked):
    died = died and PartialDate.parse(died)
    timeline = chart(LINCOLN, died=died)
    if died:
        assert count_after(counts(LINCOLN), died) == (after, unsure)
    for drawing in timeline.drawings:
        assert (drawing.death is not None) == marked
        if marked:
            place = (drawing.death - drawing.left) / (drawing.width - drawing.left)
            assert place == pytest.approx(8 / 29, abs=0.01)


@pytest.mark.parametrize(
    ("period", "died", "after"),
    [
        (202503, "2025-02-13", (1, 0)),
        (202502, "2025-02-13", (0, 1)),
        (202501, "2025-02-13", (0, 0)),
        (202500, "2025-02-13", (0, 1)),
        (202600, "2025-02-13", (1, 0)),
        (202512, "2025", (0, 1)),
        (202601, "2025", (1, 0)),
        (202401, "2025", (0, 0)),
    ],
)
def test_only_what_is_certainly_after_the_death_counts(period, died, after):
    counted = counts({202001: 1, period: 1})
    assert count_after(counted, PartialDate.parse(died)) == after


def test_charts_beside_each_other_have_the_same_axis():
    one, two = counts({202400: 100, 202500: 40}), counts({202500: 5, 202600: 2})
    scale = choose_scale({202400: 100, 202500: 45, 202600: 2})
    charts = [
        draw_timeline(scale, each, address, beside=[one, two]) for each in (one, two)
    ]
    assert [timeline.discs for timeline in charts] == [False, False]
    for first, second in zip(*(timeline.drawings for timeline in charts), strict=True):
        assert first.lines == second.lines and first.ticks == second.ticks
    few = counts({202500: 5, 202600: 2})
    assert draw_timeline(scale, few, address, beside=[few, few]).discs


def test_drawings_have_both_widths():
    for timeline in (chart(LINCOLN), chart({202400: 100, 202500: 40})):
        assert {each.name: each.width for each in timeline.drawings} == WIDTHS
        for drawing in timeline.drawings:
            assert drawing.height == pytest.approx(drawing.base + FOOT)
            assert drawing.left == (0 if timeline.discs else LABELS_WIDTH)


@pytest.mark.parametrize(
    ("periods", "limits"),
    [
        (LINCOLN, ("1858", "1886")),
        ({202411: 1, 202502: 1}, ("November 2024", "February 2025")),
        ({4400: 1, 202600: 1}, ("44", "2026")),
        ({198600: 1, 202600: 1}, ("1986", "2026")),
    ],
)
def test_a_chart_says_when_its_quotes_begin_and_end(periods, limits):
    timeline = chart(periods)
    assert (timeline.begins, timeline.ends) == limits


def test_a_column_says_what_it_has():
    timeline = chart({186300: 3, 186500: 1}, {186300: (1, 1, 0)})
    assert [column.name for column in timeline.columns] == [
        "1863: 3 quotes, 1 verified, 1 not yet checked, 1 disputed",
        "",
        "1865: 1 quote, 1 not yet checked",
    ]
