"""Limits how many pages are taken in at once, by person and by process.

To fetch and read a page may take 23 seconds, and a thread of the server waits for it.
So a process takes in few at once, and threads remain for readers.
"""

import threading
from collections import Counter
from functools import wraps

from django.core.exceptions import ValidationError

MAX_PER_PERSON = 2
MAX_PER_PROCESS = 4
_lock = threading.Lock()
#: How many pages each user is taking in, by primary key.
_going_on = Counter()


def in_turn(field):
    """Decorate a function (owner, …) to raise ValidationError beyond the limits.

    The error is one of the form's `field`.
    """

    def decorate(take_in):
        @wraps(take_in)
        def limited(owner, *arguments):
            with _lock:
                if told := _refusal(owner.pk):
                    error = ValidationError(told, code="busy")
                    raise ValidationError({field: error})
                _going_on[owner.pk] += 1
            try:
                return take_in(owner, *arguments)
            finally:
                with _lock:
                    _going_on[owner.pk] -= 1
                    if not _going_on[owner.pk]:
                        del _going_on[owner.pk]

        return limited

    return decorate


def _refusal(person):
    if _going_on[person] >= MAX_PER_PERSON:
        return (
            f"{MAX_PER_PERSON} of your pages are being fetched or read. Wait until one "
            "of them is there, then send this one again."
        )
    if _going_on.total() >= MAX_PER_PROCESS:
        return (
            f"{MAX_PER_PROCESS} pages are being fetched or read for others. Send this "
            "one again in a few seconds, or paste its text."
        )
    return ""
