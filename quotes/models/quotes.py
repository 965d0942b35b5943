"""Quotes, their anchors in texts, and the attributions that link them to speakers."""

from django.contrib.postgres.indexes import HashIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.urls import reverse

from articles.models import Article, LanguageField, Snapshot, validate_not_in_future
from articles.models.base import (
    WORDS,
    Precision,
    Publishable,
    Status,
    TimestampedModel,
    choice_constraint,
    date_constraints,
    make_url_slug,
    partial_date_property,
    withdrawn_constraint,
)
from articles.models.functions import Fold
from articles.text import shorten
from quotes import anchoring
from quotes.models.choices import (
    LOCATED,
    WITH_PASSAGE,
    AnchorStatus,
    MembershipState,
    QuoteKind,
    Standing,
)
from quotes.models.last_printed import lacks_words, last_printed
from quotes.models.publishing import (
    DROPPED_IF_EDITED,
    PublishingQuerySet,
    QuotePublishing,
)
from quotes.models.spans import SpansAreValid
from quotes.models.speakers import Speaker, Topic

#: The longest quote, in code points. Longer runs are documents, not quotes.
MAX_QUOTE_LENGTH = 20_000


class QuoteQuerySet(PublishingQuerySet):
    def locked(self):
        """Lock the articles of the quotes, then the quotes, as saving an article does.

        So the two cannot deadlock.
        """
        Article.objects.filter(pk__in=self.values("article")).share()
        return self.select_for_update(of=("self",))

    def for_lists(self):
        """Load the related rows that a list shows, in a fixed number of queries."""
        after = Snapshot.objects.filter(
            article=OuterRef("article"), pk__gt=OuterRef("printed_in")
        )
        return (
            self.select_related("article__publication")
            .annotate(
                had_at=F("printed_in__retrieved_at"),
                lacked_at=Subquery(after.order_by("pk").values("retrieved_at")[:1]),
                open_recheck=FilteredRelation(
                    "rechecks", condition=Q(rechecks__confirmed_at=None)
                ),
                noticed_at=F("open_recheck__at"),
                of_saying=Case(
                    When(
                        ~Q(saying_member__state=MembershipState.PROPOSED)
                        & Q(saying_member__saying__prints__gte=2),
                        then="saying_member__saying",
                    )
                ),
                refuted_in_saying=F("saying_member__saying__refuted"),
            )
            .prefetch_related(
                models.Prefetch(
                    "attributions", Attribution.objects.select_related("speaker")
                )
            )
        )


