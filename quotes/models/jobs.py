"""The last runs of the server's jobs, for the state of the site and its metrics."""

import time
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError, models
from django.utils import timezone


class JobRunQuerySet(models.QuerySet):
    @contextmanager
    def record(self, name, every=timedelta(0)):
        """Store the result of the block as a run of the job `name`.

        A success less than `every` after the last one is not stored: each write
        invalidates the cached pages. A job continues if this cannot be stored.
        """
        began = time.monotonic()
        try:
            yield
        except Exception:
            self._store(name, failed_at=timezone.now())
            raise
        with suppress(DatabaseError):
            recent = timezone.now() - every
            if self.filter(name=name, succeeded_at__gt=recent).exists():
                return
        seconds = time.monotonic() - began
        self._store(name, succeeded_at=timezone.now(), seconds=seconds)

    def _store(self, name, **values):
        with suppress(DatabaseError):
            self.update_or_create(name=name, defaults=values)


class JobRun(models.Model):
    """The last run of a job, whose name is that of its command."""

    name = models.CharField(max_length=50, primary_key=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    #: How long the last successful run took.
    seconds = models.FloatField(null=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # shown in the state of the site
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def has_failed(self):
        """Return whether the last run failed."""
        if self.failed_at is None:
            return False
        return self.succeeded_at is None or self.failed_at > self.succeeded_at
