"""Merges and splits of records, with all that is needed to undo them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from articles.models import RecordKind
from articles.models.base import choice_constraint, user_key


class MergeAct(models.TextChoices):
    MERGED = "merged", "Merged"
    SPLIT = "split", "Split"


class Merge(models.Model):
    """Rows that moved from one record to another, with the earlier state.

    A merge deletes the source, unless it is an article; a split keeps it.
    docs/decisions/0056-merges-and-their-undo.md says how undo works.
    """

    act = models.CharField(max_length=6, choices=MergeAct)
    kind = models.CharField(max_length=11, choices=RecordKind)
    #: The keys and names of both records. No foreign keys, since one is deleted.
    source = models.BigIntegerField()
    source_name = models.CharField(max_length=200)
    target = models.BigIntegerField()
    target_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField("when", auto_now_add=True)
    by = user_key(blank=True)
    #: Keys of the rows that moved: attributions, articles, links of topics, or quotes.
    moved = ArrayField(models.BigIntegerField(), default=list)
    #: {table: [row, …]} of all rows that were deleted, as JSON of PostgreSQL.
    deleted = models.JSONField(default=dict)
    #: {"before": …, "after": …}: the changed fields of the target; {"aliases": keys}
    #: that moved, {"new_aliases": keys}, and {"new_target": true} after a split. For
    #: articles also the places of the quotes, and the changes of the source.
    details = models.JSONField(default=dict)
    undone_at = models.DateTimeField("undone", null=True)
    undone_by = user_key(blank=True)

    class Meta:
        default_permissions = ("view",)
        permissions = [("merge_records", "Can merge and split records")]
        verbose_name = "merge or split"
        verbose_name_plural = "merges and splits"
        ordering = ["-pk"]
        constraints = [
            choice_constraint("act", MergeAct, "merge_act_choice"),
            choice_constraint("kind", RecordKind, "merge_kind_choice"),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="merge_of_two"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False),
                name="merge_undone",
            ),
        ]
        indexes = [models.Index(fields=["kind", "source"], name="merge_source")]

    def __str__(self):
        if self.act == MergeAct.SPLIT:
            return f"{self.source_name}: quotes moved to {self.target_name}"
        return f"{self.source_name} merged into {self.target_name}"
