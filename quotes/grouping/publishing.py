"""Groups each quote when it is published, after its transaction is committed."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from quotes.grouping.group import group_quotes
from quotes.models.publishing import quote_published


@receiver(quote_published, dispatch_uid="group_sayings")
def group_when_committed(sender, quote, **kwargs):
    """Group a published quote. What fails here never undoes the publishing."""
    transaction.on_commit(partial(group_quotes, [quote.pk]), robust=True)
