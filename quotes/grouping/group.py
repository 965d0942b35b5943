"""Puts a few published quotes into sayings: `everything.py` does so for all.

`quotes/sayings` makes the decisions, without the database. This module finds the quotes
that may be the same by their numbers (`SayingKeys`), and stores the assignments.
"""

from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Q

from articles.models.base import Status
from quotes.grouping.limits import MAX_CANDIDATES, MAX_OF_KEY, MIN_SHARED_KEYS
from quotes.grouping.reading import read_published, read_wordings
from quotes.grouping.store import Store
from quotes.models import (
    MembershipReason,
    MembershipState,
    NotSame,
    Quote,
    SayingKeys,
    SayingMember,
)
from quotes.models.saying_decisions import lock_sayings
from quotes.sayings.grouping import Assignment, Grouping
from quotes.sayings.judging import EQUAL, Relation
from quotes.sayings.keys import prepared, words_hash

#: Quotes grouped in one transaction.
QUOTES_PER_TRANSACTION = 1_000
#: Members of a saying that are read.
_MAX_MEMBERS = 8

_CANDIDATES = f"""
SELECT asked, found FROM (
    SELECT asked, found, row_number() OVER (
        PARTITION BY asked ORDER BY sum(weight) DESC, found
    ) AS place
    FROM (
        SELECT q.quote_id AS asked, one.quote_id AS found,
            least(cardinality(q.keys), one.number) AS fewer,
            1 / sqrt(count(*) OVER (PARTITION BY q.quote_id, key)) AS weight
        FROM quotes_sayingkeys q CROSS JOIN LATERAL unnest(q.keys) key
        CROSS JOIN LATERAL (
            SELECT quote_id, cardinality(keys) AS number FROM quotes_sayingkeys
            WHERE keys @> ARRAY[key] LIMIT {MAX_OF_KEY}
        ) one
        WHERE q.quote_id = ANY (%s)
    ) each
    WHERE asked <> found GROUP BY asked, found, fewer
    HAVING count(*) >= {MIN_SHARED_KEYS} * fewer
) ranked WHERE place <= {MAX_CANDIDATES}
ORDER BY asked, place
"""  # noqa: S608
_COPY = "COPY quotes_sayingkeys (quote_id, words, keys) FROM STDIN (FORMAT BINARY)"


@contextmanager
def locked():
    """Open a transaction in which nobody else changes sayings; yield its cursor."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock_sayings()
        yield cursor


def group_quotes(keys):
    """Put published quotes that are not grouped yet into sayings, in one transaction.

    Returns the Assignments. A quote whose words have changed is grouped again, unless
    an editor decided on it.
    """
    with locked() as cursor:
        wordings = _to_group(read_published(cursor, keys))
        numbers = {pk: prepared(words) for pk, words in wordings.items()}
        return Batch(cursor, numbers, wordings).group()


def start_again():
    """Delete the program's decisions, so that all quotes are grouped again."""
    with locked():
        machine = SayingMember.objects.exclude(state=MembershipState.CONFIRMED)
        machine.exclude(saying__members__state=MembershipState.CONFIRMED).delete()
        machine.exclude(reason=MembershipReason.FIRST).delete()
        SayingKeys.objects.all().delete()


def remaining():
    """Return the number of published quotes that are not grouped yet."""
    return Quote.objects.filter(status=Status.PUBLISHED, saying_keys=None).count()


def _to_group(wordings):
    """Return the wordings that are not grouped yet, or that changed since.

    For changed wordings, deletes the numbers and the program's decisions.
    """
    stored, changed = SayingKeys.objects.in_bulk(list(wordings)), []
    for pk, keys in stored.items():
        if words_hash(wordings[pk]) != (keys.words or 0):
            changed.append(pk)
            forget_quote(keys)
    SayingMember.objects.filter(quote__in=changed).exclude(
        state=MembershipState.CONFIRMED
    ).delete()
    return {
        pk: words for pk, words in wordings.items() if pk not in stored or pk in changed
    }


def forget_quote(stored):
    """Delete the numbers of a quote; another of the same words takes them over."""
    keys, words = stored.keys, stored.words
    pk = stored.pk
    stored.delete()
    if keys and words is not None:
        other = SayingKeys.objects.filter(words=words).exclude(pk=pk).first()
        if other:
            other.keys = keys
            other.save()


class Batch:
    """Some quotes that are grouped together, in the transaction of a cursor.

    `numbers` are {quote: (number of its words or 0, its keys)}. With `find`, a function
    of quotes, candidates come from there instead of from the database.
    """

    def __init__(self, cursor, numbers, wordings=None, find=None):
        self.cursor, self.numbers = cursor, numbers
        self.grouping = Grouping(wordings=dict(wordings or {}))
        self._find = find or self._find_candidates

    def group(self):
        """Group and store them; return the Assignments to another quote."""
        copies = self._store_keys()
        asked = [pk for pk in self.numbers if pk not in copies and self.numbers[pk][1]]
        candidates = self._find(asked) if asked else {}
        self._load({pk for some in candidates.values() for pk in some}, copies)
        assignments = []
        for pk in self.numbers:
            if pk in copies:
                assignments.append(self._copy(pk, copies[pk]))
            elif candidates.get(pk):
                assignments.append(self.grouping.place(pk, candidates[pk]))
        assignments = [each for each in assignments if each.other]
        if assignments:
            Store(assignments).save()
        return assignments

    def _copy(self, pk, first):
        """Join a quote to another of the same words."""
        grouping = self.grouping
        group = grouping.saying.get(first, -first)
        if pk in grouping.saying or not grouping.fits_copy(pk, group):
            return Assignment(pk)
        grouping.add(pk, group, first)
        return Assignment(pk, first, Relation(EQUAL, 1.0, "The same words."))

    def _store_keys(self):
        """Store the numbers of all; return {quote: an earlier one of its words}."""
        numbers = [number for number, _ in self.numbers.values() if number]
        known = dict(
            SayingKeys.objects.filter(words__in=numbers)
            .exclude(keys=[])
            .values_list("words", "quote")
        )
        copies = {}
        with self.cursor.copy(_COPY) as copy:
            copy.set_types(["int8", "int8", "int4[]"])
            for pk, (number, keys) in self.numbers.items():
                if number and keys and known.setdefault(number, pk) != pk:
                    copies[pk] = known[number]
                    keys = []
                copy.write_row([pk, number or None, keys])
        return copies

    def _find_candidates(self, keys):
        found = {}
        self.cursor.execute(_CANDIDATES, [keys])
        for asked, other in self.cursor.fetchall():
            found.setdefault(asked, []).append(other)
        return found

    def _load(self, candidates, copies):
        """Read the sayings of candidates, and the wordings of all their members."""
        grouping = self.grouping
        near = {*candidates, *copies, *copies.values()}
        near |= self.numbers.keys() if candidates else set()
        if not near:
            return
        apart = set(
            NotSame.objects.filter(Q(one__in=near) | Q(other__in=near)).values_list(
                "one", "other"
            )
        )
        near |= {pk for pair in apart for pk in pair}
        members = SayingMember.objects.accepted().filter(quote__in=near)
        sayings = set(members.values_list("saying", flat=True))
        near |= self._load_members(sayings, near)
        missing = near - grouping.wordings.keys() - copies.keys()
        grouping.wordings |= read_wordings(self.cursor, missing)
        grouping.apart = apart
        # Decisions on a quote apply to its copies.
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
