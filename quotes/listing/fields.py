"""The form fields of the filters, which validate the query string of a list."""

import re

import langcodes
from django import forms
from django.core.exceptions import ValidationError

from articles.text import describe_control_character, find_control_character
from quotes.formatting import shorten
from quotes.search.syntax import MAX_SEARCH_LENGTH

VALUES_LIMIT = 50


def validate_printable(words):
    """Refuse control characters, which no stored text has either."""
    if (offset := find_control_character(words)) is not None:
        raise ValidationError(describe_control_character(words, offset))


class SearchField(forms.CharField):
    """The words of a search."""

    def __init__(self, **options):
        super().__init__(**options)
        # Instead of Django's own check, which only refuses NUL.
        self.validators = [validate_printable, self._validate_length]

    @staticmethod
    def _validate_length(words):
        if len(words) > MAX_SEARCH_LENGTH:
            raise ValidationError(
                f"Search for at most {MAX_SEARCH_LENGTH:,} characters: these are "
                f"{len(words):,}."
            )


class ValuesField(forms.Field):
    """A list of values, each given once."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        values = list(dict.fromkeys(filter(None, value or ())))
        if len(values) > VALUES_LIMIT:
            raise ValidationError(f"Choose at most {VALUES_LIMIT} at a time.")
        return values


class ChoicesField(ValuesField):
    """A list of fixed values."""

    def __init__(self, *, choices, **options):
        self.choices = choices
        super().__init__(**options)

    def validate(self, values):
        for value in values:
            if value not in self.choices:
                raise ValidationError(
                    f"There is no “{shorten(value)}” to choose here. There are: "
                    f"{', '.join(self.choices)}."
                )


class LanguagesField(ValuesField):
    """A list of language tags."""

    def validate(self, values):
        for value in values:
            if not langcodes.tag_is_valid(value):
                raise ValidationError(
                    f"“{shorten(value)}” is not a language tag. Write en, fr, pt-BR "
                    "or the like."
                )


class YearsField(ValuesField):
    """A list of years, in four figures."""

    def validate(self, values):
        for value in values:
            if not re.fullmatch("[0-9]{4}", value) or value == "0000":
                raise ValidationError(
                    f"“{shorten(value)}” is not a year. Write four figures, as in 2025."
                )
