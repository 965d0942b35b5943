"""Counts expensive requests by client address, and limits them.

The counts are in a small file that the processes of this machine share. The database
would work too, but each write to it invalidates cached pages (quotes/caching/pages.py).
docs/decisions/0043-check-page.md and 0060-rate-limits.md give the reasons.
"""

import fcntl
import hmac
import mmap
import os
import stat
import struct
import tempfile
import threading
import time
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b

from django.conf import settings

from quotes.client_address import client_network

#: A slot has a fingerprint of the address and what is counted, the start of a period
#: (seconds) and a count. If two collide in a slot, the newer one replaces the older: a
#: count may be lost, but nobody waits for what others did.
_SLOT = struct.Struct("<QII")
SLOTS = 65_536
_lock = threading.Lock()


def seconds_to_wait(request, what, most, seconds):
    """Count one use of `what`; return after how many seconds it is allowed, or 0.

    Each address may use it `most` times within `seconds`. Signed-in users never wait,
    and 0 means no limit.
    """
    if not most:
        return 0
    place, fingerprint = _slot_of(f"{what} {client_network(request)}")
    now = int(time.time())
    with _counts() as counts:
        found, start, count = _SLOT.unpack_from(counts, place)
        if found != fingerprint or not start <= now < start + seconds:
            start, count = now, 0
        if count < most:
            _SLOT.pack_into(counts, place, fingerprint, start, count + 1)
            return 0
    # The user comes last: reading the session keeps a page from being cached.
    return 0 if request.user.is_authenticated else start + seconds - now


def _slot_of(name):
    """Return the place of a slot (bytes) and the fingerprint of who may count there."""
    # Keyed, so that nobody can choose an address that shares a slot with another.
    name = f"{settings.DATABASES['default']['NAME']} {name}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), name.encode(), "sha256")
    number = int.from_bytes(digest[:4]) % SLOTS
    return number * _SLOT.size, int.from_bytes(digest[4:12])


@contextmanager
def _counts():
    """Yield the counts as a writable buffer that nobody else changes meanwhile."""
    with _lock:
        file, buffer = open_counts()
        if file is None:
            yield buffer
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield buffer
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


@cache
def open_counts():
    """Return (descriptor of the shared file, its memory).

    Without a file that is this user's own, the counts are those of this process alone.
    """
    size = SLOTS * _SLOT.size
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=8).hexdigest()
    path = os.path.join(tempfile.gettempdir(), f"on-record-{os.getuid()}-{key}")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        found = os.fstat(file)
        if found.st_uid != os.getuid() or not stat.S_ISREG(found.st_mode):
            os.close(file)
            return None, mmap.mmap(-1, size)
        # Written, because a page of memory for which the disk has no room would end the
        # process later.
        if found.st_size < size and os.pwrite(file, bytes(size), 0) < size:
            raise OSError("the disk is full")
        return file, mmap.mmap(file, size)
    except OSError:
        return None, mmap.mmap(-1, size)
