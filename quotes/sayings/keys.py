"""Computes the numbers that find quotes which may be the same saying.

A number stands for two words of a quote that are rare or near each other, in any order.
Altered versions of a saying share some numbers, and so do a quote and a longer one that
contains it. Most other pairs share none.
"""

from collections.abc import Iterable
from itertools import combinations
from zlib import crc32

from quotes.sayings.judging import may_be_grouped
from quotes.sayings.words import Wording, wording

#: Words of less information are in too many quotes.
MIN_WEIGHT = 3.2
#: How many of a quote's rarest words make numbers, in all pairs.
RAREST_WORDS = 5
#: How many words later the other word of a pair may be.
MAX_WORDS_APART = 2
#: A quote with no more distinctive words than this also has numbers for three words in
#: a row.
FEW_WORDS = 3
#: Maximum number of numbers: those of the most distinctive pairs.
MAX_KEYS = 64


def words_hash(words: Wording) -> int:
    """Return a number of 63 bits, not 0, for its words; 0 if they say too little."""
    if not may_be_grouped(words):
        return 0
    text = " ".join(words.keys).encode()
    return crc32(text) << 31 | (crc32(text[::-1]) >> 1) or 1


def prepared(words: Wording) -> tuple[int, list[int]]:
    """Return words_hash() and saying_keys() of a text; none if it says too little."""
    number = words_hash(words)
    return number, saying_keys(words) if number else []


def numbers_of(
    rows: Iterable[tuple[int, str, list[str], bool]],
) -> list[tuple[int, int, list[int]]]:
    """Return (key, number of the words, numbers to find it by) for rows of quotes.

    A row has the key, the text, the names of the speakers, and whether it is from a
    speech. Quotes that say too little have no numbers.
    """
    found = []
    for key, text, names, is_speech in rows:
        number, keys = prepared(wording(text, tuple(names), is_speech))
        found.append((key, number, keys))
    return found


def saying_keys(wording: Wording) -> list[int]:
    """Return the numbers of a quote, sorted; none if it has no two telling words."""
    words: list[tuple[str, float]] = []
    for stem, weight in zip(wording.stems, wording.weights, strict=True):
        if weight >= MIN_WEIGHT:
            words.append((stem, weight))
    found: dict[tuple[str, str], float] = {}
    for at, (one, weight) in enumerate(words):
        for other, its in words[at + 1 : at + 1 + MAX_WORDS_APART]:
            _add(found, one, other, weight + its)
    rarest = sorted(dict(words).items(), key=lambda each: (-each[1], each[0]))
    for (one, weight), (other, its) in combinations(rarest[:RAREST_WORDS], 2):
        _add(found, one, other, weight + its)
    if 0 < len(words) <= FEW_WORDS:
        stems = wording.stems[:MAX_KEYS]
        runs = zip(stems, stems[1:], stems[2:], strict=False)
        found |= {(f"{one} {two}", three): 9.0 for one, two, three in runs}
    best = sorted(found, key=lambda pair: (-found[pair], pair))[:MAX_KEYS]
    return sorted({_number(*pair) for pair in best})


def _add(
    found: dict[tuple[str, str], float], one: str, other: str, weight: float
) -> None:
    if one != other:
        found[min(one, other), max(one, other)] = weight


def _number(one: str, other: str) -> int:
    """Return a number of 32 bits with a sign, as `integer` of PostgreSQL has."""
    return crc32(f"{one} {other}".encode()) - (1 << 31)
