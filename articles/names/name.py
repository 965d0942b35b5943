"""The parts of a name, as in CSL."""

from dataclasses import dataclass

#: After these, a particle is joined to the family name: "d’Ormesson", "al-Assad".
_JOINING = ("'", "’", "-", "‐")


def with_particle(particle: str, family: str) -> str:
    """Join a particle and a family name: "van Gogh", but "d’Ormesson", "al-Assad"."""
    joined = not particle or particle.endswith(_JOINING)
    return f"{particle}{'' if joined else ' '}{family}"


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
