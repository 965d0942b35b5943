"""Pages of a large database run few statements, and none that reads a whole table."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks.floor import Recorder
from benchmarks.plans import addresses, unindexed

pytestmark = [pytest.mark.at_scale, pytest.mark.django_db]

#: The limit of benchmarks/README.md for every page.
MAX_STATEMENTS = 8


@pytest.fixture
def paths(quotes):
    connection.ensure_connection()
    return addresses(connection.connection, quotes)


def test_every_statement_of_a_page_has_an_index_or_a_limit(paths):
    found = [(path, *each) for path in paths for each in unindexed(Client(), path)]
    assert found == []


def test_pages_run_few_statements(paths):
    counts = {}
    for path in paths:
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            Client().get(path, headers={"host": "localhost"})
        counts[path] = len(recorder.statements)
    assert {path: n for path, n in counts.items() if n > MAX_STATEMENTS} == {}
