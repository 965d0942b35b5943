"""Charts over time: their steps and spans."""

import pytest

from quotes.statistics.charts import choose_scale


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


@pytest.mark.parametrize(
    "periods", [{}, {202502: 7}, {202500: 7}, {202500: 3, 202502: 1}, {202502: 0}]
)
def test_one_time_needs_no_chart(periods):
    assert choose_scale(periods) is None


def test_months_of_a_year_are_all_there():
    scale = choose_scale({202502: 3, 202500: 2}, year=2025)
    assert [span.short for span in scale.spans][:3] == ["Jan", "Feb", "Mar"]
    assert len(scale.spans) == 12 and scale.spans[1].label == "February 2025"
    assert choose_scale({202500: 2}, year=2025) is None


@pytest.mark.parametrize(
    ("periods", "labels"),
    [
        ({202411: 1, 202502: 1}, ["Nov 2024", "2025"]),
        ({202503: 1, 202507: 1}, ["Mar 2025", "Jul 2025"]),
        ({201911: 1, 202202: 1}, ["2020", "2021", "2022"]),
        ({201700: 1, 202600: 1}, ["2018", "2020", "2022", "2024", "2026"]),
        ({185000: 1, 202600: 1}, ["1850s", "1900s", "1950s", "2000s"]),
    ],
)
def test_spans_are_named_where_there_is_room(periods, labels):
    assert [each.short for each in choose_scale(periods).spans if each.short] == labels
