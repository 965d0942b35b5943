"""Words that are more frequent in some quotes than in others, by weighted log-odds.

After Monroe, Colaresi and Quinn, “Fightin’ Words: Lexical Feature Selection and
Evaluation for Identifying the Content of Political Conflict”, Political Analysis 16
(2008), 372–403: the log-odds ratio of a word under an informative prior, divided by
its standard deviation (z). The count of a word is the number of quotes with it, so that
one long quote does not decide. The prior is the counts of all quotes together, weighted
by PRIOR.

Plain Python, without a database.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import log, sqrt

from articles.characters import DOUBLE_QUOTES, MARKS, UNSPACED
from articles.normal_forms import normalize

#: Minimum number of quotes with a word, and minimum of its z. With words drawn at
#: random, one page in ten then shows a word.
MIN_QUOTES, MIN_Z = 3, 3.3
PRIOR = 1 / 20
#: Number of most frequent words that are checked for stop words.
MAX_FREQUENT = 300

_WORD = re.compile(rf"[\w{MARKS}]{{3,}}")
#: Digits, and scripts without spaces between words.
_NO_WORD = re.compile(rf"[\d_{UNSPACED}]")
#: English contractions: don’t, it’s, they’re.
_ENGLISH_ENDS = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b")
_DOUBLE_MARKS = re.compile(f"[{DOUBLE_QUOTES}]")


def _words(text: str, language: str, mixed: bool) -> set[str]:
    if mixed:
        text = " ".join(_DOUBLE_MARKS.split(text)[1::2])
    text = normalize("NFC", text).lower()
    if language == "en" and ("'" in text or "’" in text):
        text = _ENGLISH_ENDS.sub("", text)
    return set(_WORD.findall(text))


@dataclass(slots=True)
class WordCounts:
    """The number of quotes with each word, for quotes in one language."""

    quotes: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Iterable[str], language: str, mixed: bool = False) -> None:
        """Count the words of texts; of mixed ones, only those in quotation marks."""
        texts = list(texts)
        # One update for all texts: one for each takes a third longer.
        self.counts.update(
            word for text in texts for word in _words(text, language, mixed)
        )
        self.quotes += len(texts)

    def without(self, other: "WordCounts") -> "WordCounts":
        """Return the counts without some of these quotes."""
        left = WordCounts(self.quotes - other.quotes, self.counts.copy())
        left.counts.subtract(other.counts)
        return left

    def joined(self, other: "WordCounts") -> "WordCounts":
        """Return the counts of both together."""
        return WordCounts(self.quotes + other.quotes, self.counts + other.counts)

    def frequent(self) -> list[str]:
        """Return the most frequent words, which include the stop words."""
        return [word for word, _ in self.counts.most_common(MAX_FREQUENT)]


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word, the numbers of own and other quotes with it, and its z."""

    word: str
    own: int
    others: int
    z: float


def distinctive(
    own: WordCounts, others: WordCounts, leave_out: Collection[str], most: int
) -> list[KeyWord]:
    """Return the words more frequent in these quotes, the highest z first."""
    found = []
    for word, count in own.counts.items():
        if count < MIN_QUOTES or word in leave_out or _NO_WORD.search(word):
            continue
        other = others.counts[word]
        z = _z(count, own.quotes, other, others.quotes)
        if z >= MIN_Z:
            found.append(KeyWord(word, count, other, z))
    found.sort(key=lambda each: (-each.z, each.word))
    return found[:most]


def _z(own: int, of_own: int, others: int, of_others: int) -> float:
    """Return the log-odds ratio of a word in units of its standard deviation."""
    have = PRIOR * (own + others)
    lack = PRIOR * (of_own + of_others) - have
    cells = own + have, of_own - own + lack, others + have, of_others - others + lack
    if min(cells) <= 0:
        return 0.0  # all the quotes have it
    ratio = log(cells[0]) - log(cells[1]) - log(cells[2]) + log(cells[3])
    return ratio / sqrt(sum(1 / cell for cell in cells))
