"""Decides whether a name means a person, an organisation, a place or something else.

In: a name in a text. Out: points, above 0 for a person: for a title, a role, a given
name, an initial, an age or party after it, or a verb. Below 0 for a thing: "the" before
it, "of" within it, a last word such as "committee", a country.
"""

from quotes.extraction.proper_names import ProperName
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens

#: Tags before a name in the subject of a sentence, and after it.
_IN_SUBJECT = frozenset(("CP", "NN", "PE", "DT", "GE", "PO", "CD"))
_BEHIND_SUBJECT = VERBAL | {",", "WH", "(", "RB"}


def evidence_of(tokens: Tokens, name: ProperName, role: str) -> int:
    """Return the evidence that a name is a person's (above 0) or a thing's (below).

    `role` is the one printed beside the name.
    """
    language = tokens.language
    lower, tags = tokens.lower, tokens.tags
    first, last = name.first, name.last
    points = 0
    titled = name.title in language.TITLES or language.is_role(name.title)
    if titled and name.title not in language.WEAK_TITLES:
        points += 3
    elif titled:
        points += 1
    elif first and lower[first - 1] in language.THE:
        points -= 3
    elif first and lower[first - 1] in language.PLACE_PREPOSITIONS:
        points -= 1
    named = language.sex_of(tokens.words[first])
    if named:
        points += 2
    if last - first > 1 and len(lower[first + 1]) == 2 and lower[first + 1][1] == ".":
        points += 2
    inner = [lower[at] in language.THINGS for at in range(first, last)]
    if inner[-1] and not (named in ("m", "f") and lower[last - 1] in language.SURNAMES):
        points -= 4
    elif any(inner[1:-1]):
        points -= 2
    if not language.IN_THING_NAMES.isdisjoint(lower[first:last]):
        points -= 6
    if language.is_place(" ".join(tokens.words[first:last])) or (
        language.is_place(tokens.words[last - 1]) and not named
    ):
        points -= 6
    elif not inner[-1] and role:
        points += 2
    if last + 1 < len(lower):
        if lower[last] == ",":
            if (
                tags[last + 1] == "CD"
                or tokens.words[last + 1][:2] in language.PARTY_SIGNS
            ):
                points += 3
        elif (
            lower[last] == "("
            and tokens.words[last + 1][:2] in language.PARTY_SIGNS_IN_BRACKETS
        ):
            points += 4
        elif tags[last] in VERBAL and lower[last] not in language.COPULAS:
            points += 1
    return points


def is_subject(tokens: Tokens, name: ProperName) -> bool:
    """Return whether a name is the subject of a sentence or clause."""
    if name.quoted or name.heading:
        return False
    at = name.last
    if at < len(tokens.words) and tokens.tags[at] in VERBAL:
        return True
    begun, starts = name.begun, tokens.sentence_starts
    if (
        begun > 0
        and tokens.lower[begun - 1] == ","
        and tokens.tags[at + 1 : at + 2]
        and tokens.lower[at] == ","
        and tokens.tags[at + 1] in _BEHIND_SUBJECT
    ):
        begun -= 1  # "His rival, | Bob Reed, was"
    while begun > 0 and begun not in starts:
        if tokens.tags[begun - 1] not in _IN_SUBJECT and tokens.tags[begun] != "GE":
            return False
        begun -= 1
    if begun not in starts:
        return False
    return at < len(tokens.words) and tokens.tags[at] in _BEHIND_SUBJECT
