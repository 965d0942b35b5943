"""Estimates how likely a suggestion is right in words, printed speaker and name.

In: how likely the words with their printed speaker are, and each name. Out: the
confidence that editors see. It was measured on annotated articles, and calibrated with
two numbers so that nine in ten suggestions with 0.9 are right (benchmarks/README.md).
"""

from collections.abc import Sequence
from math import exp, log, prod

#: The adjusted log-odds are SHIFT + SLOPE * log-odds. Fitted by benchmarks/names.py on
#: two sets of articles that count equally: Wikinews, and US politics.
SHIFT, SLOPE = 0.35, 1.11
#: If a speaker's name is not certain, the editor has to choose. The confidence is then
#: that of words and printed speaker, but at most this.
MAX_OPEN_CONFIDENCE = 0.9
#: How often it is right to name nobody.
_NOBODY = 0.9
_LEAST, _MOST = 0.01, 0.99


def certainty(words: float, names: Sequence[float], *, is_open: bool) -> float:
    """Return the confidence of a suggestion, from 0 to 1.

    `names` says how likely each speaker's name, or its absence, is right; `is_open`,
    whether there are candidates for one of them.
    """
    named = 1.0 if is_open else prod(names) if names else _NOBODY
    chance = min(max(words * named, _LEAST), _MOST)
    odds = SHIFT + SLOPE * log(chance / (1 - chance))
    found = 1 / (1 + exp(-odds))
    return min(found, MAX_OPEN_CONFIDENCE) if is_open else found
