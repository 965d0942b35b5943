"""The verdicts on a claim, and the parts of a judgement. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from quotes.anchoring.anchors import Spans
from quotes.anchoring.word_diff import DiffRun
from quotes.checking.letters import Letters, plain_letters
from quotes.extraction.scanning import scan


class Verdict(StrEnum):
    """The closed list of what may be said of a claim."""

    EXACT = "exact"
    MARKED = "marked changes"
    AT_RISK = "meaning at risk"
    ALTERED = "altered"
    JOINED = "joined"
    SAID_BY_ANOTHER = "said by another"
    REFUTED = "refuted"
    CHANGED_SINCE = "changed since"
    PARAPHRASE = "paraphrase"
    TOO_SHORT = "too short to tell"
    NOT_ON_RECORD = "not on record"


class Flag(StrEnum):
    """A remark beside a verdict."""

    MARKED = "marked changes"
    CUT_SHORT = "cut short"
    NEGATION_CHANGED = "negation changed"
    NUMBER_CHANGED = "number changed"
    ORDER_CHANGED = "order changed"
    QUESTION_CHANGED = "question mark changed"
    OTHER_SPEAKER = "other speaker"
    #: No text of the source is held: only a quote on record has the words.
    NOT_COMPARED = "not compared"
    #: A quote on record has the words, but no source is known to print them.
    UNPRINTED = "unprinted"
    #: The source has the words as its own text, not as a quotation.
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True)
class Candidate:
    """A text that may hold the words of a claim: a held text, or a quote on record.

    `key` identifies it for the caller, and `source` its article: older texts and quotes
    of one article have the same `source`, and newer texts a greater `version`. If it is
    a part of a longer text, `offset` is where that part begins. `speakers` are the
    names and aliases of those whose words all of it is, () if that is not known;
    `has_organisation`: one of them is an organisation, for which a person may speak.
    `changed_on` is the day since when a text is no longer printed so.

    `is_quote`: it is the words of a quote on record without what stands around them.
    Then `refutations` are pairs of a name and a sentence on why this is not its
    speaker, and `refuted` is such a sentence if nobody else is on record with it.
    `quoted` are the spans that are printed in quotation marks, None if all of it may
    be. `is_compared`: a text of its source is held; `unprinted` is a sentence on why it
    is still not known to be printed so.
    """

    key: object
    text: str
    speakers: tuple[str, ...] = ()
    said_on: date | None = None
    is_quote: bool = False
    refuted: str = ""
    refutations: tuple[tuple[str, str], ...] = ()
    changed_on: date | None = None
    source: object = None
    version: int = 0
    offset: int = 0
    quoted: Spans | None = None
    is_compared: bool = True
    unprinted: str = ""
    has_organisation: bool = False

    @cached_property
    def letters(self) -> Letters:
        return Letters(self.text)

    @cached_property
    def plain(self) -> bytes:
        return plain_letters(self.text)

    @cached_property
    def quotations(self) -> Spans:
        """The spans in quotation marks."""
        return tuple(
            span for each in scan(self.text) if each.closed for span in each.spans
        )

    def may_have(self, several: Iterable[Letters]) -> bool:
        """Return False if it certainly lacks the letters of some words."""
        return all(each.plain in self.plain for each in several)


@dataclass(frozen=True, slots=True)
class Match:
    """The place of a claim's words in a candidate: spans in code points of its text."""

    candidate: Candidate
    spans: Spans

    @property
    def whole_spans(self) -> Spans:
        """Return the spans in the whole text, if the candidate is a part of one."""
        offset = self.candidate.offset
        return tuple((start + offset, end + offset) for start, end in self.spans)

    @property
    def source(self) -> object:
        """Return the article, or the record used in its place."""
        return self.candidate.source or self.candidate.key

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the names of those who say it, () if that is not known.

        Whoever says all of a text may quote somebody else in quotation marks.
        """
        held = self.candidate
        if held.is_quote or not held.speakers:
            return held.speakers
        length = sum(end - start for start, end in self.spans)
        inside = sum(
            max(0, min(end, last) - max(start, first))
            for start, end in self.spans
            for first, last in held.quotations
        )
        return () if 2 * inside > length else held.speakers

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def is_quoted(self) -> bool:
        """Return whether all of it may be printed in quotation marks."""
        quoted = self.candidate.quoted
        return quoted is None or all(
            any(first <= start and end <= last for first, last in quoted)
            for start, end in self.spans
        )

    @property
    def is_current(self) -> bool:
        """Return whether a text of its source, as printed now, is known to have it."""
        held = self.candidate
        return held.is_compared and not held.unprinted and not held.changed_on

    @property
    def printed(self) -> str:
        """Return the text from the first span to the last."""
        return self.candidate.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on a claim, the places that it rests on, and a reason in words.

    `places` are the best place first, then others with the same words, or all the parts
    of a joined claim. `speaker` is “right”, “wrong” or “unknown”. `diff` are the runs
    of the printed passage and the claim, if words differ. `outside` are words next to
    the passage on which its sense depends.
    """

    verdict: Verdict
    reason: str
    places: tuple[Match, ...] = ()
    speaker: str = "unknown"
    flags: frozenset[Flag] = frozenset()
    diff: tuple[DiffRun, ...] = ()
    outside: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def may_be_reworded(self) -> bool:
        """Return whether a passage in other words may be more than what was found."""
        return self.verdict == Verdict.NOT_ON_RECORD and not self.places
