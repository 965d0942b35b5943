"""The versions of an article's text, each with its address."""

from collections import Counter

from django.utils.timezone import localdate


def with_addresses(snapshots):
    """Return all snapshots of an article, oldest first, each with its `address`.

    That is the day on which it was read, and a number from the second of a day on:
    “2026-11-29”, “2026-11-29-2”. It never changes, because snapshots are only added.
    """
    days, found = Counter(), list(snapshots)
    for snapshot in found:
        day = localdate(snapshot.retrieved_at).isoformat()
        days[day] += 1
        snapshot.address = day if days[day] == 1 else f"{day}-{days[day]}"
    return found
