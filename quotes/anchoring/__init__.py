"""Finds the place of a quote in a text, and never guesses. Plain Python.

anchors             the result: a status, spans and a reason
folding             characters that count as equal
word_index          the offsets of each word of a text
tokens              numbers and compounds that no cut may divide
marked_changes      [brackets], [sic] and ellipses in the words of a quote
speech              words of speech, names and doubt, in four languages
turns               whether two speakers' words were joined
omissions           negations that marked changes leave out
brackets            words in brackets that differ in sense from print
context_dependence  conditions and negations just outside a passage
piece_search        consecutive pieces of a quote, interrupted in print
stages              from identical characters to marked changes
divergence          how far a text agrees with words that it does not have
near_misses         the passage whose words differ
word_diff           differences word by word
text_diff           the same for two texts of an article
locating            all of the above: `locate`, `locate_at`
alignment           an old text next to a new one
surroundings        who speaks around a quote
antecedents         whom “she said” may mean
identity            whether words in a new text are the same passage
relocation          anchors carried over from the old text to the new
"""

from quotes.anchoring.anchors import (
    AMBIGUOUS,
    CONTEXT_LENGTH,
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
    "CONTEXT_LENGTH",
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
