"""The known speakers that may be meant by a name are found by an index."""

import pytest
from django.db import connection

from quotes.models import Speaker
from quotes.review.speaker_matching import MAX_OFFERED, OF_THAT_FAMILY, find_speakers
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db


def test_a_family_name_is_looked_up_by_its_index():
    # Enough that the planner would prefer to read all keys until it finds a few.
    Speaker.objects.bulk_create(
        Speaker(name=f"Person{n} Family{n % 50}", family="Family", slug=f"person-{n}")
        for n in range(4_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE quotes_speaker")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {OF_THAT_FAMILY}", [["Ball"], MAX_OFFERED])
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "speaker_name_folded" in plan
    assert "quotes_speaker_pkey" not in plan


@pytest.mark.parametrize("printed", ["Ball", "ball", "BÄLL"])
def test_a_speaker_of_that_family_name_is_offered_and_not_chosen(printed):
    speaker = make_speaker("Dean Ball")
    make_speaker("Dean Balling"), make_speaker("Ball Dean")
    called = find_speakers([printed])[printed]
    assert called.speakers == (speaker,)
    assert called.only is None


def test_the_full_name_comes_before_the_family_name():
    make_speaker("Dean Ball")
    whole = make_speaker("Ball")
    assert find_speakers(["Ball"])["Ball"].only == whole


@pytest.mark.parametrize("printed", ["", " ", "—", "%", "_", "a\0b", "Dean Bal"])
def test_unknown_names_match_nobody(printed):
    make_speaker("Dean Ball")
    assert find_speakers([printed]) == {}


def test_a_few_of_a_large_family_are_enough():
    for number in range(MAX_OFFERED + 2):
        make_speaker(f"P{number} Ball")
    assert len(find_speakers(["Ball"])["Ball"].speakers) == MAX_OFFERED
