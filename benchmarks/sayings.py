"""Which entries of a gold set are the same saying, by the engine of the site?

    python -m benchmarks.sayings FOLDER [--folds 5] [--train] [--answers FILE]

FOLDER has `entries-*.jsonl`, `pairs.jsonl` and `families.jsonl`. Groups the entries as
if they were published one after another, and prints a Markdown table. With --folds, the
trees that judge a pair were trained without the families in it (cross-validation). With
--train, trains the trees on all pairs and stores them; the same folder makes the same
file. --answers writes {"id", "group"} of each entry, for other scorers.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np

from benchmarks import boosting, command_line
from quotes.grouping.key_index import KeyIndex
from quotes.sayings import model
from quotes.sayings.alignment import differences_of
from quotes.sayings.features import FEATURE_NAMES, features
from quotes.sayings.grouping import Grouping
from quotes.sayings.judging import is_equal, may_be_same
from quotes.sayings.keys import saying_keys, words_hash
from quotes.sayings.words import wording

SAME = {"same", "variant"}
#: More than the site looks at: here are fewer quotes.
MAX_OF_KEY = 200
#: Less near pairs of others teach nothing: with them the trees are worse.
NEAR = [
    (FEATURE_NAMES.index("in_little"), 0.5),
    (FEATURE_NAMES.index("trigrams"), 0.25),
]
#: Trees are fitted this many times, from different random numbers; all are used.
SEEDS = 3


def read(path):
    """Return the objects of the lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class GoldSet:
    """The entries of a folder, their wordings, and the pairs judged by hand."""

    def __init__(self, folder):
        self.entries = [
            each
            for path in sorted(folder.glob("entries-*.jsonl"))
            for each in read(path)
        ]
        self.numbers = {each["id"]: n for n, each in enumerate(self.entries, 1)}
        self.wordings = {
            n: wording(
                each["text"],
                (each["speaker"],) if each["speaker"] else (),
                each["source"] == "speech",
            )
            for n, each in enumerate(self.entries, 1)
        }
        self.pairs = {}
        self.identical = set()
        self.natural = set()
        for each in read(folder / "pairs.jsonl"):
            pair = tuple(sorted((self.numbers[each["a"]], self.numbers[each["b"]])))
            self.pairs[pair] = each["label"]
            if each["how"] == "identical":
                self.identical.add(pair)
            elif each["how"] == "natural":
                self.natural.add(pair)
        families = read(folder / "families.jsonl")
        self.judged = {n for pair in self.pairs for n in pair}
        self.others = {*self.numbers.values()} - self.judged
        self.others -= {
            self.numbers[id_] for each in families for id_ in each["members"]
        }
        self.candidates = self._find_candidates()
        self._family = self._join_families()

    def _find_candidates(self):
        """Return {number: the earlier entries that share most numbers}."""
        keys = [saying_keys(words) for words in self.wordings.values()]
        counts = np.array([*map(len, keys)], np.int32)
        index = KeyIndex(
            np.arange(1, len(keys) + 1),
            counts,
            np.array([key for each in keys for key in each], np.int32),
        )
        return index.candidates(0, len(keys), MAX_OF_KEY)

    def _join_families(self):
        """Return a function of the first number of an entry’s judged family."""
        above = {}

        def top(n):
            while above.setdefault(n, n) != n:
                n = above[n]
            return n

        for one, other in self.pairs:
            above[top(one)] = top(other)
        return top

    def fold(self, pair, folds):
        """Return the number of the part that a pair is in, the same for a family."""
        known = [n for n in pair if n in self.judged]
        name = self.entries[self._family(min(known)) - 1 if known else pair[0] - 1][
            "id"
        ]
        return crc32(name.encode()) % folds

    def examples(self):
        """Return [(pair, right, weight)]: judged pairs, and near pairs of others."""
        found = [
            (pair, label in SAME, 4.0 if label == "opposite" else 1.0)
            for pair, label in self.pairs.items()
            if pair not in self.identical
        ]
        for n, others in self.candidates.items():
            for other in others:
                pair = other, n
                words = self.wordings[n], self.wordings[other]
                if not self.judged.issuperset(pair) and may_be_same(*words):
                    found.append((pair, False, 0.6))
        return found


