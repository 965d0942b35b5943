"""The learned trees: the likelihood that two wordings are one saying.

`python -m benchmarks.sayings FOLDER --train` makes the file. All trees have the same
number of splits, so numpy evaluates them for many pairs at once.
"""

import gzip
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("trees.json.gz")
#: Pairs judged at once.
_AT_ONCE = 2_000


class Trees:
    """Trees as arrays, a row for each: columns and limits of splits, values of leaves.

    Split n leads to the splits 2n + 1 and, where the number is over the limit, 2n + 2.
    """

    def __init__(
        self,
        columns: npt.ArrayLike,
        limits: npt.ArrayLike,
        values: npt.ArrayLike,
    ) -> None:
        self.columns = np.asarray(columns, dtype=np.int16)
        self.limits = np.asarray(limits, dtype=np.float32)
        self.values = np.asarray(values, dtype=np.float32)

    def chances(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the likelihood for each row of features, from 0 to 1."""
        found: list[float] = []
        for start in range(0, len(rows), _AT_ONCE):
            part = np.asarray(rows[start : start + _AT_ONCE], dtype=np.float32)
            found += (1 / (1 + np.exp(-self._sums(part)))).tolist()
        return found

    def _sums(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        trees, splits = self.columns.shape
        which = np.arange(trees)[None, :]
        number = np.arange(len(rows))[:, None]
        at = np.zeros((len(rows), trees), dtype=np.int32)
        while splits:
            over = rows[number, self.columns[which, at]] > self.limits[which, at]
            at = 2 * at + 1 + over
            splits //= 2
        summed: npt.NDArray[np.float32] = self.values[
            which, at - self.columns.shape[1]
        ].sum(axis=1)
        return summed


@cache
def trained() -> Trees:
    """Return the trees of the file."""
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        stored = json.load(file)
    limits = [[np.inf if x is None else x for x in row] for row in stored["limits"]]
    return Trees(stored["columns"], limits, stored["values"])


def stored(trees: Trees) -> bytes:
    """Return the file of some trees, the same for the same trees."""
    kept = {
        "columns": trees.columns.tolist(),
        "limits": [
            [None if np.isinf(x) else round(float(x), 4) for x in row]
            for row in trees.limits
        ],
        "values": [[round(float(x), 4) for x in row] for row in trees.values],
    }
    return gzip.compress(json.dumps(kept).encode(), mtime=0)
