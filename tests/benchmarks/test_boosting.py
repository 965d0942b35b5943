"""Trees fitted by numpy, as the model of sayings walks them."""

import random

import pytest

from benchmarks import boosting
from quotes.sayings.model import Trees, stored


@pytest.fixture(scope="module")
def fitted():
    rng = random.Random(3)  # noqa: S311
    rows = [[rng.random(), rng.random(), rng.random()] for _ in range(400)]
    right = [(row[0] > 0.5) != (row[1] > 0.3) for row in rows]
    made = boosting.fit(rows, right, [1.0] * len(rows), trees=40, rate=0.2)
    return rows, right, Trees(*made)


def test_trees_learn_what_no_single_number_tells(fitted):
    rows, right, trees = fitted
    chances = trees.chances(rows)
    hits = sum(
        (chance > 0.5) == truth for chance, truth in zip(chances, right, strict=True)
    )
    assert hits > 0.95 * len(rows)


def test_the_same_rows_give_the_same_file(fitted):
    rows, right, trees = fitted
    again = boosting.fit(rows, right, [1.0] * len(rows), trees=40, rate=0.2)
    assert stored(Trees(*again)) == stored(trees)


def test_no_rows_have_no_chances(fitted):
    assert fitted[2].chances([]) == []
