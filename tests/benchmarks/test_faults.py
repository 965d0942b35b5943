"""What the benchmark of faults counts."""

from benchmarks.faults.front import Front
from benchmarks.faults.traffic import Figures, Request, Traffic


def test_figures_of_a_fault():
    traffic = Traffic(Front(1, is_tls=False))
    traffic.requests = [
        Request(0.0, 1.0, 500, True),  # before the fault
        Request(9.5, 10.5, 200, True),
        Request(10.6, 14.0, 503, True),
        Request(10.7, 10.8, "ConnectionResetError", False),
        Request(12.0, 15.5, 200, False),  # a cache may have had it
        Request(13.0, 16.0, 302, True),
        Request(16.0, 16.1, 404, True),
    ]
    figures = Figures.of(traffic, began=10.0, back=15.0)
    assert figures.requests == 6
    assert figures.failed == {503: 1, "ConnectionResetError": 1}
    assert figures.longest == 3.5
    assert figures.first_success == 1.0
    nothing = Figures.of(traffic, began=10.0, back=20.0)
    assert nothing.first_success is None
