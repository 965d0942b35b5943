"""Sketches of texts, by which nearly equal texts are found.

A sketch is the smallest 64 hashes of all runs of five words (a bottom-k sketch, Cohen
and Kaplan 2007). The share of numbers that two sketches have in common estimates the
share of runs that the texts have in common (their Jaccard resemblance, Broder 1997).
An edited word changes five runs, so texts with small edits share most runs. Another
article, even about the same event, shares almost none.
"""

import heapq
import re
from hashlib import blake2b

from articles.characters import UNSPACED
from articles.normal_forms import normalize

#: Hashes of a sketch, and words of a run.
SKETCH_SIZE = 64
RUN_LENGTH = 5
#: The least likeness of two texts that may be the same article.
MIN_LIKENESS = 0.3
#: A word, or a character of a script without spaces between words.
_WORDS = re.compile(rf"[{UNSPACED}]|[^\W_]+")


def sketch(text: str) -> list[int]:
    """Return the sketch of a text: at most 64 signed numbers of 64 bits, sorted.

    Returns [] for a text of less than five words. Ignores case, signs and spacing.
    """
    words = _WORDS.findall(normalize("NFKC", text).casefold())
    runs = {
        " ".join(words[place : place + RUN_LENGTH])
        for place in range(len(words) - RUN_LENGTH + 1)
    }
    hashes = {
        int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), signed=True)
        for run in runs
    }
    return heapq.nsmallest(SKETCH_SIZE, hashes)


def likeness(one: list[int], other: list[int]) -> float:
    """Return the estimated share of common runs of two texts, 0 to 1, by sketches."""
    first, second = set(one), set(other)
    union = heapq.nsmallest(SKETCH_SIZE, first | second)
    if not first or not second:
        return 0.0
    return sum(each in first and each in second for each in union) / len(union)
