"""Form fields for plain text and for partial dates."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from articles.models import validate_not_in_future
from articles.partial_dates import PartialDate
from articles.reading.dates import is_only_date, read_date, why_unread
from articles.text import (
    describe_control_character,
    find_control_character,
    normalise_newlines,
)


class LineField(forms.CharField):
    """A text without control characters; its error says where one is."""

    def __init__(self, **options):
        super().__init__(**options)
        # NUL is reported like the others.
        self.validators = [
            check
            for check in self.validators
            if not isinstance(check, ProhibitNullCharactersValidator)
        ]

    def validate(self, value):
        super().validate(value)
        if (offset := find_control_character(value)) is not None:
            raise ValidationError(
                describe_control_character(value, offset), code="control_character"
            )


class PlainTextField(LineField):
    """A field for a long text, unchanged except that its newlines become LF.

    With `strip=True`, white space at its ends is removed.
    """

    widget = forms.Textarea

    def __init__(self, **options):
        super().__init__(**{"strip": False, **options})

    def to_python(self, value):
        return normalise_newlines(super().to_python(value))

    def has_changed(self, initial, data):
        return normalise_newlines(initial or "") != normalise_newlines(data or "")


class PartialDateField(forms.CharField):
    """A PartialDate: 2025-02-13, 2025-02 or 2025."""

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, PartialDate) else value

    def to_python(self, value):
        if not (written := super().to_python(value)):
            return None
        try:
            return PartialDate.parse(written)
        except ValueError as error:
            raise ValidationError(str(error), code="date") from error

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


class PastDateField(PartialDateField):
    """A PartialDate on which something was printed or said, never in the future.

    It takes dates as printed too: “12 March 2024”, “21 de agosto de 2023”.
    """

    def __init__(self, **options):
        options.setdefault("required", False)
        options.setdefault(
            "help_text",
            "As far as it is known: 2025-02-13, 2025-02 or 2025, or as printed, such "
            "as 13 February 2025. Empty if unknown.",
        )
        super().__init__(**options)

    def to_python(self, value):
        written = forms.CharField.to_python(self, value)
        if not written or re.fullmatch(r"\d{4}(?:-\d{1,2}){0,2}", written):
            return super().to_python(value)
        date = read_date(written) if is_only_date(written) else None
        if date:
            return date
        if why := why_unread(written):
            raise ValidationError(
                f"No date read: {why}. Give the day itself, such as 2025-02-13, or "
                "only the month or the year.",
                code="date",
            )
        return super().to_python(value)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(self.prepare_value(initial))
        except ValidationError:
            return True

    def run_validators(self, date):
        if date:
            validate_not_in_future(date.first_day)
