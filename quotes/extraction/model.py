"""The learned weights: a small table of features, and what each speaks for.

`benchmarks/train_extraction.py` makes the tables, and says from what. In: the features
of each of several choices, in two lists: those that mean the same for any cue, and
those that are weighed for each cue apart. Out: how likely each choice is.
"""

import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path

#: Weights of features in hundredths, by the stem of the cue, and for any cue by "".
#: Each cue's own are together, so that a look-up is in a small dictionary.
Table = dict[str, dict[str, int]]
#: What may be chosen, its features for any cue, and those for this cue.
type Choice[T] = tuple[T, list[str], list[str]]

WEIGHTS = Path(__file__).with_name("weights.tsv.gz")
SCALE = 100
#: The weights of a feature for several cases share one whole number, of so many bits
#: each: adding the numbers adds the weights of all cases.
_BITS = 24
_HALF = 1 << (_BITS - 1)


def parse(lines: Iterable[str]) -> dict[str, Table]:
    """Return the tables of a weights file.

    A line is a table, a stem, then features and their weights in turn, parted by tabs;
    a weight is a whole number, or those of several cases parted by spaces.
    """
    tables: dict[str, Table] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        table, stem, *fields = line.rstrip("\n").split("\t")
        read = _packed if " " in fields[1] else int
        weights = dict(zip(fields[::2], map(read, fields[1::2]), strict=True))
        tables.setdefault(table, {})[stem] = weights
    return tables


def _packed(weights: str) -> int:
    return sum(
        int(weight) << (_BITS * place) for place, weight in enumerate(weights.split())
    )


_used: dict[str, Table] = {}


def tables() -> dict[str, Table]:
    """Return the tables that are used: those that ship with this package, read once."""
    if not _used:
        with gzip.open(WEIGHTS, "rt", encoding="utf-8") as lines:
            use(parse(lines))
    return _used


def use(other: dict[str, Table]) -> None:
    """Use other tables from here on, as the learning of them does."""
    _used.clear()
    _used.update(other)
    seams.cache_clear()


@cache
def seams() -> dict[str, dict[str, frozenset[str]]]:
    """Return, by table and tag, the tags before which nothing begins or ends."""
    return seams_of(tables()["seams"])


def seams_of(table: Table) -> dict[str, dict[str, frozenset[str]]]:
    """Return a table of seams by its name and the first tag: {"DT NN": 1} there."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for name, pairs in table.items():
        tags = defaultdict(set)
        for pair in pairs:
            first, second = pair.split(" ")
            tags[first].add(second)
        found[name] = {first: frozenset(after) for first, after in tags.items()}
    return found


def case_chances(
    table: Table, stem: str, count: int, shared: list[str], own: list[str]
) -> list[float]:
    """Return how likely each of some cases is, the first of which weighs nothing."""
    total = sum(map(table[""].get, shared, repeat(0)))
    weights = table.get(stem)
    if weights:
        total += sum(map(weights.get, own, repeat(0)))
    scores = [0.0]
    for _ in range(count - 1):
        low = ((total + _HALF) & (2 * _HALF - 1)) - _HALF
        scores.append(low / SCALE)
        total = (total - low) >> _BITS
    return probabilities(scores)


def chances[T](table: Table, stem: str, choices: Sequence[Choice[T]]) -> list[float]:
    """Return how likely each choice is the right one."""
    weigh = table[""].get
    none = repeat(0)
    weights = table.get(stem)
    if weights:
        weigh_own = weights.get
        scores = [
            (sum(map(weigh, shared, none)) + sum(map(weigh_own, own, none))) / SCALE
            for _, shared, own in choices
        ]
    else:
        scores = [sum(map(weigh, shared, none)) / SCALE for _, shared, _ in choices]
    return probabilities(scores)


def best[T](table: Table, stem: str, choices: Sequence[Choice[T]]) -> tuple[T, float]:
    """Return the likeliest choice, and how likely it is."""
    likely = chances(table, stem, choices)
    most = max(likely)
    return choices[likely.index(most)][0], most


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores."""
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
