"""Words within names that look like signs of doubt, fiction or the future.

In: a page. Out: the places of "Hope" in "Hope University", "Film" in "Film Institute".
"""

from itertools import compress

from quotes.extraction.forms import CAPITAL
from quotes.extraction.given_names import sex_of
from quotes.extraction.languages import english_doubts as doubts
from quotes.extraction.languages.english_names import THINGS, TITLES
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Page

SIGNS = doubts.NEAR_SIGNS | doubts.FAR_SIGNS | doubts.WORK_SIGNS | doubts.FOREIGN_SIGNS
_IN_NAMES = frozenset(("CP", "PE", "VB", "ED"))
_ALL_SIGNS = SIGNS | doubts.DOUBTING_SIGNS | {"question", "may", "might"}
#: Words that begin a command though a name follows: "Imagine American Airlines".
_COMMANDS = frozenset("imagine suppose picture pretend fake false".split())


def names_with_signs(page: Page) -> list[int]:
    """Return the signs that are within a name, in order.

    They have a capital, are not first in a sentence (except given names and names of
    things), and have another word of the name beside them. Sentences without any verb
    in small letters are headings: their capitals tell nothing.
    """
    words, lower = page.words, page.lower
    found = [
        at
        for at in compress(range(len(words)), map(CAPITAL.__and__, page.traits))
        if lower[at] in _ALL_SIGNS and page.quote[at] < 0 and not words[at].isupper()
    ]
    if not found:
        return []
    starts = {first for first, _ in page.sentences}
    ends = dict(page.sentences)
    in_prose: set[int] = set()
    for first, last in ends.items():
        if any(
            page.tags[at] in VERBAL and words[at][0].islower() and page.quote[at] < 0
            for at in range(first, last)
        ):
            in_prose.update(at for at in found if first <= at < last)
    named = [at for at in found if at in in_prose and _is_in_name(page, at, starts)]
    known = {lower[at] for at in named} | {
        lower[at] for at in found if sex_of(words[at]) or lower[at] == "hope"
    }
    taken = set(named)
    return named + [
        at
        for at in found
        if at in in_prose
        and at not in taken
        and lower[at] in known
        and _speaks(page, at)
    ]


def _is_name(page: Page, at: int) -> bool:
    return (
        0 <= at < len(page.words)
        and bool(page.traits[at] & CAPITAL)
        and page.tags[at] in _IN_NAMES
        and page.quote[at] < 0
    )


def _is_in_name(page: Page, at: int, starts: set[int]) -> bool:
    tag, word = page.tags[at], page.lower[at]
    begins = at in starts or page.words[at - 1] in (":", "-", "–", "—")
    follows, before = _is_name(page, at + 1), not begins and _is_name(page, at - 1)
    if begins:
        if word in _COMMANDS or not follows or tag == "MD":
            return False
        given = bool(sex_of(page.words[at])) or word == "hope"
        return tag == "CP" and (given or page.lower[at + 1] in THINGS)
    if tag in ("CP", "MD"):
        # "Ann Hope", "Will Smith", "Theresa May"; "of Hope"; also after a first word.
        return follows or before or page.lower[at - 1] in TITLES
    # "the No Kids Hungry campaign", "Never Again Action"
    return follows and (before or page.lower[at - 1] in ("the", "of", "for"))


def _speaks(page: Page, at: int) -> bool:
    """Return whether a verb follows, so that the word is somebody: "Hope said"."""
    after = at + 1
    return (
        page.tags[at] == "CP"
        and after < len(page.words)
        and page.tags[after] in ("VB", "ED", "HV", "RB")
        and page.words[after].islower()
    )
