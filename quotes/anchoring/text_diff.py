"""The differences between two texts of an article, word by word.

Words are compared folded, as for quotes (word_diff.py): other kinds of quotation marks,
dashes and spaces are no difference. Plain Python, typed strictly.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from quotes.anchoring.alignment import equal_blocks
from quotes.anchoring.anchors import Span
from quotes.anchoring.word_diff import word_tokens

#: Fewer words in a row may be the same by chance.
_MIN_SAME = 3
_PARAGRAPHS = re.compile(r"\n\s*\n")
#: The kinds of edits.
SAME, TAKEN_OUT, PUT_IN = "same", "taken out", "put in"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of text that is the same, deleted or inserted."""

    kind: str
    text: str

    @property
    def lead(self) -> str:
        """The white space at its start."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def words(self) -> str:
        """The text without white space around it."""
        return self.text.strip()

    @property
    def space(self) -> str:
        """The white space at its end."""
        return self.text[len(self.text.rstrip()) :]


class TextDiff:
    """Two texts, and which words of the one are which words of the other.

    A word has the white space after it. White space before the first word belongs to
    it too.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        here, there = word_tokens(old), word_tokens(new)
        self._olds = [0, *(start for start, *_ in here[1:]), len(old)]
        self._news = [0, *(start for start, *_ in there[1:]), len(new)]
        if not here:
            self._olds = [0]
        if not there:
            self._news = [0]
        #: (old word, new word, length) of equal words, and an empty one at the end.
        self.blocks = equal_blocks([w for *_, w in here], [w for *_, w in there])
        self.blocks.append((len(here), len(there), 0))

    @property
    def taken_out(self) -> int:
        """The number of deleted words: only the old text has them."""
        return len(self._olds) - 1 - self.same

    @property
    def put_in(self) -> int:
        """The number of inserted words: only the new text has them."""
        return len(self._news) - 1 - self.same

    @property
    def same(self) -> int:
        """The number of words that both texts have."""
        return sum(length for *_, length in self.blocks)

    def edits(self) -> list[Edit]:
        """Return all stretches in order. Without deleted ones, they are the new text.

        White space after deleted words is a space, unless they were whole paragraphs.
        """
        made: list[Edit] = []
        at = to = 0
        for old, new, length in self.blocks:
            if at < old:
                words = self.old[self._olds[at] : self._olds[old]]
                before = made[-1].text if made else "\n\n"
                if not words.endswith("\n\n") or not before.endswith("\n\n"):
                    words = f"{words.rstrip()} "
                if not before[-1].isspace():  # the new text ends here
                    ended = self.old[: self._olds[at]]
                    words = f"{ended[len(ended.rstrip()) :]}{words}"
                made.append(Edit(TAKEN_OUT, words))
            if to < new:
                made.append(Edit(PUT_IN, self.new[self._news[to] : self._news[new]]))
            if length:
                end = self._news[new + length]
                made.append(Edit(SAME, self.new[self._news[new] : end]))
            at, to = old + length, new + length
        return made

    def paragraphs(self) -> list[list[Edit]]:
        """Return the edits of each paragraph of both texts, one within the other."""
        parts: list[list[Edit]] = [[]]
        for edit in self.edits():
            for number, text in enumerate(_PARAGRAPHS.split(edit.text)):
                if number and parts[-1]:
                    parts.append([])
                if text:
                    parts[-1].append(Edit(edit.kind, text))
        return [part for part in parts if part]

    def counterpart(self, start: int, end: int) -> Span | None:
        """Return the span of the new text that replaces this span of the old text.

        The span is empty if the words were deleted and nothing was inserted there. None
        if the texts are too different there: they have no words in a row in common.
        """
        first, last = self._word_at(start), self._word_at(end - 1)
        before = [block for block in self.blocks if block[0] <= first][-1:]
        after = [block for block in self.blocks if block[0] + block[2] > last][:1]
        if all(length < _MIN_SAME for *_, length in (*before, *after)):
            return None
        begin = self._new_offset(start, last=False)
        return begin, max(begin, self._new_offset(end, last=True))

    def _word_at(self, offset: int) -> int:
        word = bisect_right(self._olds, offset) - 1
        return max(0, min(word, len(self._olds) - 2))

    def _new_offset(self, offset: int, *, last: bool) -> int:
        """Return the offset in the new text, or the edge of what replaces its word."""
        word = self._word_at(offset - last)
        to = 0
        for old, new, length in self.blocks:
            if word < old:
                return self._edge(word, offset, self._news[new if last else to], last)
            if word < old + length:
                there = new + word - old
                inside = offset - self._olds[word]
                return min(self._news[there] + inside, self._news[there + 1])
            to = new + length
        return self._news[-1]

    def _edge(self, word: int, offset: int, edge: int, last: bool) -> int:
        """Return the edge of new words, without text next to the offset in both texts.

        A word of the old text may begin before the offset, with a quotation mark say.
        """
        if last:
            beside = self.old[offset : self._olds[word + 1]]
            same = self.new.endswith(beside, 0, edge)
            return edge - len(beside) if same else edge
        beside = self.old[self._olds[word] : offset]
        return edge + len(beside) if self.new.startswith(beside, edge) else edge


def plain_paragraphs(text: str) -> list[list[Edit]]:
    """Return the paragraphs of a text as TextDiff.paragraphs() does, unchanged."""
    return [[Edit(SAME, each)] for each in _PARAGRAPHS.split(text) if each.strip()]
