"""The verdicts on a claim, and what one is made of. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from quotes.anchoring.anchors import Spans
from quotes.anchoring.word_diff import Run
from quotes.checking.letters import Letters, plain_letters


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


@dataclass(frozen=True)
class Candidate:
    """A text that may hold the words of a claim: a held text, or a quote on record.

    `key` names it for the caller, and `source` the article that it is of: older texts
    and quotes of one article have the same. If it is a part of a longer text, `offset`
    is where that part begins. `speakers` are the names and aliases of those whose
    words all of it is, () if that is not known. `is_quote`: it is the words of a quote
    without what stands around them. `refuted` is a sentence on why a quote on record is
    not genuine. If somebody else is on record with it, `refutations` has pairs of a
    name and such a sentence instead. `changed_on` is the day since when a text is no
    longer printed so.
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
    offset: int = 0

    @cached_property
    def letters(self) -> Letters:
        return Letters(self.text)

    @cached_property
    def plain(self) -> bytes:
        return plain_letters(self.text)

    def may_have(self, several: Iterable[Letters]) -> bool:
        """Return False if it is certain that it has not the letters of some words."""
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
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

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
    diff: tuple[Run, ...] = ()
    outside: str = ""
    notes: tuple[str, ...] = field(default=())
