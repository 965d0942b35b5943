"""What could be read of an article: values, and whence each came.

Nothing of it is known to be right. An editor sees each value with its source and mends
it before anything is saved.
"""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """A name as CSL has it: parts with a family name, or one literal."""

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
    """What a page or a text says of itself, as far as it says it ("" or []: nothing).

    `published` is "2025-02-13", "2025-02" or "2025", as far as it is known. `language`
    is a BCP 47 tag, `kind` a CSL item type. `whence` says by field name where a value
    was read; `notes` are sentences for the editor.
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
        """Return it as what JSON can hold; `from_json` reads it again."""
        return asdict(self)

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Proposal":
        """Read what `as_json` gave; raise TypeError for anything else."""
        names = [Name(**name) for name in held["authors"]]
        return cls(**{**held, "authors": names})
