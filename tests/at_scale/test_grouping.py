"""Published quotes find their saying in a large database, by bounded work."""

import random

import pytest
from django.db import connection

from articles.models.base import Status
from benchmarks.floor import Recorder
from quotes.grouping.group import group_quotes
from quotes.models import SayingKeys, SayingMember
from tests.at_scale.blocks import blocks_read
from tests.factories import make_article, make_quote

pytestmark = [pytest.mark.at_scale, pytest.mark.django_db]

SAMPLE = 40
#: Blocks of 8 kB that the statements of one quote read. 64 numbers are
#: looked up, each a few blocks deep, and the rows of at most 100 quotes for each.
MAX_BLOCKS = 5_000


@pytest.fixture
def wordings(quotes):
    """Return published quotes with a full list of numbers, drawn from all."""
    keys = random.Random(2).sample(range(1, quotes), 20 * SAMPLE)  # noqa: S311
    stored = SayingKeys.objects.filter(
        quote__in=keys, keys__len__gt=30, quote__status=Status.PUBLISHED
    )
    return list(stored.select_related("quote").order_by("?")[:SAMPLE])


def published(text):
    return make_quote(make_article(published="2026-01-02"), text)


def test_a_repeated_quote_joins_the_saying_of_the_first(wordings):
    for each in wordings:
        copy = published(each.quote.text)
        group_quotes([copy.pk])
        joined = SayingMember.objects.get(quote=copy).saying
        assert joined.members.filter(quote=each.quote).exists()


def test_other_words_stay_alone():
    quote = published("Seven purple lighthouses whistled at the ferrymen of Antwerp.")
    group_quotes([quote.pk])
    assert not SayingMember.objects.filter(quote=quote).exists()


def test_publishing_reads_few_blocks(wordings):
    for each in wordings:
        text = each.quote.text
        # The same words but for the last, so that candidates are looked up.
        quote = published(f"{text.rsplit(' ', 1)[0]} lighthouses")
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            group_quotes([quote.pk])
        read = sum(blocks_read(recorder.statements))
        assert 0 < read <= MAX_BLOCKS, (each.quote_id, read)
