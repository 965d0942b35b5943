"""What was read about an article: values, and the source of each.

The values may be wrong. An editor sees each with its source, and corrects it before
anything is saved.
"""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """A name as in CSL: parts with a family name, or one literal."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        name = " ".join(filter(None, (self.given, self.particle, self.family)))
        return f"{name}, {self.suffix}" if self.suffix else name


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a page or a text says about itself; "" or [] for missing values.

    `published` is "2025-02-13", "2025-02" or "2025". `language` is a BCP 47 tag, `kind`
    a CSL item type. `whence` is {field: where its value was read}. `notes` are
    sentences for the editor.
    """

    title: str = ""
    authors: list[Name] = field(default_factory=list)
    publication: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    kind: str = ""
    section: str = ""
    text: str = ""
    whence: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it as a dict for JSON, which `from_json` reads."""
        return asdict(self)

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Proposal":
        """Return the Proposal of such a dict; raise KeyError or TypeError otherwise."""
        names = [Name(**name) for name in held["authors"]]
        return cls(**{**held, "authors": names})
