"""The parts of a name, as in CSL."""

import re
from dataclasses import dataclass

from articles.characters import HYPHENS

#: The end of a particle without a space after it: "d’", "dell’", "al-", not "de’".
JOINED = rf"([^aeiou\s]['’]|[{HYPHENS}])$"


def with_particle(particle: str, family: str) -> str:
    """Join a particle and a family name: "van Gogh", "de’ Medici", "d’Ormesson"."""
    joined = not particle or is_joined(particle)
    return f"{particle}{'' if joined else ' '}{family}"


def is_joined(particle: str) -> bool:
    """Return whether a family name follows a particle without a space: "d’", "al-"."""
    return re.search(JOINED, particle) is not None


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts with a family name, or one whole name (`literal`)."""

    given: str = ""
    particle: str = ""  #: "van der", "d’"; CSL's non-dropping particle
    family: str = ""
    suffix: str = ""  #: "Jr.", "III"
    literal: str = ""

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        name = " ".join(filter(None, (self.given, self.last)))
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def last(self) -> str:
        """The name in citations in a text: "van Gogh", "d’Ormesson", "Plato"."""
        return self.literal or with_particle(self.particle, self.family)

    @property
    def inverted(self) -> str:
        """The name as an index has it: "Leyen, Ursula von der", "King, M. L., Jr."."""
        if self.literal:
            return self.literal
        given = " ".join(filter(None, (self.given, self.particle)))
        return ", ".join(filter(None, (self.family, given, self.suffix)))
