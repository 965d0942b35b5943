"""Outlines of all suggestions of a review: their order, counts and pages.

A page shows the cards of some suggestions. Outlines have what the rest of the page
needs of all of them, so that ten thousand take a tenth of a second.
"""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models.functions import Length

from articles.models.base import Status
from quotes import page_sizes
from quotes.models import LOCATED, Decision, Suggestion
from quotes.models.quotes import MAX_QUOTE_LENGTH
from quotes.models.suggestions import UNSAID
from quotes.review.speaker_matching import find_speakers

#: The confidences above which all can be accepted at once.
THRESHOLDS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
#: The lists of the page, in its order.
GROUPS = ("speech", "thought", "selected", "unsaid", "others")


def group_of(suggestion):
    """Return the name of the list on the page that has a Suggestion or Outline."""
    if suggestion.instead:
        return "unsaid" if suggestion.instead in UNSAID else "others"
    if suggestion.confidence is None:
        return "selected"
    return "speech" if suggestion.speech else "thought"


@dataclass(slots=True)
class Outline:
    """The part of a suggestion that a page needs if it does not show its card."""

    pk: int
    instead: str
    confidence: float | None
    speech: bool
    spans: list
    decision: str
    speakers: list
    length: int
    revision: int
    made_in: int
    decided_by_id: int | None
    quote_id: int | None
    quote_status: str | None
    anchor_status: str | None
    #: Whether it can be accepted as it is, with one key.
    is_settled: bool = False

    @property
    def is_open(self):
        return self.decision == Decision.OPEN

    @property
    def counts(self):
        """Return whether the page counts it, as open or as decided."""
        return not self.instead or not self.is_open

    @property
    def place(self):
        """Return its place in the page's order, for sorting."""
        spot = self.spans[0][0], self.spans[-1][1]
        return GROUPS.index(group_of(self)), *spot

    @property
    def state(self):
        """Return the class of its marks in the text."""
        return "instead" if self.is_open and self.instead else self.decision


def load_outlines(review):
    """Return the Outlines of a review in the page's order, in at most four queries."""
    rows = Suggestion.objects.filter(snapshot=review.snapshot_id).values_list(
        *("pk", "instead", "confidence", "speech", "spans", "decision", "speakers"),
        *(Length("words"), "revision", "made_in", "decided_by_id"),
        *("quote_id", "quote__status", "quote__anchor_status"),
    )
    outlines = [Outline(*row) for row in rows]
    waiting = [each for each in outlines if each.is_open and not each.instead]
    names = {person["name"] for each in waiting for person in each.speakers}
    known = find_speakers(names)
    settled = {name for name in names if name and _is_settled(known.get(name))}
    for each in waiting:
        each.is_settled = (
            bool(each.speakers)
            and each.length <= MAX_QUOTE_LENGTH
            and all(person["name"] in settled for person in each.speakers)
        )
    return sorted(outlines, key=lambda each: each.place)


def _is_settled(match):
    """Return whether a name is that of one known speaker, or of nobody known."""
    return match is None or match.only is not None


def open_above(outlines, confidence):
    """Return the open suggestions with at least this confidence, settled or not."""
    return [
        each
        for each in outlines
        if each.is_open
        and not each.instead
        and each.confidence is not None
        and each.confidence >= confidence
    ]


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """The counts of a review's suggestions by decision."""

    open: int
    accepted: int
    rejected: int
    drafts: int
    lost: int
    #: (percentage, number of cards that can be accepted above it), if there are any.
    thresholds: tuple

    @classmethod
    def of(cls, outlines):
        """Return the counts of all outlines of a review."""
        count = [each.decision for each in outlines if each.counts].count
        quotes = {each.quote_id: each for each in outlines if each.quote_id}.values()
        settled = [each for each in outlines if each.is_settled]
        numbers = [
            (round(least * 100), len(open_above(settled, least)))
            for least in THRESHOLDS
        ]
        return cls(
            open=count(Decision.OPEN),
            accepted=count(Decision.ACCEPTED),
            rejected=count(Decision.REJECTED),
            drafts=sum(each.quote_status == Status.DRAFT for each in quotes),
            lost=sum(each.anchor_status not in LOCATED for each in quotes),
            thresholds=tuple(pair for pair in numbers if pair[1]),
        )


def next_open(outlines, key, by=1):
    """Return the key of the open suggestion after (by=-1: before) this one, or None.

    Wraps around at the end. Without a key, starts from the beginning.
    """
    order = outlines if by > 0 else outlines[::-1]
    at = next((n for n, each in enumerate(order) if each.pk == key), -1)
    for each in (*order[at + 1 :], *order[: at + 1]):
        if each.is_open and each.counts:
            return each.pk
    return None


@dataclass(frozen=True, slots=True)
class ShownPage:
    """The cards that a page shows: those of its number, and those made since then."""

    number: int
    #: The review's revision when the page was loaded: cards made later were added.
    loaded: int

    @classmethod
    def with_card(cls, outlines, key, revision):
        """Return the page that has this card; the first one without a key."""
        keys = [each.pk for each in outlines]
        at = keys.index(key) if key in keys else 0
        return cls(at // page_sizes.SUGGESTIONS + 1, revision)

    def paged(self, outlines):
        """Return Django's Page of the outlines that the page was loaded with."""
        then = [each for each in outlines if each.made_in <= self.loaded]
        return Paginator(then, page_sizes.SUGGESTIONS).get_page(self.number)

    def keys(self, outlines):
        """Return the set of the keys of all cards that it shows by now."""
        added = {each.pk for each in outlines if each.made_in > self.loaded}
        return {each.pk for each in self.paged(outlines)} | added
