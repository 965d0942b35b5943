"""What the program found: suggestions for an editor, nothing more.

All offsets are half-open code points of the text as it was given.
"""

from dataclasses import dataclass

from quotes.extraction.scanning import Span

DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"
SCARE_QUOTES = "scare quotes"
TITLE = "title of a work"
UNATTRIBUTED = "nobody is named"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks: as printed, and what the article tells elsewhere.

    `name` is the fullest name, empty where the article gives none ("a spokesman");
    `role` is what stands beside the name: "research fellow".
    """

    span: Span
    printed: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One quote: its words (several spans where interrupted), speakers and cue.

    `confidence` goes from 0 to 1, and `reason` says what it rests on. `speech` tells a
    cue of speech ("said") from others ("wants").
    """

    kind: str
    content: tuple[Span, ...]
    speakers: tuple[Speaker, ...]
    cue: Span
    speech: bool
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class NotAQuote:
    """Words in quotation marks that are nobody's quote, and what they are instead."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class Findings:
    suggestions: list[Suggestion]
    others: list[NotAQuote]
