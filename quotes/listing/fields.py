"""The form fields of the filters, which validate the query string of a list."""

import re

import langcodes
from django import forms
from django.core.exceptions import ValidationError

from articles.text import describe_control_character, find_control_character
from quotes.formatting import echo
from quotes.search.syntax import MAX_SEARCH_LENGTH
from quotes.translation import label as _

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
                _(
                    "Search for at most {max:,} characters. You entered {number:,}."
                ).format(max=MAX_SEARCH_LENGTH, number=len(words))
            )


class ValuesField(forms.Field):
    """A list of values, each given once."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        values = list(dict.fromkeys(filter(None, value or ())))
        if len(values) > VALUES_LIMIT:
            message = _("Choose at most {max} at a time.")
            raise ValidationError(message.format(max=VALUES_LIMIT))
        return values


class ChoicesField(ValuesField):
    """A list of fixed values."""

    def __init__(self, *, choices, **options):
        self.choices = choices
        super().__init__(**options)

    def validate(self, values):
        for value in values:
            if value not in self.choices:
                message = _("“{value}” is not one of the choices: {known}.")
                known = ", ".join(self.choices)
                raise ValidationError(message.format(value=echo(value), known=known))


def standard_tag(tag):
    """Return a language tag in the form in which it is stored, an invalid one as is."""
    return langcodes.standardize_tag(tag) if langcodes.tag_is_valid(tag) else tag


class LanguagesField(ValuesField):
    """A list of language tags, which are returned as they are stored."""

    def validate(self, values):
        for value in values:
            if not langcodes.tag_is_valid(value):
                message = _(
                    "“{value}” is not a language code. Write one such as en, fr or "
                    "pt-BR."
                )
                raise ValidationError(message.format(value=echo(value)))

    def clean(self, value):
        return list(dict.fromkeys(map(standard_tag, super().clean(value))))


class YearsField(ValuesField):
    """A list of years, in four figures."""

    def validate(self, values):
        for value in values:
            if not re.fullmatch("[0-9]{4}", value) or value == "0000":
                message = _("“{year}” is not a year. Write four figures, as in 2025.")
                raise ValidationError(message.format(year=echo(value)))
