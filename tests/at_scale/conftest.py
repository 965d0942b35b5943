"""Runs the tests of this folder on a database of many generated quotes.

`pytest --at-scale 1000000` runs them, and no others. The first run fills and groups the
database on_record_sayings_1000000, which takes an hour; it stays for the next run, and
for benchmarks/sayings_at_scale.py. Each test is rolled back.
"""

import pytest


@pytest.fixture(scope="session")
def quotes(pytestconfig):
    """Return how many quotes were generated; some of them are drafts."""
    return pytestconfig.getoption("at_scale")


@pytest.fixture(scope="session")
def django_db_setup(quotes, database_server, django_db_blocker):
    """Connect to the filled database instead of an empty one."""
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.sayings_at_scale import name_of, provide
    from quotes.grouping.everything import group_all
    from quotes.grouping.group import remaining

    provide(database_server, quotes)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name_of(quotes)
        call_command("migrate", verbosity=0)
        if number := remaining():
            for _ in group_all(number):
                pass
        connection.close()
        connection.close_pool()
        yield
        connection.close()
        connection.close_pool()
