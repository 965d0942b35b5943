"""The licence under which the data of this site may be used."""

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence: its name, such as “CC BY 4.0”, and the address of its text.

    It covers the data, not the works that quotes are from.
    """

    name: str
    url: str
