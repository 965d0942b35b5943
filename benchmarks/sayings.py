"""Which entries of a gold set are the same saying, by the engine of the site?

    python -m benchmarks.sayings FOLDER ANSWERS [--folds 5] [--train]

FOLDER has `entries-*.jsonl`, `pairs.jsonl` and `families.jsonl`. Publishes the entries
one after another, and writes {"id", "group"} for each to ANSWERS, which the scorer
reads. With --folds, the trees that judge a pair were trained without the families in it
(cross-validation). With --train, trains the trees on all pairs and stores them.
"""

import json
import random
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

from benchmarks import boosting, command_line
from quotes.sayings import model
from quotes.sayings.features import compared, features
from quotes.sayings.grouping import Grouping
from quotes.sayings.judging import may_be_same
from quotes.sayings.keys import keys_of
from quotes.sayings.words import wording

SAME, OTHERS = {"same", "variant"}, {"opposite", "shares-phrase", "different"}
#: Quotes with a number that more have are not looked for by it; candidates of a quote.
MAX_OF_KEY, MAX_CANDIDATES = 200, 30
#: Trees are fitted so many times, from other random numbers, and all are used.
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
        for each in read(folder / "pairs.jsonl"):
            pair = tuple(sorted((self.numbers[each["a"]], self.numbers[each["b"]])))
            self.pairs[pair] = each["label"]
            if each["how"] == "identical":
                self.identical.add(pair)
        self.judged = {n for pair in self.pairs for n in pair}
        self.candidates = self._find_candidates()
        self._family = self._join_families()

    def _find_candidates(self):
        """Return {number: the earlier entries that share most numbers}."""
        having, found = defaultdict(list), {}
        for n, words in self.wordings.items():
            shared = Counter()
            for key in keys_of(words):
                earlier = having[key][-MAX_OF_KEY:]
                for other in earlier:
                    shared[other] += 1 / len(earlier) ** 0.5
                having[key].append(n)
            ranked = sorted(shared, key=lambda other: (-shared[other], other))
            found[n] = ranked[:MAX_CANDIDATES]
        return found

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


def fit(gold, examples):
    """Return Trees fitted to some examples."""
    rows = [
        features(compared(gold.wordings[one], gold.wordings[other]))
        for (one, other), _, _ in examples
    ]
    _, right, weights = zip(*examples, strict=True)
    found = [boosting.fit(rows, right, weights, seed=seed) for seed in range(SEEDS)]
    parts = [[part[n] for part in found] for n in range(3)]
    columns, limits, values = (boosting.np.concatenate(each) for each in parts)
    return model.Trees(columns, limits, values / SEEDS)


def group(gold, trees_of=None):
    """Return {entry's number: its saying}, publishing one entry after another.

    `trees_of` is a function of a pair, for cross-validation.
    """
    grouping = Grouping(wordings=gold.wordings)
    if trees_of:
        grouping = FoldGrouping(gold, trees_of)
    for n, others in gold.candidates.items():
        grouping.judge((n, other) for other in others)
        grouping.place(n, others)
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


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    gold = GoldSet(options.folder)
    examples = gold.examples()
    random.Random(1).shuffle(examples)  # noqa: S311
    trees_of = None
    if options.folds:
        folds = range(options.folds)
        trees = [
            fit(gold, [e for e in examples if gold.fold(e[0], options.folds) != fold])
            for fold in folds
        ]

        def trees_of(pair):
            return trees[gold.fold(tuple(sorted(pair)), options.folds)]

    if options.train:
        model.FILE.write_bytes(model.stored(fit(gold, examples)))
    saying = group(gold, trees_of)
    with options.answers.open("w", encoding="utf-8") as file:
        for entry in gold.entries:
            group_ = saying.get(gold.numbers[entry["id"]])
            file.write(json.dumps({"id": entry["id"], "group": group_}) + "\n")


if __name__ == "__main__":
    main()
