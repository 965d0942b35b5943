"""The paths of the public pages, filled into patterns that are looked up once."""

from functools import cache
from urllib.parse import quote

from django.urls import reverse

#: The least of the numbers that mark the places of arguments in a pattern.
_MARK = 10**9


def path_for(name, *arguments):
    """Return the path of a page of `quotes`, by its URL name and positional arguments.

    A profile has a hundred links, and `reverse` takes 40 µs for one. Arguments are
    stored slugs, keys and known names: only `reverse` checks them.
    """
    if not arguments:
        return _pattern(name, 0)()
    return _pattern(name, len(arguments))(*[quote(str(each)) for each in arguments])


@cache
def _pattern(name, number):
    marks = [str(_MARK + each) for each in range(number)]
    pattern = reverse(f"quotes:{name}", args=marks)
    for mark in marks:
        pattern = pattern.replace(mark, "{}")
    return pattern.format
