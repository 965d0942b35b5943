"""The cards of the review screen: suggestions, and the speakers proposed for them."""

from dataclasses import dataclass, field, replace

from django.db.models import BooleanField, ExpressionWrapper

from quotes.merging.duplicate_quotes import find_printed
from quotes.models import Attribution, QuoteKind, Standing, Suggestion
from quotes.models.quotes import MAX_QUOTE_LENGTH
from quotes.models.suggestions import REFUTED
from quotes.review.decisions import (
    MAY_TAKE_BACK,
    QuoteDraft,
    SpeakerDraft,
)
from quotes.review.outlines import GROUPS, group_of
from quotes.review.speaker_matching import SpeakerMatch, find_speakers
from quotes.review.wording import name_as_printed


@dataclass(frozen=True, slots=True)
class ProposedSpeaker:
    """A proposed speaker: the name as printed, and known speakers of that name."""

    number: int
    name: str  # "" if the article gives no name
    printed: str
    as_printed: str
    role: str
    called: SpeakerMatch
    #: Why this name; or, if it is not certain, the candidates, likeliest first.
    reason: str = ""
    candidates: tuple["ProposedSpeaker", ...] = ()

    @property
    def known(self):
        """Return the known speakers that may be meant."""
        return self.called.speakers

    @property
    def only(self):
        """Return the one known speaker that must be meant, or None."""
        return self.called.only

    @property
    def is_settled(self):
        """Return whether there is no choice: one known speaker, or a new one."""
        return bool(self.name) and bool(self.only or not self.known)

    @property
    def is_personal(self):
        """Return whether the printed word can only mean a person."""
        return self.printed.casefold() in ("she", "he", "her", "him")

    @property
    def token(self):
        """Return a token that changes if other speakers get this name."""
        return ".".join(str(speaker.pk) for speaker in self.known)

    def speaker_draft(self, speaker, new_kind):
        """Return the draft of a known speaker, or of a new one of this kind."""
        return SpeakerDraft(
            speaker=speaker,
            new_name=self.name,
            new_kind=new_kind,
            name_as_printed=self.as_printed,
            role_as_printed=self.role,
        )


@dataclass(slots=True)
class Card:
    """A suggestion with its proposed speakers, and a form while it is being edited."""

    suggestion: Suggestion
    proposals: tuple[ProposedSpeaker, ...]
    attributions: list = field(default_factory=list)
    form: object = None
    note: str = ""
    #: What the editor had typed before somebody else decided.
    typed: list = field(default_factory=list)
    #: Whether it is the response to this editor's request: it may replace typed text.
    is_answer: bool = False
    #: Where else its words are printed.
    also: list = field(default_factory=list)

    @property
    def pk(self):
        return self.suggestion.pk

    @property
    def group(self):
        """Return the name of the list on the page that has it."""
        return group_of(self.suggestion)

    @property
    def is_refuted(self):
        """Return whether the text itself allows entering it as misattributed."""
        suggestion = self.suggestion
        return (
            suggestion.is_open
            and suggestion.instead in REFUTED
            and suggestion.kind != QuoteKind.INDIRECT
        )

    @property
    def takes_names(self):
        """Return whether the card asks who is meant; then one key enters it."""
        return self.is_refuted or not self.suggestion.instead

    @property
    def is_settled(self):
        """Return whether it can be accepted as it is, with one key."""
        return (
            self.has_settled_people
            and not self.suggestion.instead
            and len(self.suggestion.words) <= MAX_QUOTE_LENGTH
        )

    @property
    def has_settled_people(self):
        return bool(self.proposals) and all(each.is_settled for each in self.proposals)

    @property
    def names(self):
        """Return the names proposed, for a sentence."""
        return " and ".join(each.name for each in self.proposals)

    @property
    def needs_choice(self):
        """Return whether all speakers have names, so that only a choice is missing."""
        return bool(self.proposals) and all(each.name for each in self.proposals)

    @property
    def asks_about(self):
        """Return the proposal whose name is not certain and has candidates, or None.

        If several have, returns the first: the keys are for its candidates.
        """
        return next((each for each in self.proposals if each.candidates), None)

    def choose(self, number, candidate):
        """Replace the proposal with this number by a candidate."""
        self.proposals = tuple(
            candidate if each.number == number else each for each in self.proposals
        )

    @property
    def can_take_back(self):
        return not self.suggestion.is_open and self.suggestion.may_take_back

    def draft(self, people=None):
        """Return the QuoteDraft that is entered if it is accepted as it is."""
        if people is None:
            people = [
                each.speaker_draft(each.only, "person") for each in self.proposals
            ]
        suggestion = self.suggestion
        draft = QuoteDraft(
            suggestion.kind, suggestion.words, tuple(people), suggestion.cue
        )
        return self.as_misattributed(draft) if self.is_refuted else draft

    def as_misattributed(self, draft):
        """Return the draft as misattributed, with the article as the evidence."""
        article = self.suggestion.snapshot.article
        printed_in = [
            f"“{article.title}”",
            article.publication and article.publication.name,
            article.published and str(article.published),
            article.url,
        ]
        about = ", ".join(str(each) for each in printed_in if each)
        evidence = f"{self.suggestion.get_instead_display()}: {about}."
        return replace(draft, standing=Standing.MISATTRIBUTED, evidence=evidence[:5000])


def load_cards(review, keys=None):
    """Return the cards of a review, or those with these keys, in the page's order.

    Takes a fixed number of queries.
    """
    rows = (
        Suggestion.objects.filter(snapshot=review.snapshot_id)
        .select_related("quote", "decided_by", "selected_by")
        .annotate(may_take_back=ExpressionWrapper(MAY_TAKE_BACK, BooleanField()))
    )
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows = list(rows)
    known = find_speakers(
        name for row in rows if row.is_open for name in row.speaker_names
    )
    attributions = {}
    quotes = [row.quote_id for row in rows if row.quote_id]
    if quotes:
        for one in Attribution.objects.filter(quote__in=quotes).select_related(
            "speaker"
        ):
            attributions.setdefault(one.quote_id, []).append(one)
    cards = [
        Card(row, _proposals(row, known), attributions.get(row.quote_id, []))
        for row in rows
    ]
    texts = [row.words for row in rows if row.is_open]
    printed = find_printed(texts, review.article_id)
    for card in cards:
        card.also = printed.get(card.suggestion.words, [])
    return sorted(
        cards, key=lambda card: (GROUPS.index(card.group), card.suggestion.spot)
    )


def _proposals(suggestion, known):
    # Older rows lack reasons and candidates.
    return tuple(
        _proposal(number, each, known, each["printed"])
        for number, each in enumerate(suggestion.speakers)
    )


def _proposal(number, person, known, printed):
    name, role = person["name"], person["role"]
    return ProposedSpeaker(
        number=number,
        name=name,
        printed=printed,
        as_printed=name_as_printed(printed, name, role)[:200],
        role=role,
        called=known.get(name, SpeakerMatch()),
        reason=person.get("reason", ""),
        candidates=()
        if name
        else tuple(
            _proposal(number, each, known, printed)
            for each in person.get("candidates", ())
        ),
    )
