"""Unicode normal forms of any text, in time proportional to its length.

`unicodedata.normalize` sorts the marks of a letter one by one: 60,000 accents on one
letter take it seconds. Use this function instead; ruff refuses the other.
"""

import re
import unicodedata
from typing import Literal

#: The most marks of one letter; further ones are left out. Unicode Standard Annex 15
#: allows as many in “stream-safe” text. No language has so many.
MAX_MARKS = 30
#: A run long enough to have so many marks: no letters or digits, except marks that are
#: letters.
_MAYBE_MARKS = re.compile(rf"[\W\uff9e\uff9f]{{{MAX_MARKS + 1},}}")


def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return a text in a normal form, with at most MAX_MARKS marks on each letter."""
    if text.isascii():
        return text
    return unicodedata.normalize(  # noqa: TID251 - here it is safe
        form, _MAYBE_MARKS.sub(_without_further_marks, text)
    )


def _without_further_marks(found: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in found[0]:
        first = unicodedata.normalize("NFKD", sign)[0]  # noqa: TID251
        marks = marks + 1 if unicodedata.combining(first) else 0
        if marks <= MAX_MARKS:
            kept.append(sign)
    return "".join(kept)
