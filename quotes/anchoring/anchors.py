"""What is said of a quote's place in a text: a status, spans, and a sentence."""

from dataclasses import dataclass

EXACT = "exact"
EDITED = "edited"
DIFFERS = "differs"
AMBIGUOUS = "ambiguous"
MISSING = "missing"
NO_TEXT = "no_text"

Span = tuple[int, int]
Spans = tuple[Span, ...]

#: How many code points of context are kept on each side.
CONTEXT = 32
#: So many equal places are looked at; more are as ambiguous as these.
MAX_PLACES = 50
#: The longest reason, in code points: the database keeps no longer one.
MAX_REASON_LENGTH = 480


@dataclass(frozen=True, slots=True)
class Anchor:
    """The outcome of looking for a quote: a status, and the spans if it was found.

    `reason` says in a sentence, for editors, what differs or why there is no place;
    `places` are the spans of each equal place where the quote is ambiguous.
    """

    status: str
    spans: Spans = ()
    reason: str = ""
    prefix: str = ""
    suffix: str = ""
    places: tuple[Spans, ...] = ()


def anchored(text: str, spans: Spans, status: str, reason: str) -> Anchor:
    """Return the anchor of spans of a text, with the words around them."""
    start, end = spans[0][0], spans[-1][1]
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(status, spans, shorten(reason, MAX_REASON_LENGTH), prefix, suffix)


def shorten(words: str, length: int = 80) -> str:
    """Return at most `length` code points, the last ones of them cut off."""
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
