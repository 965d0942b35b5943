"""Checks of rules that the database enforces and that forms explain."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction


@contextmanager
def refused(rule):
    """Expect the named constraint to refuse what the block does."""
    with pytest.raises(DatabaseError, match=rule), transaction.atomic():
        yield


def delete_by_sql(record):
    """Delete the row of a record, without what Django would delete or check first."""
    table = connection.ops.quote_name(record._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [record.pk])  # noqa: S608


def messages(record):
    """Return the validation messages of an invalid object."""
    try:
        record.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def check_refused(record, rule, values):
    """Check that the database refuses these values, however they are written."""
    model = type(record)
    for name, value in values.items():
        setattr(record, name, value)
    with refused(rule):
        record.save()
    with refused(rule):
        model.objects.filter(pk=record.pk).update(**values)
    copy = model(
        **{
            field.attname: getattr(record, field.attname)
            for field in model._meta.concrete_fields
            if not field.primary_key and field.attname != "canonical_url"
        }
    )
    with refused(rule):
        model.objects.bulk_create([copy])


def check_control_characters(record):
    """Check that every text field refuses control characters with a message."""
    fields = [
        field
        for field in record._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    ]
    assert fields
    for field in fields:
        good = getattr(record, field.attname)
        for character in ("\x00", "\x1b", "\x9f"):
            setattr(record, field.attname, f"{good}{character}")
            told = messages(record).get(field.name, [])
            assert any(
                f"Remove the control character U+{ord(character):04X} at line 1" in line
                for line in told
            ), (record, field.name, told)
        setattr(record, field.attname, good)
    assert messages(record) == {}