class Quote(QuotePublishing, Publishable):
    """Words or a statement that one article reports, and their place in its text."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="quotes")
    kind = models.CharField(
        max_length=8,
        choices=QuoteKind,
        default=QuoteKind.DIRECT,
        help_text=(
            "Direct: all of it stands in quotation marks. Mixed: a part of it does. "
            "Indirect: a paraphrase."
        ),
    )
    text = models.TextField(
        max_length=MAX_QUOTE_LENGTH,
        validators=[MaxLengthValidator(MAX_QUOTE_LENGTH)],
        help_text=(
            "The words as printed. A direct quote goes without its outer quotation "
            "marks."
        ),
    )
    language = LanguageField(blank=True, help_text="Only if it is not the article’s.")
    translation = models.TextField(blank=True, max_length=MAX_QUOTE_LENGTH)
    translation_language = LanguageField(blank=True)
    said_on = models.DateField(
        null=True,
        blank=True,
        validators=[validate_not_in_future],
        help_text="Only if it was not said on the date of the article.",
    )
    said_precision = models.CharField(
        max_length=7, choices=Precision, default=Precision.UNKNOWN
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="quotes")
    note = models.TextField("editor’s note", blank=True, max_length=5000)

    #: The snapshot that was last searched for it.
    snapshot = models.ForeignKey(
        Snapshot,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="quotes",
    )
    #: Its place there: [[start, end], …], half-open code points, in order.
    spans = models.JSONField(default=list, blank=True, editable=False)
    #: The words before and after it (W3C TextQuoteSelector).
    prefix = models.CharField("words before", max_length=200, blank=True)
    suffix = models.CharField("words after", max_length=200, blank=True)
    anchor_status = models.CharField(
        max_length=9,
        choices=AnchorStatus,
        default=AnchorStatus.NO_TEXT,
        editable=False,
    )
    anchor_reason = models.CharField(max_length=500, blank=True, editable=False)
    #: If the newest snapshot lacks these words, the last one that had them, and their
    #: place there. Null if the newest has them, or if none had.
    printed_in = models.ForeignKey(
        Snapshot,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    printed_spans = models.JSONField(null=True, blank=True, editable=False)

    objects = QuoteQuerySet.as_manager()

    said = partial_date_property("said")

    class Meta:
        ordering = ["-pk"]
        permissions = [("publish_quote", "Can publish and withdraw quotes")]
        constraints = [
            choice_constraint("kind", QuoteKind, "quote_kind_choice"),
            choice_constraint("status", Status, "quote_status_choice"),
            choice_constraint("anchor_status", AnchorStatus, "quote_anchor_choice"),
            withdrawn_constraint("quote_withdrawn_reason"),
            *date_constraints("said", "quote_said"),
            models.CheckConstraint(
                condition=Q(text__regex=WORDS),
                name="quote_has_words",
                violation_error_message="Enter the words of the quote.",
            ),
            models.CheckConstraint(
                condition=Q(SpansAreValid(F("spans"))),
                name="quote_spans_valid",
                violation_error_message=(
                    "Each span starts at 0 or later and ends after it starts."
                ),
            ),
            models.CheckConstraint(
                condition=(
                    Q(anchor_status__in=WITH_PASSAGE, snapshot__isnull=False)
                    & ~Q(spans=[])
                    | ~Q(anchor_status__in=WITH_PASSAGE) & Q(spans=[])
                ),
                name="quote_located_has_spans",
                violation_error_message=(
                    "A quote that is located has spans in a snapshot; any other has "
                    "none."
                ),
            ),
            DROPPED_IF_EDITED,
            models.CheckConstraint(
                condition=(
                    Q(printed_in__isnull=True, printed_spans__isnull=True)
                    | Q(printed_in__isnull=False, printed_spans__isnull=False)
                    & Q(SpansAreValid(F("printed_spans")))
                    & ~Q(printed_spans=[])
                    & ~Q(anchor_status__in=(*LOCATED, AnchorStatus.NO_TEXT))
                ),
                name="quote_printed_before",
                violation_error_message=(
                    "Only a quote that the newest text lacks has spans in an older one."
                ),
            ),
            models.CheckConstraint(
                condition=(
                    Q(translation="", translation_language="")
                    | ~Q(translation="") & ~Q(translation_language="")
                ),
                name="quote_translation_language",
                violation_error_message=(
                    "Give a translation together with its language."
                ),
            ),
        ]
        indexes = [
            # For feeds: the published quotes, last changed first.
            models.Index(
                F("updated_at").desc(),
                F("id").desc(),
                name="quote_latest",
                condition=Q(status=Status.PUBLISHED),
            ),
            # For the editors' list: drafts first, newest first.
            models.Index(fields=["status", "-id"], name="quote_drafts_first"),
            # For the same words elsewhere. A hash, because texts are long.
            HashIndex(Fold("text"), name="quote_same_words"),
            models.Index(
                fields=["printed_in"],
                name="quote_printed_in",
                condition=Q(printed_in__isnull=False),
            ),
        ]

    def __str__(self):
        return shorten(self.text)

    def get_absolute_url(self):
        return reverse("quotes:quote", args=[self.pk, self.url_slug])

    @property
    def url_slug(self):
        """Return the end of its address: the first words of the quote."""
        return make_url_slug(self.text, "quote")

    @property
    def language_tag(self):
        """Return the tag of its language, or else of its article's."""
        return self.language or self.article.language

    @property
    def dated(self):
        """Return the PartialDate when it was said, or else printed; None if unknown."""
        return self.said or self.article.published

    @property
    def is_located(self):
        """Return whether the text has these words, apart from marked changes."""
        return self.anchor_status in LOCATED

    @property
    def has_passage(self):
        """Return whether its passage is known, even if the words there differ."""
        return self.anchor_status in WITH_PASSAGE

    def locate(self, snapshot=None, folded=None):
        """Search a snapshot, by default the current one, and set the anchor.

        Does not save. `prefix` and `suffix` choose between equal places; if the quote
        is found, they are set from the text. Pass the snapshot's FoldedText as well
        when you look for many quotes in one text.
        """
        snapshot = snapshot or self.article.current_snapshot
        if snapshot is None:
            self.set_anchor(None, anchoring.Anchor(anchoring.NO_TEXT))
            return
        found = anchoring.locate(
            folded or snapshot.text, self.text, prefix=self.prefix, suffix=self.suffix
        )
        self.set_anchor(snapshot, found)

    def locate_at(self, spans, snapshot=None):
        """Set the anchor to these spans of a snapshot, by default the current one.

        Does not save. Raises ValidationError if the spans are out of range or have
        other words.
        """
        snapshot = snapshot or self.article.current_snapshot
        if snapshot is None:
            raise ValidationError("No text is held in which it could have a place.")
        try:
            found = anchoring.locate_at(snapshot.text, self.text, spans)
        except ValueError as error:
            raise ValidationError(str(error), code="spans") from error
        self.set_anchor(snapshot, found)

    def set_anchor(self, snapshot, anchor, older=None):
        """Set the anchor to one that was found in a snapshot. Does not save.

        If the snapshot lacks the words, looks for the last one that had them. `older`
        are the snapshots before it, newest first, if the words are those that were
        searched last; without it, the words may be new.
        """
        searched, known = self.snapshot_id, {self.printed_in_id: self.printed_spans}
        if self.is_located:
            known[self.snapshot_id] = self.spans
        self.snapshot = snapshot
        self.spans = [list(span) for span in anchor.spans]
        self.anchor_status = anchor.status
        self.anchor_reason = anchor.reason
        self.dropped_words = shorten(anchor.dropped, 200)
        if anchor.spans:
            self.prefix, self.suffix = anchor.prefix, anchor.suffix
        if not snapshot or not lacks_words(snapshot.text, self.text, anchor):
            self.printed_in = self.printed_spans = None
        elif older is None or snapshot.pk != searched or not self.printed_in_id:
            older = snapshot.older() if older is None else older
            self.printed_in, self.printed_spans = last_printed(self, older, known)


