"""An index of the words in a long text, to find many phrases fast.

A phrase is searched only at the places of its rarest word. A word here is a run of
letters and digits (`\\w+`), in any language: a run that has other characters on both
sides within the phrase has the same ones wherever the phrase occurs.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

WORD = re.compile(r"\w+")
#: For a more frequent word, a plain search of the text is faster.
_MAX_OCCURRENCES = 1_000
#: Number of words of a phrase tried to find its rarest.
_MAX_WORDS_TRIED = 64


class WordIndex:
    """The words of a text (`words`), their offsets (`starts`), and the reverse."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = WORD.findall(text)
        self.starts = [match.start() for match in WORD.finditer(text)]
        self._at = defaultdict[str, list[int]](list)
        for word, start in zip(self.words, self.starts, strict=True):
            self._at[word].append(start)

    def __contains__(self, word: str) -> bool:
        """Return whether the text has this word, in this case."""
        return word in self._at

    @cached_property
    def lowered(self) -> list[str]:
        """The words, case-folded."""
        return [word.casefold() for word in self.words]

    def places(self, word: str, most: int) -> list[int]:
        """Return the offsets of a word, in any of its usual cases, in order.

        Empty if there are more than `most`.
        """
        forms = {word, word.lower(), word.capitalize(), word.upper()}
        found = [at for form in forms if (at := self._at.get(form))]
        if sum(map(len, found)) > most:
            return []
        return sorted(start for at in found for start in at)

    def number(self, offset: int) -> int:
        """Return the number of the first word that starts at this offset or later."""
        return bisect_left(self.starts, offset)

    def runs(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the words at which these words in a row begin.

        Only the first _MAX_OCCURRENCES places of the first of them are tried.
        """
        starts = islice(self._at.get(words[0], ()), _MAX_OCCURRENCES)
        numbers = (self.number(start) for start in starts)
        last = len(words)
        return [at for at in numbers if self.words[at : at + last] == [*words]]

    def rarest(
        self, phrase: str, whole: tuple[bool, bool] = (False, False)
    ) -> tuple[int, list[int]] | None:
        """Return (offset in the phrase, offsets in the text) of its rarest word.

        None if no word in it is certain to be a whole word in the text too. `whole`
        says whether its first and last characters must be at the edge of a word.
        """
        best: tuple[int, list[int]] | None = None
        for match in islice(WORD.finditer(phrase), _MAX_WORDS_TRIED):
            if not (match.start() or whole[0]):
                continue
            if match.end() == len(phrase) and not whole[1]:
                continue
            at = self._at.get(match.group(), [])
            if best is None or len(at) < len(best[1]):
                best = match.start(), at
                if len(at) < 3:
                    break
        return best

    def find_all(
        self, phrase: str, after: int = 0, whole: tuple[bool, bool] = (False, False)
    ) -> Iterator[int]:
        """Yield the offsets of a phrase in the text from `after` on, in order."""
        rarest = self.rarest(phrase, whole)
        if rarest is None or len(rarest[1]) > _MAX_OCCURRENCES:
            at = self.text.find(phrase, after)
            while at >= 0:
                yield at
                at = self.text.find(phrase, at + 1)
            return
        offset, places = rarest
        text = self.text
        for place in places[bisect_left(places, after + offset) :]:
            if text.startswith(phrase, place - offset):
                yield place - offset

    def holds(self, phrase: str) -> bool:
        """Return whether the text has the phrase, also within words."""
        return next(self.find_all(phrase), None) is not None

    def near(self, phrase: str, reach: int) -> list[tuple[int, int]] | None:
        """Return the stretches of text in which a phrase with gaps may start.

        `reach` is the total length of its gaps. None means anywhere.
        """
        rarest = self.rarest(phrase)
        if rarest is None or len(rarest[1]) > _MAX_OCCURRENCES // 10:
            return None
        offset, places = rarest
        stretches: list[tuple[int, int]] = []
        for place in places:
            start, end = max(0, place - offset - reach), place
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = stretches[-1][0], end
            else:
                stretches.append((start, end))
        return stretches
