"""The queue of pages to fetch and read: few at once, over all processes."""

import datetime
import uuid
from collections import Counter

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

#: How many pages one person may have waiting.
MAX_WAITING = 20
#: A fetch counts as abandoned after this time: its process has ended, or nobody looks
#: at the waiting page.
BEGUN_FOR = datetime.timedelta(seconds=60)
UNSEEN_FOR = datetime.timedelta(seconds=25)
#: How often it is stored that somebody looks. Each write invalidates cached pages.
SEEN_EVERY = datetime.timedelta(seconds=10)
_LOCK = "on_record_fetch_queue"


class FetchQueue(models.QuerySet):
    def enqueue(self, owner, address=""):
        """Return a new QueuedFetch, which has begun if there is room for it.

        Raises ValidationError if this person has too many pages waiting.
        """
        with transaction.atomic():
            self._lock()
            if self.filter(owner=owner, began_at=None).count() >= MAX_WAITING:
                raise ValidationError(
                    f"{MAX_WAITING} of your pages wait already. Send this one when "
                    "some of them are there.",
                    code="busy",
                )
            queued = self.create(owner=owner, address=address)
        return self.advance(queued.pk, owner)

    def advance(self, key, owner):
        """Return a person's QueuedFetch, or None if it is over or was abandoned.

        It has `is_new` if this call has begun it: then the caller fetches the page. If
        it still waits, `ahead` is the number of pages that wait before it.
        """
        with transaction.atomic():
            self._lock()
            self.given_up().delete()
            rows = list(self.order_by("asked_at", "pk"))
            running = Counter(queued.owner_id for queued in rows if queued.began_at)
            waiting = [queued for queued in rows if not queued.began_at]
            for ahead, queued in enumerate(waiting):
                has_room = (
                    running[queued.owner_id] < settings.FETCHES_PER_PERSON
                    and running.total() < settings.FETCHES_AT_ONCE
                )
                # Pages ahead of this one that may begin keep their room.
                running[queued.owner_id] += has_room
                if queued.pk == key and queued.owner_id == owner.pk:
                    queued.ahead = ahead
                    queued.is_new = has_room
                    queued.note(begin=has_room)
                    return queued
        mine = (
            queued
            for queued in rows
            if queued.pk == key and queued.owner_id == owner.pk
        )
        return next(mine, None)

    def given_up(self):
        """Return the rows of processes that have ended, and those nobody waits for."""
        now = timezone.now()
        return self.filter(
            models.Q(began_at__lt=now - BEGUN_FOR)
            | models.Q(began_at=None, seen_at__lt=now - UNSEEN_FOR)
        )

    def _lock(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_LOCK])


class QueuedFetch(models.Model):
    """A page that is fetched or read, or waits for that. Deleted when it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    #: Empty for a text or a file, which does not wait.
    address = models.CharField(max_length=2000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)

    ahead = 0
    is_new = False
    objects = FetchQueue.as_manager()

    class Meta:
        default_permissions = ()  # only for its owner
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return self.address or "a text or a file"

    def note(self, begin):
        """Store that it begins, or that somebody still waits for it."""
        now = timezone.now()
        if begin:
            self.began_at = now
        elif now - self.seen_at < SEEN_EVERY:
            return
        self.seen_at = now
        self.save(update_fields=["began_at", "seen_at"])
