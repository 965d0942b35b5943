"""Finds the published quote whose words a quote repeats, without storing anything."""

from django.db import connection

from quotes.grouping.group import MAX_CANDIDATES, MAX_OF_KEY, number_of, wording_of
from quotes.models import Quote, SayingKeys
from quotes.sayings.judging import EQUAL, judge_all, may_be_grouped
from quotes.sayings.keys import keys_of

_CANDIDATES = f"""
SELECT one.quote_id FROM unnest(%s::integer[]) key CROSS JOIN LATERAL (
    SELECT quote_id FROM quotes_sayingkeys
    WHERE keys @> ARRAY[key] LIMIT {MAX_OF_KEY}
) one
WHERE one.quote_id <> %s
GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MAX_CANDIDATES}
"""  # noqa: S608


def find_same(quote):
    """Return (key of the quote with the likest words, whether they are equal), or None.

    Only a quote that the machine would join is returned. The words of `quote` need not
    be stored or published.
    """
    words = wording_of(quote)
    if not may_be_grouped(words):
        return None
    equal = SayingKeys.objects.filter(words=number_of(words)).exclude(pk=quote.pk)
    pk = equal.order_by("pk").values_list("pk", flat=True).first()
    if pk:
        return pk, True
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [keys_of(words), quote.pk or 0])
        keys = [key for (key,) in cursor.fetchall()]
    others = list(
        Quote.objects.filter(pk__in=keys)
        .select_related("article")
        .prefetch_related("attributions__speaker")
    )
    verdicts = judge_all([(words, wording_of(each)) for each in others])
    joined = [
        (verdict.chance, -other.pk, verdict.kind == EQUAL)
        for verdict, other in zip(verdicts, others, strict=True)
        if verdict.joins
    ]
    if not joined:
        return None
    _chance, pk, is_equal = max(joined)
    return -pk, is_equal
