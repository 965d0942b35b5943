"""The rules for publishing a quote, and the caveats that readers see."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from articles.models.base import Status
from quotes.models.choices import AnchorStatus, Standing
from quotes.models.last_printed import make_caveat

#: The error for a published quote without an attribution.
UNATTRIBUTED = "Say who said it: a published quote has an attribution."
#: The error for a quote on the list of quotes to recheck.
UNCHECKED = (
    "Its passage moved, or somebody else may speak there now: confirm it in “Quotes to "
    "recheck” before it is published."
)
#: The error for a quote that drops a “not” or a similar word, with or without a mark.
SENSE_CHANGED = (
    "The quote leaves out or puts in “%(words)s”, which changes what was said. Enter "
    "that as printed, too, or choose other words of the passage."
)

#: Sent with the `keys` of published quotes after they were saved, in the same
#: transaction.
quotes_published = Signal()
#: Sent with a saved `quote` to find out where its words are already on record.
#: Receivers return (key of another quote, whether its words are equal), or None.
words_entered = Signal()

DROPPED_IF_EDITED = models.CheckConstraint(
    condition=Q(dropped_words="") | Q(anchor_status=AnchorStatus.EDITED),
    name="quote_dropped_if_edited",
    violation_error_message="Only marked changes can leave words out.",
)


class PublishingQuerySet(models.QuerySet):
    def public(self):
        """Return what readers may see: published quotes of published articles.

        Hand-written SQL for readers repeats this condition.
        """
        return self.filter(status=Status.PUBLISHED, article__status=Status.PUBLISHED)

    def seen(self):
        """Return what readers see or saw: no drafts, and no quotes of drafts."""
        return self.exclude(status=Status.DRAFT).exclude(article__status=Status.DRAFT)

    def publish(self):
        """Publish quotes that `check_publishable` allows, in one statement."""
        with transaction.atomic(savepoint=False):
            keys = list(self.values_list("pk", flat=True))
            self.model.objects.filter(pk__in=keys).update(
                status=Status.PUBLISHED, withdrawn_reason="", updated_at=timezone.now()
            )
            quotes_published.send(self.model, keys=keys)


class QuotePublishing(models.Model):
    """The base class of Quote for publishing and caveats."""

    #: The negations, conditions or exceptions that its marked changes leave out, as in
    #: “not, unless”, or put in: “[not]”.
    dropped_words = models.CharField(
        max_length=200, blank=True, default="", db_default="", editable=False
    )

    class Meta:
        abstract = True

    def save(self, **kwargs):
        """Save it, and tell the grouping of sayings if its published words may change.

        Forms, imports and `publish()` end here; many at once are published by the
        QuerySet.
        """
        super().save(**kwargs)
        saved = kwargs.get("update_fields")
        is_all = saved is None or not {"text", "status"}.isdisjoint(saved)
        if self.status == Status.PUBLISHED and is_all:
            quotes_published.send(type(self), keys=[self.pk])

    def check_publishable(self):
        """Raise ValidationError if it may not be published as it is.

        It has no attribution, leaves out a negation, or is on the list to recheck.
        """
        if not (self.pk and self.attributions.exists()):
            raise ValidationError(UNATTRIBUTED, code="unattributed")
        if self.dropped_words:
            dropped = SENSE_CHANGED % {"words": self.dropped_words}
            raise ValidationError(dropped, code="dropped")
        if self.is_to_recheck():
            raise ValidationError(UNCHECKED, code="recheck")

    @property
    def caveat(self):
        """Return the Caveat of a quote that was read `for_lists()`, or None."""
        changed = self.had_at and (self.had_at, self.lacked_at)
        return make_caveat(
            self.anchor_status, changed, self.dropped_words, self.noticed_at
        )

    @property
    def printed_status(self):
        """Return the status for readers: that of the caveat, or of the anchor."""
        caveat = self.caveat
        return caveat.status if caveat else self.anchor_status

    @property
    def refuted_elsewhere(self):
        """Return the names of its speakers whom another print of its saying refutes.

        It was read `for_lists()`. An attribution that is refuted itself is left out.
        """
        if not (self.of_saying and self.refuted_in_saying):
            return ()
        return tuple(
            each.speaker.name
            for each in self.attributions.all()
            if each.speaker_id in self.refuted_in_saying
            and each.standing != Standing.MISATTRIBUTED
        )

    def is_to_recheck(self):
        """Return whether it is on the list of quotes to recheck."""
        return any(each.confirmed_at is None for each in self.rechecks.all())
