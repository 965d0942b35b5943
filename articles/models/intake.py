"""What came from outside: raw pages, which stay, and intakes, which are under way."""

import datetime
import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.base import PlainTextModel

#: An intake that nobody ended goes after so many days.
RETENTION_DAYS = 7


class RawPageQuerySet(models.QuerySet):
    def without_bodies(self):
        """Leave the bytes where they are, for lists."""
        return self.defer("body")


class RawPage(PlainTextModel):
    """What a snapshot's text was read from, to the byte. Never edited.

    A row of its own, so that nothing that loads snapshots loads pages. It names the
    article too, so that it lies beside its snapshot when tables are spread.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="raw_pages"
    )
    # A migration adds the key that says: a snapshot of this article.
    snapshot = models.ForeignKey(
        "articles.Snapshot",
        models.CASCADE,
        related_name="raw_pages",
        db_constraint=False,
    )
    #: As received, with only the transfer's compression undone.
    body = models.BinaryField()
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    content_type = models.CharField(max_length=200, blank=True)
    #: The address that answered, after redirects; empty for a file or a paste.
    address = models.CharField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField()

    objects = RawPageQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # seen with the article, and edited by nobody
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "article"], name="raw_page_of_snapshot"
            )
        ]

    def __str__(self):
        return f"{self.source} as received on {self.received_at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        self.digest = hashlib.sha256(self.body).hexdigest()
        super().save(*args, **kwargs)

    @property
    def source(self):
        """Return whence it came, in words."""
        return self.address or self.file_name or "the text as it was pasted"


class IntakeQuerySet(models.QuerySet):
    def stale(self):
        """Return those that were begun so long ago that nobody will end them."""
        kept = datetime.timedelta(days=RETENTION_DAYS)
        return self.filter(created_at__lt=timezone.now() - kept)


class Intake(PlainTextModel):
    """An article that an editor is about to add: what came, and what was read of it.

    It holds the page between the two steps of adding, so that it is fetched once and
    the browser is not trusted with it. Once saved, it only knows the article.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    #: What came, if it is to be kept: a RawPage's fields.
    body = models.BinaryField(null=True)
    content_type = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    #: The text before it was cleaned.
    given = models.TextField(blank=True)
    #: reading.Proposal as JSON; its text is the cleaned one.
    proposal = models.JSONField(default=dict)
    #: cleaning.Change as JSON: what was cleaned.
    changes = models.JSONField(default=list)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="+"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # for who began it alone
        ordering = ["-created_at"]

    def __str__(self):
        return self.address or self.file_name or "a pasted text"
