"""Puts published quotes into sayings: `group_quotes` for a few, `group_all` for all.

What is decided is in `quotes/sayings`, without the database. Here the quotes that may
be the same are found by their numbers (`SayingKeys`), and the decisions are stored.
"""

from zlib import crc32

from django.db import connection, transaction
from django.db.models import Q

from articles.models import ArticleKind
from articles.models.base import Status
from quotes.grouping.store import Store
from quotes.models import (
    MembershipReason,
    MembershipState,
    NotSame,
    Quote,
    SayingKeys,
    SayingMember,
)
from quotes.sayings.grouping import Decision, Grouping
from quotes.sayings.judging import EQUAL, Verdict, may_be_grouped
from quotes.sayings.keys import keys_of
from quotes.sayings.words import wording

#: Quotes grouped in one transaction.
BATCH_SIZE = 500
#: Quotes read from the index for each number, and compared with a quote.
MAX_OF_KEY, MAX_CANDIDATES = 200, 30
#: Members of a saying that are read.
_MAX_MEMBERS = 8

_CANDIDATES = f"""
SELECT asked, found FROM (
    SELECT asked, found, row_number() OVER (
        PARTITION BY asked ORDER BY sum(weight) DESC, found
    ) AS place
    FROM (
        SELECT q.quote_id AS asked, one.quote_id AS found,
            1 / sqrt(count(*) OVER (PARTITION BY q.quote_id, key)) AS weight
        FROM quotes_sayingkeys q CROSS JOIN LATERAL unnest(q.keys) key
        CROSS JOIN LATERAL (
            SELECT quote_id FROM quotes_sayingkeys
            WHERE keys @> ARRAY[key] LIMIT {MAX_OF_KEY}
        ) one
        WHERE q.quote_id = ANY (%s)
    ) each
    WHERE asked <> found GROUP BY asked, found
) ranked WHERE place <= {MAX_CANDIDATES}
ORDER BY asked, place
"""  # noqa: S608
#: One transaction groups at a time, so that no two make the same saying.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('on_record_group_sayings'))"


def group_quotes(keys):
    """Put published quotes that are not grouped yet into sayings, in one transaction.

    Returns the Decisions. A quote whose words changed since is grouped again, unless an
    editor decided on it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK)
        quotes = _read(keys)
        return _Batch(_to_group(quotes), cursor).group()


def group_all(batch=BATCH_SIZE):
    """Group all published quotes that are not grouped yet; yield the number of each.

    Each batch is a transaction, so a run that is stopped goes on where it was.
    """
    last = 0
    while True:
        found = Quote.objects.filter(
            status=Status.PUBLISHED, pk__gt=last, saying_keys=None
        )
        keys = list(found.order_by("pk").values_list("pk", flat=True)[:batch])
        if not keys:
            return
        last = keys[-1]
        group_quotes(keys)
        yield len(keys)


def start_again():
    """Forget what the machine decided, so that all quotes are grouped again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK)
        machine = SayingMember.objects.exclude(state=MembershipState.CONFIRMED)
        machine.exclude(saying__members__state=MembershipState.CONFIRMED).delete()
        machine.exclude(reason=MembershipReason.FIRST).delete()
        SayingKeys.objects.all().delete()


def remaining():
    """Return the number of published quotes that are not grouped yet."""
    return Quote.objects.filter(status=Status.PUBLISHED, saying_keys=None).count()


def _read(keys):
    """Return {key: Quote} of published quotes with what a wording needs."""
    quotes = (
        Quote.objects.filter(pk__in=keys, status=Status.PUBLISHED)
        .select_related("article")
        .prefetch_related("attributions__speaker")
        .order_by("pk")
    )
    return {quote.pk: quote for quote in quotes}


def wording_of(quote):
    """Return the Wording of a quote, with the names of its speakers."""
    names = []
    for each in quote.attributions.all():
        names += [name for name in (each.speaker.name, each.name_as_printed) if name]
    return wording(quote.text, tuple(names), quote.article.kind == ArticleKind.SPEECH)


def number_of(words):
    """Return a number of 63 bits for the folded words of a wording."""
    text = " ".join(words.keys).encode()
    return crc32(text) << 31 | (crc32(text[::-1]) >> 1)


def _to_group(quotes):
    """Return the quotes that are not grouped yet, or whose words changed since.

    Of the latter, drops the numbers, and what the machine decided.
    """
    stored, changed = SayingKeys.objects.in_bulk(list(quotes)), []
    for pk, keys in stored.items():
        words = wording_of(quotes[pk])
        number = number_of(words) if may_be_grouped(words) else None
        if number != keys.words:
            changed.append(pk)
            forget(keys)
    SayingMember.objects.filter(quote__in=changed).exclude(
        state=MembershipState.CONFIRMED
    ).delete()
    return {
        pk: quote for pk, quote in quotes.items() if pk not in stored or pk in changed
    }


