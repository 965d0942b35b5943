"""Suggested quotes of a text, found by the program or selected by an editor."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast

from articles.models import Article, Snapshot
from articles.models.base import WORDS, TimestampedModel, choice_constraint, user_key
from articles.text import shorten
from quotes.models.choices import QuoteKind
from quotes.models.quotes import Quote
from quotes.models.spans import SpansAreValid


class Review(models.Model):
    """The state of an article's review. Every decision locks this row."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="review")
    #: The snapshot for which suggestions were last made.
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, null=True, related_name="+")
    #: Increases with each change of its suggestions, so that pages can ask for changes.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"The review of {self.article}"


class Decision(models.TextChoices):
    OPEN = "open", "To decide"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class NonQuoteKind(models.TextChoices):
    """The kind of quoted words that are not a quote, or not reported as said.

    The values are those of `quotes.extraction`.
    """

    SCARE_QUOTES = "scare quotes", "Scare quotes"
    TITLE = "title of a work", "Title of a work"
    UNATTRIBUTED = "nobody is named", "Nobody is named"
    DENIED = "denied in the article", "Denied in the article"
    DISPUTED = "disputed in the article", "Disputed in the article"
    HYPOTHETICAL = "hypothetical", "Hypothetical"
    FICTION = "in a film, play or novel", "In a film, play or novel"
    QUESTION = "asked, not said", "Asked, not said"
    ANNOUNCED = "announced, not yet said", "Announced, not yet said"


#: The article says that these were not said, or not by the person named.
REFUTED = (NonQuoteKind.DENIED, NonQuoteKind.DISPUTED)
#: Somebody is named, but is not reported to have said it.
UNSAID = (
    *REFUTED,
    NonQuoteKind.HYPOTHETICAL,
    NonQuoteKind.FICTION,
    NonQuoteKind.QUESTION,
    NonQuoteKind.ANNOUNCED,
)


def _candidates(speaker):
    return speaker.get("candidates", ())  # older rows have none


def reject_with_quote(collector, field, suggestions, using):
    """Reject the suggestions of a deleted draft, which its editor does not want."""
    for name, value in (("decision", Decision.REJECTED), ("decided_by", None)):
        changed = field.model._meta.get_field(name)
        collector.add_field_update(changed, value, suggestions)
    collector.add_field_update(field, None, suggestions)


class Suggestion(TimestampedModel):
    """A possible quote in one snapshot, and the decision about it.

    The program found it, or an editor selected its words (`selected_by`). Offsets are
    half-open code points of the snapshot's text.
    """

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=QuoteKind)
    #: The place of its words: [[start, end], …], in order.
    spans = models.JSONField()
    #: The words to be entered: a direct quote goes without its outer marks.
    words = models.TextField()
    #: [{"name", "printed", "role", "span", "reason", "candidates"}, …]: the full name
    #: ("" if the article has none or is not certain), the words at the span, the role
    #: beside the name, why this name, and [{"name", "role", "reason"}, …] of those who
    #: may be meant, the likeliest first. Older rows lack "reason" and "candidates".
    speakers = models.JSONField(default=list)
    cue = models.CharField(max_length=200, blank=True)
    #: [start, end], or [] if there is no cue.
    cue_span = models.JSONField(default=list)
    #: Whether the cue is one of speech (“said”), not of thought or will (“wants”).
    speech = models.BooleanField(default=True)
    #: From 0 to 1; null if an editor selected the words.
    confidence = models.FloatField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    #: What the words are, if they are nobody's quote or not reported as said.
    instead = models.CharField(max_length=50, blank=True, choices=NonQuoteKind)
    selected_by = user_key()

    decision = models.CharField(
        max_length=8, choices=Decision, default=Decision.OPEN, editable=False
    )
    #: The quote that it became.
    quote = models.ForeignKey(
        Quote, reject_with_quote, null=True, related_name="suggestions"
    )
    decided_by = user_key()
    #: Suggestions decided together have the same time, and are undone together.
    decided_at = models.DateTimeField(null=True)
    #: Whether the quote was made from it, and not entered before.
    made_quote = models.BooleanField(default=False)
    #: Keys of the speakers added with the quote, who are deleted when it is undone.
    new_speakers = models.JSONField(default=list)
    #: The revisions of the review in which it was made and last changed.
    made_in = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            choice_constraint("kind", QuoteKind, "suggestion_kind_choice"),
            choice_constraint("decision", Decision, "suggestion_decision_choice"),
            models.CheckConstraint(
                condition=Q(instead__in=["", *NonQuoteKind.values]),
                name="suggestion_instead_choice",
            ),
            models.CheckConstraint(
                condition=Q(words__regex=WORDS), name="suggestion_has_words"
            ),
            models.CheckConstraint(
                condition=Q(SpansAreValid(F("spans"))) & ~Q(spans=[]),
                name="suggestion_spans_valid",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True)
                | Q(confidence__gte=0, confidence__lte=1),
                name="suggestion_confidence_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision=Decision.OPEN,
                    quote__isnull=True,
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | Q(
                    decision=Decision.ACCEPTED,
                    quote__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(decision=Decision.REJECTED, decided_at__isnull=False),
                name="suggestion_decided_as_a_whole",
            ),
            models.UniqueConstraint(
                F("snapshot"),
                MD5(Cast("spans", models.TextField())),
                name="suggestion_once_a_place",
            ),
        ]

    def __str__(self):
        return shorten(self.words)

    @property
    def is_open(self):
        return self.decision == Decision.OPEN

    @property
    def spot(self):
        """Return (start, end) of its place, for sorting."""
        return self.spans[0][0], self.spans[-1][1]

    @property
    def speaker_names(self):
        """Return the proposed names, and the candidates for names that are open."""
        people = [each for one in self.speakers for each in (one, *_candidates(one))]
        return [each["name"] for each in people if each["name"]]

    def reopen(self):
        """Undo its decision. Does not save."""
        self.decision, self.quote = Decision.OPEN, None
        self.decided_by = self.decided_at = None
        self.made_quote, self.new_speakers = False, []
