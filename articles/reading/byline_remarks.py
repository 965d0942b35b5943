"""Notices names in a byline that may be read in another way."""

import re
from collections.abc import Iterable

from articles.names import Name
from articles.reading.result import snippet

#: Words at the beginning or the end of names of places, hardly of people.
_PLACE = re.compile(
    r"(?:port|fort|mount|mt|saint|st|sankt|north|south|east|west|upper|lower|lake|new|"
    r"bad|puerto|ciudad|las|los)\b\.? .+|"
    r".+ (?:bay|falls|springs|city|county|island|junction|heights|creek|harbou?r|"
    r"township|beach|valley)",
    re.IGNORECASE,
)


def doubt_byline(
    names: list[Name], lines: Iterable[str], known: Iterable[str] = ()
) -> tuple[list[Name], str]:
    """Return the names of a byline without places, and a remark on what to check.

    `lines` are those that names were read from, `known` words that are names for
    themselves. “Jane Roe, Port Holm” may be two people, or one and where she was;
    “García Robles, Gabriela” has the family name first.
    """
    for line in lines:
        line = " ".join(line.split())
        if len(names) == 2:
            one, two = map(str, names)
            joined = rf"{re.escape(one)}\s*(?:[,/|·]|\s[–—-]\s)\s*{re.escape(two)}"
            if two in known or not re.search(joined, line, re.IGNORECASE):
                continue
            if _PLACE.fullmatch(two):
                return names[:1], f"Check the byline: “{two}” is taken for a place."
            return names, (
                f"Check the byline: “{snippet(two)}” may be a place or an outlet "
                "instead of a second author."
            )
        if len(names) == 1 and " " in names[0].family:
            name = names[0]
            if f"{name.family}, {name.given}".casefold() in line.casefold():
                return names, (
                    f"Check the byline: in “{name.family}, {name.given}” the family "
                    "name is taken to come first."
                )
    return names, ""
