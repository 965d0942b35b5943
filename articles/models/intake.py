"""Raw pages, which stay, and intakes, which are articles being added."""

import datetime
import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.base import PlainTextModel

#: Days after which an unfinished intake is deleted.
RETENTION_DAYS = 7


class RawPage(PlainTextModel):
    """The bytes from which a snapshot's text was read. Never edited.

    A table of its own, so that loading snapshots does not load pages.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="raw_pages"
    )
    # A migration adds a composite key: it must be a snapshot of this article.
    snapshot = models.ForeignKey(
        "articles.Snapshot",
        models.CASCADE,
        related_name="raw_pages",
        db_constraint=False,
    )
    #: As received; only the transfer's compression is removed.
    body = models.BinaryField()
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    content_type = models.CharField(max_length=200, blank=True)
    #: The final address, after redirects; empty for a file or a pasted text.
    address = models.CharField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        default_permissions = ()  # shown with the article, never edited
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "article"], name="raw_page_of_snapshot"
            )
        ]

    def __str__(self):
        at = timezone.localtime(self.received_at)
        return f"{self.source} as received on {at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        self.digest = hashlib.sha256(self.body).hexdigest()
        super().save(*args, **kwargs)

    @property
    def source(self):
        """Return where it came from, in words."""
        return self.address or self.file_name or "the text as it was pasted"


class IntakeQuerySet(models.QuerySet):
    def stale(self):
        """Return the intakes that are older than RETENTION_DAYS."""
        kept = datetime.timedelta(days=RETENTION_DAYS)
        return self.filter(created_at__lt=timezone.now() - kept)


class Intake(PlainTextModel):
    """An article that an editor is adding: the source, and what was read from it.

    It holds the page between the two steps, so that the page is fetched once and does
    not pass through the browser. After saving, it only refers to the article.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    #: The source, if it is to be stored, in the fields of a RawPage.
    body = models.BinaryField(null=True)
    content_type = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    #: The text before cleaning.
    given = models.TextField(blank=True)
    #: articles.reading.result.Proposal as JSON, with the cleaned text. Once the article
    #: is saved, {"saved": digest of what was typed}.
    proposal = models.JSONField(default=dict)
    #: A list of articles.cleaning.CleaningChange as JSON.
    changes = models.JSONField(default=list)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="+"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # only for its owner
        ordering = ["-created_at"]

    def __str__(self):
        return self.address or self.file_name or "a pasted text"