class Training:
    """The examples of a gold set as rows of numbers."""

    def __init__(self, gold):
        self.pairs, right, weights, rows = [], [], [], []
        for pair, is_same, weight in gold.examples():
            row = features(differences_of(*(gold.wordings[n] for n in pair)))
            if pair in gold.pairs or all(row[n] >= least for n, least in NEAR):
                self.pairs.append(pair)
                right.append(is_same)
                weights.append(weight)
                rows.append(row)
        self.right, self.weights = np.array(right), np.array(weights)
        self.rows = np.array(rows, np.float32)

    def fit(self, chosen=slice(None)):
        """Return Trees fitted to some of the examples."""
        found = [
            boosting.fit(
                self.rows[chosen], self.right[chosen], self.weights[chosen], seed=seed
            )
            for seed in range(SEEDS)
        ]
        parts = [[part[n] for part in found] for n in range(3)]
        columns, limits, values = (np.concatenate(each) for each in parts)
        return model.Trees(columns, limits, values / SEEDS)


def group(gold, trees_of=None):
    """Return {entry's number: its saying}, publishing one entry after another.

    `trees_of` is a function of a pair, for cross-validation.
    """
    grouping = Grouping(wordings=gold.wordings)
    if trees_of:
        grouping = FoldGrouping(gold, trees_of)
    first = {}
    for n, words in gold.wordings.items():
        same = first.setdefault(words_hash(words), n)
        if same != n and is_equal(words, gold.wordings[same]):
            grouping.add(n, grouping.saying.get(same, -same), same)
        elif n in gold.candidates:
            grouping.place(n, gold.candidates[n])
    return grouping.saying


class FoldGrouping(Grouping):
    """A grouping whose pairs are judged by the trees of their own fold."""

    def __init__(self, gold, trees_of):
        super().__init__(wordings=gold.wordings)
        self._trees_of = trees_of

    def judge(self, pairs):
        """Judge pairs, those of each fold by its trees."""
        by_fold = defaultdict(list)
        for pair in pairs:
            trees = self._trees_of(pair)
            by_fold[id(trees)].append((trees, pair))
        for some in by_fold.values():
            self.trees = some[0][0]
            super().judge(pair for _, pair in some)


def score(gold, saying):
    """Return the cells of the table: how well the sayings agree with the gold set."""
    alone = {n: saying.get(n, -n) for n in gold.wordings}
    pairs = gold.pairs.keys() - gold.identical
    sizes = Counter(alone.values())
    joined = [n for n in gold.others if sizes[alone[n]] > 1]
    opposites = {
        alone[one]
        for (one, other), label in gold.pairs.items()
        if label == "opposite" and alone[one] == alone[other]
    }
    return (
        *_figures(gold, alone, pairs),
        _figures(gold, alone, gold.natural)[2],
        len(opposites),
        f"{len(joined)} of {len(gold.others):,}",
    )


def _figures(gold, alone, pairs):
    right = {pair for pair in pairs if gold.pairs[pair] in SAME}
    found = {pair for pair in pairs if alone[pair[0]] == alone[pair[1]]}
    hits = len(right & found)
    return tuple(
        f"{share:.3f}"
        for share in (
            hits / max(1, len(found)),
            hits / max(1, len(right)),
            2 * hits / max(1, len(found) + len(right)),
        )
    )


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    gold = GoldSet(options.folder)
    trees_of = None
    if options.folds or options.train:
        training = Training(gold)
    if options.folds:
        fold_of = np.array([gold.fold(each, options.folds) for each in training.pairs])
        trees = [training.fit(fold_of != fold) for fold in range(options.folds)]

        def trees_of(pair):
            return trees[gold.fold(tuple(sorted(pair)), options.folds)]

    if options.train:
        model.FILE.write_bytes(model.stored(training.fit()))
        model.trained.cache_clear()
    saying = group(gold, trees_of)
    command_line.print_header(
        *("precision", "recall", "F1", "natural F1", "opposites", "others joined")
    )
    command_line.print_row(*score(gold, saying))
    if options.answers:
        with options.answers.open("w", encoding="utf-8") as file:
            for entry in gold.entries:
                group_ = saying.get(gold.numbers[entry["id"]])
                file.write(json.dumps({"id": entry["id"], "group": group_}) + "\n")


if __name__ == "__main__":
    main()
