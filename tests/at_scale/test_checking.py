"""Claims are checked against a large database: the source is found, by bounded work."""

import random

import pytest
from django.db import connection

from articles.models.base import Status
from benchmarks.floor import Recorder
from quotes.checking.check import check_claim, check_draft
from quotes.checking.verdicts import Verdict
from quotes.models import Quote, Standing
from tests.at_scale.blocks import blocks_read

pytestmark = [pytest.mark.at_scale, pytest.mark.django_db]

REFUTED = [Standing.DISPUTED, Standing.MISATTRIBUTED]
SAMPLE = 40
#: Statements of a draft, and blocks of 8 kB that they read for each claim.
MAX_STATEMENTS, MAX_BLOCKS = 20, 20_000


@pytest.fixture
def printed(quotes):
    """Return published quotes with enough words, drawn from all."""
    keys = random.Random(1).sample(range(1, quotes), 4 * SAMPLE)  # noqa: S311
    found = Quote.objects.filter(
        pk__in=keys, status=Status.PUBLISHED, article__status=Status.PUBLISHED
    ).exclude(attributions__standing__in=REFUTED)
    return [each for each in found if len(each.text.split()) > 9][:SAMPLE]


def altered(text):
    """Return the words without the longest of those inside."""
    words = text.split()
    words.remove(max(words[2:-2], key=len))
    return " ".join(words)


def test_printed_words_are_exact_and_altered_ones_never(printed):
    for quote in printed:
        assert check_claim(quote.text).verdict == Verdict.EXACT, quote.pk
        judged = check_claim(altered(quote.text))
        assert judged.verdict == Verdict.ALTERED, (quote.pk, judged.verdict)


def test_invented_words_are_not_on_record():
    for number in range(SAMPLE):
        claim = f"The {number} ferrymen of Antwerp whistled at seven purple lighthouses"
        assert check_claim(claim).verdict == Verdict.NOT_ON_RECORD


def test_a_draft_reads_few_blocks_in_few_statements(printed):
    some = printed[:20]
    draft = "\n".join(f"“{each.text}”, the report said." for each in some)
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        found = check_draft(draft, "en")
    assert len(found) >= len(some)
    assert len(recorder.statements) <= MAX_STATEMENTS
    assert sum(blocks_read(recorder.statements)) <= MAX_BLOCKS * len(found)
