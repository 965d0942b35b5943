"""Gradient-boosted trees on a logistic loss, with numpy only, deterministic.

In: rows of numbers, whether each is right, and the weight of each. Out: trees that are
`DEPTH` splits deep, as `quotes.sayings.model` reads them.
"""

import numpy as np

DEPTH = 4
_BINS = 48
#: Rows of a leaf, at least.
_LEAST = 15


def fit(rows, right, weights, *, trees=220, rate=0.05, seed=0):
    """Return (numbers of columns, limits, values), a row for each tree.

    Each tree sees half of the rows and, at each split, a third of the columns.
    """
    rng = np.random.default_rng(seed)
    rows = np.asarray(rows, dtype=np.float32)
    right, weights = np.asarray(right, float), np.asarray(weights, float)
    limits = [_limits(column) for column in rows.T]
    binned = np.stack(
        [
            np.searchsorted(each, column)
            for each, column in zip(limits, rows.T, strict=True)
        ]
    )
    share = np.average(right, weights=weights)
    start = np.log(share / (1 - share))
    score = np.full(len(rows), start)
    forest = [], [], []
    for _ in range(trees):
        chance = 1 / (1 + np.exp(-score))
        slope, curve = weights * (right - chance), weights * chance * (1 - chance)
        sample = rng.random(len(rows)) < 0.5
        tree = _grow(binned, limits, slope, curve, sample, rng)
        for made, part in zip(forest, tree, strict=True):
            made.append(part)
        score += rate * _values(binned, limits, tree)
    columns, cuts, values = map(np.array, forest)
    values = values * rate
    values[0] += start
    return columns, cuts, values


def _limits(column):
    inner = np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:-1])
    return np.unique(inner.astype(np.float32))


def _grow(binned, limits, slope, curve, sample, rng):
    """Return one tree: columns and limits of its splits, values of its leaves."""
    splits = 2**DEPTH - 1
    columns, cuts = np.zeros(splits, int), np.full(splits, np.inf, np.float32)
    node = np.where(sample, 0, -1)
    for split in range(splits):
        here = np.flatnonzero(node == split)
        best = (1e-6, None, None)
        if len(here) >= 2 * _LEAST:
            chosen = rng.permutation(len(binned))[: max(1, len(binned) // 3)]
            for column in chosen:
                best = max(
                    best,
                    _best(binned, slope, curve, here, column),
                    key=lambda found: found[0],
                )
        _, column, at = best
        if column is None:
            node[here] = 2 * split + 1
            continue
        columns[split], cuts[split] = column, limits[column][at]
        node[here] = 2 * split + 1 + (binned[column, here] > at)
    values = np.zeros(splits + 1)
    for leaf in range(splits + 1):
        here = node == splits + leaf
        values[leaf] = slope[here].sum() / (curve[here].sum() + 1.0)
    return columns, cuts, values


def _best(binned, slope, curve, here, column):
    """Return (gain, column, bin) of the best split of some rows by a column."""
    places = binned[column, here]
    size = places.max() + 1
    count = np.bincount(places, minlength=size).cumsum()[:-1]
    if not len(count):
        return (0.0, None, None)
    g = np.bincount(places, slope[here], size).cumsum()
    h = np.bincount(places, curve[here], size).cumsum()
    (left, whole), (mine, all_) = (g[:-1], g[-1]), (h[:-1], h[-1])
    gain = (
        left**2 / (mine + 1)
        + (whole - left) ** 2 / (all_ - mine + 1)
        - whole**2 / (all_ + 1)
    )
    gain[(count < _LEAST) | (len(here) - count < _LEAST)] = 0
    at = int(gain.argmax())
    return (float(gain[at]), int(column), at) if gain[at] > 0 else (0.0, None, None)


def _values(binned, limits, tree):
    columns, cuts, values = tree
    at = np.zeros(binned.shape[1], int)
    bins = np.array(
        [
            len(limits[c]) + 1 if np.isinf(cut) else np.searchsorted(limits[c], cut)
            for c, cut in zip(columns, cuts, strict=True)
        ]
    )
    for _ in range(DEPTH):
        at = 2 * at + 1 + (binned[columns[at], np.arange(len(at))] > bins[at])
    return values[at - len(columns)]
