"""Which quotes share numbers, in arrays."""

import numpy as np

from quotes.grouping import key_index
from quotes.grouping.key_index import KeyIndex
from quotes.grouping.limits import MAX_CANDIDATES, MAX_OF_KEY


def index_of(*keys, first=10):
    counts = np.array([len(each) for each in keys], np.int32)
    flat = np.array([key for each in keys for key in each], np.int32)
    return KeyIndex(np.arange(first, first + len(keys)), counts, flat)


def test_earlier_quotes_that_share_most_come_first():
    index = index_of([1, 2, 3], [3, 4], [5], [1, 2, 3, 4], [])
    assert index.candidates(0, 5) == {11: [10], 13: [10, 11]}
    assert index.candidates(3, 4) == {13: [10, 11]}
    assert index.candidates(4, 5) == index.candidates(0, 1) == {}


def test_a_number_in_common_of_many_is_too_little():
    rare = [*range(-30, -1)]
    index = index_of([7, *rare], [7, *range(100, 140)], [7, 8], [*rare, 900])
    found = index.candidates(0, 4)
    assert {one: set(others) for one, others in found.items()} == {
        12: {10, 11},
        13: {10},
    }


def test_a_number_of_many_quotes_costs_no_more(monkeypatch):
    looked_at = []
    ranked = KeyIndex.ranked

    def spy(self, pairs, weights):
        looked_at.append(len(pairs))
        return ranked(self, pairs, weights)

    monkeypatch.setattr(key_index.KeyIndex, "ranked", spy)
    index = index_of(*[[5, 6]] * 1_000)
    found = index.candidates(900, 1_000)
    assert looked_at == [100 * 2 * MAX_OF_KEY]
    assert {len(each) for each in found.values()} == {MAX_CANDIDATES}


def test_no_quotes_have_no_candidates():
    assert index_of().candidates(0, 0) == {}
    assert index_of([]).candidates(0, 1) == {}
