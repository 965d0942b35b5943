"""Groups quotes when they are published, and looks up words that editors enter."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from quotes.grouping.group import group_quotes
from quotes.grouping.lookup import find_same
from quotes.models.publishing import quote_published, words_entered


@receiver(quote_published, dispatch_uid="group_sayings")
def group_when_committed(sender, quote, **kwargs):
    """Group a published quote. What fails here never undoes the publishing."""
    transaction.on_commit(partial(group_quotes, [quote.pk]), robust=True)


@receiver(words_entered, dispatch_uid="look_up_words")
def look_up(sender, quote, **kwargs):
    """Return what find_same() returns."""
    return find_same(quote)
