"""Fits the weights of a table: AdaGrad on a softmax, plain Python, deterministic.

In: rows of choices with their features, and the right choice. Out: a table as
`quotes.extraction.model` reads it, in whole hundredths. A row with one choice is
classified into cases (the first has no weights), any other row into its choices.
"""

import math
import random
from collections import Counter
from itertools import compress

from quotes.extraction import model

#: Rarer features, and features with smaller weights, are left out.
MIN_SEEN = {True: 2, False: 5}
MIN_WEIGHT = 0.04
#: Weights are the mean over this number of last rounds.
AVERAGED = 3
_DECAY = 1e-6


def fit(rows, epochs, cases=0, dropped=0.4, rate=0.1):
    """Return {stem: {feature: weight, or weights separated by spaces}}.

    A row is (stem, [(features for any cue, features for this cue), …], right). `cases`
    is the number of cases of each row, or 0 to choose among its choices. The share
    `dropped` of features is left out at random in each step, against overfitting.
    """
    names = _numbered(rows, cases > 2)
    numbered = [
        (
            [
                [names[f] for f in shared if f in names]
                + [names[stem, f] for f in own if (stem, f) in names]
                for shared, own in choices
            ],
            right,
        )
        for stem, choices, right in rows
    ]
    learned = _learn(numbered, len(names), epochs, cases, dropped, rate)
    table = {"": {}}
    for name, number in names.items():
        weights = [one[number] * (1 - dropped) for one in learned]
        if max(map(abs, weights)) >= MIN_WEIGHT:
            stem, feature = name if isinstance(name, tuple) else ("", name)
            table.setdefault(stem, {})[feature] = " ".join(
                str(round(weight * model.SCALE)) for weight in weights
            )
    return table


def _numbered(rows, cases):
    seen = Counter()
    for stem, choices, _ in rows:
        for shared, own in choices:
            seen.update(shared)
            seen.update((stem, feature) for feature in own)
    often = [feature for feature, n in seen.items() if n >= MIN_SEEN[cases]]
    return {feature: number for number, feature in enumerate(often)}


def _learn(rows, size, epochs, cases, dropped, rate):
    """Return the weights of all features, one list for each case."""
    lists = max(1, cases - 1)
    weights = [[0.0] * size for _ in range(lists)]
    squares = [[1e-2] * size for _ in range(lists)]
    mean = [[0.0] * size for _ in range(lists)]
    rng = random.Random(1)  # noqa: S311
    kept = bytes(int(byte >= dropped * 256) for byte in range(256))
    step = _step_cases if cases else _step_choices
    averaged = min(AVERAGED, epochs)
    for epoch in range(epochs):
        rng.shuffle(rows)
        for choices, right in rows:
            thinned = [
                list(compress(one, rng.randbytes(len(one)).translate(kept)))
                for one in choices
            ]
            step(weights, squares, thinned, right, rate)
        if epoch >= epochs - averaged:
            for total, now in zip(mean, weights, strict=True):
                for number, weight in enumerate(now):
                    total[number] += weight / averaged
    return mean


def _step_cases(weights, squares, choices, right, rate):
    (features,) = choices
    scores = [0.0, *(sum(map(one.__getitem__, features)) for one in weights)]
    chances = _softmax(scores)
    for case, (mine, squared) in enumerate(zip(weights, squares, strict=True), 1):
        miss = chances[case] - (case == right)
        if abs(miss) > 1e-3:
            _move(mine, squared, dict.fromkeys(features, miss), rate)


def _step_choices(weights, squares, choices, right, rate):
    mine = weights[0]
    chances = _softmax([sum(map(mine.__getitem__, c)) for c in choices])
    slopes = {}
    for number, (features, chance) in enumerate(zip(choices, chances, strict=True)):
        miss = chance - (number == right)
        if abs(miss) > 1e-3:
            for feature in features:
                slopes[feature] = slopes.get(feature, 0.0) + miss
    _move(mine, squares[0], slopes, rate)


def _move(weights, squares, slopes, rate):
    for feature, slope in slopes.items():
        if slope:
            slope += _DECAY * weights[feature]
            squares[feature] += slope * slope
            weights[feature] -= rate * slope / math.sqrt(squares[feature])


def _softmax(scores):
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