class Attribution(TimestampedModel):
    """The link of a quote to a speaker: names as printed, and whether it is right."""

    # No index of its own: that of `attribution_once_a_speaker` begins with it.
    quote = models.ForeignKey(
        Quote, models.CASCADE, db_index=False, related_name="attributions"
    )
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="attributions")
    name_as_printed = models.CharField(max_length=200, blank=True)
    role_as_printed = models.CharField(max_length=300, blank=True)
    cue = models.CharField(
        max_length=200,
        blank=True,
        help_text="The reporting words: “points out”, “according to” …",
    )
    standing = models.CharField(
        max_length=13, choices=Standing, default=Standing.UNVERIFIED
    )
    evidence = models.TextField(
        blank=True,
        max_length=5000,
        help_text="What shows it. Required unless it is not yet checked.",
    )

    class Meta:
        ordering = ["quote", "pk"]
        indexes = [
            # For home: the doubtful ones, newest first.
            models.Index(
                fields=["quote"],
                name="attribution_in_doubt",
                condition=Q(standing__in=[Standing.DISPUTED, Standing.MISATTRIBUTED]),
            ),
        ]
        constraints = [
            choice_constraint("standing", Standing, "attribution_standing_choice"),
            models.CheckConstraint(
                condition=Q(standing=Standing.UNVERIFIED) | Q(evidence__regex=WORDS),
                name="attribution_standing_has_evidence",
                violation_error_message=(
                    "Say in “evidence” what shows this standing, or leave it "
                    "unverified."
                ),
            ),
            models.UniqueConstraint(
                fields=["quote", "speaker"],
                name="attribution_once_a_speaker",
                violation_error_message=(
                    "This quote is attributed to this speaker already."
                ),
            ),
            models.UniqueConstraint(
                fields=["quote"],
                condition=Q(standing=Standing.VERIFIED),
                name="attribution_one_verified",
                violation_error_message=(
                    "Another attribution of this quote is verified: only one can be."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.speaker}: {self.quote}"

    def clean(self):
        super().clean()
        moved = Attribution.objects.filter(pk=self.pk).exclude(quote=self.quote_id)
        if self.quote_id and moved.exists():
            raise ValidationError(
                "An attribution never moves to another quote: make a new one there.",
                code="moved",
            )
