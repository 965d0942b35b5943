"""Forms that were sent but not saved, so that nothing typed is lost."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

#: Days after which a form that nobody came back to is deleted.
KEPT_DAYS = 7
#: How many forms are kept for one person.
MAX_KEPT = 50


class KeptReason(models.TextChoices):
    SIGNED_OUT = "signed_out", "Your session had ended, so this was not saved."
    REFUSED = (
        "refused",
        "You signed in again after opening this page, so it was not saved.",
    )
    SECOND_FACTOR = (
        "no_factor",
        "Your account had to have a second factor first, so this was not saved.",
    )
    UNSAVED = "unsaved", "You had typed this before, and it is not saved yet."


class KeptFormQuerySet(models.QuerySet):
    def discard_old(self, owner):
        """Delete what is too old, and all but the newest forms of a person."""
        oldest = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
        self.filter(created_at__lt=oldest).delete()
        newest = self.filter(owner=owner).order_by("-created_at").values("pk")
        self.filter(owner=owner).exclude(pk__in=newest[:MAX_KEPT]).delete()


class KeptForm(models.Model):
    """The fields of a form of the desk, as typed, that could not be saved.

    Only its owner is shown it, in the same form, where it can be saved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    #: The path of the form, with its query, which does not name this row.
    address = models.CharField(max_length=2000)
    #: JSON of {name: [values]}. Not jsonb, which cannot hold NUL.
    data = models.TextField()
    reason = models.CharField(max_length=10, choices=KeptReason)
    #: Names of files, and “passwords”, which are not kept.
    left_out = models.JSONField(default=list)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # only for its owner
        ordering = ["-created_at"]

    def __str__(self):
        return self.address
