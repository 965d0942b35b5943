"""Runs that verify all quotes, and what editors have to review after a new text."""

from django.db import models
from django.db.models import F, Q
from django.utils import formats, timezone

from articles.models import Snapshot
from articles.models.base import WORDS, choice_constraint, user_key
from quotes.models.choices import AnchorStatus
from quotes.models.quotes import Quote


class VerifyRun(models.Model):
    """One run of `manage.py verify_quotes` over the whole database."""

    started_at = models.DateTimeField(auto_now_add=True)
    #: Null while it runs, or if it was stopped and can be resumed.
    finished_at = models.DateTimeField(null=True, blank=True)
    #: The last quote that was verified, in the order of articles.
    last_article = models.BigIntegerField(default=0)
    last_quote = models.BigIntegerField(default=0)
    #: {anchor status: number of quotes}, and other counts of the report.
    counts = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        at = timezone.localtime(self.started_at)
        return f"Run {self.pk} of {formats.date_format(at, 'DATETIME_FORMAT')}"


class AnchorChange(models.Model):
    """A change of a quote's anchor status, found by a run or after a new text."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="anchor_changes")
    at = models.DateTimeField("when", auto_now_add=True)
    before = models.CharField(max_length=9, choices=AnchorStatus)
    after = models.CharField(max_length=9, choices=AnchorStatus)
    #: The texts that were searched before and after.
    snapshot_before = models.ForeignKey(
        Snapshot, models.CASCADE, null=True, blank=True, related_name="+"
    )
    snapshot_after = models.ForeignKey(
        Snapshot, models.CASCADE, null=True, blank=True, related_name="+"
    )
    #: Null if an editor changed the text or asked for the search.
    run = models.ForeignKey(
        VerifyRun, models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    seen_at = models.DateTimeField("seen", null=True, blank=True)
    seen_by = user_key(blank=True)

    class Meta:
        default_permissions = ("view", "change")
        verbose_name = "changed result"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["-id"], name="anchorchange_unseen", condition=Q(seen_at=None)
            )
        ]
        constraints = [
            choice_constraint("before", AnchorStatus, "anchorchange_before_choice"),
            choice_constraint("after", AnchorStatus, "anchorchange_after_choice"),
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="anchorchange_changes"
            ),
        ]

    def __str__(self):
        return f"{self.quote}: {self.get_before_display()} → {self.get_after_display()}"


class Recheck(models.Model):
    """A quote that moved, or near which somebody else may speak, for an editor to see.

    It is open until an editor confirms it. Each quote has at most one open.
    """

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="rechecks")
    at = models.DateTimeField("when", auto_now_add=True)
    #: A sentence for editors.
    reason = models.CharField(max_length=500)
    #: The words before it, its own, and those after it, in the old text and in the new
    #: one. Empty if it had no place in the old text.
    before = models.JSONField(default=list, blank=True)
    after = models.JSONField(default=list, blank=True)
    confirmed_at = models.DateTimeField("confirmed", null=True, blank=True)
    confirmed_by = user_key(blank=True)

    class Meta:
        default_permissions = ("view", "change")
        verbose_name = "quote to recheck"
        verbose_name_plural = "quotes to recheck"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__regex=WORDS), name="recheck_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(confirmed_at__isnull=False),
                name="recheck_confirmed_at",
            ),
            models.UniqueConstraint(
                fields=["quote"],
                condition=Q(confirmed_at=None),
                name="recheck_one_open",
            ),
        ]

    def __str__(self):
        return f"{self.quote}: {self.reason}"
