"""Countries and states: a place is never "she", and never a speaker's surname alone.

In: a name. Out: whether it is a country, a continent or a state of the United States,
from the Unicode Common Locale Data Repository in the package Babel.
"""

from functools import cache

from babel import Locale

_STATES = frozenset(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida "
    "Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine "
    "Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska "
    "Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Wisconsin "
    "Wyoming".split()
)
_MORE = frozenset(
    "New York,New Jersey,New Mexico,New Hampshire,North Carolina,South Carolina,North "
    "Dakota,South Dakota,West Virginia,Rhode Island,New England,America,Britain,"
    "England,Scotland,Wales,Northern Ireland,Brussels,Washington,London,Paris,Berlin,"
    "Moscow,Beijing,Tokyo,New Delhi,Los Angeles,San Francisco,New Orleans,Hong Kong,"
    "White House,Wall Street,Downing Street,Capitol Hill,Burma,Soviet Union,"
    "United States,North Korea,South Korea,Middle East,U.S.,US,U.K.,UK,U.N.,UN,E.U.,EU"
    ",D.C.,N.C.,S.C.,N.Y.,N.J.,Va.,Calif.,Fla.".split(",")
)
#: Names of places that are as often people's.
_PEOPLE = frozenset("Georgia Jordan Chad Guinea Jersey Virginia Georgia".split())


def is_place(name: str) -> bool:
    """Return whether a name is a country's, a state's or a capital's."""
    return name in _places()


@cache
def _places() -> frozenset[str]:
    return (frozenset(Locale("en").territories.values()) | _STATES | _MORE) - _PEOPLE
