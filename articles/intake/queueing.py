"""Limits how many pages are taken in at once, by person and over all processes.

Fetching and reading a page may take 23 seconds, while a thread of the server waits. So
few are taken in at once, and threads remain for readers. An address waits for its turn;
a text or a file is refused, since it can be sent again.
docs/decisions/0062-queue-of-fetches.md gives the reasons.
"""

from functools import wraps

from django.core.exceptions import ValidationError

from articles.models import QueuedFetch

BUSY = (
    "Other pages are being fetched or read, and there is no room for this one. Send it "
    "again in a few seconds."
)


class Waiting(Exception):
    """The page waits; `queued` is its row."""

    def __init__(self, queued):
        super().__init__()
        self.queued = queued


def through_queue(field, waits=False):
    """Return a decorator of functions (owner, source) that run if the queue has room.

    If there is no room, the function raises Waiting if `waits`, and otherwise
    ValidationError for the form's `field`. The function may be given a QueuedFetch that
    has begun.
    """

    def decorate(take_in):
        @wraps(take_in)
        def limited(owner, source, queued=None):
            queued = queued or _enqueue(owner, source if waits else "", field)
            if not queued.began_at and waits:
                raise Waiting(queued)
            try:
                if not queued.began_at:
                    error = ValidationError(BUSY, code="busy")
                    raise ValidationError({field: error})
                return take_in(owner, source)
            finally:
                queued.delete()

        return limited

    return decorate


def _enqueue(owner, address, field):
    try:
        return QueuedFetch.objects.enqueue(owner, address)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
