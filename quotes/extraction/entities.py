"""Somebody or something that a text names, and the places where it does."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.extraction.languages.tables import Words
from quotes.extraction.proper_names import ProperName

#: Letters of an abbreviation, at least.
_MIN_INITIALS = 3


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that a text names, by its fullest name."""

    name: str
    words: tuple[str, ...]
    #: Above 0 for a person, from titles, given names, roles and what follows.
    evidence: int = 0
    sex: str = ""
    #: Whether a title or role tells the sex, not only the given name.
    sex_titled: bool = False
    roles: list[str] = field(default_factory=list)
    #: Named as somebody's relative: "his wife, Ann Lowe".
    relative: bool = False
    #: Whose relative: "lowe" for "Lowe’s husband".
    owner: str = ""
    #: Mentions with more than one word of the name, and the first of all mentions.
    full: int = 0
    introduced: int = -1
    count: int = 0
    #: Whether it is not known what it is, though it speaks: "McLenney".
    doubtful: bool = False
    #: Named without a given name, and with "Mr." or "the singer" rather than an office.
    courtesy: bool = False
    #: "jr.", "sr." or the like: two with different ones are two people.
    suffix: str = ""
    #: Words of the name, with initials.
    size: int = 0

    @property
    def person(self) -> bool:
        return self.evidence > 0

    @property
    def half_named(self) -> bool:
        """Return whether the text has only "Dr Lopez", once: it may be misspelt."""
        return self.courtesy and self.count == 1 and len(self.words) == 1

    @property
    def role(self) -> str:
        return self.roles[0] if self.roles else ""

    @property
    def surname(self) -> str:
        return self.words[-1]


@dataclass(slots=True)
class Mention:
    """A place where a text names an entity, or one of several."""

    at: int
    end: int
    entities: list[Entity]
    name: ProperName
    subject: bool = False
    full: bool = False
    misspelt: bool = False
    #: Who is named together with it: "Ann Lowe and | Bob Reed".
    partners: list[Entity] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether one of the entities is a person."""
        return any(one.person for one in self.entities)


def spelled_out(
    entities: Iterable[Entity], letters: str, small: Words
) -> Entity | None:
    """Return the only thing whose initials these letters are: "DNC".

    `small` words have no initial.
    """
    if len(letters) < _MIN_INITIALS:
        return None
    found = [
        one
        for one in entities
        if not one.person
        and len(one.words) > 2
        and letters == "".join(word[0] for word in one.words if word not in small)
    ]
    return found[0] if len(found) == 1 else None
