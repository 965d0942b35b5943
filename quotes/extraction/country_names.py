"""Names of countries: a place is never "she", and never a speaker's surname alone.

They are from the Unicode Common Locale Data Repository in the package Babel.
"""

from functools import cache

from babel import Locale


@cache
def countries(language: str) -> frozenset[str]:
    """Return the names of countries and continents in a language."""
    return frozenset(Locale(language).territories.values())
