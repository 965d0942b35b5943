"""Sayings: members, order, counts of prints, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models.base import Status
from articles.partial_dates import PartialDate
from quotes.models import (
    MembershipReason,
    MembershipState,
    NotSame,
    Saying,
    SayingMember,
    SayingPrint,
    Standing,
)
from tests.factories import make_article, make_quote, make_saying, make_speaker

pytestmark = pytest.mark.django_db


def printed(date, text="I disapprove of what you say.", **fields):
    return make_quote(make_article(published=date), text, **fields)


def test_the_earliest_print_and_the_number_of_prints_are_counted():
    late, undated, early = printed("1939"), printed(None), printed("1906-03")
    saying = make_saying(late, undated, early)
    assert (saying.prints, saying.earliest) == (3, early)
    assert str(saying) == early.text
    members = saying.members.public().in_order()
    assert [each.quote for each in members] == [early, late, undated]


def test_proposed_members_are_not_shown():
    one, other = printed("1906"), printed("1939")
    saying = make_saying(one, other, state=MembershipState.PROPOSED)
    assert saying.prints == 1
    assert not Saying.objects.public().exists()
    assert [each.quote for each in saying.members.proposed()] == [other]
    saying.members.update(state=MembershipState.CONFIRMED)
    assert Saying.objects.public().get() == saying


def test_only_public_quotes_are_prints():
    one, other, draft = (
        printed("1906"),
        printed("1939"),
        printed("1900", status=Status.DRAFT),
    )
    saying = make_saying(one, other, draft)
    assert (saying.prints, saying.earliest) == (2, one)
    draft.publish()
    saying.refresh_from_db()
    assert (saying.prints, saying.earliest) == (3, draft)
    draft.withdraw("Wrong words.")
    one.article.withdraw("Entered twice.")
    saying.refresh_from_db()
    assert (saying.prints, saying.earliest) == (1, other)
    assert [each.quote for each in saying.members.public()] == [other]
    assert not Saying.objects.public().exists()


def test_another_date_changes_the_earliest():
    one, other = printed("1906"), printed("1939", said="1700")
    saying = make_saying(one, other)
    other.article.published = PartialDate.parse("1801")
    other.article.save()
    saying.refresh_from_db()
    assert saying.earliest == other


def test_members_that_leave_are_not_counted():
    quotes = [printed("1906"), printed("1939"), printed("1950")]
    saying, second = make_saying(*quotes), make_saying(printed("1800"))
    quotes[0].saying_member.delete()
    saying.refresh_from_db()
    assert (saying.prints, saying.earliest) == (2, quotes[1])
    saying.members.update(saying=second)
    saying.refresh_from_db()
    second.refresh_from_db()
    assert (saying.prints, saying.earliest, second.prints) == (0, None, 3)


def state_of(saying):
    """Return the figures of a saying and its listed prints."""
    saying.refresh_from_db()
    prints = SayingPrint.objects.filter(saying=saying).order_by("quote").values_list()
    figures = saying.prints, saying.earliest_id, saying.earliest_on, saying.refuted
    return figures, list(prints)


def test_one_more_print_counts_like_all_prints_counted_again():
    """Prints are added one by one: later, earlier, undated, doubtful, not public."""
    ann, bob = make_speaker("Ann"), make_speaker("Bob")
    false = {"standing": Standing.MISATTRIBUTED, "evidence": "Bob wrote it."}
    saying = Saying.objects.create()
    for quote in (
        printed("1939"),
        printed("1950", "I disapprove of what you SAY", speaker=ann),
        printed("1950"),
        printed("1960", speaker=ann, **false),
        printed("1960", "I hate what you say.", status=Status.DRAFT),
        printed(None, "I abhor what you say.", speaker=bob, **false),
        printed("1906-03"),
        printed("1906-03"),
        printed(None),
        printed("1700", "I disapprove."),
        printed("1701", "I disapprove", speaker=ann, **false),
    ):
        saying.members.create(
            quote=quote, reason=MembershipReason.EQUAL, state=MembershipState.JOINED
        )
        found = state_of(saying)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM quotes_sayingprint")
            cursor.execute(
                "SELECT on_record_count_prints(ARRAY[%s]::bigint[])", [saying.pk]
            )
        assert found == state_of(saying), quote
    assert saying.prints == 10


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_what_the_database_refuses():
    one, other = printed("1906"), printed("1939")
    saying = make_saying(one, other)
    member = saying.members.get(quote=other)
    refused(lambda: make_saying(other))  # It belongs to a saying already.
    refused(lambda: SayingMember.objects.update(state="sure"))
    refused(lambda: SayingMember.objects.update(reason="guess"))
    refused(
        lambda: SayingMember.objects.filter(pk=member.pk).update(compared_with=other)
    )
    refused(lambda: Saying.objects.filter(pk=saying.pk).update(merged_into=saying))
    refused(lambda: NotSame.objects.create(one=other, other=one))
    NotSame.objects.create(one=one, other=other)
    refused(lambda: NotSame.objects.create(one=one, other=other))


def test_the_machine_decides_for_nobody(admin_user):
    saying = make_saying(printed("1906"))
    refused(lambda: saying.members.update(decided_by=admin_user))
    saying.members.update(state=MembershipState.CONFIRMED, decided_by=admin_user)


def test_the_date_of_the_earliest_print_and_refuted_speakers_are_known():
    voltaire, other = make_speaker("Voltaire"), make_speaker("Diderot")
    refuted = {"standing": "misattributed", "evidence": "Hall’s letter of 1943."}
    one = printed("1906", speaker=voltaire, **refuted)
    one.attributions.create(speaker=other)
    draft = printed("1800", status=Status.DRAFT, speaker=other, **refuted)
    saying = make_saying(printed("1939", speaker=voltaire), one, draft, printed(None))
    assert (saying.earliest_on, saying.refuted) == (date(1906, 1, 1), [voltaire.pk])
    one.attributions.filter(speaker=other).update(**refuted)
    saying.refresh_from_db()
    assert saying.refuted == sorted([voltaire.pk, other.pk])
    one.saying_member.delete()
    saying.refresh_from_db()
    assert (saying.earliest_on, saying.refuted) == (date(1939, 1, 1), [])
