"""Groups quotes when they are published, and looks up words that editors enter."""

from functools import partial
from itertools import batched

from django.db import transaction
from django.dispatch import receiver

from quotes.grouping.group import QUOTES_PER_TRANSACTION, group_quotes
from quotes.grouping.lookup import find_same
from quotes.models.publishing import quotes_published, words_entered


@receiver(quotes_published, dispatch_uid="group_sayings")
def group_when_committed(sender, keys, **kwargs):
    """Group published quotes. A failure here never undoes the publishing."""
    for some in batched(keys, QUOTES_PER_TRANSACTION):
        transaction.on_commit(partial(group_quotes, list(some)), robust=True)


@receiver(words_entered, dispatch_uid="look_up_words")
def look_up(sender, quote, **kwargs):
    """Return what find_same() returns."""
    return find_same(quote)
