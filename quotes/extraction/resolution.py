"""A speaker with or without a name, and how likely that is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.extraction.entities import Entity
from quotes.extraction.suggestion import CandidateSpeaker, SuggestedSpeaker
from quotes.extraction.truecasing import usual_letters

#: How often the name was right, or rightly missing, by how it was found
#: (benchmarks/README.md).
SURE = {
    # The full name is printed; a surname that one person has; an organisation.
    "full": 0.985,
    "surname": 0.985,
    "thing": 0.96,
    # "her lawyer, Ann Lowe,"; "NATO"; "Mr. Lowe", whose first name is not printed.
    "apposed": 0.95,
    "word": 0.94,
    "title": 0.92,
    # "the Lowe campaign"; "the senator"; "who" after a name.
    "body": 0.92,
    "role": 0.88,
    "who": 0.85,
    # "Wines" for Leslie Wimes.
    "misprint": 0.85,
    # "it" for the last organisation that spoke; "the fund".
    "it": 0.8,
    "anaphor": 0.75,
    # Rightly without a name:
    "group": 0.85,
    "nobody": 0.7,
    "unnamed": 0.68,
    "somebody": 0.25,
    "other": 0.25,
    "open": 0.05,
}
#: People listed for an open name, at most.
_MAX_CANDIDATES = 5
_MIN_CANDIDATE = 0.02


@dataclass(slots=True)
class Referent:
    """Somebody who may be meant, how likely, and why in a few words.

    `values` are those of pronouns.FEATURES.
    """

    entity: Entity
    chance: float
    reason: str = ""
    values: tuple[float, ...] = ()


@dataclass(slots=True)
class Resolution:
    """A speaker with the likelihood that the name, or its absence, is right."""

    speaker: SuggestedSpeaker
    sure: float
    how: str
    #: Who it is, even if the name is not certain, or if it is somebody without a name.
    entity: Entity | None = None
    choices: Sequence[Referent] = ()


def unnamed(
    how: str,
    role: str = "",
    choices: Sequence[Referent] = (),
    sure: float | None = None,
) -> Resolution:
    """Return a speaker without a name, with those who may be meant."""
    speaker = SuggestedSpeaker((0, 0), "", "", role, "", _candidates(choices))
    return Resolution(
        speaker, SURE[how] if sure is None else sure, how, choices=choices
    )


def named(
    entity: Entity,
    how: str,
    role: str = "",
    reason: str = "",
    sure: float | None = None,
) -> Resolution:
    """Return a speaker with the fullest name of an entity."""
    name = entity.name
    if entity.person and len(entity.words) > 1:
        name = usual_letters(name)
    speaker = SuggestedSpeaker((0, 0), "", name, role or entity.role, reason)
    return Resolution(speaker, SURE[how] if sure is None else sure, how, entity)


def listed(entities: Iterable[Entity], reason: str) -> list[Referent]:
    """Return entities as choices, in this order."""
    return [
        Referent(one, 0.5 / (number + 1), reason) for number, one in enumerate(entities)
    ]


def _candidates(choices: Sequence[Referent]) -> tuple[CandidateSpeaker, ...]:
    found: dict[str, CandidateSpeaker] = {}
    for choice in choices:
        name, role = choice.entity.name, choice.entity.role
        if name and choice.chance >= _MIN_CANDIDATE:
            found.setdefault(name, CandidateSpeaker(name, role, choice.reason))
    return tuple(found.values())[:_MAX_CANDIDATES]
