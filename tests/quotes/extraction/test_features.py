"""Features have one definition: their names and numbers agree."""

import gzip
import os
import re
import subprocess
import sys

import numpy as np
import pytest

from quotes.extraction import features, model
from quotes.extraction.candidates import Proposer
from quotes.extraction.languages import ENGLISH
from quotes.extraction.sparse import Weights, share_memory
from quotes.extraction.templates import WORD, Features, bits_of
from quotes.extraction.tokens import read

TEXT = (
    "Ana Ruiz, the mayor, said on Monday that the old bridge was shut. “We are late,” "
    "she told reporters, “and the ferry does not run.”\n\nAccording to Tom Berg, the "
    "ferry will run again; the city wants it, and officials argued that it pays. "
    "“It is so,” the senator added: “All of it.” Critics hope to see a report."
)


@pytest.fixture(scope="module")
def tables():
    with gzip.open(ENGLISH.weights, "rt", encoding="utf-8") as lines:
        return model.parse_weights(lines)


@pytest.fixture
def numbered():
    numbers = {}
    return lambda word: numbers.setdefault(word, len(numbers) + 1)


def test_every_feature_in_the_file_has_a_unique_number(tables, numbered):
    found = {kind: [] for kind in features.ALL}
    for table in tables.keys() - {"lexicon", "seams"}:
        kinds = [kind for kind in features.ALL if table in kind.tables]
        for stem, named in tables[table].items():
            read_as = [kind.read(table, stem, named, numbered) for kind in kinds]
            for name, numbers in zip(named, zip(*read_as, strict=True), strict=True):
                assert sum(map(bool, numbers)) == 1, (table, stem, name)
            for kind, numbers in zip(kinds, read_as, strict=True):
                found[kind] += filter(None, numbers)
    for numbers in found.values():
        assert len(set(bits_of(numbers))) == len(numbers) > 100


def test_no_two_texts_make_the_same_name(tables, numbered):
    def alone(kind, text):
        gaps = re.findall(r"{(\w+)}", text)
        kinds = {gap: kind.kinds[gap] for gap in gaps}
        return Features(tables=kind.tables, kinds=kinds, shared=[text], own=[])

    for table in tables.keys() - {"lexicon", "seams"}:
        kinds = [kind for kind in features.ALL if table in kind.tables]
        shared = [alone(kind, text) for kind in kinds for text in kind.shared]
        own = [alone(kind, text) for kind in kinds for text in kind.own]
        for stem, named in tables[table].items():
            some = list(named)[::11]
            read_as = [
                kind.read(table, "", some, numbered)
                for kind in (own if stem else shared)
            ]
            for name, numbers in zip(some, zip(*read_as, strict=True), strict=True):
                assert sum(map(bool, numbers)) == 1, (table, stem, name)


def test_weights_by_number_equal_weights_by_name(tables):
    """Sums by number equal sums by name, added one by one as in training."""
    proposer = Proposer(read(TEXT))
    tokens, columns, scorer = proposer.tokens, proposer.columns, proposer.scorer
    weighed = 0

    def check(kind, choices, stems, table):
        nonlocal weighed
        sums = scorer.sums(kind, choices, scorer.model.numbered(stems))
        for number, (of, total) in enumerate(zip(choices.of, sums, strict=True)):
            shared, own = kind.names(choices.gaps, number, columns.words, columns.stems)
            held = [tables[table][""].get(name) for name in shared]
            held += [tables[table].get(stems[of], {}).get(name) for name in own]
            assert total == sum(map(int, filter(None, held)))
            weighed += sum(weight is not None for weight in held)

    cue = np.array([at for at in proposer.candidates if tokens.tags[at] != "NN"])
    stems = [tokens.stems[at] for at in cue]
    sentences = [
        next(one for one in tokens.sentences if one[0] <= at < one[1]) for at in cue
    ]
    first, last = np.array(sentences).T
    bounds = proposer.boundaries
    starts = bounds.starts_after(cue, last)
    check(features.STARTS_AFTER, starts, stems, "start after")
    of, start = starts.of, starts.place
    ends = bounds.ends_after(cue[of], start, last[of])
    check(features.ENDS_AFTER, ends, [stems[i] for i in of], "end after")
    ends = bounds.ends_before(cue, first)
    check(features.ENDS_BEFORE, ends, stems, "end before")
    of, end = ends.of, ends.place
    starts = bounds.starts_before(end, first[of])
    check(features.STARTS_BEFORE, starts, [stems[i] for i in of], "start before")
    nobody, phrases, _ = proposer.speakers.choices(
        cue, np.ones_like(cue), np.zeros((len(cue), 2), np.int64), first, last
    )
    check(features.NO_SPEAKER, nobody, stems, "speaker")
    check(features.SPEAKER, phrases, stems, "speaker")
    assert weighed > 1_000


def test_unknown_numbers_add_nothing_to_a_sum():
    rng = np.random.default_rng(1)
    numbers = np.unique(rng.integers(1, 1 << 62, 50_000, np.uint64))
    values = rng.integers(-500, 500, len(numbers))
    known = dict(zip(numbers.tolist(), values.tolist(), strict=True))
    weights = Weights(numbers, values)
    asked = rng.choice(numbers, (7, 5_000))
    # Change half of the numbers; most of the changed ones have no weight.
    asked[:, ::2] += np.uint64(1)
    total = [sum(known.get(one, 0) for one in column) for column in asked.T.tolist()]
    assert weights.sums(asked).tolist() == total
    other = Weights(numbers[:9], values[:9])
    share_memory([other, weights])
    assert weights.slots.base is other.slots.base
    assert weights.sums(asked).tolist() == total
    assert other.sums(numbers[None, :9]).tolist() == values[:9].tolist()
    with pytest.raises(ValueError, match="the same number"):
        Weights(np.array([3, 3], np.uint64), np.array([1, 2]))


def test_features_without_kinds_or_with_too_many_gaps_are_refused():
    with pytest.raises(ValueError, match="gaps"):
        Features(tables=["a"], kinds={}, shared=["w={word}"], own=[])
    kinds = dict.fromkeys("abcd", WORD)
    with pytest.raises(ValueError, match="too many gaps"):
        Features(tables=["a"], kinds=kinds, shared=["{a}{b}{c}{d}"], own=[])
    with pytest.raises(ValueError, match="more than"):
        Features(tables=["a"], kinds={}, shared=["x"] * 200, own=[])


def test_django_starts_without_numpy():
    code = "import sys, django; django.setup(); assert 'numpy' not in sys.modules"
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | settings)
