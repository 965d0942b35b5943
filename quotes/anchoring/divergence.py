"""Finds where a text diverges from the words of a quote, to tell an editor."""

from bisect import bisect_left

from articles.text import shorten
from quotes.anchoring.folding import FoldedText, cuts_word
from quotes.anchoring.marked_changes import Piece, pieces_of


def describe_divergence(held: FoldedText, folded: str) -> str:
    """Return a sentence that says how much of the folded words the text has."""
    pieces = pieces_of(folded)
    for piece in pieces:
        if not any(held.index.holds(words) for words in piece.variants):
            return _within(held, piece)
    if len(pieces) == 1:
        return "The text has these words only as a part of longer ones."
    return "The text has its parts, but not in this order, whole, and near each other."


def _within(held: FoldedText, piece: Piece) -> str:
    """Return how much of a piece the text has if it does not have all of it."""
    known = 0
    for words in piece.variants:
        parts = words.split(" ")
        longest = bisect_left(
            range(1, len(parts)),
            True,
            key=lambda n: _end_of(held, " ".join(parts[:n])) < 0,
        )
        if longest > known:
            known, head = longest, " ".join(parts[:longest])
    if known < 2:
        return "The text does not hold these words."
    at = _end_of(held, head)
    printed = shorten(held.folded[at : at + 60].strip(), 40)
    entered = shorten(" ".join(parts[known:]), 40)
    return (
        f"The text has “{shorten(head, 60)}”, but then “{printed}” where the quote "
        f"has “{entered}”."
    )


def _end_of(held: FoldedText, words: str) -> int:
    """Return where the text has these words, whole, and they end; -1 if nowhere."""
    for at in held.index.find_all(words):
        end = at + len(words)
        if not (cuts_word(held.folded, at) or cuts_word(held.folded, end)):
            return end
    return -1
