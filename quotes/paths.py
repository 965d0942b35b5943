"""The paths of our own pages, each looked up once."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=10_000)
def address(name, *arguments):
    """Return the path of a page of `quotes`, by its name there and its arguments.

    A portrait has a hundred links, and Django takes 40 µs to find where one leads. The
    addresses do not change while a process lives.
    """
    return reverse(f"quotes:{name}", args=arguments)
