"""Finds the quotes that have numbers in common, for all at once, in arrays.

For a million quotes one statement each would take longer than all the rest. The arrays
take 1.3 kB of memory a quote while they are made.
"""

import numpy as np

from quotes.grouping.limits import MAX_CANDIDATES, MAX_OF_KEY, MIN_SHARED_KEYS


class KeyIndex:
    """The numbers of quotes in the order in which they are grouped.

    `quotes` are their primary keys, `counts` how many numbers each has, and `keys` all
    numbers one after another.
    """

    def __init__(self, quotes, counts, keys):
        self.quotes, self.counts = quotes, counts
        self._ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        order = np.argsort(keys, kind="stable")
        owners = np.repeat(np.arange(len(quotes), dtype=np.int32), counts)
        self._owners = owners[order]
        is_new = np.diff(keys[order], prepend=0) != 0
        is_new[:1] = True
        starts = np.flatnonzero(is_new).astype(np.int32)
        sizes = np.diff(np.append(starts, len(keys)))
        #: For each number: its place in the order, and where its equals begin.
        self._places = np.empty(len(keys), np.int32)
        self._places[order] = np.arange(len(keys), dtype=np.int32)
        self._starts = np.empty(len(keys), np.int32)
        self._starts[order] = np.repeat(starts, sizes)

    def candidates(self, start, end, most=MAX_OF_KEY):
        """Return {quote: similar earlier quotes} from start to end, best first.

        For each number, only the last `most` quotes before it are considered.
        """
        low, high = self._ends[start], self._ends[end]
        places = self._places[low:high]
        starts = np.maximum(self._starts[low:high], places - most)
        sizes = places - starts
        total = int(sizes.sum(dtype=np.int64))
        if not total:
            return {}
        begins = np.cumsum(sizes, dtype=np.int64) - sizes
        found = self._owners[np.repeat(starts - begins, sizes) + np.arange(total)]
        asked = np.repeat(np.arange(start, end), self.counts[start:end])
        pairs = np.repeat(asked, sizes) * len(self.quotes) + found
        weights = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
        return self.ranked(pairs, weights)

    def ranked(self, pairs, weights):
        pairs, which, shared = np.unique(pairs, return_inverse=True, return_counts=True)
        weights = np.bincount(which, weights)
        asked, found = np.divmod(pairs, len(self.quotes))
        fewer = np.minimum(self.counts[asked], self.counts[found])
        enough = shared >= MIN_SHARED_KEYS * fewer
        asked, found, weights = asked[enough], found[enough], weights[enough]
        order = np.lexsort((found, -weights, asked))
        ranked = {}
        for one, other in zip(
            self.quotes[asked[order]].tolist(),
            self.quotes[found[order]].tolist(),
            strict=True,
        ):
            some = ranked.setdefault(one, [])
            if len(some) < MAX_CANDIDATES:
                some.append(other)
        return ranked
