"""Shared parts of the benchmarks' command lines: options, databases, tables."""

import argparse
import os
import sys
from contextlib import contextmanager

import django

from config.local import environment, postgres


def parser(description):
    """Return a parser of options whose help is the docstring of a module."""
    return argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def database_url():
    """Return the URL of the database; start the embedded one if there is none."""
    environment.provide_settings()
    environment.provide_database(lambda step: print(step, file=sys.stderr))
    return os.environ.get("DATABASE_URL") or postgres.database_url()


def set_up(**environ):
    """Set up Django with these environment variables; return the database's URL."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", **environ}
    url = database_url()
    django.setup()
    return url


@contextmanager
def empty_database():
    """Provide an empty, migrated database to the code in the block, after set_up()."""
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(databases)


def print_header(*columns):
    """Print the head of a Markdown table."""
    print_row(*columns)
    print("|" + "---|" * len(columns), flush=True)


def print_row(*cells):
    """Print a row of a Markdown table."""
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
