"""Corrections of several published quotes, which an editor confirms first."""

from dataclasses import dataclass

from quotes.admin.corrections import digest_of
from quotes.admin.outcomes import MAX_MESSAGES
from quotes.models import Standing


@dataclass
class BulkCorrection:
    """New standings of published quotes. Each change is (quote, words for editors)."""

    changes: list
    reason: str = ""
    errors: tuple = ()

    @property
    def shown(self):
        return self.changes[:MAX_MESSAGES]

    @property
    def more(self):
        return len(self.changes[MAX_MESSAGES:])

    @property
    def digest(self):
        """Return a digest of the changes: different ones need to be confirmed again."""
        return digest_of([[quote.pk, change] for quote, change in self.changes])


def find_bulk_correction(standing, quotes):
    """Return the BulkCorrection that a new standing makes, or None.

    `quotes` is a queryset. Leaves out quotes that readers never saw, and those without
    exactly one speaker, whose standing a bulk change does not touch.
    """
    changes = []
    seen = quotes.seen().prefetch_related("attributions__speaker").order_by("pk")
    for quote in seen if standing else ():
        said, *others = quote.attributions.all() or [None]
        if said and not others and said.standing != standing:
            now = Standing(standing).label
            before = f"{said.speaker}: {said.get_standing_display()}"
            changes.append((quote, f"{before} → {now}"))
    return BulkCorrection(changes) if changes else None
