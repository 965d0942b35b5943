"""English words that mean the same, nearly the same, or the contrary.

From WordNet 3.0, copyright 2006 by Princeton University, all rights reserved; its
licence is in WORDNET.txt. The file has pairs of stems of frequent words.
"""

import gzip
from functools import cache
from pathlib import Path

#: How much of its information a word shares with a synonym, and with a word of nearly
#: the same or of a wider meaning.
SYNONYM, NEAR = 0.6, 0.35


def relation(one: str, other: str) -> float:
    """Return SYNONYM, NEAR, -1 for stems of contrary meaning, or else 0."""
    return _pairs().get((min(one, other), max(one, other)), 0.0)


@cache
def _pairs() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    path = Path(__file__).with_name("related.tsv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            stem, *columns = line.rstrip("\n").split("\t")
            for others, share in zip(columns, (SYNONYM, NEAR, -1.0), strict=True):
                for other in others.split():
                    found[stem, other] = share
    return found
