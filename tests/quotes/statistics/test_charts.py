"""Charts over time: their steps, bars and labels."""

import pytest

from quotes.statistics.charts import HEIGHT, WIDTH, choose_scale, highest, layout_bars


def address(after, before):
    return f"?after={after}&before={before}"


def chart(periods, **options):
    return layout_bars(choose_scale(periods, **options), periods, address)


@pytest.mark.parametrize(
    ("periods", "step", "bars"),
    [
        ({202411: 1, 202502: 1}, "month", 4),
        ({202401: 1, 202612: 1}, "month", 36),
        ({202401: 1, 202701: 1}, "year", 4),
        # Most are dated to the year only.
        ({202400: 5, 202411: 1, 202502: 1}, "year", 2),
        # One in ten is, which is few enough for months.
        ({202400: 1, 202411: 5, 202502: 5}, "month", 14),
        ({198700: 1, 202600: 1}, "year", 40),
        ({198600: 1, 202600: 1}, "decade", 5),
        ({170001: 1, 202600: 1}, "decade", 33),
        ({4400: 1, 202600: 1}, "century", 21),
        ({100: 1, 999912: 1}, "century", 100),
    ],
)
def test_the_step_fits_the_range(periods, step, bars):
    scale = choose_scale(periods)
    assert (scale.step, len(scale.spans)) == (step, bars)
    timeline = layout_bars(scale, periods, address)
    counted = sum(bar.count for bar in timeline.bars) + timeline.vague
    assert counted == sum(periods.values())


@pytest.mark.parametrize(
    "periods", [{}, {202502: 7}, {202500: 7}, {202500: 3, 202502: 1}, {202502: 0}]
)
def test_one_time_needs_no_chart(periods):
    assert choose_scale(periods) is None


def test_bars_stay_within_the_drawing():
    for periods in (
        {202411: 1, 202502: 90},
        {year * 100: year % 7 for year in range(1850, 2026)},
        {100: 1, 999912: 1_000_000},
    ):
        timeline = chart(periods)
        assert max(bar.height for bar in timeline.bars) == HEIGHT
        for bar in timeline.bars:
            assert bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.01
            assert bar.y + bar.height == pytest.approx(HEIGHT)
            # Every bar is visible.
            assert bool(bar.count) == (bar.height >= 1)
        for tick in (timeline.peak, *timeline.scale.ticks):
            assert 0 <= tick.x <= WIDTH
            at_edge = {0: "start", WIDTH: "end"}
            assert tick.anchor == at_edge.get(tick.x, "middle")


def test_bars_lead_to_the_list_of_their_time():
    assert [bar.address for bar in chart({202412: 1, 202501: 1}).bars] == [
        "?after=2024-12&before=2024-12",
        "?after=2025-01&before=2025-01",
    ]
    assert chart({185900: 1, 190200: 1}).bars[0].address == "?after=1850&before=1859"
    first, *_, last = chart({100: 1, 999900: 1}).bars
    assert (first.label, first.address) == ("1–99", "?after=0001&before=0099")
    assert (last.label, last.address) == ("9900–9999", "?after=9900&before=9999")


def test_months_of_a_year_are_all_there():
    timeline = chart({202502: 3, 202500: 2}, year=2025)
    assert [tick.label for tick in timeline.scale.ticks][:3] == ["Jan", "Feb", "Mar"]
    assert len(timeline.bars) == 12 and timeline.bars[1].label == "February 2025"
    assert timeline.vague == 2
    assert choose_scale({202500: 2}, year=2025) is None


def test_what_is_known_by_its_year_alone_is_in_no_month():
    timeline = chart({202500: 1, 202411: 10, 202502: 10})
    assert timeline.vague == 1
    assert [bar.count for bar in timeline.bars] == [10, 0, 0, 10]


def test_places_are_named_where_there_is_room():
    for periods, labels in (
        ({202411: 1, 202502: 1}, ["Nov 2024", "2025"]),
        ({202503: 1, 202507: 1}, ["Mar 2025", "Jul 2025"]),
        ({201911: 1, 202202: 1}, ["2020", "2021", "2022"]),
        ({201700: 1, 202600: 1}, ["2018", "2020", "2022", "2024", "2026"]),
        ({185000: 1, 202600: 1}, ["1850s", "1900s", "1950s", "2000s"]),
    ):
        ticks = choose_scale(periods).ticks
        assert [tick.label for tick in ticks] == labels


def test_several_charts_share_a_scale():
    one, two = {202400: 10, 202500: 4}, {202500: 5, 202600: 2}
    scale = choose_scale({**one, **two})
    most = highest(scale, one, two)
    assert most == 10
    timeline = layout_bars(scale, two, address, most)
    assert max(bar.height for bar in timeline.bars) == HEIGHT / 2
    assert len(timeline.bars) == 3
