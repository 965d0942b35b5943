"""What time is: that on the wall, or that of the processor on a machine that is busy.

On a machine that others use too, a page takes as long as they let it. What it costs is
the processor's time of this process and of the database's processes that work for it,
which Linux counts to the nanosecond.
"""

import os
import time

#: The processes that serve one database.
BACKENDS = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend'
"""


def wall():
    """Return seconds; only their differences mean anything."""
    return time.perf_counter()


def processor(pids):
    """Return a clock (a function for seconds) of this process and of some others."""
    # Left open, for to open one takes longer than some statements do.
    files = [os.open(f"/proc/{pid}/schedstat", os.O_RDONLY) for pid in pids]

    def seconds():
        # The first number is the time that the process ran, in nanoseconds.
        others = sum(int(os.pread(file, 100, 0).split()[0]) for file in files)
        return time.process_time() + others / 1e9

    return seconds
