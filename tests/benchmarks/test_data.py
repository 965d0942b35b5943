"""Rows generated for benchmarks are rows that editors could have entered."""

import json
from itertools import chain

import pytest
from django.db import connection

from articles.models import Article, Byline, Publication, Snapshot
from benchmarks.data import copy_rows
from benchmarks.rows import COLUMNS, Rows
from quotes import anchoring
from quotes.models import Alias, Attribution, Quote, Speaker, Topic

QUOTES = 300
MODELS = [
    *(Speaker, Alias, Publication, Topic, Article, Byline, Snapshot, Quote),
    *(Attribution, Quote.topics.through),
]


def rows_of(quotes, seed):
    """Return all lines of a data set, by table."""
    batches = list(Rows(quotes, seed).batches())
    return {
        table: list(chain.from_iterable(batch.get(table, ()) for batch in batches))
        for table in COLUMNS
    }


def test_rows_depend_on_the_seed_alone():
    made = rows_of(QUOTES, 1)
    assert made == rows_of(QUOTES, 1)
    assert made["quotes_quote"] != rows_of(QUOTES, 2)["quotes_quote"]
    assert len(made["quotes_quote"]) == QUOTES


@pytest.mark.django_db
def test_the_database_and_the_models_take_every_row():
    made = rows_of(QUOTES, 3)
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, made)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # check foreign keys now
    for model in MODELS:
        rows = list(model.objects.all())
        assert len(rows) == len(made[model._meta.db_table])
        for number, row in enumerate(rows):
            # The database has checked its constraints for all rows; the models check
            # the same for some, with a statement per constraint.
            row.full_clean(validate_unique=False, validate_constraints=number % 10 == 0)


@pytest.mark.django_db
def test_each_quote_is_at_its_spans():
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, rows_of(QUOTES, 4))
    statuses = set()
    for quote in Quote.objects.select_related("snapshot"):
        stored = (
            quote.anchor_status,
            json.dumps(quote.spans),
            quote.prefix,
            quote.suffix,
        )
        statuses.add(quote.anchor_status)
        if quote.snapshot is None:
            assert stored == (anchoring.NO_TEXT, "[]", "", "")
            continue
        found = anchoring.locate(quote.snapshot.text, quote.text)
        spans = json.dumps([list(span) for span in found.spans])
        assert stored == (found.status, spans, found.prefix, found.suffix)
        if quote.anchor_status == anchoring.EDITED:
            # The reason is left out, because rows are made a million at a time.
            assert found.reason.startswith(quote.anchor_reason)
    assert statuses == {
        *(anchoring.EXACT, anchoring.EDITED, anchoring.AMBIGUOUS),
        *(anchoring.MISSING, anchoring.NO_TEXT),
    }
