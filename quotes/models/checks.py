"""Checked texts that readers asked the site to store for a while."""

import datetime
import secrets

from django.db import models
from django.utils import timezone

from quotes.paths import path_for

#: Days for which a checked text is stored.
RETENTION_DAYS = 30


def make_token():
    """Return a token that nobody can guess: 32 characters, 192 bits."""
    return secrets.token_urlsafe(24)


class SavedCheckQuerySet(models.QuerySet):
    def stored(self):
        """Return the texts that may still be read."""
        return self.filter(created_at__gte=_oldest())

    def expired(self):
        """Return the texts that are to be deleted."""
        return self.filter(created_at__lt=_oldest())


def _oldest():
    return timezone.now() - datetime.timedelta(days=RETENTION_DAYS)


class SavedCheck(models.Model):
    """A text that a reader asked the site to store, with a link to its result.

    Only the text is stored. It is checked again on each view, so that the result never
    shows what has been withdrawn since. Whoever has the link can read and delete it.
    """

    token = models.CharField(
        max_length=32, primary_key=True, default=make_token, editable=False
    )
    text = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    #: Whether all of the text is one quotation.
    is_one = models.BooleanField(default=False)
    #: The verdicts of that day with their flags, in order, to show which have changed.
    verdicts = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SavedCheckQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # only for those who have the link
        ordering = ["-created_at"]

    def __str__(self):
        return f"A text checked on {timezone.localdate(self.created_at)}"

    def get_absolute_url(self):
        return path_for("saved_check", self.token)

    @property
    def expires_at(self):
        return self.created_at + datetime.timedelta(days=RETENTION_DAYS)
