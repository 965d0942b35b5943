"""Names in parts: of bylines, and of the speakers of the quotes app."""

from django.db import models
from django.db.models import Q

from articles.names import Name

NAME_PARTS = ("given", "particle", "family", "suffix", "literal")


class NamedInParts(models.Model):
    """A name in the parts that CSL has, or one whole name."""

    given = models.CharField("given names", max_length=200, blank=True)
    particle = models.CharField(
        max_length=50, blank=True, help_text="van, de la, al- …"
    )
    family = models.CharField("family name", max_length=200, blank=True)
    suffix = models.CharField(max_length=50, blank=True, help_text="Jr., III …")
    literal = models.CharField(
        "or one whole name",
        max_length=300,
        blank=True,
        help_text="An organisation, or a person with a single name.",
    )

    class Meta:
        abstract = True

    @property
    def parts(self):
        """The name as a Name, which can be assigned too."""
        return Name(*(getattr(self, part) for part in NAME_PARTS))

    @parts.setter
    def parts(self, name):
        for part in NAME_PARTS:
            setattr(self, part, getattr(name, part))


def name_parts_constraint(name):
    """Return a constraint that a name has a family name or is whole, and not both."""
    return models.CheckConstraint(
        condition=(
            Q(literal="") & ~Q(family="")
            | ~Q(literal="") & Q(family="", given="", particle="", suffix="")
        ),
        name=name,
        violation_error_message=(
            "Give a family name (with given names, particle and suffix as "
            "printed), or one whole name instead, not both."
        ),
    )
