"""Searches a text for the consecutive pieces of a quote.

Print may interrupt them with a cue: “I will,” she said, “go home.”
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from quotes.anchoring.anchors import MAX_PLACES, Span, Spans
from quotes.anchoring.folding import WORD_ENDS_ANYWHERE, FoldedText, cuts_word
from quotes.anchoring.marked_changes import Piece

#: Work for one quote before its parts count as too common: characters compared, where
#: trying a place costs 30 or 40 of them.
_MAX_WORK = 5_000_000
_MAX_PIECES = 200
#: Length of all interruptions of a quote together, in code points.
_INTERRUPTIONS_REACH = 5_000

#: Text between two parts of an interrupted quotation: a closing mark, the cue, an
#: opening mark.
_INTERRUPTION = re.compile(
    r"""[,.;:!?-]{0,2}(?:(?P<double>")[^"\w]{0,5}\w[^"]{0,300}"|"""
    r"""'(?=[ ,-])[^"\w]{1,5}\w[^"]{0,300}?[ -]'(?=\S)) ?(?:- ?)?"""
)
_CLOSING = "»›”’"
#: The next paragraph of a quotation opens with a mark, though the last did not close.
_REOPENED = re.compile(r"""["'] ?(?=\S)""")
_BLANK_LINE = re.compile(r"\n\s*\n")


class TooCommonError(Exception):
    """The parts of the quote occur in too many places to try them all."""


class PieceSearch:
    """One search of a text for consecutive pieces."""

    def __init__(self, held: FoldedText, interrupted: bool = False) -> None:
        self.held = held
        self.text = held.folded
        self.interrupted = interrupted
        self.work = 0

    def places(self, pieces: Sequence[Piece]) -> list[Spans]:
        """Return the different places with all of the pieces."""
        if len(pieces) > _MAX_PIECES:
            raise TooCommonError
        chains = islice(self._chains(pieces, 0), MAX_PLACES) if pieces else ()
        found = (
            tuple(self.held.original_span(start, end) for start, end in chain)
            for chain in chains
        )
        return list(dict.fromkeys(found))

    def _chains(self, pieces: Sequence[Piece], after: int) -> Iterator[list[Span]]:
        """Yield the folded spans of all pieces, the first from `after` on."""
        rest = pieces[1:]
        for spans in self._standing(pieces[0], after):
            self._spend(40)
            if not rest:
                yield spans
                continue
            for others in self._chains(rest, spans[-1][1]):
                yield [*spans, *others]

    def _standing(self, piece: Piece, after: int) -> Iterator[list[Span]]:
        """Yield the folded spans of a piece, within reach of its gap."""
        reach, spaces = piece.gap or (len(self.text), len(self.text))
        for words in piece.variants:
            # An interruption comes after the first word at the earliest.
            head = _first_word(words) if self.interrupted else words
            for at in self._starts(piece, words, head, after):
                self._spend(30 + len(head))
                if spaces < reach and self.text.count(" ", after, at) > spaces:
                    break
                if self.held.may_split(at, piece.open_start):
                    spans = self._spans(words, at)
                    if spans and self.held.may_split(spans[-1][1], piece.open_end):
                        yield spans

    def _starts(self, piece: Piece, words: str, head: str, after: int) -> Iterator[int]:
        """Yield where a piece may start: the places of its first words."""
        if piece.gap:
            yield from self._find(head, after, after + piece.gap[0] + len(head))
        elif not self.interrupted:
            yield from self.held.index.find_all(head, after)
        else:
            # In a script without spaces, an interruption may be inside a run of
            # letters.
            spaced = words.isascii() or not WORD_ENDS_ANYWHERE.search(words)
            near = self.held.index.near(words, _INTERRUPTIONS_REACH) if spaced else None
            for start, end in [(0, len(self.text))] if near is None else near:
                yield from self._find(head, max(after, start), end + len(head))

    def _find(self, head: str, start: int, end: int) -> Iterator[int]:
        at = self.text.find(head, start, end)
        while at >= 0:
            yield at
            at = self.text.find(head, at + 1, end)

    def _spans(self, words: str, at: int) -> list[Span] | None:
        """Return the spans of words from `at` on, across interruptions, or None."""
        if not self.interrupted:
            return [(at, at + len(words))]
        spans: list[Span] = []
        start, done = at, 0
        while True:
            common = _common_length(self.text, at, words, done)
            self._spend(common)
            at, done = at + common, done + common
            if done == len(words):
                return [*spans, (start, at)]
            if not common or cuts_word(words, done):
                return None
            self._spend(40)
            # A comma at the cue may be entered as a full stop, and the reverse.
            sign = words[done] if words[done] in ".," else ""
            if sign and _changes_at_cue(sign, self.text[at : at + 1], words, done):
                at, done = at + (self.text[at] in ".,; "), done + 1
                common += 1
            if done == len(words):
                return None
            spans.append((start, at - (self.text[at - 1] == " ")))
            if (goes_on := self._after_interruption(at)) is None:
                return None
            done += words[done] == " "
            start = at = goes_on

    def _after_interruption(self, at: int) -> int | None:
        """Return where the quotation interrupted at `at` continues, or None."""
        ended = self.text[at - 1] == " " and not self.text[at - 2].isalnum()
        mark = _REOPENED.match(self.text, at)
        if mark and ended and "\n" in self.held.printed(at - 1, at):
            return mark.end()
        gap = _INTERRUPTION.match(self.text, at)
        if not gap or _BLANK_LINE.search(self.held.printed(*gap.span())):
            return None
        if (closing := gap.start("double")) >= 0:
            # It may also be an opening mark: a word in quotation marks is no
            # interruption.
            before, after = self.text[closing - 1], self.text[closing + 1]
            spaced, starts_word = before == " ", after.isalnum()
            closes = self.held.printed(closing, closing + 1) in _CLOSING
            if (spaced and starts_word) or (not closes and (spaced or starts_word)):
                return None
        return gap.end()

    def _spend(self, work: int) -> None:
        self.work += work
        if self.work > _MAX_WORK:
            raise TooCommonError


def _changes_at_cue(sign: str, printed: str, words: str, done: int) -> bool:
    """Return whether this sign of the quote may stand for what is printed at a cue.

    A full stop is only right if the next word does not continue the sentence.
    """
    following = words[done + 2 : done + 3]
    if words[done + 1 : done + 2] != " " or (sign == "." and following.islower()):
        return False
    return printed != "" and printed in ",.;\"' " and printed != sign


def _first_word(words: str) -> str:
    longest = words[:100]
    ends = (end for end in range(1, len(longest)) if not cuts_word(words, end))
    return words[: next(ends, len(longest))]


def _common_length(text: str, at: int, words: str, done: int) -> int:
    length = 0
    longest = min(len(text) - at, len(words) - done)
    while length < longest and text[at + length] == words[done + length]:
        length += 1
    return length
