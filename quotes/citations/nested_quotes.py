"""Quotation marks within quotation marks.

Source: Wikipedia's Manual of Style, "Quotations within quotations", and most English
styles: double and single marks alternate.
"""

from collections.abc import Iterator
from typing import Final

#: Opening marks and what closes them. German marks are only paired, so that a “ that
#: closes is not taken for one that opens.
_CLOSING: Final = {"“": "”", "‘": "’", '"': '"', "„": "“”", "‚": "‘’"}
_ALTERNATING: Final = ("“", "‘", '"')


def quoted_title(title: str) -> str:
    """Return a title in “double” marks; English marks inside alternate with these.

    Apostrophes, marks without a partner and marks of other languages stay.
    """
    signs = list(title)
    for depth, opening, closing in _pairs(title):
        if title[opening] in _ALTERNATING:
            signs[opening], signs[closing] = "‘’" if depth % 2 else "“”"
    return f"“{''.join(signs)}”"


def _pairs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (depth from 1, index of the opening mark, of the closing one)."""
    is_open: list[int] = []
    for place, sign in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if is_open and sign in _CLOSING[text[is_open[-1]]]:
            # Otherwise an apostrophe: ‘isn’t’.
            if sign not in "‘’" or not after.isalnum():
                yield len(is_open), is_open.pop(), place
        elif sign in _CLOSING and not before.isalnum() and after.strip():
            is_open.append(place)
