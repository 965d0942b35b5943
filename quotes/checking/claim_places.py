"""The places in a text where the words of a claim are, exact or with marked changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from quotes.anchoring.anchors import MAX_PLACES, Span, Spans
from quotes.anchoring.brackets import words_in_brackets
from quotes.anchoring.folding import fold
from quotes.anchoring.locating import locate
from quotes.anchoring.marked_changes import BRACKET_REACH, Piece, pieces_of
from quotes.anchoring.omissions import LETTER, SIC
from quotes.anchoring.tokens import cut_token
from quotes.anchoring.turns import SAME, turns
from quotes.checking.letters import (
    QUESTION,
    Letters,
    case_differs,
    prime_differs,
    question_differs,
    same_parting,
)
from quotes.checking.verdicts import Candidate, Match

#: How many places of equal letters are looked at in one text: a word may start at none.
_MAX_TRIES = 2_000
#: Words in brackets.
_BRACKET = re.compile(r"\[[^\[\]]*\]")
#: The number of a footnote: “the end.[1]”, “the end,¹ and”, “the end[^2]”.
_NOTE = re.compile(
    r"(?<=[^\s\d(\[])\[\^?\d{1,3}\]"
    r"|(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”»]))[¹²³⁰-⁹]{1,3}(?![\w¹²³⁰-⁹])"
)
_ELLIPSIS = re.compile(r"[\[(]? ?(?:…|\.(?: ?\.){2,}) ?[\])]?")
#: Between two quotations without a cue, or a dash that begins a turn.
_SEAM = re.compile(r"[”»\"」]\s*[“«„\"「]|\n\s*[—―]")
#: First characters of a mark.
MARKS = re.compile(r"…|\. ?\.|\[")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a claim between two marks: its letters, and how far it may be."""

    letters: Letters
    piece: Piece

    @property
    def ahead(self) -> str:
        """Return the signs before the first word."""
        return self.piece.words[: self.letters.spans[0][0]]

    @property
    def behind(self) -> str:
        """Return the signs after the last word."""
        return self.piece.words[self.letters.spans[-1][1] :]


class Claim:
    """The words of a claim, divided at ellipses and [brackets]."""

    def __init__(self, words: str) -> None:
        self.words = words = _NOTE.sub("", words)
        self.folded = fold(words)
        parts = [Part(Letters(each.words), each) for each in pieces_of(self.folded)]
        self.parts = [each for each in parts if each.letters.words]

    @cached_property
    def whole(self) -> Letters:
        """The letters of all parts, without the marks between them."""
        unmarked = SIC.sub("", LETTER.sub(r"\1", self.folded))
        return Letters(_ELLIPSIS.sub(" ", _BRACKET.sub(" ", unmarked)))

    @cached_property
    def with_inner(self) -> Letters:
        """The letters of the claim with the words in brackets as its own."""
        return Letters(LETTER.sub(r"\1", self.folded))

    @cached_property
    def is_marked(self) -> bool:
        """Return whether it has a mark of a difference from the printed words."""
        unlettered = LETTER.sub(r"\1", self.folded)
        return bool(_ELLIPSIS.search(unlettered) or _BRACKET.search(unlettered)) or (
            SIC.search(unlettered) is not None
        )

    @cached_property
    def brackets(self) -> list[str]:
        """The words in brackets that replace, or explain, printed ones."""
        return words_in_brackets(self.folded)

    @cached_property
    def runs(self) -> list[Letters]:
        """The letters between ellipses, without the words in brackets."""
        unmarked = SIC.sub("", LETTER.sub(r"\1", self.folded))
        pieces = _ELLIPSIS.split(unmarked)
        runs = [Letters(_BRACKET.sub(" ", each)) for each in pieces]
        return [each for each in runs if each.words]


@dataclass(frozen=True, slots=True)
class EqualPlace:
    """A place of equal letters: spans, and what still differs, or ""."""

    spans: Spans
    differs: str = ""
    question: bool = False


def exact_places(held: Letters, claim: Letters) -> list[EqualPlace]:
    """Return the places where a text has the words of a claim in a row."""
    found = []
    for at in _offsets(held, claim, open_start=False, open_end=False):
        end = at + len(claim.letters)
        first, last = held.word_at(at), held.word_at(end - 1) + 1
        start, stop = held.span(first, last)
        differs = (
            cut_token(held.text, start)
            or cut_token(held.text, stop)
            or same_parting(held, at, claim, 0, len(claim.letters))
        )
        question = False
        if not differs and last - first == len(claim):
            question = question_differs(held, first, claim, last - first)
            differs = case_differs(held, first, claim, last - first)
            differs = differs or prime_differs(held, first, claim, last - first)
        found.append(EqualPlace(((start, stop),), differs, question))
    return found