def forget(stored):
    """Delete the numbers of a quote; another of the same words takes them over."""
    keys, words = stored.keys, stored.words
    pk = stored.pk
    stored.delete()
    if keys and words is not None:
        other = SayingKeys.objects.filter(words=words).exclude(pk=pk).first()
        if other:
            other.keys = keys
            other.save()


class _Batch:
    """Some quotes that are grouped together."""

    def __init__(self, quotes, cursor):
        self.cursor = cursor
        self.quotes = quotes
        self.grouping = Grouping()
        self.grouping.wordings = {pk: wording_of(q) for pk, q in self.quotes.items()}

    def group(self):
        """Group and store them; return the Decisions."""
        copies = self._store_keys()
        candidates = self._find_candidates(
            [pk for pk in self.quotes if pk not in copies]
        )
        self._load({pk for some in candidates.values() for pk in some}, copies)
        grouping = self.grouping
        grouping.judge((pk, other) for pk, some in candidates.items() for other in some)
        decisions = []
        for pk in self.quotes:
            if pk in copies:
                decisions.append(self._copy(pk, copies[pk]))
            else:
                decisions.append(grouping.place(pk, candidates.get(pk, ())))
        Store(decisions).save()
        return decisions

    def _copy(self, pk, first):
        """Join a quote to another of the same words."""
        grouping = self.grouping
        group = grouping.saying.get(first, -first)
        if pk in grouping.saying or not grouping.fits_copy(pk, group):
            return Decision(pk)
        grouping.add(pk, group, first)
        return Decision(pk, first, Verdict(EQUAL, 1.0, "The same words."))

    def _store_keys(self):
        """Store the numbers of all; return {quote: an earlier one of its words}."""
        numbers = {
            pk: number_of(words) if may_be_grouped(words) else None
            for pk, words in self.grouping.wordings.items()
        }
        known = dict(
            SayingKeys.objects.filter(words__in=[n for n in numbers.values() if n])
            .exclude(keys=[])
            .values_list("words", "quote")
        )
        rows, copies = [], {}
        for pk, number in numbers.items():
            keys = []
            if number is not None:
                first = known.setdefault(number, pk)
                if first != pk:
                    copies[pk] = first
                else:
                    keys = keys_of(self.grouping.wordings[pk])
                    if not keys:
                        known.pop(number)
            rows.append(SayingKeys(quote_id=pk, words=number, keys=keys))
        SayingKeys.objects.bulk_create(rows)
        return copies

    def _find_candidates(self, keys):
        found = {}
        if keys:
            self.cursor.execute(_CANDIDATES, [keys])
            for asked, other in self.cursor.fetchall():
                found.setdefault(asked, []).append(other)
        return found

    def _load(self, candidates, copies):
        """Read the sayings of candidates, and the wordings of all their members."""
        grouping = self.grouping
        near = {*candidates, *copies.values(), *self.quotes}
        apart = set(
            NotSame.objects.filter(Q(one__in=near) | Q(other__in=near)).values_list(
                "one", "other"
            )
        )
        near |= {pk for pair in apart for pk in pair}
        members = SayingMember.objects.accepted().filter(quote__in=near)
        sayings = set(members.values_list("saying", flat=True))
        near |= self._load_members(sayings, near)
        missing = near - grouping.wordings.keys()
        others = (
            Quote.objects.filter(pk__in=missing)
            .select_related("article")
            .prefetch_related("attributions__speaker")
        )
        for quote in others:
            grouping.wordings[quote.pk] = wording_of(quote)
        grouping.apart = apart
        # What is said of a quote holds for copies of it.
        for pk, first in copies.items():
            for one, other in apart:
                if first in (one, other):
                    its = other if first == one else one
                    if its != pk:
                        grouping.apart = grouping.apart | {(min(pk, its), max(pk, its))}

    def _load_members(self, sayings, near):
        """Read the first members of each wording, and those that were read already."""
        if not sayings:
            return set()
        grouping, read = self.grouping, set()
        self.cursor.execute(
            f"""
            SELECT s.id, m.quote_id, fixed.confirmed FROM unnest(%s::bigint[]) s (id)
            CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM quotes_sayingmember
                WHERE saying_id = s.id AND state = 'confirmed') AS confirmed) fixed
            CROSS JOIN LATERAL (
                (SELECT m.quote_id FROM quotes_sayingmember m
                JOIN quotes_sayingkeys k ON k.quote_id = m.quote_id AND k.keys <> '{{}}'
                WHERE saying_id = s.id AND state <> 'proposed'
                ORDER BY m.id LIMIT {_MAX_MEMBERS})
                UNION SELECT quote_id FROM quotes_sayingmember
                WHERE saying_id = s.id AND state <> 'proposed' AND quote_id = ANY (%s)
            ) m
            """,  # noqa: S608
            [list(sayings), list(near)],
        )
        for saying, quote, is_fixed in self.cursor.fetchall():
            grouping.members.setdefault(saying, []).append(quote)
            grouping.saying[quote] = saying
            read.add(quote)
            if is_fixed:
                grouping.fixed.add(saying)
        return read
