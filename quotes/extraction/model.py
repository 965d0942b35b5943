"""The learned weights of the features.

`benchmarks/train_extraction.py` makes the weights file and documents its sources. In:
the values for the gaps of features, for many choices at once. Out: how likely each is.
"""

import gzip
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress, repeat
from sys import intern

import numpy as np

from quotes.extraction import features, frames
from quotes.extraction.columns import PADDING, Choices, Columns, Flags, tag_pairs
from quotes.extraction.languages import Language
from quotes.extraction.sparse import Weights, share_memory
from quotes.extraction.templates import WORD_BITS, Features, Floats, Ints, bits_of
from quotes.extraction.word_shapes import WordCache

#: Weights of features in hundredths, by the stem of the cue, and under "" for any cue.
#: A weight is an integer, or one for each of several cases, separated by spaces.
Table = dict[str, dict[str, str]]

SCALE = 100
#: The weights of a feature for several cases share one integer, with this many bits
#: each: adding the integers adds the weights of all cases.
_BITS = 20
_HALF = 1 << (_BITS - 1)


def parse_weights(lines: Iterable[str]) -> dict[str, Table]:
    """Return the tables of a weights file.

    A line is a table, a stem, then features and their weights in turn, separated by
    tabs.
    """
    tables: dict[str, Table] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        table, stem, *fields = line.rstrip("\n").split("\t")
        weights = dict(zip(fields[::2], fields[1::2], strict=True))
        tables.setdefault(table, {})[stem] = weights
    return tables


def read_lexicon(table: Table, language: Language) -> WordCache[float]:
    """Return how often words are cues, from 0 to 1."""
    words = table.get("", {})
    shares = {word: int(weight) / SCALE for word, weight in words.items()}
    return frames.lexicon_of(shares, language)


def seams_of(table: Mapping[str, Iterable[str]]) -> dict[str, Flags]:
    """Return, by table, the pairs of tags between which nothing begins or ends."""
    return {name: tag_pairs(pairs) for name, pairs in table.items()}


class Model:
    """The tables of a weights file, ready for use; without tables, nothing is a cue."""

    def __init__(self, tables: Mapping[str, Table], language: Language) -> None:
        """Load the tables; ValueError names a feature that is not in ALL."""
        self.lexicon = read_lexicon(tables.get("lexicon", {}), language)
        self.seams = seams_of(tables.get("seams", {}))
        #: Numbers of words and stems, from 1; 0 is a word without features.
        self.numbers: dict[str, int] = {}
        self.weights = {kind: self._read(kind, tables) for kind in features.ALL}
        share_memory(self.weights.values())
        if len(self.numbers) >= 1 << WORD_BITS:
            raise ValueError("too many words to number")

    def _read(self, kind: Features, tables: Mapping[str, Table]) -> Weights:
        numbers: list[int] = []
        weights: list[str] = []
        for table in kind.tables:
            for stem, named in tables.get(table, {}).items():
                read = kind.read(table, stem, named, self._number)
                numbers += filter(None, read)
                weights += compress(named.values(), read)
        return Weights(bits_of(numbers), _packed(weights))

    def _number(self, word: str) -> int:
        # Look-ups compare a word that is the same object without reading it.
        return self.numbers.setdefault(intern(word), len(self.numbers) + 1)

    def numbered(self, words: Iterable[str]) -> Floats:
        """Return the numbers of words."""
        # Fast, by way of an array of small numbers.
        return np.array(array("H", map(self.numbers.get, words, repeat(0))), np.float64)


def _packed(weights: Sequence[str]) -> Ints:
    """Return one integer for each feature: its weight, or those of all cases packed."""
    parts = np.fromstring(" ".join(weights), np.int64, sep=" ")
    cases = parts.reshape(len(weights), -1) if weights else parts.reshape(0, 1)
    packed: Ints = (cases << (_BITS * np.arange(cases.shape[1]))).sum(axis=1)
    return packed


class Scorer:
    """Applies the weights to the cues of one text."""

    def __init__(self, model: Model, columns: Columns, cues: Sequence[int]) -> None:
        self.model = model
        length = columns.size + len(PADDING)
        self._words = model.numbered(chain(columns.tokens.lower, PADDING))
        #: The numbers of the stems of cues, by their places.
        self.stems = np.zeros(length)
        self.stems[columns.size :] = model.numbered(PADDING)
        stems = columns.tokens.stems
        self.stems[cues] = model.numbered(stems[at] for at in cues)

    def sums(
        self, kind: Features, choices: Choices, stem: Floats, table: Ints | None = None
    ) -> Ints:
        """Return the sum of weights for each choice, in hundredths.

        `stem` are the numbers of the cues' stems; `table` is an index of `kind.tables`.
        """
        of = choices.of
        numbers = kind.numbers(
            choices.gaps,
            self._words,
            self.stems,
            stem[of],
            0 if table is None else table[of],
        )
        return self.model.weights[kind].sums(numbers)

    def chances(
        self, kind: Features, choices: Choices, stem: Floats, table: Ints | None = None
    ) -> Floats:
        """Return how likely each choice is the right one."""
        return chances(choices.of, self.sums(kind, choices, stem, table))

    def case_chances(
        self, kind: Features, choices: Choices, stem: Floats, count: int
    ) -> Floats:
        """Return how likely each of several cases is; the first has no weights.

        There is a row for each case, and a column for each choice.
        """
        total = self.sums(kind, choices, stem)
        sums = np.zeros((count, len(total)), np.int64)
        for case in range(1, count):
            low = ((total + _HALF) & (2 * _HALF - 1)) - _HALF
            sums[case] = low
            total = (total - low) >> _BITS
        scores = sums / SCALE
        raised = np.exp(scores - scores.max(axis=0))
        likely: Floats = raised / raised.sum(axis=0)
        return likely


def chances(of: Ints, sums: Ints) -> Floats:
    """Return the softmax of sums of weights, separately for each question, in order."""
    if not len(of):
        return np.zeros(0)
    most = highest(of, sums)
    raised = np.exp((sums - most) / SCALE)
    likely: Floats = raised / np.bincount(of, raised)[of]
    return likely


def highest[T: (Ints, Floats)](of: Ints, values: T) -> T:
    """Return for each choice the highest value among the choices of its question."""
    begins = np.ones(len(of), np.bool_)
    np.not_equal(of[1:], of[:-1], out=begins[1:])
    most: T = np.maximum.reduceat(values, np.flatnonzero(begins))
    return most[np.cumsum(begins) - 1]


def likeliest(of: Ints, chance: Floats, most: int) -> Ints:
    """Return the `most` likeliest choices of each question, in order."""
    order = np.lexsort((-chance, of))
    found: Ints = order[np.arange(len(of)) - of.searchsorted(of) < most]
    return found


_used: dict[Language, Model] = {}


def used(language: Language) -> Model:
    """Return the model in use for a language, by default from its file of weights.

    The file is read once. A language without one has a model without weights.
    """
    if language not in _used:
        tables: Mapping[str, Table] = {}
        if language.weights.exists():
            with gzip.open(language.weights, "rt", encoding="utf-8") as lines:
                tables = parse_weights(lines)
        use(tables, language)
    return _used[language]


def use(tables: Mapping[str, Table], language: Language) -> None:
    """Use other tables for a language from now on; for training."""
    _used[language] = Model(tables, language)
