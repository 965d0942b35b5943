"""Counts function calls: a measure of work that does not depend on the machine."""

import sys


def counted_calls(function, *arguments):
    """Return the number of function calls, in Python and C, that a call makes."""
    count = 0

    def watch(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return count
