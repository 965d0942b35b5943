"""DOI, ISBN and ISSN as columns."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.identifiers import CLEANERS


class IdentifierField(models.CharField):
    """A DOI, ISBN or ISSN, by the name of the field, stored in one form."""

    def __init__(self, *args, **options):
        options |= {"max_length": 255, "blank": True, "default": "", "db_default": ""}
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "blank", "default", "db_default"):
            options.pop(fixed, None)
        return name, path, args, options

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        try:
            return CLEANERS[self.name](value) if value else value
        except ValueError as error:
            raise ValidationError(str(error), code=self.name) from error


def identifier_constraint(name, pattern, message):
    """Return a constraint that an identifier is empty or has this form."""
    return models.CheckConstraint(
        condition=Q(**{name: ""}) | Q(**{f"{name}__regex": pattern}),
        name=f"article_{name}_form",
        violation_error_message=message,
    )
