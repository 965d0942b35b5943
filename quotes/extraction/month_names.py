"""Finds people whose names look like months: "Theresa May", "June Ash", "Mrs May".

In: the words of a text and their tags. Out: the places of those that are names, which a
word list alone would take for months or for the verb "may".
"""

from collections.abc import Sequence

from quotes.extraction.languages import Language
from quotes.extraction.tags import VERBAL


def month_names(
    months: Sequence[int],
    words: Sequence[str],
    lower: Sequence[str],
    tags: Sequence[str],
    starts: set[int],
    language: Language,
) -> list[int]:
    """Return the places of names like months; `starts` are those of sentences.

    `months` are the places of words like months that begin with a capital.
    """
    printed = [at for at in months if not words[at].isupper()]
    found = [
        at for at in printed if _is_named(words, lower, tags, starts, at, language)
    ]
    surnames = {
        lower[at]
        for at in found
        if tags[at - 1] == "CP" or lower[at - 1] in language.TITLES
    }
    return found + [
        at
        for at in printed
        if lower[at] in surnames
        and at not in found
        and _acts(lower, tags, at, language)
    ]


def _is_named(
    words: Sequence[str],
    lower: Sequence[str],
    tags: Sequence[str],
    starts: set[int],
    at: int,
    language: Language,
) -> bool:
    after = tags[at + 1] if at + 1 < len(tags) else "."
    if after == "CD":
        return False  # "told Theresa March 5"
    before = words[at - 1] if at and at not in starts else ""
    if before and before[0].isupper():
        if language.sex_of(before) or lower[at - 1] in language.TITLES:
            return True
        if before.istitle() and language.is_role(lower[at - 1]):
            return True  # "Prime Minister May"
    if (
        lower[at] not in language.GIVEN_MONTHS
        or after != "CP"
        or not language.sex_of(words[at])
    ):
        return False
    behind = tags[at + 2] if at + 2 < len(tags) else "."
    if behind == "CP" and language.sex_of(words[at + 1]):
        # "In June Ann Lowe said"; "said June Ann Lowe"
        return at not in starts and tags[at - 1] in ("VB", "ED")
    if at in starts:
        # "June Ash said", not "May God forgive".
        return lower[at] not in language.MODALS and behind in (*VERBAL, ",")
    return lower[at - 1] not in language.DATING


def _acts(
    lower: Sequence[str], tags: Sequence[str], at: int, language: Language
) -> bool:
    """Return whether a surname alone is a subject: "May said", "said May"."""
    if at and lower[at - 1] in language.MAYBE_DATING:
        return False
    after = tags[at + 1] if at + 1 < len(tags) else "."
    return after in {*VERBAL, "GE", "RB"} or (
        at > 0 and tags[at - 1] in ("VB", "ED") and after != "CD"
    )
