"""The history of records: every change with before and after, who, when and why.

Triggers write it (migration 0035_history). Nothing updates or deletes it.
"""

from django.db import models

from articles.audit_context import ActKind


class Operation(models.TextChoices):
    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"
    DELETED = "deleted", "Deleted"


class ChangeQuerySet(models.QuerySet):
    def of(self, record):
        """Return the changes of a record and of its parts, newest first."""
        return self.filter(
            record=record._meta.model_name, record_id=record.pk
        ).order_by("-pk")


class Change(models.Model):
    """One change of one row, written by a trigger.

    `before` and `after` have the columns that changed. For a deleted row, `before` has
    all of them. For a new row, neither has any: its first values are those of today,
    with the later changes undone.
    """

    #: When its transaction began, and the transaction's number.
    at = models.DateTimeField("when")
    transaction = models.BigIntegerField()
    #: The model and key of the record whose history this belongs to.
    record = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    #: The model and key of a part of the record, such as an attribution; else empty.
    part = models.CharField(max_length=20, blank=True)
    part_id = models.BigIntegerField(null=True)
    operation = models.CharField(max_length=7, choices=Operation)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    #: Whether readers could see the record before this transaction.
    was_public = models.BooleanField()
    act = models.CharField(max_length=10, choices=ActKind, blank=True)
    #: No foreign key: the history stays as it is when a user is deleted.
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["record", "record_id", "id"], name="change_of_record"),
            models.Index(
                fields=["id"],
                name="change_in_public",
                condition=models.Q(was_public=True) & ~models.Q(act=ActKind.VERIFIED),
            ),
        ]

    def __str__(self):
        what = f"{self.part} of {self.record}" if self.part else self.record
        return f"{self.get_operation_display()}: {what} {self.record_id}"
