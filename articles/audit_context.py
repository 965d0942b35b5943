"""Tells PostgreSQL who makes a change, in which kind of act, and why.

Triggers record every change of a record (quotes/migrations/0035_history.py). They read
the act from the setting `on_record.act`, which lasts until the end of a transaction.
"""

import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, models, transaction
from psycopg.pq import TransactionStatus

_SET = "SELECT set_config('on_record.act', %s, true)"
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "SET", "SHOW", "LOCK", "DECLARE", "FETCH")


class ActKind(models.TextChoices):
    """The kind of act that made a change."""

    TYPED = "typed", "Edited"
    ACCEPTED = "accepted", "Suggestion accepted"
    UNDONE = "undone", "Decision undone"
    IMPORTED = "imported", "Imported"
    VERIFIED = "verified", "Looked for in the text"
    REVERTED = "reverted", "Reverted"
    MERGED = "merged", "Merged"
    SPLIT = "split", "Split"
    SCHEDULED = "scheduled", "Published by schedule"
    UNKNOWN = "", "Not known (shell or SQL)"


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act, the user (None for a program), and the reason given, or ""."""

    kind: ActKind
    user: Any = None
    reason: str = ""

    def as_json(self):
        user = self.user
        known = user is not None and user.is_authenticated
        return json.dumps(
            {
                "act": self.kind,
                "user": user.pk if known else None,
                "name": user.get_username() if known else "",
                "reason": self.reason,
            }
        )


_current: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def acting(kind, user=None, reason=""):
    """Record the changes made in this block as this act.

    A nested block without a user or a reason uses those of the outer block.
    """
    outer = _current.get()
    if outer:
        user, reason = user or outer.user, reason or outer.reason
    token = _current.set(Act(ActKind(kind), user, reason))
    try:
        if outer:
            yield
        else:
            announcer = _Announcer()
            with connection.execute_wrapper(announcer):
                yield
            announcer.finish()
    finally:
        _current.reset(token)


def give_reason(reason):
    """Record this reason with the changes that follow in the current block."""
    if (act := _current.get()) and reason:
        _current.set(replace(act, reason=reason))


class _Announcer:
    """Sets the setting before the first statement of a transaction that writes."""

    def __init__(self):
        self.sent = None

    def __call__(self, execute, sql, params, many, context):
        idle = _status() == TransactionStatus.IDLE
        if idle:
            self.sent = None  # the setting ended with its transaction
        begins = sql.lstrip()[:12].upper() if isinstance(sql, str) else ""
        if begins.startswith("ROLLBACK"):
            self.sent = None  # rolling back to a savepoint restores the old setting
        if begins.startswith((*_READS, "ROLLBACK")):
            return execute(sql, params, many, context)
        act = _current.get()
        if idle and not connection.in_atomic_block:
            with transaction.atomic():
                self._tell(act)
                return execute(sql, params, many, context)
        if self.sent != act:
            self._tell(act)
        return execute(sql, params, many, context)

    def _tell(self, act):
        connection.connection.execute(_SET, [act.as_json()])
        self.sent = act

    def finish(self):
        """Clear the act before the transaction ends, as tests need."""
        if self.sent and _status() == TransactionStatus.INTRANS:
            connection.connection.execute(_SET, [""])


def _status():
    return connection.connection and connection.connection.info.transaction_status
