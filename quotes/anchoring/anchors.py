"""The result of locating a quote in a text: a status, spans, and a sentence."""

from dataclasses import dataclass

from articles.text import shorten

EXACT = "exact"
EDITED = "edited"
DIFFERS = "differs"
AMBIGUOUS = "ambiguous"
MISSING = "missing"
NO_TEXT = "no_text"

Span = tuple[int, int]
Spans = tuple[Span, ...]

#: Code points of context stored on each side.
CONTEXT_LENGTH = 32
#: How many equal places are looked at; more would be just as ambiguous.
MAX_PLACES = 50
#: Length of a reason in code points, as limited by the database.
MAX_REASON_LENGTH = 480


@dataclass(frozen=True, slots=True)
class Anchor:
    """The result of a search for a quote: a status, and the spans if it was found.

    `reason` is a sentence for editors about differences or about why there is no place.
    `places` are the spans of all equal places if the quote is ambiguous. `dropped` are
    the negations, conditions or exceptions that a marked change leaves out, as in “not,
    unless”, or puts in: “[not]”. `recheck` is a sentence for editors if the quote moved
    or somebody else may speak there now; empty if nobody has to look.
    """

    status: str
    spans: Spans = ()
    reason: str = ""
    prefix: str = ""
    suffix: str = ""
    places: tuple[Spans, ...] = ()
    dropped: str = ""
    recheck: str = ""


def anchored(
    text: str, spans: Spans, status: str, reason: str, dropped: str = ""
) -> Anchor:
    """Return the anchor for spans of a text, with the words around them."""
    start, end = spans[0][0], spans[-1][1]
    prefix, suffix = (
        text[max(0, start - CONTEXT_LENGTH) : start],
        text[end : end + CONTEXT_LENGTH],
    )
    reason = shorten(reason, MAX_REASON_LENGTH)
    return Anchor(status, spans, reason, prefix, suffix, dropped=dropped)
