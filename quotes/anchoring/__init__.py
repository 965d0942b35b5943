"""Where do the words of a quote stand in a text? Plain Python, and never a guess.

anchors         what the outcome of looking is
folding         the signs that count as one
word_index      where each word of a text stands
marked_changes  [brackets], [sic] and ellipses in the words of a quote
piece_search    words in a row, one after another, interrupted in print
stages          from the very characters to marked changes
parting         how far the text agrees with words that it does not hold
near_misses     the passage whose words differ
word_diff       what differs, word by word
locating        all of these: `locate`, `locate_at`
alignment       an old text beside a new one
moving          anchors that go from the old text to the new
"""

from quotes.anchoring.anchors import (
    AMBIGUOUS,
    CONTEXT,
    DIFFERS,
    EDITED,
    EXACT,
    MISSING,
    NO_TEXT,
    Anchor,
    Span,
    Spans,
)
from quotes.anchoring.locating import locate, locate_at
from quotes.anchoring.marked_changes import BRACKET_REACH, ELLIPSIS_REACH

__all__ = [
    "AMBIGUOUS",
    "BRACKET_REACH",
    "CONTEXT",
    "DIFFERS",
    "EDITED",
    "ELLIPSIS_REACH",
    "EXACT",
    "MISSING",
    "NO_TEXT",
    "Anchor",
    "Span",
    "Spans",
    "locate",
    "locate_at",
]
