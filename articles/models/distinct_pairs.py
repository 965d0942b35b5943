"""Pairs of records that look alike but are not the same, according to an editor.

They are not offered again as possible duplicates.
"""

from django.db import models
from django.db.models import F, Q

from articles.models.base import choice_constraint, user_key


class RecordKind(models.TextChoices):
    """The kinds of records that can be entered twice, by the names of their models."""

    SPEAKER = "speaker", "Speaker"
    PUBLICATION = "publication", "Publication"
    TOPIC = "topic", "Topic"
    ARTICLE = "article", "Article"


class DistinctPairQuerySet(models.QuerySet):
    def of(self, record):
        """Return the pairs of one record."""
        key = Q(one=record.pk) | Q(other=record.pk)
        return self.filter(key, kind=record._meta.model_name)

    def remember(self, record, others, user):
        """Store that a record is distinct from each of the others."""
        self.bulk_create(
            [
                DistinctPair(
                    kind=record._meta.model_name,
                    one=min(record.pk, other.pk),
                    other=max(record.pk, other.pk),
                    by=user,
                )
                for other in others
                if other.pk != record.pk
            ],
            ignore_conflicts=True,
        )


class DistinctPair(models.Model):
    """Two records of one kind that an editor keeps apart."""

    kind = models.CharField(max_length=11, choices=RecordKind)
    #: Their keys, the smaller one first. No foreign keys, since four tables have them.
    one = models.BigIntegerField()
    other = models.BigIntegerField()
    at = models.DateTimeField("when", auto_now_add=True)
    by = user_key(blank=True)

    objects = DistinctPairQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            choice_constraint("kind", RecordKind, "distinctpair_kind_choice"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="distinctpair_in_order"
            ),
            models.UniqueConstraint(
                fields=["kind", "one", "other"], name="distinctpair_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "other"], name="distinctpair_other")]

    def __str__(self):
        return (
            f"{self.get_kind_display()}s {self.one} and {self.other} are not the same"
        )
