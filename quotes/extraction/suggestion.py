"""The result: suggestions for an editor, nothing more.

All offsets are half-open code points of the given text.
"""

from dataclasses import dataclass, field

from quotes.extraction.scanning import Span

DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"
SCARE_QUOTES = "scare quotes"
TITLE = "title of a work"
UNATTRIBUTED = "nobody is named"
DENIED = "denied in the article"
DISPUTED = "disputed in the article"
HYPOTHETICAL = "hypothetical"
FICTION = "in a film, play or novel"
QUESTION = "asked, not said"
ANNOUNCED = "announced, not yet said"


@dataclass(frozen=True, slots=True)
class CandidateSpeaker:
    """A person who may be meant; `reason` says why: "the last woman who spoke"."""

    name: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class SuggestedSpeaker:
    """A speaker: as printed, and what the rest of the article says about them.

    `name` is the fullest name. It is empty if the article gives none ("a spokesman")
    or if it is not certain who is meant: then `candidates` are the people who may be
    meant, the likeliest first. `role` is the description next to the name: "research
    fellow". `reason` says why a pronoun or a part of a name means this person.
    """

    span: Span
    printed: str
    name: str
    role: str
    reason: str = ""
    candidates: tuple[CandidateSpeaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A quote: its words (several spans if interrupted), speakers and cue.

    `confidence`, from 0 to 1, is how likely words, printed speaker and name are right
    (certainty.py), and `reason` says what it is based on. `speech` tells a cue of
    speech ("said") from others ("wants"). `instead` says what it is if the article does
    not report it as said ("denied in the article"); then it must not be accepted as a
    quote.
    """

    kind: str
    content: tuple[Span, ...]
    speakers: tuple[SuggestedSpeaker, ...]
    cue: Span
    speech: bool
    confidence: float
    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class NotAQuote:
    """Words in quotation marks that are nobody's quote, and what they are instead."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The quotes of a text, quotations that are none, and what was not really said."""

    suggestions: list[Suggestion]
    others: list[NotAQuote]
    unsaid: list[Suggestion] = field(default_factory=list)
