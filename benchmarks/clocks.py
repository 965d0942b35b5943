"""Clocks and percentiles for benchmarks.

On a machine with other work, the wall-clock time of a page depends on that work. Its
cost is the CPU time of this process and of the database processes that serve it, which
Linux counts in nanoseconds.
"""

import os
import statistics
import time

#: The processes that serve one database.
BACKENDS = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend'
"""


def processor(pids):
    """Return a clock, a function that returns the CPU seconds of these processes."""
    # Keep the files open: opening one takes longer than some statements.
    files = [os.open(f"/proc/{pid}/schedstat", os.O_RDONLY) for pid in pids]

    def seconds():
        # The first number is the CPU time of the process in nanoseconds.
        others = sum(int(os.pread(file, 100, 0).split()[0]) for file in files)
        return time.process_time() + others / 1e9

    return seconds


def timed(work, *arguments, clock=time.perf_counter):
    """Return (seconds, result) of a call."""
    start = clock()
    result = work(*arguments)
    return clock() - start, result


def percentile95(times):
    """Return the 95th percentile, or the longest of fewer than 20 times."""
    return statistics.quantiles(times, n=20)[-1] if len(times) >= 20 else max(times)


def p50_p95(milliseconds, digits=1):
    """Return "p50 / p95" of a list of times."""
    middle, slow = statistics.median(milliseconds), percentile95(milliseconds)
    return f"{middle:,.{digits}f} / {slow:,.{digits}f}"
