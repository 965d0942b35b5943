"""Checks of rules that the database enforces and that forms explain."""

import datetime
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

NO_DAY = (
    "A date known to the month is stored as its first day, one known to the year as "
    "1 January, an unknown one not at all."
)


def date_rules(prefix, name):
    """Return (constraint, values, message) of wrong dates with their precisions.

    `prefix` is that of the two fields, `name` that of the constraints.
    """
    day, known = datetime.date(2025, 2, 13), f"{name}_as_far_as_known"
    wrong = [
        (None, "day"),
        (None, "month"),
        (None, "year"),
        (day, "unknown"),
        (day, "month"),
        (day, "year"),
        (datetime.date(2025, 2, 1), "year"),
        (datetime.date(2025, 1, 2), "year"),
        (datetime.date(2025, 1, 2), "month"),
        (datetime.date(2025, 1, 1), "unknown"),
    ]
    return [
        (
            # The next constraint refuses an unknown precision too.
            f"{name}_precision_choice|{known}",
            {f"{prefix}_precision": "hour"},
            "Value 'hour' is not a valid choice.",
        ),
        *(
            (known, {f"{prefix}_on": date, f"{prefix}_precision": precision}, NO_DAY)
            for date, precision in wrong
        ),
    ]


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
