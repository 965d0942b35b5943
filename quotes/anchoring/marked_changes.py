"""Changes that a quote marks itself: [brackets], [sic], ellipses, a letter."""

import re
from dataclasses import dataclass

#: How many code points an ellipsis, or words in brackets, may stand for.
ELLIPSIS_REACH = 3_000
BRACKET_REACH = 200

_SIC = re.compile(r" ?[\[(][Ss]ic!?[\])]")
#: An ellipsis, or words in brackets (`inner`).
MARK = re.compile(
    r" ?(?P<ellipsis>[\[(] ?\.(?: ?\.){2,} ?[\])]|\.(?: ?\.){2,}) ?"
    r"|(?P<before> ?)\[(?P<inner>[^\[\]]*)\](?P<behind> ?)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row, and how far the previous piece may end before them."""

    words: str
    #: (characters, spaces) at most; None: anywhere in the text.
    gap: tuple[int, int] | None = None
    any_case: bool = False
    #: A bracket may stand for part of a word, so this need not be the edge of a word.
    open_start: bool = False
    open_end: bool = False

    @property
    def variants(self) -> tuple[str, ...]:
        """Return the words, and the words with the case of the first letter changed."""
        other = self.words[0].swapcase() + self.words[1:]
        return (self.words, other) if self.any_case else (self.words,)


def pieces_of(folded: str) -> list[Piece]:
    """Split the folded words of a quote at marked changes."""
    folded = _SIC.sub("", folded)
    pieces: list[Piece] = []
    gap: tuple[int, int] | None = None
    start, letter, any_case, open_start = 0, "", True, False
    for mark in MARK.finditer(folded):
        words = letter + folded[start : mark.start()]
        start, inner = mark.end(), mark["inner"] or ""
        # A bracket next to a letter stands for part of that word.
        open_end = mark["before"] == "" and words[-1:].isalnum()
        opens_next = mark["behind"] == "" and folded[start : start + 1].isalnum()
        # “[T]he”: the letter has the other case in print.
        cased = len(inner) == 1 and inner.swapcase() != inner
        letter = inner if opens_next and not open_end and cased else ""
        reach = ELLIPSIS_REACH if mark["ellipsis"] else 1 if letter else BRACKET_REACH
        touches = open_end or opens_next
        spaces = len(mark["before"] + mark["behind"]) if touches else reach
        if words := words.strip():
            pieces.append(Piece(words, gap, any_case, open_start, open_end))
            gap = reach, spaces
        elif gap:
            gap = max(gap, (reach, spaces))
        any_case = bool(mark["ellipsis"] or letter)
        open_start = opens_next and not letter
    if words := (letter + folded[start:]).strip():
        pieces.append(Piece(words, gap, any_case, open_start))
    return pieces