def has(held: Letters, claim: Letters, first: int, last: int) -> int:
    """Return the offset of the first place of some words of a claim, or -1."""
    start = claim.starts[first]
    end = claim.starts[last] if last < len(claim) else len(claim.letters)
    letters = claim.letters[start:end]
    at = held.letters.find(letters)
    for _ in range(_MAX_TRIES):
        if at < 0:
            return -1
        if (
            held.starts_word(at)
            and held.starts_word(at + len(letters))
            and not same_parting(held, at, claim, start, end)
        ):
            return at
        at = held.letters.find(letters, at + 1)
    return -1


def marked_places(held: Letters, claim: Claim) -> Iterator[Spans]:
    """Yield the places where the parts of a claim are in order, near each other."""
    offsets = []
    for part in claim.parts:
        piece = part.piece
        found = _offsets(held, part.letters, piece.open_start, piece.open_end)
        places = [
            (start, end)
            for at in found
            if not same_parting(held, at, part.letters, 0, len(part.letters.letters))
            for start, end in [_span(held, at, part)]
            if piece.open_start or not cut_token(held.text, start)
            if piece.open_end or not cut_token(held.text, end)
        ]
        if not places:
            return
        offsets.append(places)
    for place in offsets[0]:
        if spans := _chain(held.text, place, offsets, claim.parts):
            yield spans


def _chain(
    text: str, first: Span, offsets: list[list[Span]], parts: list[Part]
) -> Spans:
    spans = [first]
    for number, places in enumerate(offsets[1:], 1):
        before, part = parts[number - 1], parts[number]
        reach, spaces = part.piece.gap or (BRACKET_REACH, BRACKET_REACH)
        # The punctuation of the claim at the seam: “face[d], but”.
        spaces += sum(map(str.isspace, part.ahead + before.behind))
        end = spans[-1][1]
        following = (place for place in places if place[0] >= end)
        place = next(following, None)
        if place is None:
            return ()
        gap = text[end : place[0]]
        if len(gap) > reach + 2 or sum(map(str.isspace, gap)) > spaces:
            return ()
        spans.append(place)
    return tuple(spans)


def _span(held: Letters, at: int, part: Part) -> Span:
    end = at + len(part.letters.letters) - 1
    return held.original(at), held.original(end, end=True)


def _offsets(
    held: Letters, claim: Letters, open_start: bool, open_end: bool
) -> list[int]:
    """Return the offsets where a text has the letters of a claim, as whole words.

    They may start inside a word if `open_start`, and end inside one if `open_end`.
    """
    letters = claim.letters
    found: list[int] = []
    at = held.letters.find(letters) if letters else -1
    for _ in range(_MAX_TRIES):
        if at < 0 or len(found) == MAX_PLACES:
            break
        if (open_start or held.starts_word(at)) and (
            open_end or held.starts_word(at + len(letters))
        ):
            found.append(at)
        at = held.letters.find(letters, at + 1)
    return found


def parted(place: Match, claim: Claim) -> tuple[Match, ...]:
    """Return the parts of a place that two speakers may have said, or ().

    They are quotations without a cue between them, or turns that begin with dashes.
    A claim with the same marks joins nothing.
    """
    text, ((start, end),) = place.candidate.text, place.spans
    if _SEAM.search(claim.words):
        return ()
    spans = []
    for seam in _SEAM.finditer(text, start, end):
        spans.append((start, seam.start()))
        start = seam.end()
    spans.append((start, end))
    if len(spans) == 1 or turns(text, spans)[0] == SAME:
        return ()
    return tuple(Match(place.candidate, (span,)) for span in spans)


def interrupted(claim: Claim, candidates: Iterable[Candidate]) -> list[Match]:
    """Return the place in the first of some texts where a cue interrupts the words.

    “The wall,” she said, “will stand.” Without the cue, it is the same letters.
    """
    candidate = next(iter(candidates), None)
    if candidate is None or claim.is_marked or candidate.is_quote:
        return []
    text, own = candidate.text, claim.whole
    anchor = locate(text, claim.words)
    said = " ".join(text[start:end] for start, end in anchor.spans)
    held = Letters(said)
    if len(anchor.spans) < 2 or anchor.dropped or held.words != own.words:
        return []
    differs = same_parting(held, 0, own, 0, len(own.letters))
    if differs or QUESTION.findall(said) != QUESTION.findall(claim.words):
        return []
    return [Match(candidate, anchor.spans)]


def loses_marks(place: Match, claim: Claim) -> bool:
    """Return whether a quote on record has a mark, such as “…”, that a claim lacks.

    Its text has other words there. Marks in a text are printed ones.
    """
    text = place.candidate.text
    if not place.candidate.is_quote or not MARKS.search(text):
        return False
    parts = [Claim(text[start:end]) for start, end in place.spans]
    if len(parts) > 1:  # what is between two marks of the claim
        return any(part.is_marked for part in parts)
    (part,) = parts
    return len(part.runs) > len(claim.runs) or len(part.brackets) > len(claim.brackets)
