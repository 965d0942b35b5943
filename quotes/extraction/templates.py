"""Features as templates, from which both their names and numbers are made.

A feature is written once: "st={state} n={follows}". Training fills its gaps with text;
these names are in the weights file. At run time they are filled with integers, for many
choices at once, packed into the bits of one number for each feature.

In: for each gap a column of integers, one a choice. Out: names, or numbers.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: The bits of doubles.
Bits = npt.NDArray[np.uint64]

#: The possible values of a gap: these names; a column has their indexes.
WordClass = tuple[str, ...]
#: Or any word or stem of the text; a column has their places.
WORD: WordClass = ("any word",)
STEM: WordClass = ("any stem",)
#: Gaps of all features: the table in use, and the stem of the cue.
_TABLE, _CUE = "=table", "=cue"

#: The number of first letters of a name by which its possible texts are found.
_HEAD = 2
_GAP = re.compile(r"{(\w+)}")
WORD_BITS = 16
#: Bits for the number of a text with gaps, in all tables with the same features.
_TEXT_BITS = 7
#: A double from 2**52 on stores an integer in its last 52 bits. So its bits can be used
#: as they are, and a matrix product, which is fast for doubles, computes them exactly.
_TOP = 52


class Features:
    """The features of a choice: some for any cue, some for each cue separately.

    `tables` are the tables of the weights file with these features; `kinds` has the
    possible values of each gap of the texts.
    """

    def __init__(
        self,
        *,
        tables: Sequence[str],
        kinds: Mapping[str, WordClass],
        shared: Sequence[str],
        own: Sequence[str],
    ) -> None:
        self.tables = tuple(tables)
        self.shared, self.own = tuple(shared), tuple(own)
        self.kinds = dict(kinds)
        texts = [*shared, *own]
        gaps = {gap for text in texts for gap in _GAP.findall(text)}
        if gaps != set(kinds):
            raise ValueError(
                f"gaps without a kind, or unused kinds: {gaps ^ set(kinds)}"
            )
        if len(texts) * len(tables) > 1 << _TEXT_BITS:
            raise ValueError(f"more than {1 << _TEXT_BITS} features in {tables}")
        #: The gaps of each text, each with its lowest bit.
        self._bits = [self._laid_out(number, text) for number, text in enumerate(texts)]
        indices = {
            gap: None
            if kind is WORD or kind is STEM
            else {name: index for index, name in enumerate(kind)}
            for gap, kind in self.kinds.items()
        }
        #: For reading names: the lowest bit of each gap, and its possible values.
        self._places = [
            [(bit, indices[gap]) for gap, bit in bits.items() if gap != _CUE]
            for bits in self._bits
        ]
        self._possible = (
            _by_head(self.shared, 0),
            _by_head(self.own, len(self.shared)),
        )
        self._readers = [re.compile(self._pattern(text)) for text in texts]
        #: Multiplied by the columns, with a row of ones added: the numbers of the
        #: features.
        rows = {gap: row for row, gap in enumerate((_TABLE, _CUE, *kinds))}
        self._factors = np.zeros((len(texts), len(rows) + 1))
        for number, bits in enumerate(self._bits):
            self._factors[number, rows[_TABLE]] = len(texts)
            self._factors[number, -1] = (1 << _TOP) + number
            for gap, bit in bits.items():
                self._factors[number, rows[gap]] = 1 << bit

    def _laid_out(self, number: int, text: str) -> dict[str, int]:
        gaps = _GAP.findall(text)
        if number >= len(self.shared):
            gaps.insert(0, _CUE)
        bits = {}
        used = _TEXT_BITS
        for gap in gaps:
            bits[gap] = used
            kind = self.kinds.get(gap, STEM)
            wide = kind is WORD or kind is STEM
            used += WORD_BITS if wide else (len(kind) - 1).bit_length()
        if used > _TOP:
            raise ValueError(f"{text!r} has too many gaps")
        return bits

    def _pattern(self, text: str) -> str:
        """Return a regular expression for the names that a text makes, and few more."""
        pattern = ""
        for place, part in enumerate(_GAP.split(text)):
            if place % 2:
                pattern += "(.)" if set(map(len, self.kinds[part])) == {1} else r"(\S*)"
            else:
                pattern += re.escape(part)
        return pattern

    def names(
        self,
        columns: Mapping[str, Ints],
        choice: int,
        words: Sequence[str],
        stems: Sequence[str],
    ) -> tuple[list[str], list[str]]:
        """Return the names of the features of a choice, for any cue and for its own.

        `words` and `stems` are those of the text, by their places.
        """
        filled = {}
        for gap, kind in self.kinds.items():
            held = words if kind is WORD else stems if kind is STEM else kind
            filled[gap] = held[int(columns[gap][choice])]
        return (
            [text.format_map(filled) for text in self.shared],
            [text.format_map(filled) for text in self.own],
        )

    def numbers(
        self,
        columns: Mapping[str, Ints],
        words: Floats,
        stems: Floats,
        cue: Floats,
        table: Ints | int,
    ) -> Bits:
        """Return the numbers of features, a row for each, a column for each choice.

        `words` and `stems` are the numbers of the text's words by place; `cue` has the
        number of the stem of each choice's cue, and `table` is an index of `tables`.
        """
        filled = np.empty((len(self.kinds) + 3, len(cue)))
        filled[0] = table
        filled[1] = cue
        for row, (gap, kind) in enumerate(self.kinds.items(), 2):
            column = columns[gap]
            if kind is WORD:
                filled[row] = words[column]
            elif kind is STEM:
                filled[row] = stems[column]
            else:
                filled[row] = column
        filled[-1] = 1
        return (self._factors @ filled).view(np.uint64)

    def read(
        self,
        table: str,
        stem: str,
        names: Iterable[str],
        numbered: Callable[[str], int],
    ) -> list[int]:
        """Return the numbers of features by their names, 0 for unknown ones.

        `stem` is the cue's, or empty for features of any cue; `numbered` numbers words.
        """
        possible, others = self._possible[bool(stem)]
        basis = (1 << _TOP) + self.tables.index(table) * len(self._bits)
        if stem:
            basis += numbered(stem) << _TEXT_BITS
        found = []
        for name in names:
            for text in possible.get(name[:_HEAD], others):
                match = self._readers[text].fullmatch(name)
                if match is None:
                    continue
                number = basis + text
                for (bit, index), value in zip(
                    self._places[text], match.groups(), strict=True
                ):
                    held = numbered(value) if index is None else index.get(value)
                    if held is None:
                        break
                    number += held << bit
                else:
                    found.append(number)
                    break
            else:
                found.append(0)
        return found


def _by_head(
    texts: Sequence[str], first: int
) -> tuple[dict[str, list[int]], list[int]]:
    """Return the texts that may make a name, by its first letters; and the rest.

    The rest are texts that begin with a gap. Texts are counted from `first`.
    """
    heads = [text.partition("{")[0][:_HEAD] for text in texts]
    others = [at for at, head in enumerate(heads, first) if len(head) < _HEAD]
    possible: dict[str, list[int]] = {}
    for at, head in enumerate(heads, first):
        if len(head) == _HEAD:
            possible.setdefault(head, []).append(at)
    return {head: [*here, *others] for head, here in possible.items()}, others


def bits_of(numbers: Sequence[int]) -> Bits:
    """Convert numbers from `read` to those that `Features.numbers` makes."""
    return np.array(numbers, np.float64).view(np.uint64)
