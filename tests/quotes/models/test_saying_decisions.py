"""Decisions on sayings: two editors at once, and sayings that were merged before."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from quotes.models import MembershipState, Saying, SayingMember
from quotes.models.saying_decisions import (
    confirm,
    join_saying,
    merge_sayings,
    split_off,
)
from tests.factories import make_quote, make_saying

pytestmark = pytest.mark.django_db
_WAITS = """
SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock')
"""


def wait_until_another_waits():
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(_WAITS)
            if cursor.fetchone() == (True,):
                return
            time.sleep(0.05)
    raise AssertionError("Nobody waits.")


def while_another(decides, do):
    """Return the result of `do`, begun before the decision of another is stored."""

    def begin():
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            decides()
            result = pool.submit(begin)
            wait_until_another_waits()
        return result.result()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["confirm", "split"])
def test_what_another_editor_splits_is_neither_confirmed_nor_split(act, admin_user):
    quotes = make_quote(), make_quote()
    member = make_saying(*quotes, state=MembershipState.PROPOSED).members.last()

    def decide():
        if act == "split":
            return split_off(member, admin_user)
        return confirm(SayingMember.objects.proposed(), admin_user)

    done = while_another(lambda: split_off(member, admin_user), decide)
    assert not done
    assert not SayingMember.objects.filter(quote=quotes[1]).exists()


@pytest.mark.django_db(transaction=True)
def test_what_another_editor_merges_is_confirmed_where_it_is_now(admin_user):
    saying, target = (
        make_saying(make_quote(), *quotes, state=MembershipState.PROPOSED)
        for quotes in ([make_quote()], [make_quote(), make_quote()])
    )
    SayingMember.objects.filter(saying=target).update(state=MembershipState.JOINED)
    (confirmed,) = while_another(
        lambda: merge_sayings([saying, target], admin_user),
        lambda: confirm(SayingMember.objects.proposed(), admin_user),
    )
    confirmed.refresh_from_db()
    assert (confirmed.saying, confirmed.state) == (target, "confirmed")


def test_merging_a_saying_that_was_merged_merges_the_one_that_has_its_members(
    admin_user,
):
    one, two, three = (
        make_saying(*(make_quote() for _ in range(number))) for number in (2, 4, 3)
    )
    assert merge_sayings([one, two], admin_user) == two
    assert merge_sayings([one, three], admin_user) == two
    assert two.members.count() == 9
    assert {*Saying.objects.values_list("pk", "merged_into")} == {
        (one.pk, two.pk),
        (two.pk, None),
        (three.pk, two.pk),
    }
    # All of these are one saying already.
    assert merge_sayings([one, two], admin_user) == two
    two.refresh_from_db()
    assert two.merged_into is None
    assert join_saying(make_quote(), one, admin_user).saying == two
