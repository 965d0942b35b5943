"""Groups quotes when they are published, and looks up words that editors enter."""

from functools import partial
from itertools import batched

from django.db import connection, transaction
from django.dispatch import receiver

from articles.models.base import Status
from quotes.grouping.group import QUOTES_PER_TRANSACTION, group_quotes
from quotes.grouping.limits import MAX_CANDIDATES, MAX_OF_KEY
from quotes.grouping.reading import read_wordings
from quotes.models import SayingKeys
from quotes.models.publishing import quotes_published, words_entered
from quotes.models.saying_decisions import apart_from
from quotes.sayings.judging import EQUAL, judge_all
from quotes.sayings.keys import prepared

_CANDIDATES = f"""
SELECT one.quote_id FROM unnest(%s::integer[]) key CROSS JOIN LATERAL (
    SELECT quote_id FROM quotes_sayingkeys
    WHERE keys @> ARRAY[key] LIMIT {MAX_OF_KEY}
) one
WHERE one.quote_id <> %s
GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MAX_CANDIDATES}
"""  # noqa: S608


@receiver(quotes_published, dispatch_uid="group_sayings")
def group_when_committed(sender, keys, **kwargs):
    """Group published quotes. A failure here never undoes the publishing."""
    for some in batched(keys, QUOTES_PER_TRANSACTION):
        transaction.on_commit(partial(group_quotes, list(some)), robust=True)


@receiver(words_entered, dispatch_uid="look_up_words")
def find_same(sender, quote, **kwargs):
    """Return the key of the quote with the nearest words and whether they are equal.

    Returns only a published quote that the program would join and that no editor keeps
    apart, or None. `quote` is stored, but need not be published.
    """
    with connection.cursor() as cursor:
        words = read_wordings(cursor, [quote.pk])[quote.pk]
    number, numbers = prepared(words)
    if not number:
        return None
    apart = apart_from(quote.pk)
    published = SayingKeys.objects.filter(quote__status=Status.PUBLISHED)
    equal = published.filter(words=number).exclude(pk__in={quote.pk, *apart})
    pk = equal.order_by("pk").values_list("pk", flat=True).first()
    if pk:
        return pk, True
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [numbers, quote.pk])
        near = published.filter(pk__in=[key for (key,) in cursor.fetchall()])
        keys = near.exclude(pk__in=apart).values_list("pk", flat=True)
        others = read_wordings(cursor, list(keys))
    relations = judge_all([(words, other) for other in others.values()])
    joined = [
        (relation.chance, -pk, relation.kind == EQUAL)
        for relation, pk in zip(relations, others, strict=True)
        if relation.joins
    ]
    if not joined:
        return None
    _chance, pk, is_equal = max(joined)
    return -pk, is_equal
