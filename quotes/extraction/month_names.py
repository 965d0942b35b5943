"""People who are called like a month: "Theresa May", "June Ash", "Mrs May".

In: the words of a page and their tags. Out: the places of those that are names, which
a list of words alone takes for months or for the verb "may".
"""

from collections.abc import Sequence

from quotes.extraction.given_names import sex_of
from quotes.extraction.languages.english_names import (
    DATING,
    GIVEN_MONTHS,
    MAYBE_DATING,
    MONTHS,
    TITLES,
    is_role,
)
from quotes.extraction.tags import VERBAL

_ACTING = VERBAL | {"HV", "DO"}


def month_names(
    words: Sequence[str], lower: Sequence[str], tags: Sequence[str], starts: set[int]
) -> list[int]:
    """Return the places of names like months; `starts` are those of sentences."""
    printed = [
        at
        for at, word in enumerate(lower)
        if word in MONTHS and words[at][0].isupper() and not words[at].isupper()
    ]
    found = [at for at in printed if _is_named(words, lower, tags, starts, at)]
    surnames = {
        lower[at] for at in found if tags[at - 1] == "CP" or lower[at - 1] in TITLES
    }
    return found + [
        at
        for at in printed
        if lower[at] in surnames and at not in found and _acts(lower, tags, at)
    ]


def _is_named(
    words: Sequence[str],
    lower: Sequence[str],
    tags: Sequence[str],
    starts: set[int],
    at: int,
) -> bool:
    after = tags[at + 1] if at + 1 < len(tags) else "."
    if after == "CD":
        return False  # "told Theresa March 5"
    before = words[at - 1] if at and at not in starts else ""
    if before and before[0].isupper():
        if sex_of(before) or lower[at - 1] in TITLES:
            return True
        if before.istitle() and is_role(lower[at - 1]):
            return True  # "Prime Minister May"
    if lower[at] not in GIVEN_MONTHS or after != "CP" or not sex_of(words[at]):
        return False
    behind = tags[at + 2] if at + 2 < len(tags) else "."
    if behind == "CP" and sex_of(words[at + 1]):
        # "In June Ann Lowe said"; "said June Ann Lowe"
        return at not in starts and tags[at - 1] in ("VB", "ED")
    if at in starts:
        # "June Ash said", not "May God forgive".
        return lower[at] != "may" and behind in (*_ACTING, ",")
    return lower[at - 1] not in DATING


def _acts(lower: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Return whether a surname alone is a subject: "May said", "said May"."""
    if at and lower[at - 1] in MAYBE_DATING:
        return False
    after = tags[at + 1] if at + 1 < len(tags) else "."
    return after in {*_ACTING, "GE", "RB"} or (
        at > 0 and tags[at - 1] in ("VB", "ED") and after != "CD"
    )
