"""Limits how often a password or a code may be tried.

A device that has signed in before has a cookie. Its tries are counted separately, so
that nobody else can lock it out. Tries of a code are counted separately only if the
device has passed the second factor before: a link by mail must not help to guess a
code. Tries from other devices are limited by name and address together (strictly), by
address (more loosely), and by name alone, where they are only slowed down.
docs/decisions/0050-signing-in.md gives the reasons.
"""

import hmac
import secrets
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from accounts.models import AttemptCount
from quotes.client_address import client_network

#: Wrong passwords after which a name is locked at one address or device, and after
#: which it is slowed down at all others.
TRIES = 5
LOCKED = timedelta(minutes=15)
#: Wrong passwords for any names after which an address is locked: an office has one.
TRIES_OF_ADDRESS = 50
#: The longest wait between two tries of one name from unknown devices. A code has only
#: six digits: with a try every 30 seconds, three months are enough to guess one.
SLOWEST = {"password": timedelta(seconds=30), "code": timedelta(minutes=10)}
#: How long the tries of one name count. If it were only LOCKED, pausing would pay off.
SLOWED = timedelta(days=1)

DEVICE_COOKIE = "known_device"
_DEVICE_SALT = "accounts.device"
_DEVICE_AGE = timedelta(days=365)


class AttemptLimit(NamedTuple):
    """The number of tries of a key. Only `own` keys are forgotten after a right try."""

    key: str
    tries: int
    slowest: timedelta | None = None  # slows down, to this wait, instead of locking
    own: bool = False

    def wait(self, row, at):
        """Return the time from `at` to the next try, given the row of this limit."""
        if row is None or row.count < self.tries:
            return timedelta(0)
        length = LOCKED
        if self.slowest:
            growing = timedelta(seconds=2 ** min(row.count - self.tries, 10))
            length = min(self.slowest, growing)
        return max(row.last + length - at, timedelta(0))

    @property
    def memory(self):
        """Return how long a try counts after the last one."""
        return SLOWED if self.slowest else LOCKED


def limits_of(request, what, name):
    """Return the AttemptLimits of trying `what` ("password", "code") for a name."""
    name = keyed_digest("name", name.casefold())
    if device := _device(request, name, what):
        return [
            AttemptLimit(keyed_digest(what, "device", name, device), TRIES, own=True)
        ]
    address = client_network(request)
    return [
        AttemptLimit(keyed_digest(what, "pair", name, address), TRIES, own=True),
        AttemptLimit(keyed_digest(what, "address", address), TRIES_OF_ADDRESS),
        AttemptLimit(keyed_digest(what, "name", name), TRIES, slowest=SLOWEST[what]),
    ]


def reset_limits(request, email):
    """Return the AttemptLimits of requesting a link by mail."""
    address = client_network(request)
    return [
        AttemptLimit(keyed_digest("reset", "email", email.casefold()), TRIES),
        AttemptLimit(keyed_digest("reset", "address", address), TRIES_OF_ADDRESS),
    ]


def seconds_to_wait(limits):
    """Count one try and return 0, or return the seconds until the next one is allowed.

    Tries are counted before they are checked, so that many at once count too. forget()
    removes a try that turned out to be right.
    """
    at = now()
    keys = [limit.key for limit in limits]
    rows = AttemptCount.objects.in_bulk(keys)
    if not (wait := _longest(limits, rows, at)):
        with transaction.atomic():
            AttemptCount.objects.bulk_create(
                [AttemptCount(key=key, last=at) for key in keys], ignore_conflicts=True
            )
            locked = AttemptCount.objects.select_for_update().order_by("key")
            rows = locked.in_bulk(keys)
            if not (wait := _longest(limits, rows, at)):
                for limit in limits:
                    # forget() for a parallel try may just have deleted the row.
                    row = rows.setdefault(
                        limit.key, AttemptCount(key=limit.key, last=at)
                    )
                    counts = at - row.last < limit.memory
                    row.count = 1 + (row.count if counts else 0)
                    row.last = at
                AttemptCount.objects.bulk_update(rows.values(), ["count", "last"])
    return int(wait.total_seconds() + 0.999)


def forget(limits):
    """Uncount a try that was right, and forget the wrong ones of this device.

    Counts of the name alone and of the address are otherwise kept: somebody who signs
    in must not give an attacker new tries.
    """
    counts = AttemptCount.objects.all()
    counts.filter(key__in=[each.key for each in limits if each.own]).delete()
    others = counts.filter(key__in=[each.key for each in limits if not each.own])
    others.filter(count__gt=0).update(count=F("count") - 1)
    counts.filter(last__lt=now() - SLOWED).delete()


def remember_device(request, response, name, passed_code=False):
    """Give the device of a user the cookie of a known device.

    It is known for codes too if they passed the second factor on it, now or before.
    """
    name = keyed_digest("name", name.casefold())
    value = [name, _device(request, name, "password") or secrets.token_urlsafe(12)]
    if passed_code or _device(request, name, "code"):
        value.append("code")
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps(value, salt=_DEVICE_SALT),
        max_age=_DEVICE_AGE,
        path=f"/{settings.ADMIN_PATH}",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _longest(limits, rows, at):
    return max(limit.wait(rows.get(limit.key), at) for limit in limits)


def _device(request, name, what):
    """Return the number of a device that is known for tries of `what`, or ""."""
    try:
        value = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""),
            salt=_DEVICE_SALT,
            max_age=_DEVICE_AGE,
        )
        known, device, *passed = value
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return device if known == name and what in ("password", *passed) else ""


def keyed_digest(*parts):
    """Return a keyed digest, which shows no name and no address."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, "\0".join(parts).encode(), "sha256").hexdigest()
