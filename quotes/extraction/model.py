"""The learned weights: a small table of features, and what each speaks for.

`benchmarks/train_extraction.py` makes the table, and says from what. In: the features
of each of several choices. Out: the score of each, or the best one.
"""

import gzip
import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path

#: Hundredths. Small whole numbers are shared objects, which spares memory and time.
Weights = dict[str, int]

WEIGHTS = Path(__file__).with_name("weights.tsv.gz")
SCALE = 100


def parse(lines: Iterable[str]) -> dict[str, Weights]:
    """Return the tables of a weights file: lines of "table, feature, weight"."""
    tables: dict[str, Weights] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        table, feature, weight = line.rstrip("\n").split("\t")
        tables.setdefault(table, {})[feature] = int(weight)
    return tables


@cache
def tables() -> dict[str, Weights]:
    """Return the tables that ship with this package, read once."""
    with gzip.open(WEIGHTS, "rt", encoding="utf-8") as lines:
        return parse(lines)


@cache
def cases(table: str, count: int) -> dict[str, tuple[int, ...]]:
    """Return a table whose features begin with the number of a case, by feature."""
    found: dict[str, list[int]] = {}
    for feature, weight in tables()[table].items():
        found.setdefault(feature[1:], [0] * count)[int(feature[0])] = weight
    return {feature: tuple(weights) for feature, weights in found.items()}


def score(weights: Weights, features: Sequence[str]) -> int:
    """Return the sum of the weights of features; unknown ones weigh nothing."""
    return sum(map(weights.get, features, repeat(0)))


def case_scores(table: str, count: int, features: Sequence[str]) -> list[float]:
    """Return the score of each case, all of which have the same features."""
    known = cases(table, count)
    rows = [known[feature] for feature in features if feature in known]
    if not rows:
        return [0.0] * count
    return [sum(column) / SCALE for column in zip(*rows, strict=True)]


def best[T](
    weights: Weights, choices: Sequence[tuple[T, list[str]]]
) -> tuple[T, float]:
    """Return the best choice, and how likely it is the right one."""
    scores = [score(weights, features) for _, features in choices]
    most = max(scores)
    total = sum([math.exp((one - most) / SCALE) for one in scores])
    return choices[scores.index(most)][0], 1 / total


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores."""
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
