"""The project's own checks, and a database that is newer than the code."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import checks, schema
from tests.factories import make_quote

pytestmark = pytest.mark.django_db


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def found():
    return {message.id: str(message.msg) for message in checks.check_database()}


def test_a_database_in_order_passes():
    make_quote()
    assert found() == {}


def test_faults_of_the_database_are_named(monkeypatch):
    make_quote()
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("ALTER TABLE quotes_quote DISABLE TRIGGER quote_published_stays")
    execute("DROP TRIGGER handinnote_stays ON quotes_handinnote")
    execute("DROP FUNCTION IF EXISTS on_record_unused_of_tests()")
    execute(
        "CREATE FUNCTION on_record_unused_of_tests() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'"
    )
    execute("DELETE FROM quotes_listing")
    monkeypatch.setattr(checks, "MAX_CLOCK_DIFFERENCE", -10)
    monkeypatch.setattr(checks, "OLD_EXTENSIONS", "SELECT 'unaccent 0.9'")
    told = found()
    assert "quote_published_stays on quotes_quote" in told["on_record.E003"]
    assert "on_record_unused_of_tests" in told["on_record.E004"]
    assert "no list shows them" in told["on_record.E006"]
    assert "unaccent 0.9" in told["on_record.W001"]
    assert "on_record.W002" in told


def test_e_mails_without_links_are_named(settings):
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example.org", ""
    (message,) = checks.check_links_of_mails()
    assert message.id == "on_record.W003"
    settings.SITE_URL = "https://quotes.example.org"
    assert checks.check_links_of_mails() == []


def test_missing_migrations_are_no_fault_and_an_empty_database_neither():
    execute("DELETE FROM django_migrations WHERE app = 'quotes'")
    assert list(found()) == ["on_record.I001"]
    execute("DROP TABLE django_migrations")
    assert list(found()) == ["on_record.I001"]


def test_a_database_newer_than_the_code_is_refused(monkeypatch):
    schema.refuse_newer_database()
    execute(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('quotes', '9999_from_the_future', now())"
    )
    monkeypatch.setattr(schema, "applied_at_start", schema.applied_migrations)
    with pytest.raises(ImproperlyConfigured) as caught:
        schema.refuse_newer_database()
    assert "The database is newer than this code, which lacks 1" in str(caught.value)
    assert "quotes.9999_from_the_future" in str(caught.value)
    assert "manage.py restore --replace" in str(caught.value)
    assert list(found()) == ["on_record.E002"]
