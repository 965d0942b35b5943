"""Limits how many pages are taken in at once, by person and over all processes.

To fetch and read a page may take 23 seconds, and a thread of the server waits for it.
So few are taken in at once, and threads remain for readers. An address waits for its
turn; a text or a file is refused, since it can be sent again.
docs/decisions/0062-turns-of-fetches.md gives the reasons.
"""

from functools import wraps

from django.core.exceptions import ValidationError

from articles.models import Turn

BUSY = (
    "Other pages are being fetched or read, and there is no room for this one. Send it "
    "again in a few seconds."
)


class Waiting(Exception):
    """The page waits for its `turn`."""

    def __init__(self, turn):
        super().__init__()
        self.turn = turn


def in_turn(field, waits=False):
    """Decorate a function (owner, source) to run when it has a turn.

    Without room it raises Waiting if it `waits`, and otherwise ValidationError for the
    form's `field`. The function may be given a turn that has begun.
    """

    def decorate(take_in):
        @wraps(take_in)
        def limited(owner, source, turn=None):
            turn = turn or _ask(owner, source if waits else "", field)
            if not turn.began_at and waits:
                raise Waiting(turn)
            try:
                if not turn.began_at:
                    error = ValidationError(BUSY, code="busy")
                    raise ValidationError({field: error})
                return take_in(owner, source)
            finally:
                turn.delete()

        return limited

    return decorate


def _ask(owner, address, field):
    try:
        return Turn.objects.ask(owner, address)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
