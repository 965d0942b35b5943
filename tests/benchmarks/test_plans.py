"""No page reads a large table from end to end: statements have an index or a limit."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks.data import copy_rows
from benchmarks.plans import addresses, faults, unindexed
from tests.benchmarks.test_data import rows_of

QUOTES = 3_000


@pytest.mark.django_db
def test_every_statement_of_a_page_has_an_index():
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, rows_of(QUOTES, 5))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")
        # PostgreSQL reads few rows without an index. Whether there is one shows
        # when sequential scans are expensive.
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("SET LOCAL random_page_cost = 1")
        paths = addresses(cursor.connection, QUOTES)
    found = [(path, *each) for path in paths for each in unindexed(Client(), path)]
    assert found == []


def test_a_statement_without_an_index_is_noticed():
    scan = {"Node Type": "Seq Scan", "Relation Name": "quotes_quote"}
    assert list(faults({"Node Type": "Sort", "Plans": [scan]}))
    assert not list(faults({**scan, "Relation Name": "quotes_topic"}))
    whole = {
        "Node Type": "Index Only Scan",
        "Relation Name": "quotes_quote",
        "Index Name": "quote_latest",
    }
    assert list(faults(whole))
    assert not list(faults({**whole, "Index Cond": "(id = 1)"}))
    assert not list(faults({"Node Type": "Limit", "Plans": [whole]}))
