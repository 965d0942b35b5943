"""The results of all finders of duplicates."""

from dataclasses import dataclass

from django.db import models

#: Duplicates that are shown, at most.
MAX_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A stored record that may be the same, and why, as the end of a sentence.

    `is_strong` tells whether two records that are alike in this way are usually the
    same.
    """

    record: models.Model
    why: str
    is_strong: bool = True


def first_of_each(candidates, exclude=None):
    """Return the first MAX_SHOWN candidates, each record once, in the given order."""
    found = {}
    for each in candidates:
        if each.record.pk != exclude:
            found.setdefault(each.record.pk, each)
    return list(found.values())[:MAX_SHOWN]
